"""A result is signed once, by who may, with a key that holds; nobody else's eyes see it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results import rules
from lienthong.casework.results.testing import decided, signed
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import a_citizen
from lienthong.office.files import public as files
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.signing import SampleKeyring, State, Wish
from lienthong.toolkit.signing.testing import a_paper, a_ring, real_moment
from lienthong.toolkit.signing.tokens import TokenKey

PROCEDURES = (given.BIRTH,)


def seen(world: given.World, uid: Any) -> list[results.ResultRow]:
    with ledger.seeing([world.head.unit_id]):
        return results.of_dossier(uid)


def events(world: given.World, uid: Any) -> list[Any]:
    with ledger.seeing([world.head.unit_id]):
        return [one for one in ledger.history(uid) if one.activity == "result_signed"]


def test_a_result_carries_the_persons_signature_and_the_units_seal(world: given.World) -> None:
    row = signed(world, decided(world))

    checked = results.checked(results.content(row))

    assert checked.whole
    assert checked.sample, "a sample certificate is told for what it is"
    assert [one.name for one in checked.signatures] == [world.head.name, world.head.unit]
    assert [words for _, words in checked.rows] == ["Không bị sửa từ khi ký"] * 2
    assert checked.known is not None
    assert (checked.known.title, checked.known.number, checked.known.replaced_at) == ("Giấy khai sinh", "12/2018", None)
    assert (row.signer_name, row.kind_name, row.holds, row.sample) == (world.head.name, "Kết quả", True, True)


def test_a_changed_byte_is_told_and_the_file_is_not_known(world: given.World) -> None:
    pdf = bytearray(results.content(signed(world, decided(world))))
    pdf[pdf.index(b"/Producer") + 12] ^= 0x01

    checked = results.checked(bytes(pdf))

    assert not checked.whole
    assert checked.changed
    assert checked.known is None
    assert checked.rows[0][1] == "Đã bị sửa sau khi ký"


@pytest.mark.django_db
def test_what_is_no_pdf_is_neither_whole_nor_known() -> None:
    checked = results.checked(b"GIF89a")

    assert (checked.readable, checked.whole, checked.changed, checked.sample) == (False, False, False, False)


def test_a_token_that_is_gone_when_it_is_to_sign_is_told_and_nothing_is_made(world: given.World) -> None:
    pen = results.pen_of_unit(world.head.unit_id, real_moment())
    gone = replace(pen, key=TokenKey(Path("unit.token"), "/khong/co.so", "CON DAU", "CON DAU", "1234", tuple(pen.key.chain)))
    wish = Wish("ConDau", pen.whose, "Thử", pen.whose)

    with pytest.raises(results.SigningKeyBroken, match=r"unit\.token: thiết bị ký không ký"):
        results.put(a_paper(), pen=gone, wish=wish, name="quyet-dinh.pdf")


def test_the_same_request_signs_once(world: given.World) -> None:
    uid = decided(world)

    first, again = signed(world, uid, key="k-1"), signed(world, uid, key="k-1")

    assert first == again
    assert len(seen(world, uid)) == len(events(world, uid)) == 1


def test_a_result_that_is_signed_anew_takes_the_place_of_the_former(world: given.World) -> None:
    uid = decided(world)
    signed(world, uid)

    signed(world, uid, number="13/2018", at=world.at + timedelta(hours=2))

    new, old = seen(world, uid)
    assert (new.number, new.holds) == ("13/2018", True)
    assert (old.number, old.replaced_at) == ("12/2018", world.at + timedelta(hours=2))


def test_the_ledger_keeps_what_was_signed_by_which_certificates_and_no_name(world: given.World) -> None:
    uid = decided(world)
    row = signed(world, uid)

    (event,) = events(world, uid)

    assert event.facts["result"] == str(row.uid)
    assert len(event.facts["certificates"]) == 2
    assert world.head.name not in str(event.facts)


def test_only_who_signs_for_the_unit_signs(world: given.World) -> None:
    uid = decided(world)

    with pytest.raises(results.NotYourSignature):
        signed(world, uid, actor=world.clerk)

    assert seen(world, uid) == []


def test_another_commune_finds_no_dossier_to_sign(world: given.World) -> None:
    with pytest.raises(dossiers.DossierUnknown):
        signed(world, decided(world), actor=world.district.actor("dong_van", "unit_head"))


def test_there_is_nothing_to_sign_while_the_counter_still_looks_at_it(world: given.World) -> None:
    uid = given.registered(world)

    with pytest.raises(results.NothingToSign) as no:
        signed(world, uid)

    assert no.value.facts["status"] == "Mới đăng ký"


def test_a_result_has_a_name(world: given.World) -> None:
    with pytest.raises(results.TitleMissing):
        signed(world, decided(world), title=" ")


def test_a_picture_is_not_signed(world: given.World) -> None:
    with pytest.raises(results.NotSignable) as no:
        signed(world, decided(world), content=pictures.photo(), name="anh.jpg")

    assert no.value.facts["name"] == "anh.jpg"


def test_what_carries_our_signatures_already_is_not_signed_into_the_same_fields(world: given.World) -> None:
    uid = decided(world)
    pdf = results.content(signed(world, uid))

    with pytest.raises(results.NotSignable):
        signed(world, uid, content=pdf)


def test_a_hostile_file_is_refused_before_anything_is_signed(world: given.World) -> None:
    uid = decided(world)

    with pytest.raises(files.FileRefused):
        signed(world, uid, content=b"%PDF-1.7\n" + b"0" * 400, name="x.pdf")

    assert seen(world, uid) == []


def test_without_a_key_nobody_signs_and_is_told_which_file_is_missing(world: given.World, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.SIGNING_DIR, settings.SIGNING_PASSPHRASE = False, tmp_path, "x"

    with pytest.raises(results.NoSigningKey) as no:
        signed(world, decided(world))

    assert no.value.facts["file"] == f"{rules.person_key(world.head.person_uid)}.p12"


def test_a_passphrase_that_does_not_open_the_key_is_told_without_it(world: given.World, settings: Any) -> None:
    uid = decided(world)
    signed(world, uid)
    settings.SIGNING_PASSPHRASE = "nương ngô trên đồi"

    with pytest.raises(results.SigningKeyBroken) as no:
        signed(world, uid)

    assert "nương ngô" not in no.value.message


def test_an_ended_certificate_signs_nothing(world: given.World, settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_DIR = tmp_path / "keys"
    ring, real = SampleKeyring.at(tmp_path / "keys"), clock.real_now()
    name = rules.person_key(world.head.person_uid)
    ring.made(name, words=world.head.name, at=real - timedelta(days=9), life=timedelta(days=8))

    with pytest.raises(results.CertificateEnded) as no:
        signed(world, decided(world))

    assert no.value.facts["whose"] == world.head.name


def test_real_keys_from_files_are_not_samples(world: given.World, settings: Any) -> None:
    uid = decided(world)
    signed(world, uid)
    settings.DEMO, settings.SIGNING_PASSPHRASE = False, a_ring().passphrase

    row = signed(world, uid)

    assert not row.sample
    assert results.checked(results.content(row)).signatures[0].state is State.GOOD


def test_code_and_key_open_it_and_put_it_into_one_store_alone(world: given.World) -> None:
    uid = decided(world)
    row, dossier = signed(world, uid), given.dossier(world.head, uid)
    sen, mun = a_citizen(), a_citizen("Chíu Sám Mùn", email="mun@thu.vn", phone="0987654321")

    opened = results.opened(dossier.code, f"{dossier.lookup_key[:4]} {dossier.lookup_key[4:].lower()}")
    with citizens.seeing(sen.uid):
        count = results.claim(code=dossier.code, key=dossier.lookup_key)
        mine = results.held_by(sen.uid)
        again = results.claim(code=dossier.code, key=dossier.lookup_key)
    with citizens.seeing(mun.uid):
        with pytest.raises(results.NothingToClaim):
            results.claim(code=dossier.code, key=dossier.lookup_key)
        hers = results.held_by(sen.uid)
        with pytest.raises(results.ResultUnknown):
            results.result(row.uid)

    assert [one.uid for one in opened] == [one.uid for one in mine] == [row.uid]
    assert (count, again, hers) == (1, 1, [])


def test_a_wrong_key_opens_nothing(world: given.World) -> None:
    uid = decided(world)
    signed(world, uid)
    code = given.dossier(world.head, uid).code
    sen = a_citizen()

    assert results.opened(code, "ABCD2345") == []
    with citizens.seeing(sen.uid), pytest.raises(results.NothingToClaim):
        results.claim(code=code, key="ABCD2345")


def test_what_was_signed_is_not_written_again(world: given.World) -> None:
    row = signed(world, decided(world))

    for statement in ("UPDATE results_signedresult SET title = 'x'", "DELETE FROM results_signedresult"):
        with (
            ledger.seeing([world.head.unit_id]), pytest.raises(ProgrammingError), transaction.atomic(),
            connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute(statement)
    assert seen(world, row.dossier_uid)[0].title == "Giấy khai sinh"


def test_signing_costs_few_statements(world: given.World, query_count: Callable[[], AbstractContextManager[Any]]) -> None:
    uid = decided(world)
    signed(world, uid)

    with query_count() as counted:
        signed(world, uid, content=a_paper("Giấy khai sinh, bản sửa"))

    assert counted.statements <= 24
