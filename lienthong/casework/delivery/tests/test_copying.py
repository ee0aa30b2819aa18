"""Certified copies: their number, their pages, the last page that says what they are."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.rules.copies import pages_of
from lienthong.casework.delivery.services import copying
from lienthong.casework.delivery.testing import a_letter, key_of, sent, taken_in, waiting
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, Town, a_term, issued, registered, voided
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of as words_on


def three_pages() -> bytes:
    with pikepdf.new() as made:
        for _ in range(3):
            made.add_blank_page(page_size=(595, 842))
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def copied(actor: Actor, uid: UUID, kind: str = "sao-y", **facts: Any) -> documents.Numbered:
    told = {"signer": "Hoàng Văn Cường", "signer_capacity": "CHÁNH VĂN PHÒNG", "recipients": "UBND xã Hoành Mô", **facts}
    key = told.pop("key", None)
    return delivery.copy(actor=actor, at=AT, document_uid=uid, new=delivery.NewCopy(kind, **told), key=key)


def pdf_of(actor: Actor, made: documents.Numbered) -> bytes:
    assert made.document_uid is not None
    with ledger.seeing({actor.unit_id}):
        (file,) = documents.document(actor, made.document_uid).files
        with files.content_of(file) as content:
            return content.read()


def many(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def with_pages(town: Town, **facts: Any) -> UUID:
    return a_letter(town.clerk, files=(documents.Upload("quyet-dinh.pdf", three_pages()),), **facts)


def test_of_the_fields_of_an_original_only_their_picture_goes_into_a_copy() -> None:
    with pikepdf.open(BytesIO(three_pages())) as made:
        made.Root.AcroForm = made.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(), SigFlags=3))
        made.Root.Perms = pikepdf.Dictionary(DocMDP=made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig)))
        made.Root.DSS = pikepdf.Dictionary(Certs=pikepdf.Array())
        out = BytesIO()
        made.save(out)
    with pikepdf.open(BytesIO(copying.plain(out.getvalue()))) as left:
        assert not {"/AcroForm", "/Perms", "/DSS"} & set(left.Root.keys())
        assert len(left.pages) == 3
    assert copying.plain(three_pages()) == three_pages(), "what has no fields stays as it is"


def test_a_true_copy_has_a_number_of_the_copies_and_says_what_it_is(town: Town) -> None:
    made = copied(town.clerk, with_pages(town))
    assert made.label == "01/SY-UBND"
    pdf = pdf_of(town.clerk, made)
    assert many(pdf) == 4
    said = words_on(pdf)
    for words in (
        "SAO Y", "Quyết định 01/QĐ-UBND ngày 12/03/2018 của UBND huyện Bình Liêu", "UBND HUYỆN BÌNH LIÊU", "Số: 01/SY-UBND",
        "ngày 12 tháng 3 năm 2018", "CHÁNH VĂN PHÒNG", "Hoàng Văn Cường", "UBND xã Hoành Mô",
    ):  # fmt: skip
        assert words in said, said


def test_copies_of_every_kind_share_one_series(town: Town) -> None:
    uid = with_pages(town)
    assert copied(town.clerk, uid).label == "01/SY-UBND"
    assert copied(town.clerk, uid, "trich-sao", pages="2").label == "02/TS-UBND", "the abbreviation of 2018"


def test_an_extract_has_the_pages_that_were_named(town: Town) -> None:
    made = copied(town.clerk, with_pages(town), "trich-sao", pages="1, 3")
    pdf = pdf_of(town.clerk, made)
    assert many(pdf) == 3
    assert "trang 1, 3" in words_on(pdf)


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("1", [0]), ("1, 3-4", [0, 2, 3]), ("3 - 4; 1", [0, 2, 3]), ("2,2", [1]), ("", None), ("0", None), ("5", None),
        ("4-3", None), ("một", None), ("1,", None), ("1-99999", None),
    ],
)  # fmt: skip
def test_pages_are_named_one_by_one_or_from_to(typed: str, pages: list[int] | None) -> None:
    assert pages_of(typed, 4) == pages


def test_an_extract_without_its_pages_takes_no_number(town: Town) -> None:
    uid = with_pages(town)
    with pytest.raises(delivery.PagesUnknown) as no:
        copied(town.clerk, uid, "trich-sao", pages="4")
    assert "có 3 trang" in no.value.message
    assert copied(town.clerk, uid).label == "01/SY-UBND"


def test_who_received_a_document_makes_a_sao_luc_of_it_and_sends_it_on(town: Town) -> None:
    uid = with_pages(town)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    got = taken_in(town.commune).document_uid
    assert got is not None
    made = copied(town.commune, got, "sao-luc")
    assert made.label == "01/SL-UBND"
    assert made.document_uid is not None
    sent(town.commune, made.document_uid, key_of(town, "dong_van"))
    assert waiting(town.other)[0].proposal.symbol == "01/SL-UBND"
    with pytest.raises(delivery.OwnDocument):
        copied(town.clerk, uid, "sao-luc")


def test_the_party_writes_its_numbers_in_its_own_way(town: Town) -> None:
    a_term(town)
    uid = issued(
        town.party, body=HU, type_key="nghi-quyet", files=(documents.Upload("nq.pdf", pdfs.good()),)
    ).document_uid  # fmt: skip
    assert uid is not None
    with pytest.raises(documents.TypeUnknown):
        copied(town.party, uid)


def test_the_same_page_pressed_twice_makes_one_copy(town: Town) -> None:
    uid, key = with_pages(town), new_uid()
    first, again = copied(town.clerk, uid, key=key), copied(town.clerk, uid, key=key)
    assert (again.label, again.repeated) == (first.label, True)
    assert many(pdf_of(town.clerk, first)) == 4


def test_what_has_no_pdf_is_void_or_recalled_is_not_copied(town: Town) -> None:
    bare = issued(town.clerk)
    assert bare.document_uid is not None
    with pytest.raises(delivery.NothingToCopy):
        copied(town.clerk, bare.document_uid)
    voided(town.clerk, bare)
    with pytest.raises(documents.AlreadyVoid):
        copied(town.clerk, bare.document_uid)
    uid = with_pages(town)
    delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền")
    with pytest.raises(documents.DocumentRecalled):
        copied(town.clerk, uid)


def test_only_the_clerk_makes_copies_and_of_three_kinds(town: Town) -> None:
    came = registered(town.clerk).document_uid
    assert came is not None
    with pytest.raises(delivery.NotYourPost):
        copied(town.head, came)
    with pytest.raises(delivery.CopyUnknown):
        copied(town.clerk, came, "photo")


@pytest.mark.parametrize("mark", ["return_after", "return_read"])
def test_what_is_to_come_back_is_not_copied(town: Town, mark: str) -> None:
    with pytest.raises(documents.CirculationLimited, match="không sao"):
        copied(town.clerk, with_pages(town, circulation=mark))


def test_a_copy_bears_the_mark_of_what_stays_inside(town: Town) -> None:
    made = copied(town.clerk, with_pages(town, circulation="inside"))
    assert made.document_uid is not None
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.document(town.clerk, made.document_uid).line.circulation == "inside"
