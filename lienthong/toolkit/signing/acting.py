"""Signs, and asks the cell what signatures are worth."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from lienthong.toolkit import clock
from lienthong.toolkit.signing.certificates import Certificate, read
from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.keyring import SigningKey
from lienthong.toolkit.signing.revocation import Standing
from lienthong.toolkit.signing.words import NOTHING, Authority, Beside, Filling, Found, Slot, Stamp, State, Wish

CELL = "lienthong.toolkit.signing.cell"
SECONDS = 20.0
AT_ONCE = 2
STANDING = ("revoked_at", "lists_of")
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
_ROOT = Path(__file__).resolve().parents[3]
_log = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


def sign(
    pdf: bytes,
    *,
    key: SigningKey,
    wish: Wish,
    authority: Authority | None = None,
    stamp_roots: Sequence[bytes] = (),
    beside: Beside = NOTHING,
    fillings: Sequence[Filling] = (),
) -> bytes:
    """Return the PDF with one signature more over everything in it; the time in it is the real clock's.

    authority    who stamps it (PAdES B-T): another machine is asked, so no lock is held meanwhile; None: no stamp (B-B).
    stamp_roots  DER roots by which the stamp must hold.
    beside       lists and certificates for later readers, put into the file with this signature (with a stamp: PAdES B-LT).
    fillings     texts for fields that `lay` laid, written in the revision of this signature.
    Raises NotAPdf: not a PDF, encrypted, a field of that name that is signed, no field for a text; NoTimeStamp, KeyUnusable: a
    token that does not sign.
    """
    from lienthong.toolkit.signing import pades  # pyHanko takes 0.4 s to load, and most processes never sign

    return pades.sign(pdf, key=key, wish=wish, authority=authority, stamp_roots=stamp_roots, beside=beside, fillings=fillings)


def certificate_of(key: SigningKey) -> Certificate:
    """Return the certificate of a key in words."""
    return read(key.chain[0])


def lay(pdf: bytes, slots: Sequence[Slot]) -> bytes:
    """Return the PDF with an empty field for each slot, to be signed or filled later.

    Raises NotAPdf: not a PDF, encrypted, no such page, a field that is there already.
    """
    from lienthong.toolkit.signing import laying  # as above

    return laying.laid(pdf, slots)


def slot_of(pdf: bytes, field: str) -> Slot:
    """Return where a field lies that `lay` laid, and its size (the page is not told).  Raises NotAPdf: there is none."""
    from lienthong.toolkit.signing import laying  # as above

    return laying.found(pdf, field)


def verify(
    pdf: bytes,
    *,
    roots: Sequence[bytes],
    stamp_roots: Sequence[bytes] = (),
    lists: Sequence[bytes] = (),
    module: str = CELL,
    seconds: float = SECONDS,
) -> list[Found]:
    """Return the signatures of a PDF of anybody's in the order in which they were made; none when there is none.

    roots    DER certificates that are trusted; stamp_roots: those that time stamps are trusted by.
    lists    DER revocation lists; those in the file count too.  They are new or old by the real clock.
    seconds  after which the cell is ended; at most AT_ONCE cells live in this process.
    Raises   NotAPdf: it cannot be read, or reading it takes too much.
    """
    given = {"roots": roots, "stamp_roots": stamp_roots, "lists": lists}
    ders = {name: [b64encode(one).decode() for one in some] for name, some in given.items()}
    head = json.dumps({"now": clock.real_now().isoformat(), **ders}).encode()
    with _places:
        said = _asked(head + b"\n" + pdf, module, seconds)
    try:
        told = json.loads(said)
        return [_found(one) for one in told["found"]] if told["ok"] else _not_read("không đọc được")
    except (ValueError, KeyError, TypeError):
        _log.warning("the cell of signatures gave no answer")
        return _not_read("không có câu trả lời")


def _asked(order: bytes, module: str, seconds: float) -> bytes:
    command = [sys.executable, "-sEB", "-m", module]  # -B: stale bytecode would be written anew, which the cell forbids
    try:
        done = subprocess.run(
            command, input=order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=_ROOT, timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


def _not_read(why: str) -> list[Found]:
    raise NotAPdf(why)


def _found(told: dict[str, Any]) -> Found:
    at = datetime.fromisoformat(told["signed_at"]) if told["signed_at"] else None
    stamp = told["stamp"] and Stamp(
        datetime.fromisoformat(told["stamp"]["at"]), _certificate(told["stamp"]["by"]), bool(told["stamp"]["holds"])
    )
    own = _certificate(told["certificate"])
    standing = Standing(*(told["standing"][name] and datetime.fromisoformat(told["standing"][name]) for name in STANDING))
    return Found(told["field"], told["name"], told["reason"], at, own, State(told["state"]), stamp, standing)


def _certificate(told: dict[str, Any]) -> Certificate:
    since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
    return Certificate(told["subject"], told["issuer"], told["serial"], since, until)
