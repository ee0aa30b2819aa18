"""An event written as JSON comes back as the same event, or is refused before it is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import pytest

from lienthong.toolkit.outbox import encoding
from lienthong.toolkit.outbox.testing import MONDAY_8AM, SlipPrinted
from lienthong.toolkit.quantities import Dong

UID = UUID("01890000-0000-7000-8000-000000000001")


class Outcome(StrEnum):
    """A closed word."""

    EARLY = "early"


@dataclass(frozen=True)
class Paper:
    """A nested value."""

    name: str
    copies: int


@dataclass(frozen=True)
class Everything:
    """Every type that an event may carry."""

    topic: ClassVar[str] = "testing.everything"
    uid: UUID
    at: datetime
    day: date
    opens: time
    count: int
    fee: Dong
    share: Decimal
    name: str
    is_late: bool
    outcome: Outcome
    papers: tuple[Paper, ...]
    units: frozenset[int]
    facts: dict[str, int]
    extra: Any
    note: str | None = None


def everything() -> Everything:
    """Return an event with a value in every field."""
    return Everything(
        uid=UID,
        at=MONDAY_8AM,
        day=date(2018, 3, 12),
        opens=time(7, 30),
        count=3,
        fee=Dong(118_000_000_000),
        share=Decimal("29.8"),
        name="Hoàng Văn Ánh",
        is_late=True,
        outcome=Outcome.EARLY,
        papers=(Paper("Tờ khai", 2),),
        units=frozenset({3, 1}),
        facts={"muộn": 4},
        extra={"a": [1, None]},
    )


def test_every_type_comes_back_as_it_was_through_json_text() -> None:
    written = json.dumps(encoding.encode(everything()))

    read = encoding.decode(Everything, json.loads(written))

    assert read == everything()
    assert isinstance(read.outcome, Outcome)
    assert isinstance(read.papers[0], Paper)
    assert type(read.is_late) is bool


def test_an_instant_keeps_its_instant_and_its_offset() -> None:
    read = encoding.decode(Everything, encoding.encode(everything()))

    assert read.at == datetime(2018, 3, 12, 1, 0, tzinfo=UTC)
    assert read.at.isoformat() == "2018-03-12T08:00:00+07:00"


def test_a_field_added_later_takes_its_default_and_a_field_dropped_later_is_ignored() -> None:
    old = {
        "dossier_uid": str(UID),
        "dossier_code": "A",
        "printed_at": "2018-03-12T08:00:00+07:00",
        "due_on": "2018-03-15",
        "colour": "red",
    }

    read = encoding.decode(SlipPrinted, old)

    assert (read.copies, read.papers) == (2, ())


def test_a_missing_field_without_default_is_named() -> None:
    with pytest.raises(TypeError, match="dossier_code, printed_at, due_on"):
        encoding.decode(SlipPrinted, {"dossier_uid": str(UID)})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("count", "3"),
        ("count", True),
        ("is_late", 1),
        ("name", None),
        ("papers", "abc"),
        ("at", "2018-03-12T08:00:00"),
        ("uid", "x"),
    ],
)
def test_a_value_of_the_wrong_type_is_not_read(field: str, value: object) -> None:
    payload = encoding.encode(everything()) | {field: value}

    with pytest.raises((TypeError, ValueError)):
        encoding.decode(Everything, payload)


def test_an_instant_without_a_zone_is_not_written() -> None:
    event = SlipPrinted(UID, "A", MONDAY_8AM.replace(tzinfo=None), date(2018, 3, 15))

    with pytest.raises(TypeError, match="time zone"):
        encoding.encode(event)


def test_a_float_is_not_written() -> None:
    event = SlipPrinted(UID, "A", MONDAY_8AM, date(2018, 3, 15), papers=(1.5,))  # type: ignore[arg-type]  # the fault under test

    with pytest.raises(TypeError, match="float"):
        encoding.encode(event)


@dataclass(frozen=True)
class WithFloat:
    """Money as a float: not an event."""

    topic: ClassVar[str] = "testing.with_float"
    fee: float


@dataclass(frozen=True)
class WithList:
    """A list can be changed: not an event."""

    topic: ClassVar[str] = "testing.with_list"
    names: list[str]


@dataclass(frozen=True)
class WithoutTopic:
    """Nobody could listen."""

    name: str


@dataclass
class Changeable:
    """Not frozen."""

    topic: ClassVar[str] = "testing.changeable"
    name: str


@pytest.mark.parametrize(
    ("event", "why"),
    [(WithFloat, "float"), (WithList, "list"), (WithoutTopic, "topic"), (Changeable, "frozen"), (str, "frozen")],
)
def test_what_cannot_be_an_event_is_refused_before_anything_is_announced(event: type, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        encoding.check(event)
