"""Checkpoints as signed notes in the style of C2SP (tlog-checkpoint, signed-note): text that leaves the database.

lienthong.H49.BL/ledger                 origin, also the name of the key
1200                                    number of leaves
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
epoch 1
sealed 2018-03-12T01:00:00.000000Z

— lienthong.H49.BL/ledger 4a6f…        base64 of key hash (4 bytes) and Ed25519 signature
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lienthong.toolkit.canonical import instant

DASH = "\u2014"
ALGORITHM = b"\x01"
_NOTE = re.compile(
    r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/]{43}=)\nepoch (?P<epoch>[1-9][0-9]*)\n"
    r"sealed (?P<sealed>[^\n]+)\n"
    r"(?:left-behind (?P<left_epoch>[0-9]+) (?P<left_size>[0-9]+) (?P<left_root>\S+)\nreason (?P<reason>[^\n]*)\n)?"
)


@dataclass(frozen=True)
class LeftBehind:
    """The last checkpoint that a restore leaves behind."""

    epoch: int
    size: int
    root: bytes


@dataclass(frozen=True)
class Note:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes
    epoch: int
    sealed_at: str
    left_behind: LeftBehind | None = None
    reason: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Return (epoch, size): the order of checkpoints."""
        return self.epoch, self.size


def write(note: Note, key: Ed25519PrivateKey) -> str:
    """Return the signed text of `note`."""
    lines = [note.origin, str(note.size), _base64(note.root), f"epoch {note.epoch}", f"sealed {note.sealed_at}"]
    if note.left_behind is not None:
        left = note.left_behind
        lines += [f"left-behind {left.epoch} {left.size} {_base64(left.root)}", "reason " + " ".join(note.reason.split())]
    text = "\n".join(lines) + "\n"
    public = key.public_key()
    return f"{text}\n{DASH} {note.origin} {_base64(key_hash(note.origin, public) + key.sign(text.encode()))}\n"


def read(text: str, key: Ed25519PublicKey) -> Note | None:
    """Return what a signed text says, or None when it is not well formed or not signed by `key`."""
    body, gap, signature = text.partition(f"\n\n{DASH} ")
    found = _NOTE.fullmatch(body + "\n")
    if not gap or found is None or not _signed(body + "\n", signature, found["origin"], key):
        return None
    left = None
    if found["left_epoch"]:
        left = LeftBehind(int(found["left_epoch"]), int(found["left_size"]), base64.b64decode(found["left_root"]))
    root = base64.b64decode(found["root"])
    return Note(found["origin"], int(found["size"]), root, int(found["epoch"]), found["sealed"], left, found["reason"] or "")


def verifier_text(origin: str, key: Ed25519PublicKey) -> str:
    """Return the public key as C2SP writes it: name+hash+base64."""
    return f"{origin}+{key_hash(origin, key).hex()}+{_base64(ALGORITHM + key.public_bytes_raw())}"


def verifier_key(text: str) -> Ed25519PublicKey:
    """Return the key of a `verifier_text`; a malformed one is a ValueError."""
    found = re.fullmatch(r"(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text.strip())
    if found is None:
        raise ValueError("not a verifier key")
    origin, digest, encoded = found.groups()
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded, validate=True)[1:])
    if key_hash(origin, key).hex() != digest:
        raise ValueError("key hash does not fit the key")
    return key


def key_hash(origin: str, key: Ed25519PublicKey) -> bytes:
    """Return the four bytes that name a key in a signature line."""
    return hashlib.sha256(origin.encode() + b"\n" + ALGORITHM + key.public_bytes_raw()).digest()[:4]


def notes_in(text: str) -> tuple[list[str], str]:
    """Return the complete signed texts of an exported file in order, and what is left after the last (a torn write)."""
    parts = re.split(rf"(?<=\n)(?={re.escape(DASH)} )", text)
    notes: list[str] = []
    rest = parts[0]
    for part in parts[1:]:
        line, end, after = part.partition("\n")
        if not end:
            return notes, rest + part
        notes.append(rest.removeprefix("\n") + line + "\n")
        rest = after
    return notes, rest.removeprefix("\n")


def sealed_text(at: datetime) -> str:
    """Return an instant as a note writes it."""
    return instant(at)


def _signed(body: str, signature: str, origin: str, key: Ed25519PublicKey) -> bool:
    name, _, encoded = signature.removesuffix("\n").rpartition(" ")
    try:
        data = base64.b64decode(encoded, validate=True)
        if name != origin or data[:4] != key_hash(origin, key):
            return False
        key.verify(data[4:], body.encode())
    except (binascii.Error, InvalidSignature):
        return False
    return True


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
