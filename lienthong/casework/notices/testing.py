"""Factories for tests: a gateway and a mail server that really listen on this machine, and can be down, slow or rude."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import socketserver
from collections.abc import Callable, Generator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler
from typing import Any

from django.conf import settings
from django.urls import reverse

from lienthong.casework.notices import rules
from lienthong.casework.notices.models import Notice, StoppedNotice
from lienthong.toolkit.testing import Answering, running, serving

__all__ = ["SECRET", "Gateway", "MailServer", "Notice", "StoppedNotice", "a_free_port", "a_gateway", "a_mail_server", "stop_path"]

SECRET = "khóa chung của cổng tin trong kiểm thử"


class Gateway:
    """A gateway as the contract demands: it takes a key once and says what it took.

    taken   key -> what was taken.  calls: method and path of every request.  mood: what happens after a POST was taken.
    """

    def __init__(self) -> None:
        self.taken: dict[str, dict[str, Any]] = {}
        self.calls: list[str] = []
        self.posts = 0
        self.mood: Callable[[BaseHTTPRequestHandler], object] | None = None
        self.refuse = 0
        self.port = 0

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}/v1"


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def signed(self, body: bytes) -> bool:
            stamp = self.headers.get("X-Lienthong-Timestamp", "")
            said = "\n".join([stamp, self.command, self.path, hashlib.sha256(body).hexdigest()])
            wanted = hmac.new(SECRET.encode(), said.encode(), hashlib.sha256).hexdigest()
            return hmac.compare_digest(wanted, self.headers.get("X-Lienthong-Signature", ""))

        def post(self) -> None:
            body = self.body()
            gateway.calls.append(f"POST {self.path}")
            gateway.posts += 1
            if not self.signed(body):
                return self.reply(401, {})
            if gateway.refuse:
                return self.reply(gateway.refuse, {})
            key = self.headers["Idempotency-Key"]
            gateway.taken.setdefault(key, json.loads(body) | {"id": f"tin-{len(gateway.taken) + 1}"})
            if gateway.mood is not None:
                gateway.mood(self)
                return None
            return self.reply(202, {"id": gateway.taken[key]["id"]})

        def get(self) -> None:
            gateway.calls.append(f"GET {self.path}")
            if not self.signed(b""):
                return self.reply(401, {})
            found = gateway.taken.get(self.path.rsplit("/", 1)[-1])
            return self.reply(200, {"id": found["id"]}) if found else self.reply(404, {})

    return Handler


@contextmanager
def a_gateway(port: int = 0) -> Generator[Gateway]:
    """Run a gateway for the time of a test."""
    gateway = Gateway()
    with serving(_handler(gateway), port) as server:
        gateway.port = server.server_port
        yield gateway


def a_free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailServer(socketserver.ThreadingTCPServer):
    """An SMTP server that keeps what it took.

    answers   code to give instead of its own to a verb (`RCPT`, `DATA`, `.`); 0 breaks the line there.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.letters: list[tuple[str, Message]] = []
        self.answers: dict[str, int] = {}
        super().__init__(("127.0.0.1", 0), _Talk)

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"smtp+plain://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say(220)
        to = ""
        for raw in self.rfile:
            line = raw.decode().strip()
            verb = line[:4].upper()
            if verb == "QUIT":
                self.say(221)
                return
            if verb == "RCPT":
                to = line.split("<")[1].split(">")[0]
            if not self.say(self.server.answers.get(verb, 354 if verb == "DATA" else 250)):
                return
            if verb == "DATA" and "DATA" not in self.server.answers and not self.take(to):
                return

    def take(self, to: str) -> bool:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw)
        code = self.server.answers.get(".", 250)
        if code in (0, 250):
            self.server.letters.append((to, message_from_bytes(b"".join(lines), policy=default)))
        return self.say(code)

    def say(self, code: int) -> bool:
        if code:
            self.wfile.write(f"{code} ok\r\n".encode())
        return bool(code)


@contextmanager
def a_mail_server() -> Generator[MailServer]:
    """Run a mail server for the time of a test."""
    with running(MailServer()) as server:
        yield server


def stop_path(kind: str, *, channel: str = "email", address: str = "sen@example.vn") -> str:
    """Return the address, on this installation, of the link that stops a kind of notice."""
    secret = settings.SECRET_KEY.encode()
    digest = rules.address_digest(secret, channel, address)
    return reverse("portal:stop_notices", args=[rules.stop_token(secret, channel=channel, kind=kind, digest=digest)])
