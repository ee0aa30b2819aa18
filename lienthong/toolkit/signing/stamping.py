"""Asks a time stamp authority (RFC 3161), and takes no stamp that a reader of the file could not rely on."""

from __future__ import annotations

import http.client
from asyncio import to_thread
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from lienthong.toolkit.signing.errors import NoTimeStamp
from lienthong.toolkit.signing.words import Authority

LONGEST_ANSWER = 64 * 1024


class Stamper(TimeStamper):
    """A time stamper of the library over our own line: a time-out, a cap, and stamps held to the roots that we trust."""

    def __init__(self, authority: Authority, roots: Sequence[bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._authority, self._roots = authority, roots

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return what the authority answers.  Raises NoTimeStamp."""
        try:
            return tsp.TimeStampResp.load(await to_thread(self._answer, req.dump()))
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise NoTimeStamp(f"không trả lời ({type(fault).__name__})") from fault

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a stamp over a digest that whoever trusts our roots can rely on.  Raises NoTimeStamp."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            context = trusting(self._roots, token["content"]["encap_content_info"]["content"].parsed["gen_time"].native)
            told = await validate_tst_signed_data(token["content"], context, lambda _: message_digest)
        except NoTimeStamp:
            raise
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:  # the last: its own words about a wrong nonce
            raise NoTimeStamp(f"không cấp dấu ({type(fault).__name__})") from fault
        if not (told["intact"] and told["valid"] and told["trust_problem_indic"] is None and told["validation_path"]):
            raise NoTimeStamp("cấp dấu mà chứng thư của nó không dẫn đến gốc nào được tin")
        return token

    def _answer(self, query: bytes) -> bytes:
        parts, seconds = urlsplit(self._authority.address), self._authority.seconds
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        line = kind(parts.hostname or "", parts.port, timeout=seconds)
        head = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            line.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), query, head)
            with line.getresponse() as answer:  # closed even unread: it holds the socket beside the line
                if answer.status != 200:
                    raise OSError(answer.status)
                return answer.read(LONGEST_ANSWER)
        finally:
            line.close()


def trusting(roots: Sequence[bytes], moment: datetime | None) -> ValidationContext:
    """Return a context that trusts these DER roots, measures at a moment and asks nobody."""
    trusted = [x509.Certificate.load(root) for root in roots]
    return ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment, best_signature_time=moment)
