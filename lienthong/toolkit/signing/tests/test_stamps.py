"""Time stamps on signatures: what they prove, what an authority may not get away with."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from lienthong.toolkit import clock
from lienthong.toolkit.signing import Authority, NoTimeStamp, SampleKeyring, State, Wish, sign, verify
from lienthong.toolkit.signing.sample import ROOT
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name
from lienthong.toolkit.signing.testing.authority import NAME, TimeAuthority, a_time_authority, needs_openssl
from lienthong.toolkit.signing.tests.looking import looked_at

HEAD = Wish("NguoiKy", "Lý Văn Chiến", "Ký kết quả", "Xã Hoành Mô")
SEAL = Wish("ConDau", "UBND xã Hoành Mô", "Đóng dấu", "Xã Hoành Mô")
pytestmark = needs_openssl


@pytest.fixture
def authority(tmp_path: Path) -> Generator[TimeAuthority]:
    ring = a_ring()
    a_signed_name(ring)
    with a_time_authority(tmp_path, ring.key(ROOT), clock.real_now()) as one:
        yield one


def stamped(authority: Authority, *wishes: Wish) -> bytes:
    ring, made = a_ring(), a_paper()
    for wish in wishes or (HEAD,):
        key = ring.key(a_signed_name(ring, wish.field, wish.name))
        made = sign(made, key=key, wish=wish, authority=authority, stamp_roots=ring.stamp_roots)
    return made


def test_a_stamp_proves_when_the_signature_was_there_and_says_whose_it_is(authority: TimeAuthority) -> None:
    first, second = looked_at(stamped(authority.reached(), HEAD, SEAL), roots=a_ring().roots, stamp_roots=a_ring().roots)

    assert (first.state, second.state) == (State.GOOD, State.GOOD)
    assert first.stamp is not None
    assert (first.stamp.by.subject, first.stamp.holds, first.proved_at) == (NAME, True, first.stamp.at)
    assert abs(first.stamp.at - clock.real_now()) < timedelta(minutes=5)
    assert authority.asked == 2, "one stamp for each signature: an authority may take money for each"


def test_the_cell_tells_of_the_stamp_as_the_function_does(authority: TimeAuthority) -> None:
    pdf, roots = stamped(authority.reached()), a_ring().roots

    assert verify(pdf, roots=roots, stamp_roots=roots) == looked_at(pdf, roots=roots, stamp_roots=roots)


def test_a_signature_without_a_stamp_proves_no_time() -> None:
    ring = a_ring()
    pdf = sign(a_paper(), key=ring.key(a_signed_name(ring)), wish=HEAD)

    (one,) = looked_at(pdf, roots=ring.roots, stamp_roots=ring.roots)

    assert (one.stamp, one.proved_at, one.state) == (None, None, State.GOOD)


def test_a_stamp_of_a_root_that_nobody_trusts_proves_nothing(authority: TimeAuthority) -> None:
    (one,) = looked_at(stamped(authority.reached()), roots=a_ring().roots, stamp_roots=[])

    assert one.stamp is not None
    assert (one.stamp.holds, one.proved_at, one.state) == (False, None, State.GOOD)


def test_roots_of_stamps_are_trusted_for_stamps_alone(authority: TimeAuthority, tmp_path: Path) -> None:
    ring = SampleKeyring.at(tmp_path / "keys")
    (ring.folder / "stamp-roots").mkdir()
    (root,) = (a_ring().folder / "roots").glob("*.pem")
    shutil.copy(root, ring.folder / "stamp-roots" / "goc.pem")

    (one,) = looked_at(stamped(authority.reached()), roots=ring.roots, stamp_roots=ring.stamp_roots)

    assert one.stamp is not None
    assert (one.stamp.holds, one.state) == (True, State.UNKNOWN)


def test_the_proved_time_counts_and_not_the_one_that_the_signer_says(authority: TimeAuthority, tmp_path: Path) -> None:
    """The certificate ends between both: the signer says a time at which it still held."""
    ring = SampleKeyring.at(tmp_path / "keys")
    ending = ring.made("ending", words="Lý Văn Chiến", at=clock.real_now(), life=timedelta(seconds=6))
    until = ending.certificate.until + timedelta(seconds=1.1)
    authority.before = lambda: time.sleep(max(0.0, (until - clock.real_now()).total_seconds()))
    pdf = sign(a_paper(), key=ending, wish=HEAD, authority=authority.reached(30), stamp_roots=a_ring().roots)

    (believed,) = looked_at(pdf, roots=ring.roots, stamp_roots=[])
    (proved,) = looked_at(pdf, roots=ring.roots, stamp_roots=a_ring().roots)

    assert (believed.state, proved.state) == (State.GOOD, State.EXPIRED)


def test_an_authority_that_does_not_answer_gives_no_signature(authority: TimeAuthority) -> None:
    authority.status = 503
    with pytest.raises(NoTimeStamp):
        stamped(authority.reached())

    with pytest.raises(NoTimeStamp):
        stamped(Authority("http://127.0.0.1:9/", 1))


def test_an_authority_that_answers_too_late_gives_no_signature(authority: TimeAuthority) -> None:
    authority.before = lambda: time.sleep(0.5)

    with pytest.raises(NoTimeStamp):
        stamped(authority.reached(0.1))


@pytest.mark.parametrize("spoiled", [b"", b"<html>", b"\x30\x05\x30\x03\x02\x01\x02"])
def test_what_is_no_stamp_is_not_taken(authority: TimeAuthority, spoiled: bytes) -> None:
    authority.spoil = lambda _: spoiled

    with pytest.raises(NoTimeStamp):
        stamped(authority.reached())


def test_a_stamp_over_something_else_is_not_taken(authority: TimeAuthority) -> None:
    """The answer to an earlier question, played again."""
    kept: list[bytes] = []

    def replayed(answer: bytes) -> bytes:
        kept.append(answer)
        return kept[0]

    authority.spoil = replayed
    stamped(authority.reached())

    with pytest.raises(NoTimeStamp):
        stamped(authority.reached())


def test_a_stamp_that_our_roots_do_not_know_is_not_taken(authority: TimeAuthority) -> None:
    key = a_ring().key(a_signed_name(a_ring()))

    with pytest.raises(NoTimeStamp, match="gốc"):
        sign(a_paper(), key=key, wish=HEAD, authority=authority.reached(), stamp_roots=[])


@pytest.mark.skipif(
    shutil.which("pdfsig") is None and not os.environ.get("CI"),
    reason="poppler's pdfsig is not installed (.ci/run installs poppler-utils)",
)
def test_poppler_finds_stamped_signatures_valid(authority: TimeAuthority, tmp_path: Path) -> None:
    path = tmp_path / "ket-qua.pdf"
    path.write_bytes(stamped(authority.reached(), HEAD, SEAL))

    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.count("Signature is Valid") == 2
    assert "Total document signed" in told
