"""A dossier of the demonstration under way, and what happens to it at an instant."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.site.demo import applications
from lienthong.site.demo.fate import DAY, Fate
from lienthong.site.demo.plan import Planned
from lienthong.toolkit.actor import Actor


@dataclass
class Life:
    """A dossier under way: where it stands, who holds what, what it has been through."""

    planned: Planned
    definition: procedures.Definition
    fate: Fate
    chance: random.Random
    asked: applications.Asked
    total: int = DAY
    uid: UUID = field(default_factory=lambda: UUID(int=0))
    unit_id: int = 0
    due_at: datetime | None = None
    places: dict[int, dossiers.Place] = field(default_factory=dict)
    holders: dict[int, Actor] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    acts: int = 0
    slowed: bool = False
    status: dossiers.Status = dossiers.Status.RECEIVED
    leg: str = ""
    turned: bool = False


@dataclass(frozen=True, order=True)
class Due:
    """Something that happens at an instant; `order` keeps events of one instant in the order of their making."""

    at: datetime
    order: int
    what: str = field(compare=False)
    life: Life | None = field(compare=False, default=None)
    token: int = field(compare=False, default=0)
    note: tuple[int, int, str] = field(compare=False, default=(0, 0, ""))
    uid: UUID | None = field(compare=False, default=None)
