"""A citizen says how satisfied they are with the handling of a petition."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from lienthong.casework.petitions.errors import AlreadyFelt, FeelingUnknown, NotAnsweredYet
from lienthong.casework.petitions.rules.words import FEELINGS
from lienthong.toolkit.keys import clean_key


@transaction.atomic
def feel(*, code: str, key: str, felt: str, at: datetime) -> None:
    """Write down, once, what the holder of code and key says of a closed petition.  at: business clock.

    One function of the database does it, because the public sees no petition.
    Raises FeelingUnknown (also for a code and key that are none), NotAnsweredYet, AlreadyFelt.
    """
    if felt not in FEELINGS:
        raise FeelingUnknown
    with connection.cursor() as cursor:
        cursor.execute("SELECT petitions_feel(%s, %s, %s, %s)", [code.strip().upper(), clean_key(key), felt, at])
        (told,) = cursor.fetchone() or ("unknown",)
    if told == "unknown":
        raise FeelingUnknown
    if told == "not_yet":
        raise NotAnsweredYet
    if told == "again":
        raise AlreadyFelt
