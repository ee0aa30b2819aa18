"""The door of the file store."""

from lienthong.office.files.errors import (
    ArchiveUnsafe,
    EmptyFile,
    FileDamaged,
    FileNotChecked,
    FileRefused,
    FileTooBig,
    FileUnknown,
    FileWithdrawn,
    HiddenData,
    KindNotAccepted,
    NotEvidence,
    NotWhatItSays,
    OfficeFileActive,
    PdfActive,
    PdfBroken,
    PdfEncrypted,
    PdfSignatureBroken,
    PictureBroken,
    PictureTooLarge,
    SoundBroken,
    SoundTooBig,
    TextUnreadable,
)
from lienthong.office.files.models import StoredFile
from lienthong.office.files.queries.checking import invariants
from lienthong.office.files.queries.reading import FileRow, HeldRow, content_of, find, held, held_by, named, of_object, open_file
from lienthong.office.files.queries.serving import response
from lienthong.office.files.rules.kinds import ACCEPTED, BY_EXTENSION, MIME, SOUNDS
from lienthong.office.files.rules.names import clean_name
from lienthong.office.files.services.holding import adopt, adopt_evidence, hand_on, hold, hold_stored, let_go, share
from lienthong.office.files.services.storing import Content, store
from lienthong.office.files.services.sweeping import sweep_orphans
from lienthong.office.files.services.withdrawing import withdraw

__all__ = [
    "ACCEPTED",
    "BY_EXTENSION",
    "MIME",
    "SOUNDS",
    "ArchiveUnsafe",
    "Content",
    "EmptyFile",
    "FileDamaged",
    "FileNotChecked",
    "FileRefused",
    "FileRow",
    "FileTooBig",
    "FileUnknown",
    "FileWithdrawn",
    "HeldRow",
    "HiddenData",
    "KindNotAccepted",
    "NotEvidence",
    "NotWhatItSays",
    "OfficeFileActive",
    "PdfActive",
    "PdfBroken",
    "PdfEncrypted",
    "PdfSignatureBroken",
    "PictureBroken",
    "PictureTooLarge",
    "SoundBroken",
    "SoundTooBig",
    "StoredFile",
    "TextUnreadable",
    "adopt",
    "adopt_evidence",
    "clean_name",
    "content_of",
    "find",
    "hand_on",
    "held",
    "held_by",
    "hold",
    "hold_stored",
    "invariants",
    "let_go",
    "named",
    "of_object",
    "open_file",
    "response",
    "share",
    "store",
    "sweep_orphans",
    "withdraw",
]
