"""Who makes the papers of a unit.  Row-level security shows drafts to their unit alone (DESIGN 7.6)."""

from __future__ import annotations

from lienthong.casework.forms.errors import NotYourForm
from lienthong.toolkit.actor import Actor

MAKERS = ("unit_admin", "system_admin", "unit_head")
"""Who writes and reviews; never both on one version."""
PUBLISHERS = ("unit_head",)
"""Who publishes and withdraws: the office answers for its paper by its head."""
NAMES = {MAKERS: "quản trị hoặc lãnh đạo", PUBLISHERS: "lãnh đạo"}


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourForm unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourForm(duty=NAMES[duties])
