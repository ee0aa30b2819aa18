"""Numbers of pre-printed receipts: which is next, and what a quarter's use report says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Block = tuple[int, int]


def next_after(number: int, blocks: Iterable[Block]) -> int:
    """Return the smallest number from `number` on that lies in no block (low, high)."""
    for low, high in sorted(blocks):
        if low > number:
            break
        number = max(number, high + 1)
    return number


def free_blocks(first: int, last: int, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return what is left of first..last outside the blocks, as blocks."""
    found, number = [], first
    for low, high in sorted(blocks):
        if low > number:
            found.append((number, min(low - 1, last)))
        number = max(number, high + 1)
    if number <= last:
        found.append((number, last))
    return tuple(found)


def size(blocks: Iterable[Block]) -> int:
    """Return how many numbers lie in the blocks."""
    return sum(high - low + 1 for low, high in blocks)


def words(blocks: Sequence[Block], width: int = 7) -> str:
    """Return blocks as a report writes them: `0000001-0000050; 0000061`."""
    return "; ".join(f"{low:0{width}d}" + (f"-{high:0{width}d}" if high > low else "") for low, high in blocks)


@dataclass(frozen=True)
class Fate:
    """What became of the numbers low..high on a day: used, void or lost."""

    low: int
    high: int
    fate: str
    day: date


@dataclass(frozen=True)
class Use:
    """A range in a quarter: what was there, what came, what was used, made void, lost, what is left.

    Always opening + loaded = used + void + lost + closing.
    """

    opening: tuple[Block, ...]
    loaded: tuple[Block, ...]
    used: tuple[Block, ...]
    void: tuple[Block, ...]
    lost: tuple[Block, ...]
    closing: tuple[Block, ...]


def quarter(year: int, number: int) -> tuple[date, date]:
    """Return the first day of a quarter (1-4) and the first day after it.  ValueError for another number."""
    if number not in (1, 2, 3, 4):
        raise ValueError(number)
    end = date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
    return date(year, 3 * number - 2, 1), end


def use_in(first: int, last: int, loaded_on: date, fates: Sequence[Fate], start: date, end: date) -> Use | None:
    """Return the use of a range from `start` until before `end`; None when it came later or nothing of it was left before."""
    if loaded_on >= end:
        return None
    before = [(one.low, one.high) for one in fates if one.day < start]
    inside = [one for one in fates if start <= one.day < end]
    new = loaded_on >= start
    opening = () if new else free_blocks(first, last, before)
    if not new and not opening:
        return None
    told = {fate: joined([(one.low, one.high) for one in inside if one.fate == fate]) for fate in ("used", "void", "lost")}
    closing = free_blocks(first, last, [*before, *((one.low, one.high) for one in inside)])
    return Use(opening, ((first, last),) if new else (), told["used"], told["void"], told["lost"], closing)


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks in order, neighbours made one."""
    found: list[Block] = []
    for low, high in sorted(blocks):
        if found and found[-1][1] + 1 == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)
