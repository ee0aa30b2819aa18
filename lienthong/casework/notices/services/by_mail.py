"""E-mail through an SMTP server, by Django's own mail.

SMTP cannot be asked later what it took.  What fails before the letter's text was handed over is certainly not sent and is tried
again; a line that breaks after it leaves the notice `unknown`, and a person decides.  The Message-ID is the notice's uid.
"""

from __future__ import annotations

import contextlib
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from lienthong.casework.notices.services.letters import Answer, Letter, Outcome

GONE_FOR_GOOD = 500


class MailChannel:
    """Sends by `smtp://` (STARTTLS), `smtps://` (TLS from the first byte) or `smtp+plain://` (no TLS, for one's own machine)."""

    name = "email"
    can_ask = False

    def __init__(self, address: str, *, sender: str, timeout: float) -> None:
        self.parts, self.sender, self.timeout = urlsplit(address), sender, timeout

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter to the server."""
        parts = self.parts
        line = EmailBackend(
            host=parts.hostname, port=parts.port or (465 if parts.scheme == "smtps" else 587),
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""), use_tls=parts.scheme == "smtp", use_ssl=parts.scheme == "smtps",
            timeout=self.timeout,
        )  # fmt: skip
        try:
            line.open()
        except (SMTPException, OSError) as fault:
            return Outcome(Answer.NOT_SENT, fault=f"không nối được máy chủ thư ({type(fault).__name__})", unreachable=True)
        try:
            return self._hand_over(line, letter)
        finally:
            with contextlib.suppress(SMTPException, OSError):
                line.close()

    def _hand_over(self, line: EmailBackend, letter: Letter) -> Outcome:
        try:
            line.send_messages([self._message(letter)])
        except SMTPRecipientsRefused as no:
            code = next(iter(no.recipients.values()))[0]
            answer = Answer.REFUSED if code >= GONE_FOR_GOOD else Answer.NOT_SENT
            return Outcome(answer, fault=f"máy chủ thư từ chối người nhận ({code})")
        except SMTPResponseException as no:
            for_good = isinstance(no, SMTPDataError) and no.smtp_code >= GONE_FOR_GOOD
            answer = Answer.REFUSED if for_good else Answer.NOT_SENT
            return Outcome(answer, fault=f"máy chủ thư trả lời {no.smtp_code}")
        except (SMTPException, OSError) as fault:
            return Outcome(Answer.UNKNOWN, fault=f"mất nối với máy chủ thư giữa chừng ({type(fault).__name__})")
        return Outcome(Answer.SENT)

    def _message(self, letter: Letter) -> EmailMessage:
        domain = self.sender.rpartition("@")[2].rstrip(">")
        head = {"Message-ID": f"<{letter.uid}@{domain}>", "Auto-Submitted": "auto-generated"}
        if letter.stop_url:
            head |= {"List-Unsubscribe": f"<{letter.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        return EmailMessage(letter.subject, letter.text, self.sender, [letter.address], headers=head)

    def ask(self, uid: UUID) -> Outcome:
        """Nobody can say."""
        return Outcome(Answer.UNKNOWN, fault="không rõ máy chủ thư đã nhận chưa; xem nhật ký của máy chủ thư rồi gửi lại nếu cần")
