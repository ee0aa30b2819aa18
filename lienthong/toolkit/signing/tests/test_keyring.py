"""Keys in a folder: opened by a passphrase, closed to others, made only where they are samples."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtensionOID

from lienthong.toolkit import clock
from lienthong.toolkit.signing import KeyMissing, Keyring, KeyUnusable, SampleKeyring
from lienthong.toolkit.signing.testing import a_ring, a_signed_name


def test_a_sample_key_is_made_once_and_says_that_it_is_a_sample() -> None:
    ring = a_ring()

    first = ring.made("unit-1", words="UBND xã Hoành Mô", at=clock.real_now())
    again = ring.made("unit-1", words="UBND xã Hoành Mô", at=clock.real_now() + timedelta(days=1))

    assert first.chain == again.chain
    assert first.certificate.subject == "UBND xã Hoành Mô (MẪU MINH HỌA)"
    assert len(ring.roots) == 1
    assert ring.sample


def test_a_sample_key_of_a_long_name_is_made_and_still_says_that_it_is_a_sample() -> None:
    """Found when the division of labour signed its report: a common name has 64 octets, a Vietnamese letter up to three."""
    ring = a_ring()
    made = ring.made("unit-2", words="Phòng Lao động - Thương binh và Xã hội huyện Bình Liêu", at=clock.real_now())
    assert made.certificate.subject.endswith(" (MẪU MINH HỌA)")
    assert len(made.certificate.subject.encode()) <= 64


def test_a_sample_key_signs_papers_and_no_certificates() -> None:
    ring = a_ring()
    own = x509.load_der_x509_certificate(ring.key(a_signed_name(ring)).chain[0])

    assert not own.extensions.get_extension_for_oid(ExtensionOID.BASIC_CONSTRAINTS).value.ca  # type: ignore[attr-defined]


def test_every_file_of_the_folder_is_its_owners_alone() -> None:
    ring = a_ring()
    a_signed_name(ring)

    assert {path.stat().st_mode & 0o077 for path in ring.folder.rglob("*") if path.is_file()} == {0}


def test_the_wrong_passphrase_opens_nothing_and_is_not_told() -> None:
    ring = a_ring()
    a_signed_name(ring)

    with pytest.raises(KeyUnusable, match=r"\.p12: sai mật khẩu khóa") as no:
        Keyring(ring.folder, "nương ngô").check()

    assert "nương ngô" not in str(no.value)
    assert "nương ngô" not in repr(Keyring(ring.folder, "nương ngô"))
    Keyring(ring.folder, ring.passphrase).check()


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    ring = SampleKeyring.at(tmp_path / "keys")
    ring.made("unit-1", words="UBND xã", at=clock.real_now())
    ring.path("unit-1").chmod(0o640)

    with pytest.raises(KeyUnusable, match=r"unit-1\.p12: người khác trên máy đọc được"):
        ring.key("unit-1")


def test_there_is_no_key_of_a_name_that_nobody_gave_and_none_outside_the_folder() -> None:
    for name in ("nobody", "../secret", ""):
        with pytest.raises(KeyMissing):
            a_ring().key(name)


def test_a_key_of_another_kind_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "unit-1.p12"
    private = ec.generate_private_key(ec.SECP256R1())
    lock = serialization.BestAvailableEncryption(b"x")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"unit-1", private, None, None, lock))
    path.chmod(0o600)

    with pytest.raises(KeyUnusable, match="cần một khóa RSA"):
        Keyring(tmp_path, "x").key("unit-1")


def test_a_root_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "goc.pem").write_text("không phải", encoding="utf-8")

    with pytest.raises(KeyUnusable, match=r"goc\.pem: không phải chứng thư PEM"):
        Keyring(tmp_path, "").check()


def test_a_picture_beside_a_key_is_a_png_of_a_size_that_is_drawn(tmp_path: Path) -> None:
    ring, png = Keyring(tmp_path, ""), b"\x89PNG\r\n\x1a\n" + bytes(16)
    (tmp_path / "unit-1.png").write_bytes(png)
    (tmp_path / "unit-2.png").write_bytes(b"GIF89a")
    (tmp_path / "unit-3.png").write_bytes(png + bytes(1024 * 1024))

    assert [ring.picture(f"unit-{number}") for number in (1, 2, 3, 4)] == [png, b"", b"", b""]


def test_a_ring_holds_what_lies_in_a_file_or_is_named_by_a_token(tmp_path: Path) -> None:
    (tmp_path / "unit-1.p12").write_bytes(b"")
    (tmp_path / "unit-2.token").write_bytes(b"")

    assert [Keyring(tmp_path, "").holds(f"unit-{number}") for number in (1, 2, 3)] == [True, True, False]
