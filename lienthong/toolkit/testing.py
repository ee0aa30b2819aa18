"""For tests of every storey: a web server that really listens on this machine for the time of a test."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from typing import Any, TypeVar

S = TypeVar("S", bound=BaseServer)


class Answering(BaseHTTPRequestHandler):
    """Answers one request by `get` or `post`, and says nothing on the terminal."""

    def do_GET(self) -> None:
        """Answer by what the handler says."""
        self.get()

    def do_POST(self) -> None:
        """Answer by what the handler says."""
        self.post()

    def get(self) -> None:
        """Say that nobody answers so."""
        self.send_error(501)

    post = get

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def body(self) -> bytes:
        """Return what was sent along."""
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def reply(self, status: int, content: bytes | Mapping[str, Any] = b"", **headers: str) -> None:
        """Answer with bytes, or with a mapping as JSON; a header is named with `_` for `-`."""
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], port: int = 0) -> Generator[ThreadingHTTPServer]:
    """Let a handler answer at a port of this machine, a free one unless it is named (`server_port` says which)."""
    with running(ThreadingHTTPServer(("127.0.0.1", port), handler)) as server:
        yield server


@contextmanager
def running(server: S) -> Generator[S]:
    """Run a server in a thread of its own; afterwards nothing listens any more.  A request that hangs ends with the process."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(5)
