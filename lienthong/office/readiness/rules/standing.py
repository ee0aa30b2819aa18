"""What claims are worth on a day, and whether a unit is modern then.

Nothing counts that the superior did not confirm, except what a unit says against itself.  What is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from lienthong.office.readiness.rules.sets import Demand, Requirement


class State(StrEnum):
    """What a claim says of a requirement."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_NEEDED = "not_needed"


STATE_NAMES = {State.MET: "Đạt", State.NOT_MET: "Chưa đạt", State.NOT_NEEDED: "Không cần"}


class Review(StrEnum):
    """What the superior said of a claim; empty = nothing yet."""

    WAITING = ""
    CONFIRMED = "confirmed"
    RETURNED = "returned"


REVIEW_NAMES = {Review.WAITING: "Chờ xác nhận", Review.CONFIRMED: "Đã xác nhận", Review.RETURNED: "Trả lại"}


class Claim(Protocol):
    """What a rule looks at of an assessment."""

    uid: UUID
    state: str
    since: date
    until: date | None
    review: str
    withdrawn_on: date | None


class Why(StrEnum):
    """Why nobody knows whether a requirement is met."""

    KNOWN = ""
    NONE = "none"
    WAITING = "waiting"
    RETURNED = "returned"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


WHY_NAMES = {
    Why.KNOWN: "",
    Why.NONE: "chưa có đánh giá",
    Why.WAITING: "chờ cấp trên xác nhận",
    Why.RETURNED: "cấp trên trả lại",
    Why.EXPIRED: "minh chứng hết hạn",
    Why.WITHDRAWN: "minh chứng đã rút",
}


@dataclass(frozen=True)
class Standing:
    """Where a unit stands with one requirement on a day.

    state    None = not known, `why` says why.
    ruling   the claim that decides, pending = a later one that waits for the superior; None when there is none.
    """

    requirement: Requirement
    demand: Demand
    state: State | None
    why: Why
    ruling: UUID | None = None
    pending: UUID | None = None

    @property
    def counts(self) -> bool:
        """Return whether the requirement is asked at all: what is optional never counts."""
        return self.demand is not Demand.OPTIONAL

    @property
    def fulfilled(self) -> bool | None:
        """Return whether nothing is missing here; None = not known."""
        return None if self.state is None else self.state is not State.NOT_MET


def decided(claim: Claim) -> bool:
    """Return whether a claim may rule: the superior confirmed it, or the unit says against itself that it is not met."""
    return claim.review == Review.CONFIRMED or (claim.state == State.NOT_MET and claim.review != Review.RETURNED)


def stand(requirement: Requirement, demand: Demand, claims: Sequence[Claim], day: date) -> Standing:
    """Return where a unit stands with a requirement on a day.

    claims  all of the unit on this requirement, by first day, then by age.  The latest decided one that had begun rules, for
            good: once it has expired or was withdrawn, an older one does not come back.
    """
    begun = [one for one in claims if one.since <= day]
    ruling = next((one for one in reversed(begun) if decided(one)), None)
    later = begun if ruling is None else begun[begun.index(ruling) + 1 :]
    waiting = [one for one in later if one.review == Review.WAITING and not _gone(one, day)]
    pending = waiting[-1].uid if waiting else None
    if ruling is None:
        why = Why.WAITING if waiting else Why.RETURNED if any(one.review == Review.RETURNED for one in begun) else Why.NONE
        return Standing(requirement, demand, None, why, None, pending)
    if (ended := _gone(ruling, day)) is not None:
        return Standing(requirement, demand, None, ended, ruling.uid, pending)
    return Standing(requirement, demand, State(ruling.state), Why.KNOWN, ruling.uid, pending)


def _gone(claim: Claim, day: date) -> Why | None:
    """Return why a claim counts no more on a day; None while it counts."""
    if claim.withdrawn_on is not None and claim.withdrawn_on <= day:
        return Why.WITHDRAWN
    return Why.EXPIRED if claim.until is not None and claim.until <= day else None


@dataclass(frozen=True)
class Verdict:
    """A unit on a day: how many of the requirements that count are fulfilled, missing, not known.

    modern  None when nothing is missing but something is not known.
    """

    fulfilled: int
    missing: int
    unknown: int

    @property
    def asked(self) -> int:
        """Return how many requirements count."""
        return self.fulfilled + self.missing + self.unknown

    @property
    def modern(self) -> bool | None:
        """Return whether the unit is a modern one."""
        if self.missing:
            return False
        return None if self.unknown else True


def judge(standings: Iterable[Standing]) -> Verdict:
    """Return what the standings of a unit come to; what is optional does not count."""
    told = [one.fulfilled for one in standings if one.counts]
    return Verdict(sum(one is True for one in told), sum(one is False for one in told), sum(one is None for one in told))


@dataclass(frozen=True)
class Tally:
    """How many units are modern, are not, are not known."""

    modern: int
    not_modern: int
    unknown: int

    @property
    def total(self) -> int:
        """Return how many units there are."""
        return self.modern + self.not_modern + self.unknown

    @property
    def figure(self) -> int | None:
        """Return how many units are proven to be modern; None when that may be none or some: unknown is no 0."""
        return self.modern if self.modern or not self.unknown else None

    @property
    def may_be_more(self) -> bool:
        """Return whether the figure is a least one."""
        return bool(self.unknown)


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Return how many units are modern, not modern, not known."""
    told = [one.modern for one in verdicts]
    return Tally(sum(one is True for one in told), sum(one is False for one in told), sum(one is None for one in told))


def too_small(requirement: Requirement, level: str, measured: Decimal | None) -> bool:
    """Return whether a figure is below what the level asks; an unknown figure or no demand is not."""
    least = requirement.least_of(level)
    return least is not None and measured is not None and measured < least
