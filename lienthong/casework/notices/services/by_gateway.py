"""SMS and Zalo through an HTTP gateway: the contract that a gateway (or a small adapter before a vendor's) must keep [P].

    POST {address}/messages             {"uid", "channel", "to", "text"}          200, 201, 202  {"id": "…"}
    GET  {address}/messages/{uid}                                                 200 {"id": "…"} | 404: never came

Headers of both: `X-Lienthong-Timestamp` (Unix seconds) and `X-Lienthong-Signature`, the hex HMAC-SHA256 under the shared
secret of «timestamp LF method LF path LF hex SHA-256 of the body»; a POST carries `Idempotency-Key` too, equal to `uid`: the
gateway takes a key once, whatever happens to its answers.  4xx says it will never take it, except 401, 403, 408, 425 and
429, which say not now; 5xx and silence say nothing, so the gateway is asked before anything is sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from lienthong.casework.notices.services.letters import Answer, Letter, Outcome

TAKEN = (200, 201, 202)
NOT_NOW = (401, 403, 408, 425, 429)
LONGEST_ANSWER = 64 * 1024


def signature(secret: bytes, *, timestamp: str, method: str, path: str, body: bytes) -> str:
    """Return the signature of a request, hex."""
    said = "\n".join([timestamp, method, path, hashlib.sha256(body).hexdigest()])
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()


class GatewayChannel:
    """One channel of a gateway at an address `https://host/path`."""

    can_ask = True

    def __init__(self, name: str, address: str, *, secret: bytes, timeout: float) -> None:
        self.name, self.parts, self.secret, self.timeout = name, urlsplit(address), secret, timeout

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over under its key."""
        told = {"uid": str(letter.uid), "channel": self.name, "to": letter.address, "text": letter.text}
        body = json.dumps(told, ensure_ascii=False).encode()
        status, answer, outcome = self._call("POST", "/messages", body, {"Idempotency-Key": str(letter.uid)})
        if outcome is not None:
            return outcome
        if status in TAKEN:
            return Outcome(Answer.SENT, receipt=str(answer.get("id", ""))[:100])
        fault = f"cổng tin trả lời {status}"
        if status in NOT_NOW:
            return Outcome(Answer.NOT_SENT, fault=fault, unreachable=True)
        return Outcome(Answer.REFUSED if 400 <= status < 500 else Answer.UNKNOWN, fault=fault)

    def ask(self, uid: UUID) -> Outcome:
        """Ask whether the gateway took it."""
        status, answer, outcome = self._call("GET", f"/messages/{uid}", b"", {})
        if outcome is not None:
            return Outcome(Answer.UNKNOWN, fault=outcome.fault, unreachable=outcome.unreachable)
        if status in TAKEN:
            return Outcome(Answer.SENT, receipt=str(answer.get("id", ""))[:100])
        return Outcome(Answer.NOT_SENT if status == 404 else Answer.UNKNOWN, fault=f"cổng tin trả lời {status}")

    def _call(self, method: str, path: str, body: bytes, more: dict[str, str]) -> tuple[int, dict[str, Any], Outcome | None]:
        """Return status and answer, or what is known when there is none."""
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        line = kind(self.parts.hostname or "", self.parts.port, timeout=self.timeout)
        whole = self.parts.path.rstrip("/") + path
        stamp = str(int(time.time()))  # the real clock: the gateway refuses requests that are old
        signed = signature(self.secret, timestamp=stamp, method=method, path=whole, body=body)
        head = {"Content-Type": "application/json", "X-Lienthong-Timestamp": stamp, "X-Lienthong-Signature": signed, **more}
        try:
            try:
                line.connect()
            except OSError as fault:
                words = f"không nối được cổng tin ({type(fault).__name__})"
                return 0, {}, Outcome(Answer.NOT_SENT, fault=words, unreachable=True)
            try:
                line.request(method, whole, body or None, head)
                found = line.getresponse()
                return found.status, _object(found.read(LONGEST_ANSWER)), None
            except (OSError, http.client.HTTPException) as fault:
                return 0, {}, Outcome(Answer.UNKNOWN, fault=f"cổng tin không trả lời hết ({type(fault).__name__})")
        finally:
            line.close()


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
