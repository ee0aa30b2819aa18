"""The content store in a folder and in S3: one behaviour; and what a kill leaves behind."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.db import connections

from lienthong.office.files import public as files
from lienthong.office.files.models import BlobStore, chosen
from lienthong.office.files.models.blobs import WrongContent
from lienthong.office.files.models.folder import FolderStore
from lienthong.office.files.models.object_store import ObjectStore
from lienthong.office.files.services import storing
from lienthong.office.files.services.storing import LOCKS, lock_key
from lienthong.office.files.testing import HOANH_MO, an_actor, as_units, as_worker
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

LETTER = "Đơn đề nghị".encode()
NAME = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """An S3 in this process."""
    from moto import mock_aws

    for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(key, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="xa-hoanh-mo")
        settings.FILES_S3 = "s3://xa-hoanh-mo/tep"
        yield


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest) -> BlobStore:
    if request.param == "s3":
        request.getfixturevalue("bucket")
    return chosen()


def test_the_settings_choose_the_store(bucket: None, settings: Any) -> None:
    assert isinstance(chosen(), ObjectStore)
    settings.FILES_S3 = ""
    assert isinstance(chosen(), FolderStore)


def test_content_is_absent_then_whole_then_gone(store: BlobStore) -> None:
    assert not store.has(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)

    store.put(NAME, BytesIO(LETTER))
    store.put(NAME, BytesIO(LETTER))

    assert store.has(NAME)
    with store.open(NAME) as content:
        assert content.read() == LETTER
    (blob,) = store.blobs()
    assert (blob.name, blob.size) == (NAME, len(LETTER))
    assert abs(blob.put_at - real_now()) < timedelta(minutes=1)
    store.remove(NAME)
    store.remove(NAME)
    assert not store.has(NAME)
    assert list(store.blobs()) == []
    assert store.sweep_drafts(real_now() + timedelta(days=1)) == 0


def test_bytes_that_are_not_those_of_the_hash_are_not_stored(store: BlobStore) -> None:
    with pytest.raises(WrongContent):
        store.put(NAME, BytesIO(LETTER[:-1]))

    assert not store.has(NAME)
    assert list(store.blobs()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", NAME + "/x"])
def test_a_name_that_is_no_hash_names_nothing(name: str, store: BlobStore) -> None:
    for act in (store.open, store.has, store.remove):
        with pytest.raises(FileNotFoundError):
            act(name)


def test_a_fault_of_s3_that_is_no_absence_is_not_hidden(bucket: None, settings: Any) -> None:
    settings.FILES_S3 = "s3://khong-co/tep"
    import botocore.exceptions

    with pytest.raises(botocore.exceptions.ClientError, match="NoSuchBucket"):
        chosen().open(NAME)


@pytest.mark.django_db
def test_the_whole_way_works_on_s3(bucket: None) -> None:
    with as_units(HOANH_MO):
        row = files.store(LETTER, name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=real_now())
        with files.open_file(row.uid) as content:
            assert content.read() == LETTER
    with as_worker():
        assert [one.run() for one in files.invariants()] == [[], [], []]
        assert files.sweep_orphans(older_than=timedelta(0), at=real_now() + timedelta(hours=1)) == 0
    boto3.client("s3").delete_object(Bucket="xa-hoanh-mo", Key=f"tep/{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}")
    with as_units(HOANH_MO), pytest.raises(files.FileDamaged):
        files.open_file(row.uid)


WRITER = """
import os, sys
import django
django.setup()
from datetime import datetime, UTC
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from lienthong.office.files import public as files
from lienthong.office.files.services import storing
from lienthong.office.files.services.storing import LOCKS, lock_key
from lienthong.office.files.testing import HOANH_MO, an_actor, as_units
from lienthong.toolkit.identity import new_uid
print("ready", flush=True)
while True:
    content = os.urandom(300_000).hex().encode()
    with as_units(HOANH_MO):
        row = files.store(content, name="a.txt", actor=an_actor(), object_uid=new_uid(), at=datetime.now(UTC))
    print(row.sha256, flush=True)
"""


@pytest.mark.long
def test_a_kill_in_the_middle_of_many_uploads_leaves_no_half_content_and_no_row_without_content(
    committed_db: None, files_folder: Path, settings: Any
) -> None:
    environment = {**os.environ, "LIENTHONG_FILES_DIR": str(files_folder), "DJANGO_SETTINGS_MODULE": "lienthong.site.settings"}
    database = str(connections["default"].settings_dict["NAME"])
    told: list[str] = []
    for delay in (0.9, 1.15, 1.4, 1.65):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, database], stdout=subprocess.PIPE, env=environment, text=True)
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
        time.sleep(delay)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            said, _ = writer.communicate()
            told += [line for line in said.splitlines() if len(line) == 64]

    with as_worker():
        rows = set(files.StoredFile.objects.values_list("sha256", flat=True))
        assert [one.run() for one in files.invariants()] == [[], [], []]
        assert set(told) <= rows
        for blob in chosen().blobs():
            then = (real_now() - timedelta(hours=25)).timestamp()
            os.utime(files_folder / blob.name[:2] / blob.name[2:4] / blob.name, (then, then))
        files.sweep_orphans(at=real_now())
        assert {blob.name for blob in chosen().blobs()} == rows
    assert told


def test_a_full_disk_leaves_no_half_content_and_a_later_put_succeeds(files_folder: Path) -> None:
    big = os.urandom(300_000)
    name = hashlib.sha256(big).hexdigest()
    child = (
        "import resource, signal, sys; from io import BytesIO; from pathlib import Path\n"
        "from lienthong.office.files.models.folder import FolderStore\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "FolderStore(Path(sys.argv[1])).put(sys.argv[2], BytesIO(sys.stdin.buffer.read()))\n"
    )
    setup = "import django; django.setup()\n"
    ended = subprocess.run(
        [sys.executable, "-c", setup + child, str(files_folder), name], input=big, capture_output=True, check=False
    )

    assert b"File too large" in ended.stderr
    assert not chosen().has(name)
    assert [path for path in files_folder.rglob("*") if path.is_file()] == []
    chosen().put(name, BytesIO(big))
    assert chosen().has(name)


def test_the_sweep_leaves_content_alone_that_somebody_is_taking_in(committed_db: None, files_folder: Path) -> None:
    store = chosen()
    store.put(NAME, BytesIO(LETTER))
    then = (real_now() - timedelta(hours=25)).timestamp()
    os.utime(files_folder / NAME[:2] / NAME[2:4] / NAME, (then, then))
    asked = "SELECT pg_advisory_lock_shared(%s, %s)", [LOCKS, lock_key(NAME)]
    with connections["worker"].cursor() as other:
        other.execute(*asked)
        with as_worker():
            assert files.sweep_orphans(at=real_now()) == 0
        other.execute("SELECT pg_advisory_unlock_all()")

    with as_worker():
        assert files.sweep_orphans(at=real_now()) == 1
    assert not store.has(NAME)


@pytest.mark.django_db
def test_content_that_the_sweep_took_between_writing_and_locking_is_put_again(monkeypatch: pytest.MonkeyPatch) -> None:
    hold = storing.keep_from_sweep

    def swept_just_before(digest: str) -> None:
        chosen().remove(digest)
        hold(digest)

    monkeypatch.setattr(storing, "keep_from_sweep", swept_just_before)
    with as_units(HOANH_MO):
        row = files.store(LETTER, name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=real_now())
        with files.open_file(row.uid) as content:
            assert content.read() == LETTER
