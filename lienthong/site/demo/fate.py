"""What becomes of a dossier of the plan, drawn from a chance of its own: pace, supplements, detours, how it ends."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lienthong.casework.procedures import public as procedures
from lienthong.site.demo.plan import Planned

DAY = 480
"""Office minutes of a day, for durations that nobody promised."""
_UNIT_MINUTES = {"working_hour": 60, "working_day": DAY, "calendar_day": DAY * 5 // 7, "month": DAY * 21}


@dataclass(frozen=True)
class Fate:
    """How a dossier fares.

    pace      part of its planned time that each step takes; slow: extra part of the whole promise at one step.
    ask_at    the act before which a supplement is asked (None: never), answered «yes», «no» (then refused) or «waits».
    leave_at  the act before which the citizen withdraws; stop_at, pay_at alike.  stand_at: nobody moves it on from there.
    detours   how many exits other than the main one may still be taken.
    fetched   working days after which the result is fetched, None: it lies there.
    leg       what the first interlinked leg comes to: sent (nobody takes it), asking, given_back, refused, silent (an opinion
              that nobody gives); empty: as chance will have it.
    """

    pace: float
    slow: float = 0.0
    ask_at: int | None = None
    answer: str = ""
    leave_at: int | None = None
    stop_at: int | None = None
    pay_at: int | None = None
    stand_at: int | None = None
    detours: int = 0
    fetched: float | None = 0.0
    leg: str = ""


def chance_of(planned: Planned, seed: int) -> random.Random:
    """Return the dossier's own chance: the same whenever and in whatever company it is played."""
    return random.Random(f"{seed}/{planned.number}/{planned.code}/{planned.entered_at.isoformat()}")


def fate_of(planned: Planned, *, immediate: bool, chance: random.Random) -> Fate:
    """Return what becomes of the dossier."""
    late = chance.random() < (0.02 if immediate else 0.1)
    pace = chance.uniform(0.3, 0.85) if chance.random() < 0.62 else chance.uniform(0.9, 0.99)
    fetched = None if chance.random() < 0.03 else 0.0 if immediate else chance.expovariate(0.9)
    slow = chance.uniform(0.35, 1.2) if late else 0.0
    if planned.living:
        return _shown(planned, pace)
    draw = chance.random()
    detours = 2 if chance.random() < 0.25 else 0
    if immediate:
        return Fate(pace, slow, detours=detours // 2, fetched=fetched, leave_at=1 if draw < 0.006 else None)
    if draw < 0.12:
        answer = chance.choices(("yes", "no", "waits"), (82, 13, 5))[0]
        return Fate(pace, slow, ask_at=chance.randint(1, 2), answer=answer, detours=detours, fetched=fetched)
    if draw < 0.15:
        return Fate(pace, leave_at=chance.randint(1, 3), fetched=fetched)
    if draw < 0.165:
        return Fate(pace, stop_at=2, fetched=fetched)
    return Fate(pace, slow, pay_at=3 if draw < 0.24 else None, detours=detours, fetched=fetched)


def _shown(planned: Planned, pace: float) -> Fate:
    if planned.living.startswith("leg_"):
        return Fate(0.05, leg=planned.living.removeprefix("leg_"))
    if planned.living == "paused":
        return Fate(min(pace, 0.5), ask_at=1, answer="waits")
    return Fate(min(pace, 0.6), stand_at=1 + planned.number % 2)


def step_minutes(
    definition: procedures.Definition, node: procedures.Node, leg: str, total: int, fate: Fate, chance: random.Random
) -> int:
    """Return the office minutes that a step takes; `total` = those of the whole promise."""
    jitter = chance.uniform(0.8, 1.2)
    own = node.lasts or node.limit
    if node.kind == "wait":
        spell = own.value * _UNIT_MINUTES[own.unit] if own else DAY
        return int(spell + chance.uniform(10, 90)) if own else int(spell * chance.uniform(0.4, 4))
    planned = own.value * _UNIT_MINUTES[own.unit] if own else _leg_minutes(definition, leg, total) * node.share // 100
    return max(4, int(planned * fate.pace * jitter))


def _leg_minutes(definition: procedures.Definition, key: str, total: int) -> int:
    for node in definition.nodes:
        for leg in node.legs:
            if leg.key == key and leg.limit is not None:
                return leg.limit.value * _UNIT_MINUTES[leg.limit.unit]
    return total


def outcome(node: procedures.Node, fate: Fate, taken: set[tuple[str, str]], chance: random.Random) -> procedures.Edge:
    """Return the exit that a step takes: the main one, or now and then another, each at most once."""
    others = [edge for edge in node.edges[1:] if (node.key, edge.outcome) not in taken]
    asks = next((edge for edge in others if edge.outcome == "ask_opinion"), None)
    if fate.leg and asks is not None:
        taken.add((node.key, asks.outcome))
        return asks
    if others and len(taken) < fate.detours and chance.random() < 0.35:
        edge = chance.choice(others)
        taken.add((node.key, edge.outcome))
        return edge
    return node.edges[0]
