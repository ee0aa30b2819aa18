"""Keys in a token: signed by the device, refused in words when the PIN is wrong or the device is gone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from lienthong.toolkit.signing import KeyMissing, Keyring, KeyUnusable, State, Wish, sign
from lienthong.toolkit.signing.keyring import LocalKey
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name
from lienthong.toolkit.signing.tests.looking import looked_at

MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")]
MODULE = next((one for one in MODULES if one.exists()), None)
HEAD = Wish("NguoiKy", "Lý Văn Chiến", "Ký văn bản", "Xã Hoành Mô")
PIN = "246810"
pytestmark = pytest.mark.skipif(
    MODULE is None and not os.environ.get("CI"), reason="softhsm2 is not installed (.ci/run installs it)"
)


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """Return a folder whose key person-1 lies in a soft token of this test."""
    tokens, keys = tmp_path / "tokens", tmp_path / "keys"
    tokens.mkdir()
    keys.mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tokens}\nlog.level = ERROR\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    label = f"test-{tmp_path.name}"[:32]
    _hsm("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "13579135")
    own = a_ring().key(a_signed_name(a_ring()))
    _import(own, tmp_path, label)
    named = {"module": str(MODULE), "token": label, "key": "ky-so"}
    (keys / "person-1.token").write_text(json.dumps(named), encoding="utf-8")
    (keys / "person-1.token").chmod(0o600)
    _again()
    return Keyring(keys, PIN)


def _hsm(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def _import(own: LocalKey, folder: Path, label: str) -> None:
    plain = own.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    (folder / "key.pem").write_bytes(plain)
    _hsm("--import", str(folder / "key.pem"), "--token", label, "--label", "ky-so", "--id", "01", "--pin", PIN)
    import pkcs11
    from pkcs11 import Attribute, CertificateType, ObjectClass

    _again()
    with pkcs11.lib(str(MODULE)).get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
        session.create_object({
            Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509, Attribute.TOKEN: True,
            Attribute.LABEL: "ky-so", Attribute.ID: b"\x01", Attribute.VALUE: own.chain[0], Attribute.SUBJECT: b"0",
        })  # fmt: skip


def _again() -> None:
    """Let the library read its configuration and its tokens anew."""
    import pkcs11

    pkcs11.lib(str(MODULE)).reinitialize()


def test_a_key_in_a_token_signs_as_one_in_a_file(ring: Keyring) -> None:
    pdf = sign(a_paper(), key=ring.signer("person-1"), wish=HEAD)

    (one,) = looked_at(pdf, roots=a_ring().roots)

    assert (one.state, one.certificate.subject) == (State.GOOD, "Lý Văn Chiến (MẪU MINH HỌA)")


def test_a_wrong_pin_is_told_and_not_repeated(ring: Keyring) -> None:
    with pytest.raises(KeyUnusable, match=r"person-1\.token: sai mã PIN") as refused:
        Keyring(ring.folder, "975310").signer("person-1")

    assert "975310" not in str(refused.value)


def test_a_token_pulled_out_in_the_middle_is_told_and_nothing_is_signed(ring: Keyring, tmp_path: Path) -> None:
    key = ring.signer("person-1")
    shutil.rmtree(tmp_path / "tokens")
    (tmp_path / "tokens").mkdir()

    with pytest.raises(KeyUnusable, match=r"person-1\.token: (không thấy thiết bị ký|thiết bị ký không ký)"):
        sign(a_paper(), key=key, wish=HEAD)


def test_a_file_that_names_no_token_or_that_others_read_is_told(ring: Keyring) -> None:
    path = ring.folder / "person-1.token"
    path.chmod(0o644)
    with pytest.raises(KeyUnusable, match="người khác trên máy đọc được"):
        ring.signer("person-1")
    path.chmod(0o600)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(KeyUnusable, match="cần JSON có module, token và key"):
        ring.signer("person-1")
    with pytest.raises(KeyMissing):
        ring.signer("person-2")


def test_a_key_that_the_token_does_not_hold_is_told(ring: Keyring) -> None:
    path = ring.folder / "person-1.token"
    named = json.loads(path.read_text(encoding="utf-8")) | {"key": "khac"}
    path.write_text(json.dumps(named), encoding="utf-8")

    with pytest.raises(KeyUnusable, match="trong thiết bị ký không có khóa này"):
        ring.signer("person-1")
