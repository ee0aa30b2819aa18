"""Private addresses of calendars: made, revoked; the secret is shown once and only its digest is kept."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from lienthong.casework.agenda.errors import FeedUnknown
from lienthong.casework.agenda.models import Feed
from lienthong.casework.agenda.rules.secrets import digest_of
from lienthong.toolkit.actor import Actor


def open_feed(*, actor: Actor, at: datetime, name: str, keeper_id: int | None = None, body_key: str = "") -> str:
    """Make an address under which a program reads the actor's calendar, or one body's; return its secret, 256 random bits.

    name  how the list of addresses calls it.   It reads what the actor may read, in the post and capacity of now.
    """
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(
        digest=digest_of(secret), account_id=actor.account_id or 0, post_key=str(actor.post_uid), keeper_id=keeper_id,
        body_key=body_key, name=name[:300], made_at=at,
    )  # fmt: skip
    return secret


def revoke_feed(*, actor: Actor, at: datetime, feed_uid: UUID) -> None:
    """Let an address of the actor's own account answer no more; again changes nothing.  Raises FeedUnknown."""
    found = Feed.objects.filter(uid=feed_uid, account_id=actor.account_id or 0)
    if not found.exists():
        raise FeedUnknown
    found.filter(revoked_at=None).update(revoked_at=at)
