"""Numbers: one after another, none lost, none twice, void ones kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.books import public as books
from lienthong.casework.books.models import Book, BookEntry
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.toolkit.actor import Actor

COPY = "certified-copy"


@pytest.fixture
def district(db: None) -> District:
    """A district with people."""
    return a_district()


@pytest.fixture
def clerk(district: District) -> Actor:
    """The counter clerk of Hoành Mô."""
    return district.actor("hoanh_mo", "counter_clerk")


@pytest.fixture
def keeper(district: District) -> Actor:
    """The head of Hoành Mô, who may close a book."""
    return district.actor("hoanh_mo", "unit_head")


def take(actor: Actor, *subjects: str, at: datetime = MONDAY_8AM, kind: str = COPY) -> tuple[books.Taken, ...]:
    """Take a number for each subject."""
    return books.take(
        actor=actor, at=at, kind_key=kind, entries=[books.NewEntry(subject=one, requester="Tằng A Sáng") for one in subjects]
    )


def the_book(actor: Actor, kind: str = COPY) -> books.BookRow:
    """Return the latest volume of the actor's unit."""
    with ledger.seeing({actor.unit_id}):
        return [row for row in books.books_of(actor.unit_id, MONDAY_8AM.year) if row.kind.key == kind][-1]


def lines(actor: Actor, uid: UUID) -> list[books.EntryRow]:
    """Return the lines of a volume."""
    with ledger.seeing({actor.unit_id}):
        return list(books.entries(uid).rows)


def test_numbers_of_a_year_begin_at_one_and_go_on(clerk: Actor) -> None:
    assert [one.label for one in take(clerk, "Giấy khai sinh", "Sổ hộ khẩu")] == ["1", "2"]
    assert [one.label for one in take(clerk, "Học bạ")] == ["3"]
    assert take(clerk, "Bằng")[0].volume == "01/2018-SCT/BS"


def test_each_kind_each_unit_and_each_year_has_its_own_numbers(district: District, clerk: Actor) -> None:
    take(clerk, "Giấy khai sinh")
    assert take(clerk, "Chữ ký", kind="signature")[0].number == 1
    assert take(district.actor("dong_van", "counter_clerk"), "Học bạ")[0].number == 1
    assert take(clerk, "Học bạ", at=MONDAY_8AM + timedelta(days=365))[0].number == 1


def test_the_year_is_the_vietnamese_one(clerk: Actor) -> None:
    new_year = datetime.fromisoformat("2018-12-31T23:50:00+07:00")
    assert take(clerk, "Học bạ", at=new_year)[0].volume.startswith("01/2018")
    assert take(clerk, "Học bạ", at=new_year + timedelta(minutes=15))[0].volume.startswith("01/2019")


def test_nothing_is_taken_for_nothing(clerk: Actor) -> None:
    assert take(clerk) == ()
    assert Book.objects.count() == 0


def test_a_caller_that_fails_takes_no_number(clerk: Actor) -> None:
    take(clerk, "Giấy khai sinh")
    with pytest.raises(RuntimeError), transaction.atomic():
        take(clerk, "Học bạ")
        raise RuntimeError("the caller changed its mind")
    assert take(clerk, "Sổ hộ khẩu")[0].number == 2
    assert the_book(clerk).taken == 2


def test_twenty_numbers_cost_no_more_statements_than_one(clerk: Actor, query_count: Any) -> None:
    take(clerk, "Giấy khai sinh")
    with query_count() as one:
        take(clerk, "Học bạ")
    with query_count() as many:
        take(clerk, *["Học bạ"] * 20)
    assert (one.statements, many.statements) == (6, 7), (
        many.texts
    )  # context on and off, lock, lines, counter; two for many events


def test_the_ledger_tells_each_number_and_the_dossier_it_was_given_to(clerk: Actor) -> None:
    dossier = uuid4()
    (taken,) = books.take(actor=clerk, at=MONDAY_8AM, kind_key=COPY, entries=[books.NewEntry("Học bạ", object_uid=dossier)])
    with ledger.seeing({clerk.unit_id}):
        events = ledger.history(taken.book_uid)
    assert [event.activity for event in events] == ["book_opened", "number_taken"]
    assert events[1].facts["number"] == 1
    with ledger.seeing({clerk.unit_id}):
        assert [row.label for row in books.entries_of([dossier])] == ["1"]


# --- void -------------------------------------------------------------------------------------------------------------


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(clerk: Actor) -> None:
    (taken,) = take(clerk, "Giấy khai sinh")
    books.void(actor=clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="  Ghi nhầm tên giấy tờ ")
    (line,) = lines(clerk, taken.book_uid)
    assert (line.void_reason, line.voided_by) == ("Ghi nhầm tên giấy tờ", clerk.name)
    assert take(clerk, "Giấy khai sinh")[0].number == 2
    assert (the_book(clerk).taken, the_book(clerk).void) == (2, 1)


def test_a_number_is_made_void_once_and_with_a_reason(clerk: Actor) -> None:
    (taken,) = take(clerk, "Giấy khai sinh")
    with pytest.raises(books.VoidNeedsReason):
        books.void(actor=clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason=" ")
    books.void(actor=clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ghi nhầm")
    with pytest.raises(books.AlreadyVoid):
        books.void(actor=clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ghi nhầm")


def test_another_unit_can_neither_see_nor_void_a_number(district: District, clerk: Actor) -> None:
    (taken,) = take(clerk, "Giấy khai sinh")
    stranger = district.actor("dong_van", "counter_clerk")
    with pytest.raises(books.EntryUnknown):
        books.void(actor=stranger, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ghi nhầm")
    assert lines(stranger, taken.book_uid) == []


def test_who_keeps_no_books_voids_nothing(clerk: Actor) -> None:
    (taken,) = take(clerk, "Giấy khai sinh")
    reader = replace(clerk, duties=frozenset({"unit_viewer"}))
    with pytest.raises(books.NotYourBook):
        books.void(actor=reader, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ghi nhầm")


def test_a_number_that_stands_for_money_is_not_made_void(clerk: Actor) -> None:
    (taken,) = take(clerk, "Phí chứng thực", kind="cash-receipt")
    with pytest.raises(books.NotVoidable):
        books.void(actor=clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Thu nhầm")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM books_bookentry",
        "UPDATE books_bookentry SET subject = 'khác'",
        "UPDATE books_bookentry SET number = 9",
        "UPDATE books_bookentry SET object_uid = gen_random_uuid()",
    ],
)
def test_the_database_refuses_to_erase_or_rewrite_a_line(clerk: Actor, sql: str) -> None:
    take(clerk, "Giấy khai sinh")
    with (
        ledger.seeing({clerk.unit_id}),
        pytest.raises(DatabaseError, match="vào sổ"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# --- volumes ----------------------------------------------------------------------------------------------------------


def test_a_book_begun_on_paper_goes_on_with_its_next_number(clerk: Actor, keeper: Actor) -> None:
    books.begin(actor=keeper, at=MONDAY_8AM, kind_key=COPY, first=318)
    assert take(clerk, "Giấy khai sinh")[0].number == 318
    assert the_book(clerk).taken == 1


def test_the_first_number_is_told_before_any_is_taken(clerk: Actor, keeper: Actor) -> None:
    take(clerk, "Giấy khai sinh")
    with pytest.raises(books.BookInUse):
        books.begin(actor=keeper, at=MONDAY_8AM, kind_key=COPY, first=318)
    with pytest.raises(ValueError, match="0"):
        books.begin(actor=keeper, at=MONDAY_8AM, kind_key=COPY, first=0)


def test_a_full_volume_is_followed_by_the_next_whose_numbers_go_on(clerk: Actor, keeper: Actor) -> None:
    take(clerk, "Giấy khai sinh", "Học bạ")
    books.next_volume(actor=keeper, at=MONDAY_8AM, book_uid=the_book(clerk).uid)
    (taken,) = take(clerk, "Sổ hộ khẩu")
    assert (taken.number, taken.volume) == (3, "02/2018-SCT/BS")


def test_a_year_is_closed_when_it_is_over_and_then_gives_no_number(clerk: Actor, keeper: Actor) -> None:
    take(clerk, "Giấy khai sinh", "Học bạ")
    book = the_book(clerk)
    with pytest.raises(books.BookStillRunning):
        books.close_year(actor=keeper, at=datetime.fromisoformat("2018-12-31T23:59:00+07:00"), book_uid=book.uid)
    later = datetime.fromisoformat("2019-01-02T08:00:00+07:00")
    assert books.close_year(actor=keeper, at=later, book_uid=book.uid) == books.Closed(book.uid, 1, 2, 0)
    with pytest.raises(books.BookClosed):
        take(clerk, "Sổ hộ khẩu", at=MONDAY_8AM)
    with pytest.raises(books.BookClosed):
        books.close_year(actor=keeper, at=later, book_uid=book.uid)
    assert take(clerk, "Sổ hộ khẩu", at=later)[0].number == 1


def test_a_book_is_closed_by_its_unit_s_keeper_alone(district: District, clerk: Actor) -> None:
    take(clerk, "Giấy khai sinh")
    with pytest.raises(books.NotYourBook):
        books.next_volume(actor=clerk, at=MONDAY_8AM, book_uid=the_book(clerk).uid)
    with pytest.raises(books.BookUnknown):
        books.next_volume(actor=district.actor("dong_van", "unit_head"), at=MONDAY_8AM, book_uid=the_book(clerk).uid)


# --- reading, printing ------------------------------------------------------------------------------------------------


def test_lines_are_found_by_requester_subject_and_number(clerk: Actor) -> None:
    take(clerk, "Giấy khai sinh", "Học bạ")
    uid = the_book(clerk).uid
    with ledger.seeing({clerk.unit_id}):
        found = {word: [row.label for row in books.entries(uid, word=word).rows] for word in ("học", "sáng", "1", "không có")}
    assert found == {"học": ["2"], "sáng": ["1", "2"], "1": ["1"], "không có": []}


def test_a_long_volume_comes_in_pages_and_a_page_beyond_is_the_last(clerk: Actor) -> None:
    take(clerk, *["Học bạ"] * 101)
    with ledger.seeing({clerk.unit_id}):
        beyond = books.entries(the_book(clerk).uid, page=9)
    assert (beyond.number, beyond.pages, [row.number for row in beyond.rows]) == (2, 2, [101])


def test_a_printed_volume_shows_every_line_and_strikes_the_void_ones(clerk: Actor) -> None:
    first, _ = take(clerk, "Giấy khai sinh", "Học bạ")
    books.void(actor=clerk, at=MONDAY_8AM, entry_uid=first.entry_uid, reason="Ghi nhầm")
    with ledger.seeing({clerk.unit_id}):
        data = books.printed(the_book(clerk))
    assert data["heads"][:3] == ["Số", "Ngày", "Người yêu cầu"]
    assert [line["cells"][:4] for line in data["lines"]] == [
        ["1", "12/03/2018", "Tằng A Sáng", "Giấy khai sinh"],
        ["2", "12/03/2018", "Tằng A Sáng", "Học bạ"],
    ]
    assert [line["void"] for line in data["lines"]] == [f"Hủy: Ghi nhầm ({clerk.name})", ""]
    assert "closed_on" not in data


# --- what always holds ------------------------------------------------------------------------------------------------


def faults() -> list[str]:
    """Return what the invariants of books say."""
    return [said for check in books.invariants() for said in check.run()]


def test_books_that_were_used_rightly_are_whole(clerk: Actor, keeper: Actor) -> None:
    take(clerk, "Giấy khai sinh", "Học bạ")
    books.next_volume(actor=keeper, at=MONDAY_8AM, book_uid=the_book(clerk).uid)
    take(clerk, "Sổ hộ khẩu")
    with ledger.seeing({clerk.unit_id}):
        assert faults() == []


def test_a_counter_that_lies_and_a_volume_that_jumps_are_found(clerk: Actor, keeper: Actor) -> None:
    take(clerk, "Giấy khai sinh")
    books.next_volume(actor=keeper, at=MONDAY_8AM, book_uid=the_book(clerk).uid)
    with ledger.seeing({clerk.unit_id}):
        Book.objects.filter(volume=1).update(last=3)
        said = faults()
    assert [one.partition(", sổ")[0] for one in said] == [clerk.unit] * 2, "the unit by its name"
    assert "từ 1 đến 3 mà có 1 dòng" in said[0]
    assert "bắt đầu từ 2, quyển trước hết ở 3" in said[1]


@pytest.mark.thorough
def test_two_hundred_takes_at_once_with_refused_ones_leave_no_gap_and_no_double(committed_db: None) -> None:
    clerk = a_district().actor("hoanh_mo", "counter_clerk")

    def work(worker: int) -> None:
        try:
            for turn in range(20):
                try:
                    with transaction.atomic():
                        take(clerk, "Học bạ")
                        if (worker + turn) % 10 == 0:
                            raise RuntimeError("rolled back")
                except RuntimeError:
                    continue
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, range(10)))
    with ledger.seeing({clerk.unit_id}):
        numbers = sorted(BookEntry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 181))
