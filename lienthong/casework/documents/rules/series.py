"""In which series a document takes its number, and when a series begins anew, as the reviewed file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lienthong.casework.documents.rules.bodies import SYSTEMS

DIRECTIONS: dict[str, str] = {"in": "Văn bản đến", "out": "Văn bản đi", "internal": "Văn bản nội bộ"}
"""Which way a document goes, as registers are named."""
RESETS = ("year", "term")
_NEEDED = {"key", "system", "direction", "by", "reset", "name", "mark"}


class BadSeries(ValueError):
    """The file of series does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class SeriesKind:
    """A kind of series.

    secret, normative, copy  it takes such documents alone.   types: abbreviations of types («» a công văn); none: any.
    by     all: one series for all its types; type: one for each.
    reset  year: 1 January to 31 December; term: that of the Party committee.
    mark   how sure the reading of the law is (V I M P).
    """

    key: str
    system: str
    direction: str
    by: str
    reset: str
    name: str
    mark: str
    secret: bool = False
    normative: bool = False
    copy: bool = False
    types: frozenset[str] | None = None

    def takes(self, *, secret: bool, normative: bool, copy: bool, type_: str) -> bool:
        """Return whether a document takes its number here."""
        fits = (secret or not self.secret) and (normative or not self.normative) and (copy or not self.copy)
        return fits and (self.types is None or type_ in self.types)

    def of_type(self, type_: str) -> str:
        """Return the key of the series of a type: the own one, or with the type behind it when each type has its own."""
        return f"{self.key}:{type_}" if self.by == "type" else self.key

    def named(self, type_name: str) -> str:
        """Return the name of the series of a type: «Văn bản có tên loại: Quyết định», or without it when all types share it."""
        return f"{self.name}: {type_name}" if self.by == "type" else self.name


def series_of(file: Mapping[str, Any]) -> tuple[SeriesKind, ...]:
    """Return the kinds of series that a file holds, in its order.  Raises BadSeries, naming the series.

    Every document of each system and direction must find one.
    """
    made = tuple(_series(one) for one in file.get("series", ()))
    for system in SYSTEMS:
        for direction in DIRECTIONS:
            here = [one for one in made if (one.system, one.direction) == (system, direction)]
            keys = [one.key for one in here]
            if len(set(keys)) < len(keys):
                raise BadSeries(f"{system} {direction}: a key stands twice")
            if not any(one.types is None and not (one.secret or one.normative or one.copy) for one in here):
                raise BadSeries(f"{system} {direction}: no series takes every other document")
    return made


def _series(said: Mapping[str, Any]) -> SeriesKind:
    name = f"{said.get('system', '?')} {said.get('direction', '?')} {said.get('key', '?')}"
    lacking = _NEEDED - set(said)
    if lacking:
        raise BadSeries(f"{name}: lacks {', '.join(sorted(lacking))}")
    made = SeriesKind(
        **{key: str(said[key]) for key in sorted(_NEEDED)},
        secret=bool(said.get("secret")),
        normative=bool(said.get("normative")),
        copy=bool(said.get("copy")),
        types=frozenset(map(str, said["types"])) if "types" in said else None,
    )
    wrong = made.system not in SYSTEMS or made.direction not in DIRECTIONS or made.by not in ("all", "type")
    if wrong or made.reset not in RESETS or (made.reset == "term" and made.system != "party"):
        raise BadSeries(f"{name}: an unknown word, or a term without a Party")
    return made


def kind_for(
    kinds: Sequence[SeriesKind],
    *,
    system: str,
    direction: str,
    secret: bool = False,
    normative: bool = False,
    copy: bool = False,
    type_: str = "",
) -> SeriesKind:
    """Return the first kind of series that takes a document.  type_: abbreviation of its type, «» for a công văn.

    Raises KeyError when the file has none.
    """
    for one in kinds:
        here = (one.system, one.direction) == (system, direction)
        if here and one.takes(secret=secret, normative=normative, copy=copy, type_=type_):
            return one
    raise KeyError((system, direction))
