"""The hashed bytes: one format, whatever way they are made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.rules import entries
from lienthong.office.ledger.testing import MONDAY_8AM, an_entry
from lienthong.toolkit.canonical import canonical_bytes

UID = UUID(int=7)
AT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
PLAIN = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
FACTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e15, 1e15, allow_nan=False)
    | st.text(PLAIN)
    | st.uuids()
    | st.datetimes(timezones=st.just(UTC))
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(PLAIN, max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(facts=st.dictionaries(st.text(PLAIN, max_size=8), FACTS, max_size=4))
def test_the_body_is_the_rfc_8785_form_of_itself(facts: dict[str, object]) -> None:
    body = entries.body_bytes(an_entry(body=facts), uid=UID, recorded_at=AT, digests={})

    assert body == canonical_bytes(json.loads(body))
    assert canonical_bytes(json.loads(body)["facts"]) == canonical_bytes(facts)


@given(
    facts=st.dictionaries(st.text(PLAIN, max_size=8), FACTS, max_size=3),
    words=st.lists(st.text(PLAIN, max_size=5), min_size=5, max_size=5),
    behalf=st.none() | st.uuids(),
    digests=st.dictionaries(st.text(PLAIN, max_size=4), st.text("0123456789abcdef", max_size=4), max_size=2),
    at=st.datetimes(timezones=st.just(UTC)),
)
def test_the_quick_writing_is_the_canonical_form_of_the_envelope(
    facts: dict[str, object], words: list[str], behalf: UUID | None, digests: dict[str, str], at: datetime
) -> None:
    activity, leg, step, cause, qualifier = words
    entry = an_entry(
        body=facts, leg=leg, step=step, cause=cause, objects=(ledger.ObjectRef("dossier", UID, qualifier),), occurred_at=at
    )
    assert entry.actor is not None
    entry = entry._replace(activity=activity, actor=replace(entry.actor, on_behalf_of=behalf))

    written = entries.body_bytes(entry, uid=UID, recorded_at=at, digests=digests)

    assert written == canonical_bytes(entries.envelope(entry, uid=UID, recorded_at=at, digests=digests))


@pytest.mark.parametrize("value", [1.5, 2**60, {"ủy": 1}, {1: "a", "b": 2}, b"x"])
def test_what_the_quick_writing_does_not_know_is_left_to_the_canonical_one(value: object) -> None:
    with pytest.raises(entries._NotPlain):
        entries._text({"x": [value]})


def test_a_personal_value_is_kept_in_its_canonical_form_whatever_it_is() -> None:
    entry = an_entry()._replace(personal={"land": {"ủy": 1, "m2": 120.50}, "name": "Trần Thị Lý"})

    kept = entries.prepare(entry, uid=UID, recorded_at=AT, salt=lambda: b"s" * 16).personal

    assert [(item.name, item.value) for item in kept] == [("land", '{"m2":120.5,"ủy":1}'), ("name", '"Trần Thị Lý"')]


def test_an_entry_without_actor_is_written_without_one() -> None:
    entry = an_entry()._replace(actor=None)

    assert json.loads(entries.body_bytes(entry, uid=UID, recorded_at=AT, digests={}))["actor"] is None


def test_the_body_names_everything_but_the_personal_values() -> None:
    entry = an_entry(cause="cho-bo-sung", procedure_version=UUID(int=9))

    item = entries.prepare(entry, uid=UID, recorded_at=AT, salt=lambda: b"s" * 16)

    body = json.loads(item.body)
    assert "Trần Thị Lý" not in item.body.decode()
    assert body["personal"] == {"owner": hashlib.sha256(b"s" * 16 + '"Trần Thị Lý"'.encode()).hexdigest()}
    assert body["v"] == entries.FORMAT
    assert body["occurred_at"] == "2018-03-12T01:00:00.000000Z"
    assert body["cause"] == "cho-bo-sung"
    assert body["procedure_version"] == str(UUID(int=9))
    assert body["actor"]["capacity"] == "state"


@pytest.mark.parametrize("value", ["\x00", "a\\\x00", {"sâu": ["\x00"]}])
def test_a_nul_character_is_refused_before_the_database_sees_it(value: object) -> None:
    with pytest.raises(ValueError, match="U\\+0000"):
        entries.body_bytes(an_entry(body={"x": value}), uid=UID, recorded_at=AT, digests={})


def test_a_backslash_followed_by_u0000_is_ordinary_text() -> None:
    assert entries.body_bytes(an_entry(body={"x": "\\u0000"}), uid=UID, recorded_at=AT, digests={})


def test_an_instant_without_zone_is_refused() -> None:
    naive = MONDAY_8AM.replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        entries.body_bytes(an_entry()._replace(occurred_at=naive), uid=UID, recorded_at=AT, digests={})


def test_a_link_depends_on_stream_number_hash_before_and_body() -> None:
    base = entries.link_hash(UID, 1, entries.ZERO, bytes(32))

    others = {
        entries.link_hash(UUID(int=8), 1, entries.ZERO, bytes(32)),
        entries.link_hash(UID, 2, entries.ZERO, bytes(32)),
        entries.link_hash(UID, 1, b"1" * 32, bytes(32)),
        entries.link_hash(UID, 1, entries.ZERO, b"1" * 32),
    }

    assert len({base, *others}) == 5


def test_what_happens_to_an_object_stands_in_its_own_stream_with_what_else_it_touches() -> None:
    other = ledger.ObjectRef("dossier", UUID(int=8), "carried")
    facts = {"number": "01/2018"}
    said = ledger.about(
        "trip", UID, "trip_planned", ledger.Lifecycle.STARTED, at=MONDAY_8AM, actor=None, body=facts, objects=[other],
        participants=[3],
    )  # fmt: skip
    assert (said.stream, said.activity, said.lifecycle) == (UID, "trip_planned", ledger.Lifecycle.STARTED)
    assert said.objects == (ledger.ObjectRef("trip", UID), other)
    assert (said.occurred_at, said.body, said.participants) == (MONDAY_8AM, facts, (3,))
