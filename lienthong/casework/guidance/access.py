"""Who may record and who may review; what is published everybody hears."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.guidance.errors import NotYourGuidance
from lienthong.casework.guidance.rules import MAKERS, REVIEWERS
from lienthong.toolkit.actor import Actor


def visible(actor: Actor) -> Q:
    """Return the filter of recordings that the actor works with: those of the unit."""
    return Q(unit_id=actor.unit_id)


def must_make(actor: Actor) -> None:
    """Raise NotYourGuidance unless the actor may record."""
    if not actor.has(*MAKERS):
        raise NotYourGuidance(act="ghi âm hướng dẫn", who="cán bộ một cửa hoặc công chức văn hóa")


def must_review(actor: Actor) -> None:
    """Raise NotYourGuidance unless the actor may listen and decide."""
    if not actor.has(*REVIEWERS):
        raise NotYourGuidance(act="duyệt bản ghi âm", who="cán bộ một cửa, công chức văn hóa hoặc lãnh đạo")
