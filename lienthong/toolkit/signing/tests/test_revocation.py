"""Revocation: what lists prove, which lists prove nothing, and what a file brings along for later readers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from lienthong.toolkit import clock
from lienthong.toolkit.signing import Beside, Found, Keyring, KeyUnusable, Standing, State, Wish, sign, standing, verify
from lienthong.toolkit.signing.keyring import LocalKey
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.signing.testing.authority import a_time_authority, needs_openssl
from lienthong.toolkit.signing.testing.offices import Office
from lienthong.toolkit.signing.tests.looking import looked_at

HEAD = Wish("NguoiKy", "Lý Văn Chiến", "Ký kết quả", "Xã Hoành Mô")
DAY = timedelta(days=1)


@cache
def an_office() -> tuple[Office, LocalKey, bytes]:
    """Return an office, a key of it, and a paper that was signed by it; made once."""
    office = Office(clock.real_now().replace(microsecond=0))
    key = office.gives("Lý Văn Chiến")
    return office, key, sign(a_paper(), key=key, wish=HEAD)


def of_lists(*lists: bytes) -> Found:
    office, _, pdf = an_office()
    (one,) = looked_at(pdf, roots=office.roots, lists=lists)
    return one


def asked(lists: Sequence[bytes], *, proved_at: datetime | None = None) -> Standing:
    office, key, _ = an_office()
    return standing(key.chain[0], (*office.roots, *key.chain[1:]), lists, proved_at=proved_at, now=office.at)


def test_lists_of_all_above_it_say_that_a_certificate_is_not_revoked() -> None:
    office, _, _ = an_office()

    one = of_lists(office.list(at=office.at - DAY), office.root_list(at=office.at - 2 * DAY))

    assert (one.state, one.standing) == (State.GOOD, Standing(None, office.at - 2 * DAY))


def test_without_a_list_nobody_was_asked() -> None:
    office, _, _ = an_office()

    assert of_lists().standing == Standing()
    assert of_lists(office.list()).standing.lists_of is None, "of the office itself nobody was asked"


def test_a_revoked_certificate_without_a_proved_time_is_worth_nothing() -> None:
    office, key, _ = an_office()

    before = of_lists(office.list({key: office.at - DAY}), office.root_list())
    after = of_lists(office.list({key: office.at + timedelta(minutes=30)}), office.root_list())

    assert (before.state, before.standing.revoked_at) == (State.REVOKED, office.at - DAY)
    assert after.state is State.REVOKED, "the signer's own clock may have been put back"


def test_a_revoked_office_takes_its_certificates_along() -> None:
    office, _, _ = an_office()

    assert of_lists(office.list(), office.root_list(office_at=office.at - DAY)).state is State.REVOKED


def test_an_old_list_still_revokes_but_does_not_acquit() -> None:
    office, key, _ = an_office()
    at, until = office.at - 30 * DAY, office.at - 20 * DAY

    assert asked([office.list(at=at, until=until), office.root_list()]) == Standing()
    assert (
        asked([office.list({key: office.at - 40 * DAY}, at=at, until=until), office.root_list()]).revoked_at
        == office.at - 40 * DAY
    )


def test_for_a_proved_time_a_list_that_held_then_answers() -> None:
    office, _, _ = an_office()
    then = office.at - 25 * DAY
    lists = [one(at=office.at - 30 * DAY, until=office.at - 20 * DAY) for one in (office.list, office.root_list)]

    assert asked(lists, proved_at=then).lists_of == office.at - 30 * DAY
    assert asked(lists, proved_at=office.at - DAY).lists_of is None


def test_what_cannot_be_read_among_the_certificates_of_a_file_is_left_out() -> None:
    office, key, _ = an_office()
    pool = (b"no certificate", *office.roots, *key.chain[1:])

    assert standing(key.chain[0], pool, [office.list(), office.root_list()], proved_at=None, now=office.at).lists_of == office.at


def test_a_list_that_somebody_else_signed_says_nothing() -> None:
    office, key, _ = an_office()
    forged = office.list({key: office.at - DAY}, by=rsa.generate_private_key(public_exponent=65537, key_size=2048))

    assert asked([forged, office.root_list(), b"no list"]) == Standing()


@pytest.mark.parametrize(
    "part",
    [
        x509.DeltaCRLIndicator(1),
        x509.IssuingDistributionPoint(None, None, False, False, frozenset([x509.ReasonFlags.key_compromise]), False, False),
        x509.IssuingDistributionPoint(None, None, False, False, None, True, False),
        x509.IssuingDistributionPoint(None, None, False, True, None, False, False),
    ],
)
def test_a_list_of_only_a_part_acquits_nobody(part: x509.ExtensionType) -> None:
    office, _, _ = an_office()

    assert asked([office.list(more=part), office.root_list()]).lists_of is None


def test_a_list_of_user_certificates_speaks_of_users() -> None:
    office, _, _ = an_office()
    users = x509.IssuingDistributionPoint(None, None, True, False, None, False, False)

    assert asked([office.list(more=users), office.root_list()]).lists_of == office.at
    assert asked([office.list(), office.root_list(more=users)]).lists_of is None, "the office is no user"


def test_who_was_on_hold_is_free_when_the_newest_list_says_so() -> None:
    office, key, _ = an_office()
    hold = office.list({key: office.at - 3 * DAY}, at=office.at - 2 * DAY, reason=x509.ReasonFlags.certificate_hold)

    assert asked([hold, office.root_list()]).revoked_at == office.at - 3 * DAY
    assert asked([hold, office.list(), office.root_list()]).revoked_at is None


@needs_openssl
def test_who_was_revoked_after_a_proved_time_signed_well_and_before_it_did_not(tmp_path: Path) -> None:
    office, key, _ = an_office()
    root = LocalKey(office.root_key, office.roots)
    with a_time_authority(tmp_path, root, office.at) as authority:
        pdf = sign(a_paper(), key=key, wish=HEAD, authority=authority.reached(), stamp_roots=office.roots)
    late, early = ([office.list({key: office.at + by}), office.root_list()] for by in (DAY, -DAY))

    (after,) = looked_at(pdf, roots=office.roots, stamp_roots=office.roots, lists=late)
    (before,) = looked_at(pdf, roots=office.roots, stamp_roots=office.roots, lists=early)

    assert (after.state, after.standing.revoked_at) == (State.GOOD, office.at + DAY)
    assert before.state is State.REVOKED


def test_a_file_carries_its_lists_and_is_whole_to_others(tmp_path: Path) -> None:
    office, key, _ = an_office()
    lists = (office.list(), office.root_list())
    beside = Beside(lists, (*key.chain, *office.roots))
    pdf = sign(sign(a_paper(), key=key, wish=HEAD), key=key, wish=Wish("ConDau", "UBND", "", ""), beside=beside)

    found = looked_at(pdf, roots=office.roots)

    assert [(one.state, one.standing.lists_of) for one in found] == [(State.GOOD, office.at)] * 2
    assert verify(pdf, roots=office.roots) == found, "the cell reads them too"
    if shutil.which("pdfsig") or os.environ.get("CI"):
        path = tmp_path / "ket-qua.pdf"
        path.write_bytes(pdf)
        told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout
        assert told.count("Signature is Valid") == 2
        assert "Total document signed" in told


def test_lists_of_the_folder_are_read_in_both_spellings_and_a_broken_one_is_named(tmp_path: Path) -> None:
    office, _, _ = an_office()
    (tmp_path / "crls").mkdir()
    (tmp_path / "crls" / "a.crl").write_bytes(office.list())
    pem = x509.load_der_x509_crl(office.root_list()).public_bytes(serialization.Encoding.PEM)
    (tmp_path / "crls" / "b.crl").write_bytes(pem)
    assert [x509.load_der_x509_crl(one).issuer.rfc4514_string() for one in Keyring(tmp_path, "x").lists] == [
        "CN=Nơi cấp thử", "CN=Gốc thử",
    ]  # fmt: skip

    (tmp_path / "crls" / "c.crl").write_text("không phải", encoding="utf-8")

    assert len(Keyring(tmp_path, "x").lists) == 2
    with pytest.raises(KeyUnusable, match=r"c\.crl: không phải danh sách thu hồi"):
        Keyring(tmp_path, "x").check()
