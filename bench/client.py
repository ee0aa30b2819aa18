"""A program that talks to the API over one kept connection."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Status and body of an answer; the body is {} when it is no JSON."""

    status: int
    body: dict[str, Any]


class Client:
    """One kept connection to 127.0.0.1:port; a fault of the connection is the caller's, the next call opens a new one."""

    def __init__(self, port: int, *, timeout: float = 30.0) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def post(self, path: str, body: dict[str, Any], *, token: str, key: str) -> Answer:
        """Send a write with its idempotency key.  Raises OSError, HTTPException."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Idempotency-Key": key}
        return self._ask("POST", path, json.dumps(body).encode(), headers)

    def get(self, path: str, *, token: str = "") -> Answer:
        """Ask.  Raises OSError, HTTPException."""
        return self._ask("GET", path, None, {"Authorization": f"Bearer {token}"} if token else {})

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        try:
            found = json.loads(content)
        except ValueError:
            found = {}
        return Answer(response.status, found if isinstance(found, dict) else {})
