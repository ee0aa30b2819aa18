"""The templates as the file says; read once per process."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lienthong.casework.notices import rules
from lienthong.casework.notices.errors import TemplateFaults
from lienthong.casework.notices.rules import Template

FILE = Path(__file__).resolve().parent.parent / "data" / "templates.yaml"


def parsed(text: str) -> tuple[Template, ...]:
    """Return the templates of a file.  Raises TemplateFaults, naming every fault."""
    try:
        found = tuple(_template(one) for one in yaml.safe_load(text))
    except (yaml.YAMLError, TypeError, KeyError) as fault:
        raise TemplateFaults(faults=f"không đọc được ({fault}).") from fault
    if wrong := rules.faults(found):
        raise TemplateFaults(faults=" ".join(wrong))
    return found


def _template(told: dict[str, Any]) -> Template:
    return Template(**{"language": "vi", "about": rules.DOSSIER, **told})


@cache
def templates() -> tuple[Template, ...]:
    """Return the templates of the product."""
    return parsed(FILE.read_text(encoding="utf-8"))


def template(key: str, on: date, language: str = "vi") -> Template:
    """Return the template of a happening on a day.  KeyError: the file has none for that day, which is a defect of the file."""
    found = rules.in_force(templates(), key=key, on=on, language=language)
    if found is None:
        raise KeyError(f"{key} {on}")
    return found


def kind_name(kind: str) -> str:
    """Return what people call a kind of notice: the Vietnamese names of its happenings; empty for an unknown kind."""
    return ", ".join(dict.fromkeys(one.name for one in templates() if one.kind == kind and one.language == "vi"))


def must_be_told(kind: str) -> bool:
    """Return whether an office must give notices of a kind."""
    return any(one.must for one in templates() if one.kind == kind)
