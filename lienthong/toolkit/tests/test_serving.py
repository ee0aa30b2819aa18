"""A server of a test answers while the test needs it, at a port of its own, and is gone afterwards."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request

import pytest

from lienthong.toolkit.testing import Answering, serving


class Echo(Answering):
    """Says back what was posted, and how it was asked for."""

    def get(self) -> None:
        """Answer JSON with a header."""
        self.reply(202, {"path": self.path}, X_Said_By="echo")

    def post(self) -> None:
        """Answer bytes."""
        self.reply(200, self.body())


def test_it_answers_bytes_and_json_with_headers() -> None:
    with serving(Echo) as server:
        address = f"http://127.0.0.1:{server.server_port}/x"
        with urllib.request.urlopen(address, timeout=5) as got:
            assert (got.status, got.headers["X-Said-By"], got.read()) == (202, "echo", b'{"path": "/x"}')
        with urllib.request.urlopen(address, data="Sển".encode(), timeout=5) as got:
            assert got.read().decode() == "Sển"


def test_what_a_handler_does_not_answer_is_said() -> None:
    with serving(Answering) as server, pytest.raises(urllib.error.HTTPError, match="501"):
        urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=5)


def test_two_at_once_have_two_ports() -> None:
    with serving(Echo) as one, serving(Echo) as other:
        assert one.server_port != other.server_port


def test_afterwards_nobody_listens_and_no_thread_is_left() -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError), serving(Echo) as server:
        port = server.server_port
        raise ZeroDivisionError

    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    assert threading.active_count() == before


def test_it_comes_back_at_the_port_that_it_had() -> None:
    with serving(Echo) as server:
        port = server.server_port
    with serving(Echo, port) as again:
        assert again.server_port == port
