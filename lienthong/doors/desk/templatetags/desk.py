"""Tags of the staff pages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse

from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.web.shapes import CAUSES, DUE_REASONS, METHODS
from lienthong.office.org import public as org
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues

register = template.Library()
PLACES = {
    "petition": ("desk:petition", "desk:claim_petition"),
    "conclusion": ("desk:agenda_job", "desk:claim_agenda_job"),
    "letter": ("desk:letter", ""),
    "draft": ("desk:document_draft", ""),
    "signing_round": ("desk:round", ""),
    "recall": ("desk:answer_recall", ""),
    "arrival": ("desk:arrival", ""),
    "mail_box": ("desk:arrivals", ""),
    "work_file": ("desk:work_file", ""),
    "edition": ("desk:agenda", ""),
}
"""Where a task of an object is done, and the address that takes it; "": it is taken by doing it.  All others are of dossiers."""
WHOLE = ("mail_box", "edition")
"""Objects that are shown with others on one page: its address names none of them."""


@dataclass(frozen=True)
class TaskPlace:
    """Where a row of the inbox leads: its page, what lies beside the list for a dossier, and who takes it ("": nobody need)."""

    page: str
    beside: str
    claim: str


@register.simple_tag
def place_of(row: tasks.TaskRow) -> TaskPlace:
    """Return where a task is done."""
    uid = row.object_uid
    if row.object_type not in PLACES:
        return TaskPlace(
            reverse("desk:dossier", args=[uid]), reverse("desk:beside", args=[uid]), reverse("desk:act", args=[uid, "nhan-viec"])
        )
    page, claim = PLACES[row.object_type]
    args = [] if row.object_type in WHOLE else [uid]
    return TaskPlace(reverse(page, args=args), "", reverse(claim, args=[uid]) if claim else "")


@register.simple_tag
def new_key() -> str:
    """Return a fresh idempotency key for one form."""
    return str(new_uid())


@register.simple_tag
def due_reason(reason: str) -> str:
    """Return in words why a promised date changed."""
    cause = reason.removeprefix("paused:")
    if reason in DUE_REASONS or cause == reason:
        return str(tongues.said(DUE_REASONS.get(reason, reason)))
    return tongues.told("Tạm dừng: %(cause)s", cause=CAUSES.get(cause, cause))


@register.simple_tag
def method_name(method: str) -> str:
    """Return a way of paying in words."""
    return str(tongues.said(METHODS.get(method, method)))


@register.simple_tag
def duty_name(duty: str) -> str:
    """Return a duty of a post in words."""
    return str(tongues.said(org.duty_name(duty)))
