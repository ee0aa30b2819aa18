"""How drafts look on a page: state, what differs, the box of a document's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues

CHOICES = {"sign_form": drafting.FORMS, "urgency": documents.URGENCIES, "circulation": documents.CIRCULATIONS}
"""Fields that hold a key."""
LOOKS = {"open": "draft", "submitted": "in_time", "issued": "completed", "dropped": "stopped"}


@dataclass(frozen=True)
class FieldChange:
    """A field that differs, with its name and its parts."""

    name: str
    parts: tuple[drafting.Part, ...]


def look_of(row: drafting.DraftRow) -> tuple[str, str]:
    """Return the look of a draft's state and its word."""
    return LOOKS[row.state], tongues.translated(drafting.STATES[row.state])


def differs(earlier: drafting.Content, later: drafting.Content) -> list[FieldChange]:
    """Return what differs between two contents with the names of the fields."""
    return [
        FieldChange(drafting.FIELD_NAMES[one.field], tuple(_in_words(one.field, part) for part in one.parts))
        for one in drafting.changes(earlier, later)
    ]


def _in_words(field: str, part: drafting.Part) -> drafting.Part:
    """Return a part of a field of choices as its word instead of its key."""
    known = CHOICES.get(field, {})
    return drafting.Part(part.op, known[part.words]) if part.words in known else part


def list_address(words: dict[str, Any]) -> str:
    """Return the address of the list with the words that say something."""
    said = urlencode({name: value for name, value in words.items() if value})
    return reverse("desk:drafts") + (f"?{said}" if said else "")


def units_to_ask(actor: Actor, on: date, *, but: int) -> list[tuple[int, str]]:
    """Return the units that may be asked on a day: around the actor's, of either system; one statement."""
    return [
        (one.id, tongues.said(one.name)) for one in org.units_on(on) if one.id not in (but, actor.unit_id) and one.kind != "team"
    ]


def counted(rows: list[FieldChange]) -> str:
    """Return how many words came and went, as a sentence."""
    came, went = drafting.counted([drafting.Change("", one.parts) for one in rows])
    return tongues.told("Thêm %(came)s chữ, bỏ %(went)s chữ.", came=came, went=went)
