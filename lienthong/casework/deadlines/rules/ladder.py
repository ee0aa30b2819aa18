"""The ladder of warnings as a reviewed file says it: when, to whom, and when an apology is drafted.

Source: handbook domain.md 1.5, 1.7, 1.9; the rungs are ours [P], the day before expiry is a district's rule [V S8].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PLACES = ("hands", "receiving", "above")
HOLDER = "holder"
APOLOGY = 0
"""The level of the alert that an apology waits for its signature; rungs are numbered from 1."""


class BadLadder(ValueError):
    """The file of the ladder does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Rung:
    """One warning.

    minutes  office minutes from the due instant: negative before it, 0 at it, positive after it.
    at       hands | receiving | above: whose unit is warned.
    duties   who there, the first that somebody holds; `holder` alone: whoever holds the task, else its duty.
    """

    level: int
    minutes: int
    at: str
    duties: tuple[str, ...]
    words: str
    mark: str

    @property
    def to_holder(self) -> bool:
        """Return whether the hands themselves are warned, and not somebody above them."""
        return self.duties == (HOLDER,)


@dataclass(frozen=True)
class Reason:
    """Why a result is late: the working days proposed on top, whether it is preset when another agency holds the dossier."""

    code: str
    name: str
    days: int
    late_elsewhere: bool
    needs_note: bool


@dataclass(frozen=True)
class Ladder:
    """The whole file.

    share         percent of the promised time that must at most be left before any warning or draft comes.
    apology_days  working days before expiry from which an apology is drafted.
    """

    share: int
    rungs: tuple[Rung, ...]
    apology_days: int
    apology_duties: tuple[str, ...]
    apology_words: str
    reasons: tuple[Reason, ...]
    channels: dict[str, str]

    @property
    def earliest(self) -> int:
        """Return the office minutes before the due instant at which the first rung may come."""
        return max(0, *(-rung.minutes for rung in self.rungs))

    @property
    def last(self) -> int:
        """Return the highest level."""
        return self.rungs[-1].level

    def reason(self, code: str) -> Reason | None:
        """Return the reason with that code, or None."""
        return next((one for one in self.reasons if one.code == code), None)

    def words(self, level: int) -> str:
        """Return what an alert of a level says."""
        return self.apology_words if level == APOLOGY else next(rung.words for rung in self.rungs if rung.level == level)


def ladder_of(file: Mapping[str, Any]) -> Ladder:
    """Return the ladder that a file holds.  Raises BadLadder, naming the fault."""
    rungs = tuple(_rung(one) for one in file["rungs"])
    if [rung.level for rung in rungs] != list(range(1, len(rungs) + 1)):
        raise BadLadder("the levels are not 1, 2, 3 …")
    if [rung.minutes for rung in rungs] != sorted({rung.minutes for rung in rungs}):
        raise BadLadder("the rungs do not stand in the order of time")
    reasons = tuple(_reason(one) for one in file["reasons"])
    if len({one.code for one in reasons}) != len(reasons):
        raise BadLadder("a reason stands twice")
    if not 0 < file["share"] <= 100 or file["apology"]["working_days"] < 1:
        raise BadLadder("the share is a percentage, and the apology comes one working day before expiry or earlier")
    return Ladder(
        share=file["share"],
        rungs=rungs,
        apology_days=file["apology"]["working_days"],
        apology_duties=tuple(file["apology"]["duties"]),
        apology_words=str(file["apology"]["words"]),
        reasons=reasons,
        channels=dict(file["channels"]),
    )


def _rung(said: Mapping[str, Any]) -> Rung:
    rung = Rung(
        said["level"], said["hours"] * 60, said["at"], tuple(said["duties"]), str(said["words"]), str(said["mark"])
    )  # fmt: skip
    if rung.at not in PLACES or not rung.duties or (HOLDER in rung.duties and (rung.at != "hands" or not rung.to_holder)):
        raise BadLadder(f"level {rung.level}: nobody is named whom it warns")
    return rung


def _reason(said: Mapping[str, Any]) -> Reason:
    if said["days"] < 1:
        raise BadLadder(f"reason {said['code']}: proposes no time")
    return Reason(
        str(said["code"]), str(said["name"]), said["days"], bool(said.get("late_elsewhere")), bool(said.get("needs_note"))
    )


def reached(rung: Rung, *, left: int, passed: bool, total: int, share: int) -> bool:
    """Return whether a rung's time has come.

    left    office minutes left until the due instant on the calendar of the hands; negative when it has passed.
    passed  whether the due instant itself has come: a due at the opening is not yet due on the evening before.
    total   office minutes of the whole promise; with a short one the warning waits until `share` percent of it are left.
    """
    if rung.minutes < 0:
        return left <= early(-rung.minutes, total=total, share=share)
    return passed and left <= -rung.minutes


def early(minutes: int, *, total: int, share: int) -> int:
    """Return how many office minutes before the due instant a warning comes that should come `minutes` before it."""
    return min(minutes, max(total, 0) * share // 100)


def explanation(reason: Reason, note: str) -> str:
    """Return the reason as the letter prints it: its name, and what was written besides."""
    told = note.strip()
    return f"{reason.name}: {told}" if told else reason.name


def signer_lines(title: str) -> list[str]:
    """Return the lines above the signature of form 04: the head signs, a deputy for the head, a stand-in as appointed.

    Source: domain.md 1.7 form 04 «THỦ TRƯỞNG CƠ QUAN» [I].
    """
    post = title.upper()
    mark, _, rest = post.partition(" ")
    if mark in ("KT.", "TL.", "TUQ."):
        return [f"{mark} THỦ TRƯỞNG CƠ QUAN", rest.partition(" / ")[2] or rest]
    return ["KT. THỦ TRƯỞNG CƠ QUAN", post] if post.startswith("PHÓ") else ["THỦ TRƯỞNG CƠ QUAN"]


def specialist_duties(duties: Sequence[str]) -> list[str]:
    """Return the duties that a post answers to: a specialist of a field is a specialist too (as in the task list)."""
    plain = ["specialist"] if any(one.startswith("specialist.") for one in duties) else []
    return sorted({*duties, *plain})
