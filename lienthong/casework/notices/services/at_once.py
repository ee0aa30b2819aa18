"""A text message that cannot wait for the outbox and is not kept: the one-time code of a citizen who stands before the page."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.notices import rules
from lienthong.casework.notices.services.channels import open_channels
from lienthong.casework.notices.services.letters import Answer, Letter


def text_at_once(*, uid: UUID, to: str, words: str) -> bool:
    """Hand a text message to the SMS channel now; return whether it was taken, or may have been.

    uid  key under which the gateway takes it once.  to: phone number as people write it; it leaves as all notices do.
    Nothing is written down: the words are a secret.
    """
    channel, number = open_channels().get("sms"), rules.vietnamese_phone(to)
    if channel is None or not number:
        return False
    return channel.send(Letter(uid, "sms", number, "", words)).answer in (Answer.SENT, Answer.UNKNOWN)
