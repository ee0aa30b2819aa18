"""An address says that it wants no more of a kind of notice, or wants it again."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.casework.notices import rules
from lienthong.casework.notices.errors import MustBeTold, StopLinkBroken
from lienthong.casework.notices.models import StoppedNotice
from lienthong.casework.notices.queries.templates import kind_name, must_be_told


def _read(token: str) -> tuple[str, str, str]:
    found = rules.read_stop_token(settings.SECRET_KEY.encode(), token)
    if found is None or not kind_name(found[1]):
        raise StopLinkBroken()
    if must_be_told(found[1]):
        raise MustBeTold(kind=kind_name(found[1]))
    return found


@transaction.atomic
def stop(*, token: str, at: datetime) -> None:
    """Stop a kind of notice to the address that the link was sent to; again changes nothing.

    Raises StopLinkBroken, MustBeTold.
    """
    channel, kind, digest = _read(token)
    StoppedNotice.objects.get_or_create(channel=channel, digest=digest, kind=kind, defaults={"stopped_at": at})


@transaction.atomic
def want_again(*, token: str) -> None:
    """Let the address be told again.  Raises StopLinkBroken, MustBeTold."""
    channel, kind, digest = _read(token)
    StoppedNotice.objects.filter(channel=channel, digest=digest, kind=kind).delete()
