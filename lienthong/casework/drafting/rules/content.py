"""What a version of a draft says: fields as typed, and the small plain form in which its text is written.

The text is plain; no markup of any kind comes through.  A blank line ends a paragraph; a line that begins as a part does begins
one: «Chương I», «Phần thứ nhất», «I.», «Điều 1.», «1.», «a)», «- ».  Lines that begin with «|» are the rows of a table, the first
is its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from lienthong.toolkit.vietnamese import nfc

Kind = Literal["paragraph", "chapter", "section", "article", "clause", "heading", "point", "dash", "table"]
_ROMAN = r"(?:X{0,3})(?:IX|IV|V?I{1,3}|V|X)"
_STARTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("chapter", re.compile(r"(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d{1,3})\b")),
    ("section", re.compile(rf"{_ROMAN}\.(?=\s)")),
    ("article", re.compile(r"Điều\s+\d{1,4}[a-zđ]?\.")),
    ("clause", re.compile(r"\d{1,3}(?:\.\d{1,3})*\.(?=\s)")),
    ("point", re.compile(r"[a-zđ]\)(?=\s)")),
    ("dash", re.compile(r"[-–+](?=\s)")),
)
_ENDS = tuple(".;:,!?…")


@dataclass(frozen=True)
class Block:
    """One part of a text.

    mark   what it begins with: «Điều 1.», «a)»; "" of a paragraph.   text  what follows, in one line.
    cells  of a table, row after row; `wide` of them stand in one row.
    """

    kind: Kind
    mark: str = ""
    text: str = ""
    cells: tuple[str, ...] = ()
    wide: int = 0

    @property
    def line(self) -> str:
        """Return the part in one line as it was typed."""
        return " ".join(part for part in (self.mark, self.text) if part)


@dataclass(frozen=True)
class Content:
    """The fields of a version, as typed; lists of lines (`to`, `grounds`, `recipients`) one thing a line.

    subject          «trích yếu», without «V/v».   to: «Kính gửi».   authority: who decides, of a decision or resolution.
    sign_form        key of FORMS; the marks TM. or T/M are written by the layout.
    sign_collective  on whose behalf: «ỦY BAN NHÂN DÂN».   sign_head: for whom a deputy signs: «CHỦ TỊCH».
    signer_post      the signer's own post.   second_post, second_signer: of the secretary of minutes.
    drafter          symbol of the unit that drafts a công văn.   typist, copies: «ký hiệu người soạn thảo, số lượng bản».
    urgency          key of documents.URGENCIES.   circulation: key of CIRCULATIONS.   contact: foot of the first page.
    """

    subject: str = ""
    to: str = ""
    authority: str = ""
    grounds: str = ""
    text: str = ""
    recipients: str = ""
    place: str = ""
    sign_form: str = ""
    sign_collective: str = ""
    sign_head: str = ""
    signer_post: str = ""
    signer: str = ""
    second_post: str = ""
    second_signer: str = ""
    drafter: str = ""
    urgency: str = ""
    circulation: str = ""
    typist: str = ""
    copies: int | None = None
    contact: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the fields as a version keeps them; empty ones are left out."""
        return {key: value for key, value in asdict(self).items() if value not in ("", None)}


NAMES = tuple(one.name for one in fields(Content))
LISTS = frozenset({"to", "grounds", "recipients"})
"""Fields that hold one thing a line."""


def content_of(kept: Mapping[str, Any]) -> Content:
    """Return the content that a version keeps; what a later version of the product added and this one knows not is left out."""
    return Content(**{name: kept[name] for name in NAMES if name in kept})


def cleaned(content: Content) -> Content:
    """Return a content with its texts in NFC: lines without blanks around them, single spaces, no signs that are not seen."""
    tidy: dict[str, Any] = {}
    for name in NAMES:
        value = getattr(content, name)
        if isinstance(value, str):
            lines = _lines(value) if name in LISTS or name == "text" else [" ".join(_lines(value)).strip()]
            tidy[name] = "\n".join(line for line in lines if line) if name in LISTS else "\n".join(lines).strip()
        else:
            tidy[name] = value
    return Content(**tidy)


def _lines(text: str) -> list[str]:
    """Return the lines of a typed text; control signs and marks of direction are dropped."""
    plain = "".join(char if char.isprintable() or char in "\n\t " else "\n" if char in "\r\v\f\u2028\u2029" else " " for char in
                    text.replace("\r\n", "\n"))  # fmt: skip
    return [" ".join(line.split()) for line in nfc(plain).split("\n")]


def lines(text: str) -> list[str]:
    """Return the lines of a list field without the empty ones."""
    return [line for line in _lines(text) if line]


def blocks(text: str) -> list[Block]:
    """Return the parts of a text in their order."""
    made: list[Block] = []
    for group in _groups(text):
        if group[0].startswith("|"):
            made.append(_table(group))
        else:
            made.append(_block(" ".join(group)))
    return made


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the lines of each part together."""
    group: list[str] = []
    for line in [*_lines(text), ""]:
        row = line.startswith("|")
        begins = not line or any(start.match(line) for _, start in _STARTS) or (bool(group) and row != group[0].startswith("|"))
        if begins and group:
            yield group
            group = []
        if line:
            group.append(line)


def _block(line: str) -> Block:
    for kind, start in _STARTS:
        found = start.match(line)
        if found is not None:
            rest = line[found.end() :].strip()
            if kind == "clause" and rest and not rest.endswith(_ENDS):
                kind = "heading"
            return Block(kind, found.group(), rest)
    return Block("paragraph", "", line)


def _table(rows: list[str]) -> Block:
    """Return a table of rows of unequal length: the longest says how wide it is."""
    cut = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    cut = [row for row in cut if not all(set(cell) <= set("-: ") and cell for cell in row)]
    wide = max((len(row) for row in cut), default=0)
    return Block("table", cells=tuple(cell for row in cut for cell in (*row, *[""] * (wide - len(row)))), wide=wide)
