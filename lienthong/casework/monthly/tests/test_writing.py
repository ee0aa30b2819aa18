"""A month is written, signed once, and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.monthly import public as monthly
from lienthong.casework.monthly.models import Erratum, MonthlyReport
from lienthong.casework.reports import public as reports
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = (given.BIRTH, given.CHAIN)
APRIL = datetime(2018, 4, 2, 9, tzinfo=VIETNAM)
WORDS = monthly.Words("45/BC-UBND", "Tháng này ổn định.", "", "Thêm một người ở quầy.\n\nSửa máy quét.")


@pytest.fixture
def world(world: given.World) -> given.World:
    """The district in which a birth and a chain were received in March."""
    given.received(world)
    given.received(world, given.CHAIN)
    return world


@contextmanager
def as_head(world: given.World) -> Iterator[Actor]:
    """Be the chairman of Hoành Mô."""
    with ledger.seeing(world.head.sees | {world.head.unit_id}):
        yield world.head


def begun(world: given.World, **words: Any) -> UUID:
    """Begin the report of March."""
    return monthly.write(actor=world.head, at=world.at, year=2018, month=3, words=replace(WORDS, **words))


def seal(world: given.World, at: datetime = APRIL) -> str:
    """Return the seal of what the chairman sees."""
    with as_head(world) as head:
        return monthly.seal_of(monthly.count(monthly.question_of(head, head.unit_id, 2018, 3, at)))


def signed(world: given.World) -> UUID:
    """Sign the report of March on 2 April."""
    uid = begun(world)
    monthly.sign(actor=world.head, at=APRIL, report_uid=uid, seal=seal(world))
    return uid


def shown(world: given.World) -> monthly.ReportRow:
    """Return the report as pages show it."""
    with as_head(world) as head:
        row = monthly.report_of(head.unit_id, 2018, 3)
        assert row is not None
        assert monthly.report(row.uid) == row
    return row


def test_each_figure_is_the_total_of_its_report(world: given.World) -> None:
    with as_head(world) as head:
        question = monthly.question_of(head, head.unit_id, 2018, 3, APRIL)
        counted = monthly.count(question)
        for key, slot in monthly.the_prose().slots.items():
            if slot.counted and not slot.before:
                line = reports.lines(reports.report_on(slot.report, question.last), question)[-1]
                assert counted[key] == line.values[slot.column], key
    assert (counted["new"], counted["new_before"], counted["new_change"], counted["reused"]) == (2, 0, None, None)


def test_the_words_are_kept_until_the_report_is_signed_and_then_stand(world: given.World) -> None:
    uid = begun(world, assessment="")
    assert begun(world) == uid
    row = shown(world)
    assert (row.words, row.written_by, row.signed_at, row.sections) == (WORDS, world.head.name, None, ())
    signed(world)
    row = shown(world)
    assert (row.signer_name, row.signer_title, row.counted_at) == (world.head.name, world.head.post, APRIL)
    text = " ".join(part.words for section in row.sections for parts in section.paragraphs for part in parts)
    assert "tiếp nhận mới" in text
    with pytest.raises(monthly.AlreadySigned):
        begun(world)
    with pytest.raises(monthly.AlreadySigned):
        monthly.sign(actor=world.head, at=APRIL, report_uid=uid, seal=seal(world))
    with as_head(world):
        events = [event.activity for event in ledger.history(uid)]
        assert monthly.months(world.head.unit_id, 2018)[3].number == "45/BC-UBND"
    assert events == ["monthly_begun", "monthly_signed"]


def test_a_month_that_runs_and_figures_that_moved_are_not_signed(world: given.World) -> None:
    uid = begun(world)
    with pytest.raises(monthly.MonthNotOver, match=r"01/04/2018"):
        monthly.sign(actor=world.head, at=world.at, report_uid=uid, seal=seal(world, world.at))
    seen = seal(world)
    given.received(world, at=world.at + timedelta(days=1))
    with pytest.raises(monthly.FiguresMoved):
        monthly.sign(actor=world.head, at=APRIL, report_uid=uid, seal=seen)
    assert shown(world).signed_at is None


def test_what_changes_after_the_signature_becomes_an_erratum_and_the_report_stays(world: given.World) -> None:
    uid = signed(world)
    facts: dict[str, Any] = {"actor": world.head, "at": APRIL, "report_uid": uid}
    with pytest.raises(monthly.NothingToCorrect):
        monthly.correct(**facts, reason="Không có gì", seal=seal(world))
    before = shown(world)
    given.received(world, at=world.at + timedelta(days=1))
    with pytest.raises(monthly.ReasonMissing):
        monthly.correct(**facts, reason=" ", seal=seal(world))
    with pytest.raises(monthly.FiguresMoved):
        monthly.correct(**facts, reason="Nhập muộn", seal="khác")
    assert monthly.correct(**facts, reason="Nhập muộn một hồ sơ", seal=seal(world)) == 1
    after = shown(world)
    assert (after.figures, after.sections) == (before.figures, before.sections)
    (told,) = after.errata
    assert {"new": (2, 3), "received": (2, 3)}.items() <= {one.key: (one.was, one.now) for one in told.changes}.items()
    assert after.said["new"] == 3
    with pytest.raises(monthly.NothingToCorrect):
        monthly.correct(**facts, reason="Lần nữa", seal=seal(world))
    data = monthly.paper(after)
    assert "hồ sơ nhận mới trong tháng: 2 nay là 3" in data["errata"][0]["lines"]
    assert data["sections"][-1] == {
        "title": "Kiến nghị, nhiệm vụ tháng sau", "paragraphs": ["Thêm một người ở quầy.", "Sửa máy quét."]
    }  # fmt: skip
    assert data["notes"][0].startswith("[1] hồ sơ nhận mới trong tháng: 2")


def test_only_those_of_the_unit_write_and_only_its_head_signs(world: given.World) -> None:
    with pytest.raises(monthly.NotYourReport):
        monthly.write(actor=world.clerk, at=world.at, year=2018, month=3, words=WORDS)
    with pytest.raises(ValueError, match="month"):
        monthly.write(actor=world.head, at=world.at, year=2018, month=13, words=WORDS)
    uid, chief = begun(world), world.district.actor("district", "unit_head")
    with pytest.raises(monthly.NotYourReport):
        monthly.sign(actor=chief, at=APRIL, report_uid=uid, seal="")
    stranger = world.district.actor("dong_van", "unit_head")
    for act in (monthly.sign, lambda **facts: monthly.correct(**facts, reason="x")):
        with pytest.raises(monthly.ReportUnknown):
            act(actor=stranger, at=APRIL, report_uid=uid if act is monthly.sign else uuid4(), seal="")
    with pytest.raises(monthly.NotSigned):
        monthly.correct(actor=world.head, at=APRIL, report_uid=uid, reason="x", seal="")
    with ledger.seeing({stranger.unit_id}), pytest.raises(monthly.ReportUnknown):
        monthly.report(uuid4())


def test_the_database_rewrites_nothing_that_is_signed(world: given.World) -> None:
    uid = signed(world)
    given.received(world, at=world.at + timedelta(days=1))
    monthly.correct(actor=world.head, at=APRIL, report_uid=uid, reason="Nhập muộn", seal=seal(world))
    for change in (
        lambda: MonthlyReport.objects.update(number="46"),
        lambda: connection.cursor().execute("DELETE FROM monthly_monthlyreport"),
        lambda: Erratum.objects.update(reason="khác"),
    ):
        with as_head(world), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_stand_in_of_the_head_signs_in_the_name_of_the_post_that_is_away(world: given.World) -> None:
    stands = "KT. Chủ tịch UBND xã / Phó Chủ tịch UBND xã"
    taker = replace(world.head, name="Lô Thị Hồng", post="Phó Chủ tịch UBND xã", titles=(("unit_head", stands),))

    monthly.sign(actor=taker, at=APRIL, report_uid=begun(world), seal=seal(world))

    assert (shown(world).signer_name, shown(world).signer_title) == ("Lô Thị Hồng", stands)
