"""The content of attachments: base64 of a zip that holds the file (the SDK's form, which is written), or of the bare file."""

from __future__ import annotations

import base64
import binascii
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from lienthong.toolkit.edxml102.errors import NameUnsafe, NotBase64, ZipBomb, ZipBroken, ZipEncrypted, ZipNotOne
from lienthong.toolkit.edxml102.limits import MAX_NAME, MAX_RATIO, MAX_UNPACKED, RATIO_FREE

ZIP: Final = "application/zip"
_ZIP_TYPES: Final = frozenset({ZIP, "application/x-zip-compressed", "application/x-zip"})
_CHUNK: Final = 256 * 1024
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The same file is packed to the same bytes, whenever it is."""
_ENCRYPTED: Final = 0x2041
"""Bits of a zip entry: encrypted, strongly encrypted, names encrypted."""
_NO_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


@dataclass
class Budget:
    """What the attachments of a packet may still unpack to, in bytes."""

    left: int = MAX_UNPACKED

    def spend(self, size: int, name: str) -> None:
        """Count bytes.  Raises ZipBomb."""
        self.left -= size
        if self.left < 0:
            raise ZipBomb(name=name)


def unpacked(encoded: str, name: str, content_type: str, budget: Budget) -> bytes:
    """Return the file of an attachment.

    encoded       base64, with or without line breaks.
    content_type  of the attachment; the SDK's form says zip whatever the file is.  An attachment that is itself called .zip is
                  unpacked only when its one file is a .zip too: then it was packed for the way, else it is what is sent.
    Raises NameUnsafe, NotBase64, ZipBroken, ZipEncrypted, ZipNotOne, ZipBomb.
    """
    must_be_plain(name)
    try:
        raw = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NotBase64(name=name) from fault
    if content_type.lower() not in _ZIP_TYPES:
        budget.spend(len(raw), name)
        return raw
    try:
        return _file_of(raw, name, budget)
    except _NO_ZIP as fault:
        raise ZipBroken(name=name) from fault


def packed(content: bytes, name: str) -> str:
    """Return base64 of a zip that holds the file, the same for the same file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name, _OLDEST)
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    return base64.b64encode(out.getvalue()).decode("ascii")


def must_be_plain(name: str) -> None:
    """Raise NameUnsafe for a file name that is a path, hides characters, or is too long."""
    unsafe = (
        name in ("", ".", "..")
        or len(name) > MAX_NAME
        or any(char in "/\\:" or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in name)
    )
    if unsafe:
        raise NameUnsafe(name="".join(char if char.isprintable() else "?" for char in name[:MAX_NAME]))


def _file_of(raw: bytes, name: str, budget: Budget) -> bytes:
    is_archive = name.lower().endswith(".zip")
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if is_archive and not (len(files) == 1 and files[0].filename.lower().endswith(".zip")):
            budget.spend(len(raw), name)
            return raw
        if len(files) != 1:
            raise ZipNotOne(name=name, count=len(files))
        _must_be_safe(files[0], name)
        return _stream(archive, files[0], name, budget)


def _must_be_safe(info: zipfile.ZipInfo, name: str) -> None:
    """Directories beside the file do no harm: nothing is written to disk under a name of the archive."""
    must_be_plain(info.orig_filename)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise NameUnsafe(name=info.filename)
    if info.flag_bits & _ENCRYPTED:
        raise ZipEncrypted(name=name)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ZipBroken(name=name)


def _stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    """Unpack by pieces: what the directory says of the size is believed by nobody."""
    out = BytesIO()
    with archive.open(info) as source:
        while piece := source.read(_CHUNK):
            budget.spend(len(piece), name)
            out.write(piece)
            if out.tell() > max(RATIO_FREE, MAX_RATIO * info.compress_size):
                raise ZipBomb(name=name)
    if out.tell() != info.file_size:
        raise ZipBroken(name=name)
    return out.getvalue()
