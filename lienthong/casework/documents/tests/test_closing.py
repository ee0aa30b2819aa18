"""Registers begun on paper, terms of the Party, the signed closing of a year or term, units that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import Body, RegisterEntry, Series, Term
from lienthong.casework.documents.queries.closings import digest_of
from lienthong.casework.documents.testing import (
    CONGRESS,
    HU,
    UBND,
    Town,
    a_term,
    broken,
    issued,
    registered,
    reserved,
    voided,
)
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY, MONDAY_8AM

CLOSE = "UPDATE documents_series SET closed_at = '{}', closed_by = 'x', closing = jsonb_build_object('used', {}, 'void', 0)"
NEW_YEAR = datetime.fromisoformat("2019-01-02T08:00:00+07:00")


# --- begun on paper ---------------------------------------------------------------------------------------------------


def test_a_register_begun_on_paper_goes_on_with_its_next_number(town: Town) -> None:
    documents.begin_register(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, type_key="quyet-dinh", first=318)
    documents.begin_register(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, direction="in", first=902)
    documents.begin_register(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, type_key="thong-bao", first=1)
    assert (issued(town.clerk).label, registered(town.clerk).label) == ("318/QĐ-UBND", "902")
    assert issued(town.clerk, type_key="thong-bao").number == 1
    assert broken() == []


def test_the_first_number_is_told_before_any_is_taken(town: Town) -> None:
    issued(town.clerk)
    with pytest.raises(documents.RegisterInUse):
        documents.begin_register(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, type_key="quyet-dinh", first=318)
    with pytest.raises(ValueError, match="0"):
        documents.begin_register(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, type_key="quyet-dinh", first=0)
    with pytest.raises(documents.NotYourRegister):
        documents.begin_register(
            actor=town.actor("office", "specialist"), at=MONDAY_8AM, body_key=UBND, type_key="quyet-dinh", first=1
        )


# --- terms ------------------------------------------------------------------------------------------------------------


def opened(town: Town, closed_on: date = CONGRESS, name: str = "2015-2020", at: datetime = MONDAY_8AM) -> Term:
    """Enter a term."""
    return Term.objects.get(uid=documents.open_term(actor=town.party, at=at, congress_closed_on=closed_on, name=name))


def test_a_term_begins_on_the_day_after_the_congress_closed_and_ends_the_one_before(town: Town) -> None:
    first = opened(town)
    assert (first.since, first.until) == (date(2015, 8, 1), None)
    issued(town.party, body=HU, type_key="nghi-quyet")
    issued(town.board, body="party_organisation", type_key="bao-cao")
    later = datetime.fromisoformat("2020-08-10T08:00:00+07:00")
    second = opened(town, date(2020, 8, 7), "2020-2025", later)
    first.refresh_from_db()
    assert (first.until, second.since) == (date(2020, 8, 8), date(2020, 8, 8))
    assert issued(town.party, body=HU, type_key="nghi-quyet", at=later).label == "01-NQ/HU"
    assert issued(town.board, body="party_organisation", type_key="bao-cao", at=later).label == "01-BC/BTCHU", "its bodies too"
    assert [row.name for row in documents.terms_of(town.party_unit.pk)] == ["2020-2025", "2015-2020"]
    with ledger.seeing(town.party.sees):
        assert ledger.history(second.uid)[0].facts["since"] == "2020-08-08"
    assert broken() == []


def test_terms_follow_one_another(town: Town) -> None:
    opened(town)
    for closed_on, name, refusal in (
        (CONGRESS, "2015-2020", documents.TermBackward),
        (date(2010, 8, 7), "2010-2015", documents.TermBackward),
        (date(2018, 3, 13), "2018-2023", documents.DayAhead),
        (date(2018, 3, 1), " ", documents.TermNeedsName),
        (date(2018, 3, 1), "x" * 101, documents.TermNeedsName),
    ):
        with pytest.raises(refusal):
            opened(town, closed_on, name)
    with pytest.raises(documents.BodyUnknown):
        documents.open_term(actor=town.board, at=MONDAY_8AM, congress_closed_on=date(2018, 3, 1), name="2018-2023")
    nobody = replace(town.party, duties=frozenset({"specialist"}))
    with pytest.raises(documents.NotYourRegister):
        documents.open_term(actor=nobody, at=MONDAY_8AM, congress_closed_on=CONGRESS, name="2015-2020")


def test_what_an_advisory_body_numbered_after_the_congress_stops_the_new_term(town: Town) -> None:
    opened(town)
    issued(town.board, body="party_organisation", type_key="bao-cao")
    with pytest.raises(documents.TermHasLaterNumbers) as told:
        opened(town, date(2018, 3, 11), "2018-2023")
    assert "01-BC/BTCHU ngày 12/03/2018" in told.value.message
    assert opened(town, MONDAY, "2018-2023").since == date(2018, 3, 13)


def test_the_database_refuses_terms_that_overlap_but_not_those_of_two_committees(town: Town) -> None:
    a_term(town, until=date(2020, 8, 8))
    a_term(town, since=date(2020, 8, 8))
    Term.objects.create(
        committee=town.district.commune, name="2015-2020", since=date(2015, 8, 1), opened_at=MONDAY_8AM, opened_by="người thử"
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        a_term(town, since=date(2019, 1, 1), until=date(2019, 2, 1))


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_year_is_closed_when_it_is_over_with_its_totals_and_then_takes_nothing(town: Town) -> None:
    first, second = issued(town.clerk), issued(town.clerk)
    voided(town.clerk, second)
    with pytest.raises(documents.PeriodRunning):
        documents.close_period(
            actor=town.clerk, at=datetime.fromisoformat("2018-12-31T23:59:00+07:00"), series_uid=first.series_uid
        )
    done = documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=first.series_uid)
    assert (done.first, done.last, done.used, done.void, done.reserved) == (1, 2, 1, 1, 0)
    with ledger.seeing(town.clerk.sees):
        row = documents.register_row(town.clerk, first.series_uid)
        assert (row.closed_by, row.closing["title"], row.closing["digest"]) == (town.clerk.name, "Văn thư", done.digest)
        assert ledger.history(first.series_uid)[-1].facts["digest"] == done.digest
    with pytest.raises(documents.SeriesClosed):
        issued(town.clerk, at=NEW_YEAR, day=MONDAY, reason="Quên")
    with pytest.raises(documents.SeriesClosed):
        voided(town.clerk, first, at=NEW_YEAR)
    with pytest.raises(documents.SeriesClosed):
        documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=first.series_uid)
    assert issued(town.clerk, at=NEW_YEAR).number == 1
    assert broken() == []


def test_a_closing_of_the_first_form_is_compared_with_what_it_counted(town: Town) -> None:
    uid = issued(town.clerk).series_uid
    documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=uid)
    with ledger.seeing(town.clerk.sees):
        series = Series.objects.get(uid=uid)
        del series.closing["form"]
        series.closing["digest"] = digest_of(series.entries.select_related("document").order_by("number"), 1)
        series.save(update_fields=["closing"])
        assert documents.closing_of(town.clerk, uid).whole


def test_no_number_is_left_in_the_air_by_a_closing(town: Town) -> None:
    taken = reserved(town.clerk)
    with pytest.raises(documents.ReservedOpen) as told:
        documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=taken.series_uid)
    assert "1 số đang giữ (số đầu là 01/QĐ-UBND)" in told.value.message
    voided(town.clerk, taken)
    assert documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=taken.series_uid).void == 1


def test_a_term_is_closed_when_the_next_has_begun(town: Town) -> None:
    opened(town)
    taken = issued(town.party, body=HU, type_key="nghi-quyet")
    later = datetime.fromisoformat("2020-08-10T08:00:00+07:00")
    with pytest.raises(documents.PeriodRunning):
        documents.close_period(actor=town.party, at=later, series_uid=taken.series_uid)
    opened(town, date(2020, 8, 7), "2020-2025", later)
    assert documents.close_period(actor=town.party, at=later, series_uid=taken.series_uid).used == 1


def test_a_register_is_closed_by_its_keeper_alone(town: Town) -> None:
    taken = issued(town.clerk)
    for actor, refusal in (
        (town.commune, documents.SeriesUnknown),
        (town.head, documents.SeriesUnknown),
        (town.actor("office", "specialist"), documents.NotYourRegister),
    ):
        with pytest.raises(refusal):
            documents.close_period(actor=actor, at=NEW_YEAR, series_uid=taken.series_uid)


def test_the_database_enters_nothing_into_a_closed_register(town: Town) -> None:
    taken = issued(town.clerk)
    documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=taken.series_uid)
    with ledger.seeing(town.clerk.sees):
        row = RegisterEntry.objects.get()
        with pytest.raises(DatabaseError, match="đã khóa"), transaction.atomic():
            RegisterEntry.objects.filter(pk=row.pk).update(
                state="void", voided_at=NEW_YEAR, voided_by="ai đó", void_reason="lén"
            )  # fmt: skip
        row.pk, row.number, row.document, row.state, row.reserved_for = None, 2, None, "reserved", "lén"
        with pytest.raises(DatabaseError, match="đã khóa"), transaction.atomic():
            row.save(force_insert=True)


# --- units that end ---------------------------------------------------------------------------------------------------


def test_the_registers_of_a_unit_that_ends_are_closed_with_their_last_numbers_and_none_is_left(town: Town) -> None:
    unit_id = town.commune.unit_id
    issued(town.commune)
    registered(town.commune)
    reserved(town.commune, type_key="thong-bao")
    with ledger.seeing(town.commune.sees):
        assert documents.running_at({unit_id, town.clerk.unit_id}) == {unit_id: 3}
        assert (unit_id, "sổ văn bản đang ghi", 3) in org.held_at([unit_id])
        assert [row.name for row in documents.running(unit_id)] == [
            "Văn bản đến", "Văn bản có tên loại: Quyết định", "Văn bản có tên loại: Thông báo",
        ]  # fmt: skip
        closed = documents.close_units(actor=town.commune, at=MONDAY_8AM, unit_ids=[unit_id])
        assert documents.running(unit_id) == []
        assert Body.objects.get().until == MONDAY
    assert sorted((one.last, one.used, one.reserved) for one in closed) == [(1, 0, 1), (1, 1, 0), (1, 1, 0)]
    assert broken() == []


# --- what always holds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE documents_series SET last = 3", "từ 1 đến 3 mà có 1 dòng"),
        ("UPDATE documents_registerentry SET label = '09/QĐ-UBND'", "số 1 ghi «09/QĐ-UBND»"),
        ("UPDATE documents_registerentry SET label = '01/QĐ-HĐND'", "ghi «01/QĐ-HĐND»"),
        ("UPDATE documents_registerentry SET label = '01/2018/QĐ-UBND'", "ghi «01/2018/QĐ-UBND»"),
        ("UPDATE documents_document SET symbol = '02/QĐ-UBND'", "số 1 ghi «01/QĐ-UBND»"),
        ("UPDATE documents_registerentry SET day = '2017-12-31'", "ngày 31/12/2017 ngoài kỳ"),
        (CLOSE.format("2018-01-01", 1), "sau khi khóa"),
        (CLOSE.format("2019-01-01", 2), "không còn đúng"),
        ("UPDATE documents_document SET direction = 'internal'", "không khớp"),
    ],
)  # fmt: skip
def test_what_lies_is_found(town: Town, sql: str, said: str) -> None:
    issued(town.clerk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE documents_registerentry DISABLE TRIGGER documents_registerentry_keep")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE documents_registerentry ENABLE TRIGGER documents_registerentry_keep")
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert [one for one in broken() if said in one], broken()


def test_registers_that_were_used_rightly_are_whole(town: Town) -> None:
    a_term(town)
    for key in ("quyet-dinh", "quyet-dinh-qppl", "cong-van", "sao-y"):
        for _ in range(11):
            issued(town.clerk, type_key=key)
    issued(town.party, body=HU, type_key="cong-van")
    voided(town.clerk, registered(town.clerk))
    with ledger.seeing(town.clerk.sees):
        assert Series.objects.count() == 5
    assert broken() == []
