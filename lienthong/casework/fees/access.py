"""Who takes money, closes a day, decides on giving money back.  Row-level security shows money to its unit alone (DESIGN 7.6)."""

from __future__ import annotations

from datetime import date

from lienthong.casework.fees.errors import NotYourMoney
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

CASHIERS = ("cashier", "counter_clerk", "centre_officer")
"""Who takes money and closes a day of their own."""
APPROVERS = ("unit_head",)
"""Who decides that money is given back."""
RECEIPT_KEEPERS = ("cashier", "specialist.finance", "unit_head")
"""Who takes in pre-printed receipts, makes them void, reports them lost."""
NAMES = {
    CASHIERS: "cán bộ thu phí hoặc cán bộ một cửa",
    APPROVERS: "lãnh đạo đơn vị",
    RECEIPT_KEEPERS: "cán bộ thu phí, công chức tài chính hoặc lãnh đạo",
}


def gives_back_for(actor: Actor, on: date) -> frozenset[int]:
    """Return the units whose payments the actor may let be given back on a day: the own one, and ended ones that it followed [P].

    Whoever took over has the money now.  Empty for who heads nothing; statements as `org.followed_by`.
    """
    return org.followed_by(actor, on) if actor.has(*APPROVERS) else frozenset()


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourMoney unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourMoney(duty=NAMES[duties])
