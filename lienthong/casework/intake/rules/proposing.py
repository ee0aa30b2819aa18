"""What the text of a document says in the places where offices write it: read to be proposed, never to be believed.

The places are those of NĐ 30/2020 (boxes 2 to 5 and 7) and HD 36-HD/VPTW [V: domain 2.1, 2.5]; that a text comes out of a PDF
or a picture in this order is seen in our own layouts and scans [P].  Columns of a page stand on one line, some spaces apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.casework.intake.rules.arrivals import Proposal
from lienthong.toolkit.vietnamese import fold

HEAD: Final = 60
"""So many lines from the first one may be the head of a document."""
TAIL: Final = 40
"""So many lines to the last one may be its signature and «Nơi nhận»."""
LONGEST: Final = 400_000
"""So many characters of a text are looked at."""
_COLUMNS = re.compile(r"\s{3,}|\t")
_NUMBER = re.compile(r"^\W*s[ốôo6]\s*[:.;]?\s*(?P<rest>\d.*)$", re.IGNORECASE)
_DAY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_MOTTO = re.compile(
    r"cong\s+h\w+\s+x\w+\s+hoi\s+chu\s+nghia\s+viet\s+nam|doc\s+lap\W+tu\s+do\W+hanh\s+phuc|dang\s+cong\s+san\s+viet\s+nam"
)
_PLACE = re.compile(r"^(tinh|huyen|thanh pho|thi xa|xa|thi tran|phuong|trung uong)\b(?! uy)")
_ABOUT = re.compile(r"^\W*v\s*/\s*v\b[:.]?\s*(?P<rest>.*)$", re.IGNORECASE)
_ENDS = re.compile(r"^\W*(kinh gui|can cu|thuc hien|ngay \d|noi nhan|dieu \d|i\.|1\.|[-_*=~.]{3,})")
_CAPACITY = re.compile(
    r"^(t/?m|k/?t|t/?l|tuq|q)\s*\.|^(t/m|k/t|t/l)\b|^(pho )?(chu tich|bi thu|giam doc|truong phong|chanh van phong)\b"
)
_URGENT = {"hoa toc": "express", "thuong khan": "very_urgent", "khan": "urgent"}


@dataclass(frozen=True)
class Known:
    """What only the lists of documents know.

    symbol  reads «số, ký hiệu»: as offices write it, "" for what is none.   types: keys of types by their folded names.
    letter  key of the type of what names none (công văn).
    """

    symbol: Callable[[str], str]
    types: Mapping[str, str]
    letter: str


def propose(text: str, known: Known) -> Proposal:
    """Return what a text says of its document; what is not found stays empty."""
    lines = ["" if _is_rule(line) else line for line in text[:LONGEST].splitlines()]
    lines = lines[next((at for at, line in enumerate(lines) if line), 0) :]
    head = [_parts(line) for line in lines[:HEAD]]
    place, symbol = _symbol(head, known)
    kind, subject = _matter(head, place, known)
    said = [parts[-1] for parts in map(_parts, lines) if parts]
    signer, capacity = _signed(said[-TAIL:])
    return Proposal(
        symbol=symbol, issued_on=_day(lines[:HEAD]), issuer=_issuer(head[:place]), type_key=kind,
        subject=subject, signer=signer, signer_capacity=capacity, urgency=_urgency(head),
    )  # fmt: skip


def _is_rule(line: str) -> bool:
    """Return whether a line is empty, or only drawn."""
    return not any(char.isalnum() for char in line)


def _parts(line: str) -> list[str]:
    """Return what stands on a line side by side; the state's name and motto in their own part."""
    found = []
    for part in _COLUMNS.split(line.strip()):
        motto = _MOTTO.search(fold(part))
        if motto and len(fold(part)) == len(part):
            found += [part[: motto.start()].strip(), part[motto.end() :].strip()]
        elif not motto:
            found.append(part.strip())
    return [part for part in found if part]


def _symbol(head: Sequence[Sequence[str]], known: Known) -> tuple[int, str]:
    """Return the line of «Số» and what stands there; the line 0 and nothing where there is none."""
    for place, parts in enumerate(head):
        for part in parts:
            seen = _NUMBER.match(part)
            if seen is None:
                continue
            words = seen["rest"].split()
            for many in range(min(len(words), 5), 0, -1):
                written = known.symbol("".join(words[:many]))
                if written:
                    return place, written
    return 0, ""


def _day(lines: Sequence[str]) -> date | None:
    for line in lines:
        for day, month, year in _DAY.findall(line):
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def _issuer(head: Sequence[Sequence[str]]) -> str:
    """Return who issued it: the last of the capital lines above the number, with the place that belongs to it."""
    names = [parts[0] for parts in head if parts and _is_capital(parts[0]) and fold(parts[0]) not in _URGENT]
    if not names:
        return ""
    issuer = names[-1]
    if len(names) > 1 and _PLACE.match(fold(issuer)):
        issuer = f"{names[-2]} {issuer}"
    return issuer.strip(" *-")


def _is_capital(part: str) -> bool:
    letters = [char for char in part if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _matter(head: Sequence[Sequence[str]], place: int, known: Known) -> tuple[str, str]:
    """Return the type and the subject: below the type's name in capitals, or of a letter after «V/v»."""
    for at, parts in enumerate(head[place:], place):
        for part in parts:
            key = known.types.get(fold(part).strip(" *"))
            if key and _is_capital(part):
                return key, _joined(_below(head[at + 1 :]))
            about = _ABOUT.match(part)
            if about:
                return known.letter, _joined([about["rest"], *_left(head[at + 1 :])])
    return "", ""


def _below(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a subject in the middle of the page."""
    begun = False
    for parts in rows[:7]:
        said = " ".join(parts)
        if not said and not begun:
            continue
        begun = True
        if not said or _ENDS.match(fold(said)) or _is_capital(said):
            return
        yield said


def _left(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a subject below the number, beside place and day."""
    for parts in rows[:4]:
        if not parts or _ENDS.match(fold(parts[0])) or _DAY.search(parts[0]) or parts[0][:1].isupper():
            return
        yield parts[0]


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    said = " ".join(" ".join(lines).split()).strip(" ./")
    return said[:1].upper() + said[1:]


def _signed(parts: Sequence[str]) -> tuple[str, str]:
    """Return the signer and the capacity: the last capacity in capitals, and the first name below it."""
    places = [at for at, part in enumerate(parts) if _is_capital(part) and _CAPACITY.match(fold(part))]
    if not places:
        return "", ""
    first = last = places[-1]
    while first - 1 in places:
        first -= 1
    signer = next((part for part in parts[last + 1 :] if _is_name(part)), "")
    return signer, " ".join(parts[at] for at in range(first, last + 1))


def _is_name(part: str) -> bool:
    words = part.split()
    return 2 <= len(words) <= 5 and all(word.isalpha() and word.istitle() for word in words)


def _urgency(head: Sequence[Sequence[str]]) -> str:
    for parts in head:
        for part in parts:
            if _is_capital(part) and fold(part) in _URGENT:
                return _URGENT[fold(part)]
    return ""
