"""Petitions of the demonstration: every state of the register, figures in every index of petitions, the same a second time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.petitions import public as petitions
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import voices
from lienthong.site.demo.scenes import DISTRICT_2018


@pytest.fixture
def district(db: Any) -> District:
    """A small Bình Liêu with calendar and procedures, where somebody heads Hoành Mô and sits at its counter."""
    load_calendars()
    found = a_district()
    procedures.load_library(at=MONDAY_8AM)
    return found


def test_the_register_shows_every_state_in_time_and_late_public_and_private(district: District) -> None:
    played = voices.let_speak(MONDAY_8AM, DISTRICT_2018)
    head = district.actor("hoanh_mo", "unit_head")

    with ledger.seeing(head.sees | {head.unit_id}):
        rows = petitions.listed(head, MONDAY_8AM, view="all").rows
        faults = [said for check in petitions.invariants() for said in check.run()]
    assert played >= len(voices.VOICES)
    assert {row.state for row in rows} == set(petitions.STATES)
    assert {row.kind for row in rows} == set(petitions.KINDS)
    assert {row.late for row in rows if row.state == "answered"} == {True, False}
    assert {row.late for row in rows if row.state == "open"} == {True, False}
    assert petitions.published().rows
    assert faults == []


def test_playing_again_some_days_later_adds_nothing(district: District) -> None:
    first = voices.let_speak(MONDAY_8AM, DISTRICT_2018)

    assert first
    assert voices.let_speak(MONDAY_8AM + timedelta(days=3), DISTRICT_2018) == 0


def test_what_happened_before_the_demonstration_begins_is_not_there(district: District) -> None:
    began = MONDAY_8AM.replace(year=2017, month=1, day=20)

    assert voices.let_speak(began, DISTRICT_2018), "what came since then"
    assert voices.let_speak(MONDAY_8AM, DISTRICT_2018), "the rest, once it lies within the demonstration"


def test_no_voice_names_itself_in_what_everybody_reads_and_every_answer_has_words() -> None:
    for voice in voices.VOICES:
        assert bool(voice.closed) == bool(voice.answer)
        assert voice.name not in " ".join(voice.public)
