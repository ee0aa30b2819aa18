"""What the public sees: one petition by its code and key, the own ones of a citizen, answers that everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from lienthong.casework.petitions.rules.words import FEELINGS, KINDS, STATES, is_petition_code
from lienthong.toolkit.keys import clean_key

PUBLISHED = 20
OWN_MOST = 100
"""So many of the own petitions does the database tell."""


@dataclass(frozen=True)
class PublicPetition:
    """What the holder of code and key sees: never the name, the contact or the text that was sent.

    first_due_at, extension  the limit before it was extended and why it was; None and empty when it was not.
    """

    code: str
    kind_name: str
    subject: str
    unit: str
    handler: str
    state: str
    state_name: str
    came_at: datetime
    due_at: datetime
    closed_at: datetime | None
    closing: str
    agency: str
    felt: str
    felt_name: str
    first_due_at: datetime | None
    extension: str


@dataclass(frozen=True)
class Published:
    """A question and its answer as everybody may read them; `name` is masked."""

    id: int
    name: str
    kind_name: str
    unit: str
    subject: str
    answer: str
    closed_at: datetime


@dataclass(frozen=True)
class PublishedPage:
    """A page of published answers; `before` is the key of the next page, 0 on the last."""

    rows: tuple[Published, ...]
    before: int


@dataclass(frozen=True)
class OwnPetition:
    """A petition that the present citizen sent from the account."""

    code: str
    lookup_key: str
    subject: str
    unit: str
    state_name: str
    came_at: datetime
    due_at: datetime


def public_standing(code: str, key: str) -> PublicPetition | None:
    """Return how a petition stands, None when none has that code and key: nobody learns which was wrong.  One statement."""
    code, key = code.strip().upper(), clean_key(key)
    if not is_petition_code(code) or len(key) != 8:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM petitions_public_lookup(%s, %s)", [code, key])
        found = cursor.fetchone()
    if found is None:
        return None
    asked, kind, subject, unit, handler, state, came, due, closed, closing, agency, felt, first_due, extension = found
    return PublicPetition(
        asked, KINDS[kind], subject, unit, handler or "", state, STATES[state], came, due, closed, closing, agency, felt,
        FEELINGS.get(felt, ""), first_due, extension,
    )  # fmt: skip


def published(*, before: int = 0) -> PublishedPage:
    """Return answers that everybody may read, the latest first, 20 a page; before: as told by the page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM petitions_published(%s, %s)", [before, PUBLISHED + 1])
        found = [
            Published(key, name, KINDS[kind], unit, subject, answer, closed)
            for key, name, kind, unit, subject, answer, closed in cursor.fetchall()
        ]
    return PublishedPage(tuple(found[:PUBLISHED]), found[PUBLISHED - 1].id if len(found) > PUBLISHED else 0)


def own() -> list[OwnPetition]:
    """Return the petitions of the present citizen, the latest first, at most OWN_MOST; one statement, in their context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM petitions_of_citizen()")
        return [
            OwnPetition(code, key, subject, unit, STATES[state], came, due)
            for code, key, subject, unit, state, came, due in cursor.fetchall()
        ]
