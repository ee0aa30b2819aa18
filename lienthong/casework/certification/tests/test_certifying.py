"""One act at the counter: fee, numbers, register, reports and papers agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.certification import public as certification
from lienthong.casework.certification.public import Line
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import paper
from lienthong.toolkit.paper import testing
from lienthong.toolkit.quantities import Dong

PROCEDURES = ("2.000815-2015", "2.000884-2015")


def a_request(world: given.World, *lines: Line, **facts: Any) -> certification.Request:
    """Return a request for certified copies, signed by the chairman of the commune."""
    told: dict[str, Any] = {
        "kind": "copy",
        "requester": dossiers.Person(name="Tằng A Sáng"),
        "lines": lines or (Line("Giấy khai sinh", pages=2, copies=3),),
        "signer": world.head.person_uid,
    }
    return certification.Request(**(told | facts))


def certify(world: given.World, *lines: Line, key: str = "", **facts: Any) -> certification.Certified:
    """Certify at the counter of Hoành Mô."""
    return certification.certify(actor=world.clerk, at=world.at, request=a_request(world, *lines, **facts), key=key)


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (10, 2, 24_000), (200, 1, 200_000), (300, 2, 400_000)],
)
def test_a_copy_costs_by_the_page_less_from_the_third_and_never_above_its_cap(
    world: given.World, pages: int, copies: int, amount: int
) -> None:
    assert certify(world, Line("Học bạ", pages, copies)).paid == Dong(amount)


def test_a_signature_costs_the_same_whatever_the_pages(world: given.World) -> None:
    done = certify(world, Line("Giấy ủy quyền", pages=9, copies=2), Line("Sơ yếu lý lịch"), kind="signature")
    assert (done.labels, done.paid) == (("1", "2"), Dong(20_000))


def test_each_paper_gets_one_number_however_many_copies(world: given.World) -> None:
    assert certify(world, Line("Giấy khai sinh", 1, 5), Line("Học bạ", 30, 2)).labels == ("1", "2")
    assert certify(world, Line("Sổ hộ khẩu")).labels == ("3",)


def test_an_exempt_paper_costs_nothing_and_keeps_its_ground(world: given.World) -> None:
    done = certify(world, Line("Học bạ", 2, 1, ground="Hộ nghèo"), Line("Bằng", 1, 1))
    assert done.paid == Dong(2_000)
    with ledger.seeing({world.clerk.unit_id}):
        first, second = books.entries_of([done.dossier_uid])
        page = dossiers.page(world.clerk, done.dossier_uid, world.at)
    assert (first.facts["fee"], first.facts["note"]) == (0, "Miễn phí: Hộ nghèo")
    assert second.facts["fee"] == 2_000
    assert [(fee.amount, fee.exempt_ground) for fee in page.fees] == [(0, "Hộ nghèo"), (2_000, "")]


def test_papers_that_are_all_exempt_open_no_till_and_take_no_receipt(world: given.World) -> None:
    done = certify(world, Line("Học bạ", ground="Hộ nghèo"), Line("Bằng", ground="Hộ nghèo"))
    with ledger.seeing({world.clerk.unit_id}):
        kinds = [book.kind.key for book in books.books_of(world.clerk.unit_id, 2018)]
        tills = fees.tills_of(world.clerk.unit_id, until=world.at.date())
        slip = certification.fee_slip(done.dossier_uid)
    assert (done.labels, done.paid, kinds, tills) == (("1", "2"), 0, ["certified-copy"], [])
    assert (slip["receipt"], slip["total"], slip["in_words"]) == ("", 0, "Không đồng")


def test_the_dossier_is_received_finished_and_returned_in_one_moment(world: given.World) -> None:
    done = certify(world)
    row = given.dossier(world.clerk, done.dossier_uid)
    assert (row.status, row.received_at, row.ended_at, row.returned_at) == (10, world.at, world.at, world.at)
    assert (row.result_number, row.returned_to, row.verdict) == ("1", "Tằng A Sáng", "on_time")
    assert given.open_tasks(world.clerk, done.dossier_uid) == []
    with ledger.seeing({world.clerk.unit_id}):
        told = [(event.activity, str(event.lifecycle), event.facts["status"]) for event in ledger.history(done.dossier_uid)]
        assert [said for check in dossiers.invariants() for said in check.run()] == []
    assert told == [
        ("received", "started", 2),
        ("settled", "started", 4),
        ("fee_paid", "completed", 4),
        ("settled", "completed", 9),
        ("returned", "completed", 10),
    ]


def test_register_book_fees_and_report_agree(world: given.World) -> None:
    for turn in range(3):
        certify(world, *[Line("Học bạ", 1, 1)] * (turn + 1))
    day = date(2018, 3, 12)
    with ledger.seeing({world.clerk.unit_id}):
        by_kind = {one.kind.key: one for one in books.books_of(world.clerk.unit_id, 2018)}
        book, receipts = by_kind["certified-copy"], by_kind["cash-receipt"]
        money = fees.payments_of_till(fees.tills_of(world.clerk.unit_id, until=day)[0].uid)
        (line,) = dossiers.report_06a([world.clerk.unit_id], day, day)
        lines = books.entries(book.uid).rows
    assert (book.taken, sum(row.facts["fee"] for row in lines)) == (6, 12_000)
    assert (receipts.taken, sum(one.amount for one in money), {one.origin for one in money}) == (3, 12_000, {"certification"})
    with ledger.seeing({world.clerk.unit_id}):
        assert [said for check in fees.invariants() for said in check.run()] == []
    assert (line.field, line.received_direct, line.on_time, line.received, line.settled) == ("Chứng thực", 3, 3, 3, 3)


def test_the_same_request_again_answers_the_same_numbers(world: given.World) -> None:
    key = str(uuid4())
    first, again = certify(world, key=key), certify(world, key=key)
    assert again == replace(first, repeated=True)
    with ledger.seeing({world.clerk.unit_id}):
        assert [one.taken for one in books.books_of(world.clerk.unit_id, 2018)] == [1, 1]
    with pytest.raises(dossiers.KeyUsedForAnother):
        certify(world, Line("Giấy khác"), key=key)


def test_twenty_papers_in_one_go_cost_a_bounded_number_of_statements(world: given.World, query_count: Any) -> None:
    certify(world)
    with query_count() as counted:
        certify(world, *[Line("Học bạ", 2, 1)] * 20)
    assert counted.statements <= 30, counted.texts  # money, till and receipt number among them


# --- what is refused --------------------------------------------------------------------------------------------------


def test_nothing_and_too_much_are_refused(world: given.World) -> None:
    with pytest.raises(certification.NothingToCertify):
        certify(world, lines=())
    with pytest.raises(certification.TooManyPapers):
        certify(world, *[Line("Học bạ")] * (certification.MOST_PAPERS + 1))


def test_a_bad_line_is_named(world: given.World) -> None:
    with pytest.raises(certification.BadPaper) as told:
        certify(world, Line("Học bạ"), Line("Bằng", pages=0))
    assert told.value.message.startswith("Dòng 2: số trang")


def test_who_may_not_sign_here_is_no_signer(world: given.World) -> None:
    elsewhere = world.district.actor("dong_van", "unit_head").person_uid
    for stranger in (elsewhere, world.clerk.person_uid, uuid4()):
        with pytest.raises(certification.NoSigner):
            certify(world, signer=stranger)


def test_a_counter_without_a_head_is_signed_by_the_one_above(world: given.World) -> None:
    assert [one.name for one in certification.signers(world.clerk, world.at)] == [world.head.name]
    org.Appointment.objects.filter(person__uid=world.head.person_uid).update(until=date(2018, 3, 1))
    chairman = world.district.actor("district", "unit_head")
    assert [one.person_uid for one in certification.signers(world.clerk, world.at)] == [chairman.person_uid]


def test_where_nobody_may_sign_nobody_is_offered(world: given.World) -> None:
    org.Appointment.objects.update(until=date(2018, 3, 1))
    at_the_top = replace(world.clerk, unit_id=world.district.units["province"].pk)
    assert certification.signers(at_the_top, world.at) == []


def test_a_day_without_the_procedure_certifies_nothing(world: given.World) -> None:
    with pytest.raises(certification.NotCertifiedHere):
        certification.version_of(certification.KINDS[0], world.at - timedelta(days=2_000))


def test_only_the_counter_certifies(world: given.World) -> None:
    with pytest.raises(dossiers.ForeignAct):
        certification.certify(actor=replace(world.clerk, duties=frozenset({"cashier"})), at=world.at, request=a_request(world))


def test_a_case_that_takes_time_is_not_settled_at_the_counter(world: given.World) -> None:
    version = certification.version_of(certification.KINDS[0], world.at)
    application = dossiers.Application(version.uid, "many", "direct", dossiers.Person(name="Tằng A Sáng"))
    (signer,) = certification.signers(world.clerk, world.at)
    with pytest.raises(dossiers.NotImmediate):
        dossiers.settle(
            actor=world.clerk, at=world.at,
            settlement=dossiers.Settlement(application, signer, "certified-copy", [books.NewEntry("Học bạ")]),
        )  # fmt: skip


# --- the papers -------------------------------------------------------------------------------------------------------


def words_of(data: dict[str, Any]) -> str:
    """Return the words of the attestations as printed."""
    return testing.words_of(paper.render("certification/attestation.typ", data))


def test_an_attestation_is_printed_for_each_copy_with_number_volume_and_signer(world: given.World) -> None:
    done = certify(world, Line("Giấy khai sinh", 1, 2), Line("Học bạ", 1, 1))
    with ledger.seeing({world.clerk.unit_id}):
        data = certification.attestations(done.dossier_uid)
    words = words_of(data)
    assert [sheet["number"] for sheet in data["sheets"]] == ["1", "1", "2"]
    assert words.count("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH") == 3
    assert "Số chứng thực: 2, quyển số: 01/2018-SCT/BS" in words
    assert f"CHỦ TỊCH (Ký, ghi rõ họ tên và đóng dấu) {world.head.name}" in words


def test_the_attestation_of_a_signature_names_who_signed_and_their_paper(world: given.World) -> None:
    requester = dossiers.Person(name="Tằng A Sáng", id_type="cmnd", id_number="100123456")
    done = certify(world, Line("Giấy ủy quyền"), kind="signature", requester=requester)
    with ledger.seeing({world.clerk.unit_id}):
        words = words_of(certification.attestations(done.dossier_uid))
    assert "Ông/bà Tằng A Sáng, giấy tờ tùy thân số 100123456, cam đoan" in words
    assert "quyển số: 01/2018-SCT/CK,ĐC" in words


def test_a_void_number_is_attested_no_more_and_a_stranger_reads_nothing(world: given.World) -> None:
    done = certify(world, Line("Giấy khai sinh"))
    with ledger.seeing({world.clerk.unit_id}):
        (line,) = books.entries_of([done.dossier_uid])
    books.void(actor=world.clerk, at=world.at, entry_uid=line.uid, reason="Ghi nhầm")
    with ledger.seeing({world.clerk.unit_id}):
        assert certification.attestations(done.dossier_uid) == {}
    with ledger.seeing({world.district.units["dong_van"].pk}):
        assert certification.attestations(done.dossier_uid) == {}


def test_the_fee_slip_lists_each_paper_with_pages_copies_and_what_was_paid(world: given.World) -> None:
    done = certify(world, Line("Học bạ", 3, 2), Line("Bằng", 1, 1, ground="Hộ nghèo"))
    with ledger.seeing({world.clerk.unit_id}):
        data = certification.fee_slip(done.dossier_uid)
    words = testing.words_of(paper.render("certification/fee_slip.typ", data))
    assert (data["total"], data["receipt"]) == (10_000, "0001")
    assert "1 Học bạ 3 2 10.000 2 Bằng (Miễn phí: Hộ nghèo) 1 1 0 Cộng 10.000 Bằng chữ: Mười nghìn đồng." in words
    with ledger.seeing({world.district.units["dong_van"].pk}):
        assert certification.fee_slip(done.dossier_uid) == {}


def test_every_procedure_that_a_book_names_is_in_the_library() -> None:
    known = {path.stem.rsplit("-", 1)[0] for path in procedures.LIBRARY.rglob("*.yaml")}
    assert [code for kind in books.kinds() for code in kind.procedures if code not in known] == []


def test_common_papers_and_grounds_are_offered(world: given.World) -> None:
    offered = certification.suggestions()
    assert "Giấy khai sinh" in offered.papers
    assert "Hộ nghèo" in offered.grounds
