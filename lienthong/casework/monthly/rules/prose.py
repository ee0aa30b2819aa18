"""The prose of a monthly report: figures by name, sentences with places for them, and which sentence is true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from lienthong.casework.monthly.errors import BadProse

Figure = int | None
"""A whole number, a share in tenths of a per cent, or None: nobody knows it."""
_PLACE = re.compile(r"\{([a-z_]+)\}")
_TEST = re.compile(r"([a-z_]+) (> 0|= 0|< 0|known|unknown)")
_WAYS = ("report", "sum", "share", "change")


@dataclass(frozen=True)
class Slot:
    """A figure with a name: counted (`report`, `column`, this month or the month before) or reckoned from others (`of`).

    way  report | sum | share | change (tenths of a per cent of the second).   kind  count | dong.
    """

    key: str
    words: str
    way: str
    report: str = ""
    column: str = ""
    before: bool = False
    of: tuple[str, ...] = ()
    kind: str = "count"

    @property
    def counted(self) -> bool:
        """Return whether rows stand behind the figure itself."""
        return self.way == "report"


Write = Callable[[Slot, Figure], str]


@dataclass(frozen=True)
class Paragraph:
    """Sentences with places for figures, and the tests (key, test) that must all hold for them to be said."""

    text: str
    when: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Prose:
    """The whole file: figures in the order in which they can be reckoned, and the sections."""

    slots: Mapping[str, Slot]
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    mark: str


@dataclass(frozen=True)
class Part:
    """A piece of a written paragraph: plain words, or a figure as written with its name and footnote (1, 2, …)."""

    words: str
    key: str = ""
    note: int = 0


@dataclass(frozen=True)
class Section:
    """A section as written."""

    title: str
    paragraphs: tuple[tuple[Part, ...], ...] = field(default=())


# --- the file ------------------------------------------------------------------------------------------------------------


def prose_of(file: Mapping[str, Any]) -> Prose:
    """Return what a file says.  Raises BadProse, naming what is wrong, for a figure or a test that cannot be."""
    slots: dict[str, Slot] = {}
    for key, told in file["figures"].items():
        slot = _slot(key, told)
        if missing := [one for one in slot.of if one not in slots]:
            raise BadProse(f"{key}: {', '.join(missing)} must be told before")
        slots[key] = slot
    sections = tuple((one["title"], tuple(_paragraph(part, slots) for part in one["paragraphs"])) for one in file["sections"])
    return Prose(slots, sections, file["mark"])


def _slot(key: str, told: Mapping[str, Any]) -> Slot:
    ways = [way for way in _WAYS if way in told]
    if len(ways) != 1 or not told.get("words"):
        raise BadProse(f"{key}: a figure has words and is one of {', '.join(_WAYS)}")
    (way,) = ways
    if way == "report":
        return Slot(
            key, told["words"], way, told["report"], told["column"], told.get("month") == "before", kind=told.get("kind", "count")
        )
    return Slot(key, told["words"], way, of=tuple(told[way]), kind=told.get("kind", "count"))


def _paragraph(told: Mapping[str, Any], slots: Mapping[str, Slot]) -> Paragraph:
    tests = []
    for words in told.get("when", ()):
        found = _TEST.fullmatch(words)
        if found is None:
            raise BadProse(f"«{words}» is no test")
        tests.append((found[1], found[2]))
    named = {*_PLACE.findall(told["text"]), *(key for key, _ in tests)}
    if unknown := sorted(named - slots.keys()):
        raise BadProse(f"«{told['text'][:40]}»: no figure {', '.join(unknown)}")
    return Paragraph(" ".join(told["text"].split()), tuple(tests))


# --- the figures ---------------------------------------------------------------------------------------------------------


def reckoned(prose: Prose, counted: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return every figure: what was counted, and what is reckoned from it; unknown when a part is, or nothing to compare with."""
    values: dict[str, Figure] = {}
    for key, slot in prose.slots.items():
        values[key] = counted[key] if slot.counted else _reckoned(slot, [values[one] for one in slot.of])
    return values


def _reckoned(slot: Slot, parts: Sequence[Figure]) -> Figure:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if slot.way == "sum":
        return sum(known)
    part, whole = known
    if not whole:
        return None
    per_mille = Decimal(1000 * (part - whole if slot.way == "change" else part)) / whole
    return int(per_mille.to_integral_value("ROUND_HALF_UP"))


# --- the writing ---------------------------------------------------------------------------------------------------------


def compose(prose: Prose, values: Mapping[str, Figure], write: Write) -> tuple[Section, ...]:
    """Return the sections with the sentences that are true, the footnotes numbered through; a figure said twice has one note.

    write  returns a figure as people read it.
    """
    notes: dict[str, int] = {}
    return tuple(
        Section(title, tuple(tuple(_parts(prose, one, values, notes, write)) for one in paragraphs if _holds(one, values)))
        for title, paragraphs in prose.sections
    )


def _holds(paragraph: Paragraph, values: Mapping[str, Figure]) -> bool:
    return all(_true(test, values[key]) for key, test in paragraph.when)


def _true(test: str, value: Figure) -> bool:
    if test in {"known", "unknown"}:
        return (value is None) == (test == "unknown")
    if value is None:
        return False
    return {"> 0": value > 0, "= 0": value == 0, "< 0": value < 0}[test]


def _parts(
    prose: Prose, paragraph: Paragraph, values: Mapping[str, Figure], notes: dict[str, int], write: Write
) -> Iterator[Part]:
    for place, words in enumerate(_PLACE.split(paragraph.text)):
        if place % 2:
            note = notes.setdefault(words, len(notes) + 1)
            yield Part(write(prose.slots[words], values[words]), words, note)
        elif words:
            yield Part(words)


def kept(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return sections as plain data, to be kept."""
    return [asdict(one) for one in sections]


def restored(told: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Return the sections that were kept."""
    return tuple(
        Section(one["title"], tuple(tuple(Part(**part) for part in parts) for parts in one["paragraphs"])) for one in told
    )


# --- what changed afterwards ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A figure that is no longer what was said."""

    key: str
    was: Figure
    now: Figure


def changes(said: Mapping[str, Figure], now: Mapping[str, Figure]) -> list[Change]:
    """Return the figures that differ, in the order of the prose; what was not said, or is no longer counted, is not compared."""
    return [Change(key, said[key], value) for key, value in now.items() if key in said and said[key] != value]


def last_said(figures: Mapping[str, Figure], errata: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Figure]:
    """Return the figures as the report and its errata, in their order, have them."""
    return {**figures, **{one["key"]: one["now"] for told in errata for one in told}}
