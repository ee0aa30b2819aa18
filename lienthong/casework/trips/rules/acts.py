"""What is done on a trip, as a phone or a typed sheet tells it: read strictly, because it came from outside.

return      facts: receiver, receiver_id, witness, paid (đồng taken in cash for what the dossier owed; none: nothing was)
supplement  facts: papers [{name, originals, copies}], note
receive     facts: version, case, person {…}, representative {…} or none, papers [{key, name, originals, copies, shown_only}]
missed      facts: reason (nobody at home: the line is told, nothing is changed)
void        facts: reason (undone on the phone before it was sent)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lienthong.casework.trips.errors import ActUnreadable, SignatureMissing
from lienthong.toolkit.canonical import canonical_bytes

KINDS = {
    "return": "Trả kết quả",
    "supplement": "Nhận giấy tờ bổ sung",
    "receive": "Tiếp nhận lưu động",
    "missed": "Không làm được",
    "void": "Xóa trên điện thoại",
}
STATES = {"merged": "Đã nhập", "exception": "Chờ quyết định", "dropped": "Đã bỏ"}
LINE_KINDS = {"return": "Trả kết quả", "supplement": "Giấy tờ còn thiếu", "visit": "Tiếp nhận tại nhà"}
TRIP_STATES = {"planned": "lập", "closed": "khép", "cancelled": "hủy"}
REASON = "tiếp nhận lưu động"
"""Why a dossier that was received in a village is entered late."""
MOST = 99
MOST_PAID = 10**12
"""Đồng; nobody carries more home."""
PERSON = ("name", "id_type", "id_number", "born", "sex", "phone", "place", "address", "signs_by", "witness")
"""What a phone tells of an applicant, as text; `place`: the uid of the commune or village that was picked."""
REPRESENTATIVE = (*PERSON, "kind", "email", "basis")
"""What is told of somebody who stands for the applicant: the fields that the counter has, and the basis."""
STANDS = "representative."
"""What the name of a corrected field of a representative begins with."""
CORRECTED = (*PERSON, *(STANDS + name for name in REPRESENTATIVE))
"""What may be corrected before a held reception is merged."""
WORDS = {"sex": ("", "male", "female", "other"), "signs_by": ("", "signature", "thumbprint")}
"""The only words that these fields know."""
LONGEST = {"name": 200, "witness": 200, "email": 200}
"""How long the fields of a person may be, where it is less than elsewhere."""


@dataclass(frozen=True)
class Taken:
    """A paper that was taken in: how many originals and copies; `key` empty when the procedure does not name it."""

    key: str
    name: str
    originals: int
    copies: int
    shown_only: bool = False


def text(facts: Mapping[str, Any], name: str, *, most: int = 300) -> str:
    """Return a text of the facts, spaces trimmed; empty when there is none.  Raises ActUnreadable."""
    value = facts.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise ActUnreadable(what=name)
    return " ".join(value.split())


def uid(facts: Mapping[str, Any], name: str) -> UUID:
    """Return a uid of the facts.  Raises ActUnreadable."""
    try:
        return UUID(text(facts, name))
    except ValueError as fault:
        raise ActUnreadable(what=name) from fault


def papers(facts: Mapping[str, Any]) -> list[Taken]:
    """Return the papers that were taken in.  Raises ActUnreadable."""
    listed = facts.get("papers", [])
    if not isinstance(listed, list) or len(listed) > MOST:
        raise ActUnreadable(what="papers")
    return [_paper(one) for one in listed]


def _paper(one: Any) -> Taken:
    if not isinstance(one, dict):
        raise ActUnreadable(what="papers")
    originals, copies = (one.get(name, 0) for name in ("originals", "copies"))
    if any(not isinstance(count, int) or not 0 <= count <= MOST for count in (originals, copies)):
        raise ActUnreadable(what="papers")
    shown = one.get("shown_only") is True
    return Taken(text(one, "key", most=60), text(one, "name", most=500), originals, copies, shown_only=shown)


def person(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, str]:
    """Return what is told of the applicant, with what was corrected since.  Raises ActUnreadable."""
    told = facts.get("person")
    if not isinstance(told, dict):
        raise ActUnreadable(what="person")
    return _person({**told, **changes}, PERSON)


def representative(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what is told of who stands for the applicant, with what was corrected since; None when nobody does.

    Raises ActUnreadable.
    """
    told = facts.get("representative")
    if told is None:
        return None
    if not isinstance(told, dict):
        raise ActUnreadable(what="representative")
    corrected = {name.removeprefix(STANDS): words for name, words in changes.items() if name.startswith(STANDS)}
    return _person({**told, **corrected}, REPRESENTATIVE)


def place(told: Mapping[str, str]) -> UUID | None:
    """Return the place that was picked for a person's address, None when it was only typed.  Raises ActUnreadable."""
    return uid(told, "place") if told["place"] else None


def _person(told: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    read = {name: text(told, name, most=LONGEST.get(name, 300)) for name in names}
    for name, known in WORDS.items():
        if read[name] not in known:
            raise ActUnreadable(what=name)
    return read


def paid(facts: Mapping[str, Any]) -> int:
    """Return how many đồng were taken in cash, 0 when nothing is told of it.  Raises ActUnreadable."""
    value = facts.get("paid", 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MOST_PAID:
        raise ActUnreadable(what="paid")
    return value


def must_be_signed(facts: Mapping[str, Any], *, signed: bool) -> None:
    """Raise SignatureMissing when neither a signature came nor a witness is named."""
    if not signed and not text(facts, "witness"):
        raise SignatureMissing


def digest(told: Mapping[str, Any], names: Iterable[str]) -> bytes:
    """Return the hash by which an act that is sent again is told from another one under the same key."""
    return hashlib.sha256(canonical_bytes({"told": dict(told), "files": sorted(names)})).digest()


def gaps(numbers: Iterable[int], made: int) -> list[int]:
    """Return which of the acts 1…`made` of a phone are not there; `made` is what the phone said."""
    there = set(numbers)
    return [number for number in range(1, max([made, *there], default=0) + 1) if number not in there]
