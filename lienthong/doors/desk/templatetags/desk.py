"""Tags of the staff pages."""

from __future__ import annotations

from django import template

from lienthong.doors.desk.web.shapes import CAUSES, DUE_REASONS, METHODS
from lienthong.office.org import public as org
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues

register = template.Library()


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
