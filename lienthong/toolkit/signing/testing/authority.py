"""A time stamp authority (RFC 3161) for the time of a test: `openssl ts -reply` behind a server of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lienthong.toolkit.signing import Authority
from lienthong.toolkit.signing.keyring import LocalKey
from lienthong.toolkit.testing import Answering, serving

NAME = "Dấu thời gian thử"
needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None and not os.environ.get("CI"), reason="openssl is not installed (.ci/run installs it)"
)
CONFIGURATION = """
[ts]
default_tsa = own
[own]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class TimeAuthority:
    """It stamps what comes.

    asked   how many stamps were asked for.   before: called before each answer, in the thread of the server.
    status  of its HTTP answers.              spoil: changes an answer on its way.
    """

    def __init__(self, folder: Path, root: LocalKey, at: datetime) -> None:
        self.folder, self.asked, self.status = folder, 0, 200
        self.before: Callable[[], Any] = lambda: None
        self.spoil: Callable[[bytes], bytes] = lambda answer: answer
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = _certificate(private, root, at)
        der = serialization.Encoding.PEM
        (folder / "own.key").write_bytes(
            private.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        (folder / "own.pem").write_bytes(own.public_bytes(der))
        (folder / "ts.cnf").write_text(CONFIGURATION, encoding="utf-8")
        (folder / "serial").write_text("01\n", encoding="utf-8")
        self.address = ""

    def reached(self, seconds: float = 10) -> Authority:
        """Return it as those who ask it know it."""
        return Authority(self.address, seconds)

    def answer(self, query: bytes) -> bytes:
        """Return what openssl answers."""
        self.asked += 1
        self.before()
        (self.folder / "query").write_bytes(query)
        command = [
            "openssl", "ts", "-reply", "-config", "ts.cnf", "-section", "own", "-queryfile", "query", "-signer", "own.pem",
            "-inkey", "own.key", "-out", "answer",
        ]  # fmt: skip
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return self.spoil((self.folder / "answer").read_bytes())


def _certificate(private: rsa.RSAPrivateKey, root: LocalKey, at: datetime) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]))
        .issuer_name(x509.load_der_x509_certificate(root.chain[0]).subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root.private, hashes.SHA256())
    )


def _handler(authority: TimeAuthority) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def post(self) -> None:
            stamp = authority.answer(self.body())
            self.reply(authority.status, stamp, Content_Type="application/timestamp-reply")

    return Handler


@contextmanager
def a_time_authority(folder: Path, root: LocalKey, at: datetime) -> Generator[TimeAuthority]:
    """Run an authority whose certificate a root issued, for the time of a test; it keeps its files in a folder."""
    authority = TimeAuthority(folder, root, at)
    with serving(_handler(authority)) as server:
        authority.address = f"http://127.0.0.1:{server.server_port}/tsa"
        yield authority
