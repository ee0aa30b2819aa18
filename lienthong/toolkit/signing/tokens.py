"""Keys in a token or security module (PKCS#11): named by a small file of the folder; the key never leaves the device.

`<name>.token`, JSON: `module`, the path of the vendor's library; `token`, the label of the device; `key`, the label of key and
certificate in it; `pin`, unless it is the passphrase of the folder.  A session lasts for one signature: a device that was pulled
out is told in words, and nothing half-signed is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pkcs11
from pkcs11 import Attribute, CertificateType, Mechanism, ObjectClass
from pkcs11 import exceptions as no
from pkcs11.types import Session

from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.signing.errors import KeyUnusable

OTHERS = 0o077
_one_at_a_time = Lock()  # a process logs into a token once, whatever its threads do
_WORDS: dict[type[Exception], str] = {
    no.PinIncorrect: "%(file)s: sai mã PIN của thiết bị ký",
    no.PinLenRange: "%(file)s: sai mã PIN của thiết bị ký",
    no.PinLocked: "%(file)s: thiết bị ký đã khóa mã PIN",
    no.NoSuchToken: "%(file)s: không thấy thiết bị ký; cắm lại rồi ký lại",
    no.TokenNotPresent: "%(file)s: không thấy thiết bị ký; cắm lại rồi ký lại",
    no.DeviceRemoved: "%(file)s: không thấy thiết bị ký; cắm lại rồi ký lại",
    no.NoSuchKey: "%(file)s: trong thiết bị ký không có khóa này",
}


@dataclass(frozen=True)
class TokenKey:
    """A key in a device: its certificate, read once, and signatures that the device makes."""

    path: Path
    module: str
    token: str
    label: str
    pin: str = field(repr=False)
    chain: tuple[bytes, ...] = ()

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the bytes.  Raises KeyUnusable: the device is not there, or does not sign."""
        with self.session() as session:
            key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=self.label)
            return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))  # type: ignore[attr-defined]  # a key that signs

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the device with the PIN.  Raises KeyUnusable, also for what the device refuses while it is open."""
        with _one_at_a_time:
            try:
                with pkcs11.lib(self.module).get_token(token_label=self.token).open(user_pin=self.pin) as session:
                    yield session
            except (no.PKCS11Error, RuntimeError, OSError) as fault:
                words = next((said for kind, said in _WORDS.items() if isinstance(fault, kind)), "%(file)s: thiết bị ký không ký")
                raise KeyUnusable(Sentence(words, file=self.path.name)) from fault


def opened(path: Path, passphrase: str) -> TokenKey:
    """Return the key that a file names, its certificate first in the chain.  Raises KeyUnusable."""
    if path.stat().st_mode & OTHERS:
        raise KeyUnusable(Sentence("%(file)s: người khác trên máy đọc được; đặt quyền 600", file=path.name))
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        named = TokenKey(path, told["module"], told["token"], told["key"], told.get("pin", passphrase))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise KeyUnusable(Sentence("%(file)s: cần JSON có module, token và key", file=path.name)) from fault
    with named.session() as session:
        asked = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509}
        found = [bytes(one[Attribute.VALUE]) for one in session.get_objects(asked | {Attribute.LABEL: named.label})]
        if not found:
            raise no.NoSuchKey
    return TokenKey(path, named.module, named.token, named.label, named.pin, (found[0],))
