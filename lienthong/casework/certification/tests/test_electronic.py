"""Electronic certified copies: from their first day, scanned at the counter, signed by whom the attestation names, once."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lienthong.casework.books import public as books
from lienthong.casework.certification import public as certification
from lienthong.casework.certification.public import Line
from lienthong.casework.certification.testing import FIRST_DAY, a_copy, certified, scanned, signed
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import sample_keys
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import a_citizen
from lienthong.office.files import public as files
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.paper import testing as papers
from lienthong.toolkit.signing.testing import a_paper

PROCEDURES = ("2.000815-2015", "2.000884-2015")


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    sample_keys(settings)


def now(world: given.World, copy: certification.CopyRow) -> certification.CopyRow:
    with ledger.seeing([world.clerk.unit_id]):
        return certification.copy(copy.uid)


def test_before_the_first_day_only_paper_copies_are_certified(world: given.World) -> None:
    with pytest.raises(certification.NotElectronicYet) as no:
        certified(world, at=FIRST_DAY - timedelta(days=1))

    assert no.value.facts == {"since": "22/05/2020"}
    assert "ecopy" not in {one.key for one in certification.kinds_on((FIRST_DAY - timedelta(days=1)).date())}
    assert "ecopy" in {one.key for one in certification.kinds_on(FIRST_DAY.date())}


def test_each_takes_a_number_in_a_book_of_its_own_and_costs_as_a_paper_copy_does(world: given.World) -> None:
    done = certified(world, Line("Giấy chứng nhận kết hôn", pages=3), Line("Học bạ"))

    with ledger.seeing([world.clerk.unit_id]):
        copies = certification.copies_of(done.dossier_uid)
        line, _ = books.entries_of([done.dossier_uid])
    assert (done.labels, done.paid) == (("1", "2"), 7_000)
    assert [(one.number, one.title, one.scan_uid) for one in copies] == [
        ("1", "Giấy chứng nhận kết hôn", None), ("2", "Học bạ", None),
    ]  # fmt: skip
    assert line.cited.endswith("SCT/BSĐT")


def test_a_copy_is_one_file(world: given.World) -> None:
    with pytest.raises(certification.BadPaper) as no:
        certified(world, Line("Học bạ", copies=2))

    assert "số bản là 1" in no.value.message


def test_asked_twice_it_is_one_copy(world: given.World) -> None:
    first, again = certified(world, key="k"), certified(world, key="k")

    with ledger.seeing([world.clerk.unit_id]):
        assert len(certification.copies_of(first.dossier_uid)) == 1
    assert again.repeated


@pytest.mark.parametrize(("content", "name"), [(None, "ban-quet.pdf"), (pictures.photo(), "anh.jpg")])
def test_scan_and_attestation_become_one_file_signed_and_sealed(world: given.World, content: bytes | None, name: str) -> None:
    copy = a_copy(world)
    scanned(world, copy, content, name)

    row = signed(world, copy)

    pdf = results.content(row)
    checked = results.checked(pdf)
    assert checked.whole
    assert [one.name for one in checked.signatures] == [world.head.name, world.head.unit]
    assert (row.kind, row.title, row.number) == (results.COPY, "Giấy chứng nhận kết hôn", "1")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 2
    words = papers.words_of(pdf)
    assert "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH" in words
    assert "Số chứng thực: 1" in words
    assert "Ký số, đóng dấu số trong tệp này" in words
    assert world.head.name in words
    assert now(world, copy).result_uid is not None


def test_only_whom_the_attestation_names_signs(world: given.World) -> None:
    copy = a_copy(world)
    scanned(world, copy)

    with pytest.raises(certification.NotTheSigner) as no:
        signed(world, copy, actor=world.district.actor("hoanh_mo", "specialist.justice"))

    assert no.value.facts == {"signer": world.head.name}
    assert now(world, copy).result_uid is None


def test_nothing_is_signed_that_nobody_compared(world: given.World) -> None:
    with pytest.raises(certification.NotScanned):
        signed(world, a_copy(world))


def test_only_the_counter_compares(world: given.World) -> None:
    copy = a_copy(world)

    with pytest.raises(certification.NotYourScan):
        certification.scan(actor=world.head, at=FIRST_DAY, copy_uid=copy.uid, content=a_paper(), name="x.pdf")


def test_a_later_scan_takes_the_place_of_a_former_until_it_is_signed(world: given.World) -> None:
    copy = a_copy(world)
    scanned(world, copy)
    former = now(world, copy).scan_uid
    scanned(world, copy, a_paper("Bản quét rõ hơn"))
    assert now(world, copy).scan_uid != former
    signed(world, copy)

    with pytest.raises(certification.CopySigned):
        scanned(world, copy)


def test_the_same_copy_is_signed_once(world: given.World) -> None:
    copy = a_copy(world)
    scanned(world, copy)

    assert signed(world, copy) == signed(world, copy, key="k-2")


def test_a_number_that_was_made_void_is_not_signed(world: given.World) -> None:
    copy = a_copy(world)
    scanned(world, copy)
    books.void(actor=world.clerk, at=FIRST_DAY, entry_uid=copy.uid, reason="Ghi nhầm tên giấy tờ")

    with pytest.raises(certification.CopyVoid):
        signed(world, copy)


def test_what_no_attestation_can_be_put_on_is_no_scan(world: given.World) -> None:
    copy = a_copy(world)

    with pytest.raises(certification.ScanNotJoinable):
        scanned(world, copy, "Giấy chứng nhận".encode(), "giay.txt")
    with pytest.raises(files.FileRefused):
        scanned(world, copy, b"%PDF-1.7\n" + b"0" * 300)


def test_another_unit_sees_none_of_it(world: given.World) -> None:
    copy = a_copy(world)
    stranger = world.district.actor("dong_van", "counter_clerk")

    with pytest.raises(certification.CopyUnknown):
        certification.scan(actor=stranger, at=FIRST_DAY, copy_uid=copy.uid, content=a_paper(), name="x.pdf")
    with ledger.seeing([stranger.unit_id]), pytest.raises(certification.CopyUnknown):
        certification.copy(copy.uid)


def test_its_citizen_takes_it_by_code_and_key_and_it_waits_no_more(world: given.World) -> None:
    copy = a_copy(world, Line("Giấy chứng nhận kết hôn"), Line("Học bạ"))
    scanned(world, copy)
    row = signed(world, copy)
    dossier, sen = given.dossier(world.clerk, copy.dossier_uid), a_citizen()

    with citizens.seeing(sen.uid):
        results.claim(code=dossier.code, key=dossier.lookup_key)
        mine = results.held_by(sen.uid)

    assert [one.uid for one in mine] == [row.uid]
    with ledger.seeing([world.clerk.unit_id]):
        assert [one.title for one in certification.waiting_copies(world.clerk.unit_id)] == ["Học bạ"]


def test_a_scan_that_lost_its_shape_in_the_store_is_not_signed(world: given.World, settings: Any) -> None:
    copy = a_copy(world)
    scanned(world, copy, a_paper("Bản quét sắp hỏng"))
    with ledger.seeing([world.clerk.unit_id]):
        digest = files.find(now(world, copy).scan_uid or copy.uid).sha256
    path = Path(settings.FILES_DIR) / digest[:2] / digest[2:4] / digest
    before = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 hong")

    try:
        with pytest.raises(files.FileDamaged):
            signed(world, copy)
    finally:
        path.write_bytes(before)
