"""The content store in S3, or whatever speaks like it; needs the extra `s3` (boto3)."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

import boto3
import botocore.exceptions

from lienthong.office.files.models.blobs import CHUNK, NAME, Blob, WrongContent

_IN_MEMORY = 2 * 1024 * 1024


@dataclass(frozen=True)
class ObjectStore:
    """Content below `prefix` of a bucket; keys and secrets come from the usual environment of boto3."""

    client: Any
    bucket: str
    prefix: str

    @classmethod
    def at(cls, address: str, endpoint: str) -> ObjectStore:
        """Return the store of `s3://bucket/prefix`; an empty endpoint means the library's own."""
        bucket, _, prefix = address.removeprefix("s3://").partition("/")
        client = boto3.client("s3", endpoint_url=endpoint or None)
        return cls(client, bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else "")

    def put(self, name: str, source: BinaryIO) -> None:
        """Store the rest of `source` under its hash; S3 shows an object only when it is whole.  Raises WrongContent.

        It is written anew even when it is there: that makes it young, and the sweep leaves young content alone.
        """
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as whole:
            digest = hashlib.sha256()
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                whole.write(chunk)
            if digest.hexdigest() != name:
                raise WrongContent(name)
            whole.seek(0)
            self.client.put_object(
                Bucket=self.bucket,
                Key=self._key(name),
                Body=whole,
                ChecksumSHA256=base64.b64encode(digest.digest()).decode(),
            )

    def open(self, name: str) -> BinaryIO:
        """Return the content, fetched whole.  Raises FileNotFoundError."""
        try:
            body = self.client.get_object(Bucket=self.bucket, Key=self._key(name))["Body"]
        except botocore.exceptions.ClientError as fault:
            if _absent(fault):
                raise FileNotFoundError(name) from fault
            raise
        whole = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
        for chunk in body.iter_chunks(CHUNK):
            whole.write(chunk)
        whole.seek(0)
        return cast(BinaryIO, whole)

    def has(self, name: str) -> bool:
        """Return whether the content is there."""
        try:
            self.client.head_object(Bucket=self.bucket, Key=self._key(name))
        except botocore.exceptions.ClientError as fault:
            if _absent(fault):
                return False
            raise
        return True

    def blobs(self) -> Iterator[Blob]:
        """Yield every stored content in order of name."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        for page in pages:
            for entry in page.get("Contents", []):
                name = entry["Key"].rpartition("/")[2]
                if NAME.fullmatch(name):
                    yield Blob(name, entry["Size"], entry["LastModified"])

    def remove(self, name: str) -> None:
        """Remove a content; absent is fine."""
        self.client.delete_object(Bucket=self.bucket, Key=self._key(name))

    def sweep_drafts(self, before: datetime) -> int:
        """Do nothing: a put that breaks off leaves no object."""
        return 0

    def _key(self, name: str) -> str:
        if not NAME.fullmatch(name):
            raise FileNotFoundError(name)
        return f"{self.prefix}{name[:2]}/{name[2:4]}/{name}"


def _absent(fault: botocore.exceptions.ClientError) -> bool:
    return str(fault.response.get("Error", {}).get("Code", "")) in {"404", "NoSuchKey", "NotFound"}
