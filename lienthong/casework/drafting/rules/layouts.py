"""How papers of a day are laid out, as the reviewed file says: margins, sizes, marks of the signer, shapes of the types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from lienthong.casework.drafting.rules.content import Content
from lienthong.casework.drafting.rules.words import FORMS

SYSTEMS = ("state", "party")
ARRANGEMENTS = ("letter", "named", "decision", "resolution", "invitation", "telegram", "minutes", "slip")
_NEEDED = {
    "key", "system", "law", "mark", "paper", "margins", "number_label", "about", "page_number", "grounds_italic", "grounds_end",
    "signs", "shapes", "size",
}  # fmt: skip
_MAY = {"since", "until", "title"}
_SHAPE = {"arrangement", "subject", "enacts", "opening"}


class BadLayouts(ValueError):
    """The file of layouts does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Shape:
    """How a type of document is arranged on the page.

    arrangement  one of ARRANGEMENTS.   subject: whether it must have a «trích yếu».
    enacts       what stands between grounds and text («QUYẾT ĐỊNH:»); {authority} is who decides.
    opening      what stands before the list of who it is sent to in a telegram: «{authority} điện:».
    """

    arrangement: str
    subject: bool = True
    enacts: str = ""
    opening: str = ""


@dataclass(frozen=True)
class Layout:
    """The layout of a system's papers in `[since, until)`.

    law, mark      where it stands and how sure the reading is (V I M P).   title: what a page calls it.
    paper          the Typst paper that draws it.   size: of the text, in points.
    margins        top, bottom, left, right in millimetres.
    number_label   «Số:» or «Số».   about: what comes before the subject of a công văn.
    page_number    top or foot.   grounds_end: what the last ground ends with.
    signs          form of signing -> its mark; a form that is not there is not used in this system.
    shapes         key of a type -> its shape; `named` of those that are not there.
    """

    key: str
    system: str
    law: str
    mark: str
    title: str
    paper: str
    margins: Mapping[str, int]
    size: int
    number_label: str
    about: str
    page_number: str
    grounds_italic: bool
    grounds_end: str
    signs: Mapping[str, str]
    shapes: Mapping[str, Shape]
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether papers of a day are laid out so."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def shape(self, type_key: str) -> Shape:
        """Return how a type is arranged."""
        return self.shapes.get(type_key) or self.shapes["*"]

    def signing_lines(self, content: Content) -> list[str]:
        """Return the lines above the signature: «TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH».

        A form that the system does not know writes no mark; the form check names it.
        """
        mark = self.signs.get(content.sign_form, "")
        own, head, body = content.signer_post, content.sign_head, content.sign_collective
        said: list[str] = []
        if body and content.sign_form in ("tm", "kt"):
            said.append(f"{self.signs.get('tm', '')} {body}".strip())
        if content.sign_form in ("kt", "tl", "tuq") and head:
            said.append(f"{mark} {head}".strip())
        if own:
            said.append(f"{mark} {own}".strip() if content.sign_form == "q" else own)
        return [line.upper() for line in said]


def layouts_of(file: Mapping[str, Any]) -> tuple[Layout, ...]:
    """Return the layouts that a file holds.  Raises BadLayouts, naming the layout: each day has one of each system."""
    shapes = {str(key): _shapes(str(key), rows) for key, rows in file.get("shapes", {}).items()}
    made = tuple(_layout(row, shapes) for row in file.get("layouts", ()))
    for one, other in combinations(made, 2):
        if (
            one.system == other.system
            and (one.since or date.min) < (other.until or date.max)
            and (other.since or date.min) < (one.until or date.max)
        ):
            raise BadLayouts(f"{one.key}, {other.key}: both hold on one day")
    return made


def _shapes(name: str, rows: Mapping[str, Any]) -> dict[str, Shape]:
    made = {}
    for key, row in rows.items():
        strange = sorted(set(row) - _SHAPE)
        if strange or row.get("arrangement") not in ARRANGEMENTS:
            raise BadLayouts(f"shape {name} {key}: «{row.get('arrangement')}», knows not {', '.join(strange) or 'nothing'}")
        made[str(key)] = Shape(
            str(row["arrangement"]), bool(row.get("subject", True)), str(row.get("enacts", "")), str(row.get("opening", ""))
        )  # fmt: skip
    if "*" not in made:
        raise BadLayouts(f"shapes {name}: says nothing of the other types («*»)")
    return made


def _layout(row: Mapping[str, Any], shapes: Mapping[str, dict[str, Shape]]) -> Layout:
    name = str(row.get("key", "?"))
    lacking, strange = sorted(_NEEDED - set(row)), sorted(set(row) - _NEEDED - _MAY)
    if lacking or strange:
        raise BadLayouts(f"{name}: lacks {', '.join(lacking) or 'nothing'}, knows not {', '.join(strange) or 'nothing'}")
    if row["system"] not in SYSTEMS or row["mark"] not in "VIMP" or row["page_number"] not in ("top", "foot"):
        raise BadLayouts(f"{name}: system «{row['system']}», mark «{row['mark']}», page number «{row['page_number']}»")
    if set(row["margins"]) != {"top", "bottom", "left", "right"}:
        raise BadLayouts(f"{name}: margins are top, bottom, left, right")
    unknown = sorted(set(row["signs"]) - set(FORMS))
    if unknown or row["shapes"] not in shapes:
        raise BadLayouts(f"{name}: signs «{', '.join(unknown)}», shapes «{row['shapes']}»")
    return Layout(
        key=name, system=str(row["system"]), law=str(row["law"]), mark=str(row["mark"]), title=str(row.get("title", name)),
        paper=str(row["paper"]), margins={key: int(value) for key, value in row["margins"].items()}, size=int(row["size"]),
        number_label=str(row["number_label"]), about=str(row["about"]), page_number=str(row["page_number"]),
        grounds_italic=bool(row["grounds_italic"]), grounds_end=str(row["grounds_end"]),
        signs={str(key): str(value) for key, value in row["signs"].items()}, shapes=shapes[row["shapes"]],
        since=row.get("since"), until=row.get("until"),
    )  # fmt: skip


def layout_on(layouts: Sequence[Layout], system: str, day: date) -> Layout:
    """Return the layout of a system's papers of a day; KeyError when the file has none."""
    for one in layouts:
        if one.system == system and one.holds(day):
            return one
    raise KeyError(f"{system} {day}")
