"""The papers that the product brings: kinds and eras, fields, their text as a start for one's own, a sample dossier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.forms.errors import KindUnknown
from lienthong.toolkit import paper

DATA = Path(__file__).resolve().parents[1] / "data"
MARK_WORDS: Final[Mapping[str, str]] = {
    "V": "đã đối chiếu văn bản",
    "I": "theo hệ thống đang chạy, chưa đối chiếu thông tư",
    "M": "ghi theo trí nhớ, chưa kiểm chứng",
    "P": "tự dựng, chưa biết chữ của mẫu",
}
"""The marks of the handbook in words: how sure we are of the built-in form's name and fields."""
_LOOKUP = "https://mau.example.vn/tra-cuu?ma=MAU"


@dataclass(frozen=True)
class Era:
    """A built-in form in a period `[since, until)`; `checked`: an office may rely on it as it stands."""

    title: str
    number: str
    since: date | None
    until: date | None
    mark: str
    mark_words: str
    sample: bool

    @property
    def checked(self) -> bool:
        """Return whether name and fields were compared with the text of the circular."""
        return self.mark == "V"


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its key, its name today, its fields, its eras in order."""

    key: str
    title: str
    fields: tuple[paper.Field, ...]
    eras: tuple[Era, ...]

    def era_on(self, day: date) -> Era:
        """Return the built-in form for a dossier received on a day."""
        return next(era for era in self.eras if (era.since or day) <= day and (era.until is None or day < era.until))


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of paper that an office may make its own."""
    return tuple(_kind(key, chain) for key, chain in dossiers.forms().items())


def kind(key: str) -> Kind:
    """Return a kind.  Raises KindUnknown."""
    for one in kinds():
        if one.key == key:
            return one
    raise KindUnknown(kind=key, known=", ".join(one.key for one in kinds()))


def _kind(key: str, chain: tuple[Any, ...]) -> Kind:
    eras = tuple(Era(one.title, one.number, one.since, one.until, one.mark, MARK_WORDS[one.mark], one.sample) for one in chain)
    return Kind(key, chain[-1].title, paper.list_fields(dossiers.template_of(chain[-1])), eras)


def template_on(key: str, day: date) -> str:
    """Return the built-in template for a dossier received on a day, as `paper.render` takes it."""
    return dossiers.template_of(next(one for one in dossiers.forms()[key] if one.holds_on(day)))


def starting_text(key: str, day: date) -> str:
    """Return the text of the built-in form of a day as one piece, without calls of other files: a start for one's own."""
    kind(key)
    return _one_piece(paper.template_path(template_on(key, day)))


@cache
def _one_piece(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    helpers = dict.fromkeys(found[1] for line in lines if (found := re.match(r'#import "(_\w+\.typ)"', line)))
    parts = [_one_piece(path.parent / name) for name in helpers]
    own = [line for line in lines if not line.startswith(("#import ", "//"))]
    return "\n".join([*parts, "\n".join(own).strip()]).strip() + "\n"


def sample(key: str) -> dict[str, Any]:
    """Return the data of the sample dossier for a kind; every name and number says «MẪU»."""
    told = _samples()
    made = {"title": kind(key).title, "qr": paper.qr_svg(_LOOKUP)}
    values = told["common"] | told["kinds"].get(key, {}) | made
    return {field.name: values[field.name] for field in kind(key).fields if "[]" not in field.name}


@cache
def _samples() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / "samples.yaml").read_text(encoding="utf-8"))
    return loaded
