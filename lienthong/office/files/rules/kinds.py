"""The kinds of files an office takes, and what the first bytes of a file really are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final

from lienthong.office.files.errors import KindNotAccepted, NotWhatItSays
from lienthong.office.files.rules.names import extension

PDF, JPEG, PNG, TIFF, WEBP, DOCX, XLSX, ODT, ZIP, TEXT = (
    "pdf", "jpeg", "png", "tiff", "webp", "docx", "xlsx", "odt", "zip", "txt",
)  # fmt: skip
OGG, WEBM, MP3, M4A = "ogg", "webm", "mp3", "m4a"
BY_EXTENSION: Final = {
    "pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG, "tif": TIFF, "tiff": TIFF, "webp": WEBP,
    "docx": DOCX, "xlsx": XLSX, "odt": ODT, "zip": ZIP, "txt": TEXT,
    "ogg": OGG, "opus": OGG, "webm": WEBM, "mp3": MP3, "m4a": M4A,
}  # fmt: skip
MIME: Final = {
    PDF: "application/pdf",
    JPEG: "image/jpeg",
    PNG: "image/png",
    TIFF: "image/tiff",
    WEBP: "image/webp",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODT: "application/vnd.oasis.opendocument.text",
    ZIP: "application/zip",
    TEXT: "text/plain; charset=utf-8",
    OGG: "audio/ogg",
    WEBM: "audio/webm",
    MP3: "audio/mpeg",
    M4A: "audio/mp4",
}
UNTOUCHED: Final = "application/octet-stream"
"""Type of what is kept as it came and was let pass by nobody: only ever downloaded, under a name that opens no program."""
PICTURES: Final = frozenset({JPEG, PNG, TIFF, WEBP})
VIEWED: Final = frozenset({MIME[PDF], *(MIME[kind] for kind in PICTURES)})
"""Types that are looked at as they are: scans and evidence."""
SOUNDS: Final = frozenset({OGG, WEBM, MP3, M4A})
PACKAGES: Final = frozenset({DOCX, XLSX, ODT, ZIP})
PAPERS: Final = frozenset(MIME) - SOUNDS
"""What is taken where nobody asks for speech."""
ACCEPTED: Final = "PDF, ảnh JPEG, PNG, TIFF, WebP, văn bản .docx, .odt, bảng tính .xlsx, tệp nén .zip hoặc .txt"
SPEECH: Final = "bản ghi âm .ogg, .webm, .mp3 hoặc .m4a"

_HEAD = 512
_MAGIC: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF-", PDF, "tài liệu PDF"),
    (b"\xff\xd8\xff", JPEG, "ảnh JPEG"),
    (b"\x89PNG\r\n\x1a\n", PNG, "ảnh PNG"),
    (b"II*\x00", TIFF, "ảnh TIFF"),
    (b"MM\x00*", TIFF, "ảnh TIFF"),
    (b"PK\x03\x04", ZIP, "tệp nén ZIP"),
    (b"PK\x05\x06", ZIP, "tệp nén ZIP"),
    (b"OggS", OGG, "bản ghi âm Ogg"),
    (b"\x1a\x45\xdf\xa3", WEBM, "bản ghi âm hoặc phim WebM"),
    (b"MZ", "program", "một chương trình Windows"),
    (b"\x7fELF", "program", "một chương trình Linux"),
    (b"\xcf\xfa\xed\xfe", "program", "một chương trình macOS"),
    (b"\xca\xfe\xba\xbe", "program", "một chương trình"),
    (b"#!", "program", "một tập lệnh"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", "tài liệu Office đời cũ (.doc, .xls) hoặc đặt mật khẩu"),
    (b"GIF8", "gif", "ảnh GIF"),
    (b"Rar!", "archive", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "tệp nén 7z"),
    (b"\x1f\x8b", "archive", "tệp nén gzip"),
    (b"\xfd7zXZ", "archive", "tệp nén xz"),
    (b"BZh", "archive", "tệp nén bzip2"),
)


@dataclass(frozen=True)
class Verdict:
    """The policy let a file pass.

    cleaned  the bytes to store instead of the original (pictures are drawn anew), or None: stored as it came.
    """

    kind: str
    cleaned: bytes | None = None

    @property
    def mime(self) -> str:
        """Return the type under which the file will be served: our decision, never the sender's."""
        return MIME[self.kind]


def said_kind(name: str, *, among: frozenset[str] = PAPERS | SOUNDS) -> str:
    """Return the kind that a cleaned name says, one of `among` (PAPERS, SOUNDS).  Raises KindNotAccepted."""
    kind = BY_EXTENSION.get(extension(name))
    if kind not in among:
        raise KindNotAccepted(name=name, accepted=SPEECH if among == SOUNDS else ACCEPTED)
    return kind


def really(head: bytes) -> tuple[str, str]:
    """Return what a file that begins with `head` is: (kind, Vietnamese words); kind is empty when unknown."""
    for magic, kind, words in _MAGIC:
        if head.startswith(magic):
            return kind, words
    if head[4:8] == b"ftyp":
        return M4A, "tệp âm thanh hoặc phim MP4"
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2):
        return MP3, "bản ghi âm MP3"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP, "ảnh WebP"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "markup", "trang web hoặc tệp XML"
    return "", "dữ liệu khác"


def must_be_what_it_says(source: BinaryIO, name: str) -> str:
    """Return the kind of a file whose name and first bytes agree.  Raises KindNotAccepted, NotWhatItSays.

    A PDF must begin at its first byte: whatever stands before «%PDF» would be read by another program.
    """
    kind = said_kind(name)
    source.seek(0)
    found, words = really(source.read(_HEAD))
    wanted = ZIP if kind in PACKAGES else kind
    if kind == TEXT:
        if found not in {"", "markup"}:
            raise NotWhatItSays(name=name, said=extension(name), really=words)
    elif found != wanted:
        raise NotWhatItSays(name=name, said=extension(name), really=words)
    return kind
