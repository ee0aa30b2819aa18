"""A real IMAP server for the time of a test: dovecot on this machine, under TLS with a certificate of its own."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lienthong.casework.intake.testing import PASSWORD, Box
from lienthong.toolkit import clock

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Server:
    """Where the server listens: under TLS, and plainly for STARTTLS; ca: the certificate to trust."""

    port: int
    plain: int
    ca: Path

    def box(self, user: str, *, unit: str, body: str = "people_committee") -> Box:
        """Return the box of a user as the settings name it."""
        return Box("127.0.0.1", self.port, starttls=False, user=user, unit=unit, body=body, ca=str(self.ca))

    @contextmanager
    def client(self, user: str) -> Iterator[imaplib.IMAP4_SSL]:
        """Open the box of a user as any mail program does."""
        server = imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=ssl.create_default_context(cafile=self.ca), timeout=20)
        try:
            server.login(user, PASSWORD)
            server.select("INBOX")
            yield server
        finally:
            server.logout()

    def deliver(self, user: str, *messages: bytes, at: float = 1_520_586_245.0) -> None:
        """Put messages into the box of a user, as if they had come at a time (15:04:05 on 09/03/2018)."""
        with self.client(user) as server:
            for one in messages:
                status, said = server.append("INBOX", "", imaplib.Time2Internaldate(at), one)
                assert status == "OK", said

    def flags(self, user: str) -> list[str]:
        """Return the flags of each message of a user."""
        with self.client(user) as server:
            _, found = server.fetch("1:*", "(FLAGS)")
            return [one.decode() for one in found if isinstance(one, bytes)]


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = clock.real_now()
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def running() -> Iterator[Server]:
    """Run dovecot until the block ends; as root its boxes belong to nobody, for it refuses those of root."""
    folder = Path(tempfile.mkdtemp(prefix="lt-imap-"))
    root = os.getuid() == 0
    uid, gid = (pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid) if root else (os.getuid(), os.getgid())
    user, group = pwd.getpwuid(uid).pw_name, grp.getgrgid(gid).gr_name
    try:
        folder.chmod(0o755)
        for name in ("run", "mail"):
            (folder / name).mkdir()
        if root:
            shutil.chown(folder / "mail", uid, gid)
        _certificate(folder)
        port, plain = _free(), _free()
        config = folder / "dovecot.conf"
        config.write_text(
            CONFIG.format(folder=folder, user=user, group=group, uid=uid, gid=gid, port=port, plain=plain, password=PASSWORD)
        )
        with subprocess.Popen([str(PROGRAM), "-F", "-c", str(config)], stdin=subprocess.DEVNULL) as process:
            try:
                _wait(port, process, folder / "log")
                yield Server(port, plain, folder / "cert.pem")
            finally:
                process.terminate()
                process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else "dovecot did not start")
