"""Revocation lists are fetched from where our own certificates say, and kept when an issuer of ours signed them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from lienthong.toolkit import clock
from lienthong.toolkit.signing import Keyring, fetching
from lienthong.toolkit.signing.fetching import fetch
from lienthong.toolkit.signing.keyring import LocalKey, put
from lienthong.toolkit.signing.testing.offices import Office
from lienthong.toolkit.testing import Answering, serving


class Lists:
    """A server of lists: what it answers, with which status, and what it was asked for."""

    def __init__(self) -> None:
        self.content, self.status, self.asked = b"", 200, list[str]()
        lists = self

        class Handler(Answering):
            def get(self) -> None:
                lists.asked.append(self.path)
                self.reply(lists.status, lists.content, Location="/elsewhere")

        self.handler = Handler
        self.address = ""


@pytest.fixture
def lists() -> Generator[Lists]:
    with a_server_of_lists() as one:
        yield one


@contextmanager
def a_server_of_lists() -> Generator[Lists]:
    lists = Lists()
    with serving(lists.handler) as server:
        lists.address = f"http://127.0.0.1:{server.server_port}/nc.crl"
        yield lists


@pytest.fixture
def office(lists: Lists) -> Office:
    return Office(clock.real_now().replace(microsecond=0), lists.address)


def a_folder(path: Path, office: Office, *, trusted: bool = True) -> Keyring:
    (path / "roots").mkdir()
    if trusted:
        (path / "roots" / "goc.pem").write_bytes(office.root.public_bytes(serialization.Encoding.PEM))
    _keep(path / "unit-1.p12", office.gives("UBND xã Hoành Mô"))
    return Keyring(path, "x")


def _keep(path: Path, key: LocalKey) -> None:
    own, *more = (x509.load_der_x509_certificate(one) for one in key.chain)
    lock = serialization.BestAvailableEncryption(b"x")
    put(path, pkcs12.serialize_key_and_certificates(b"unit-1", key.private, own, more, lock))


def again(ring: Keyring) -> Keyring:
    return Keyring(ring.folder, ring.passphrase)


def test_a_list_that_our_office_signed_is_kept_and_read(lists: Lists, office: Office, tmp_path: Path) -> None:
    ring = a_folder(tmp_path, office)
    lists.content = office.list()

    assert fetch(ring, seconds=5) == 1
    assert again(ring).lists == (lists.content,)
    assert lists.asked == ["/nc.crl"], "each address is asked once"
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "crls").iterdir()] == [0]


def test_an_older_list_never_takes_the_place_of_a_newer_one(lists: Lists, office: Office, tmp_path: Path) -> None:
    ring = a_folder(tmp_path, office)
    lists.content = new = office.list()
    fetch(ring, seconds=5)

    lists.content = office.list(at=office.at - timedelta(days=1))
    older = fetch(ring, seconds=5)
    kept = again(ring).lists
    lists.content = office.list(at=office.at + timedelta(seconds=1))

    assert (older, kept) == (0, (new,))
    assert fetch(ring, seconds=5) == 1


def test_what_is_no_list_of_ours_is_not_kept(lists: Lists, office: Office, tmp_path: Path) -> None:
    ring = a_folder(tmp_path, office)

    for content in (b"", b"<html>", office.list(by=rsa.generate_private_key(public_exponent=65537, key_size=2048))):
        lists.content = content
        assert fetch(ring, seconds=5) == 0
    assert again(ring).lists == ()


def test_no_address_is_followed_further_and_no_list_is_too_long(
    lists: Lists, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = a_folder(tmp_path, office)
    lists.content, lists.status = office.list(), 302
    assert fetch(ring, seconds=5) == 0
    assert lists.asked == ["/nc.crl"]

    lists.status = 200
    monkeypatch.setattr(fetching, "LONGEST_LIST", len(lists.content) - 1)
    assert fetch(ring, seconds=5) == 0


def test_certificates_that_lead_to_no_root_of_ours_send_us_nowhere(lists: Lists, office: Office, tmp_path: Path) -> None:
    ring = a_folder(tmp_path, office, trusted=False)
    lists.content = office.list()

    assert fetch(ring, seconds=5) == 0
    assert lists.asked == []


@pytest.mark.parametrize("point", ["ldap://127.0.0.1/cn=x", "file:///etc/passwd", "http://[x/"])
def test_other_kinds_of_address_are_not_asked(point: str, tmp_path: Path) -> None:
    assert fetch(a_folder(tmp_path, Office(clock.real_now(), point)), seconds=1) == 0


def test_an_office_that_is_away_changes_nothing(tmp_path: Path) -> None:
    with a_server_of_lists() as lists:
        office = Office(clock.real_now(), lists.address)
        ring = a_folder(tmp_path, office)
        lists.content = office.list()
        fetch(ring, seconds=5)

    assert fetch(ring, seconds=1) == 0
    assert again(ring).lists == (lists.content,)
