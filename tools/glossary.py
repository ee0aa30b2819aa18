"""The glossary: each app's noun and each model's verbose_name is a word of docs/glossary.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools import house

PAGE = "docs/glossary.md"
ROW = re.compile(r"^\|\s*(?P<vietnamese>[^|]+?)\s*\|\s*(?P<english>[^|]+?)\s*\|\s*(?P<identifier>[^|]+?)\s*\|")


def words(root: Path = house.ROOT) -> set[str]:
    """Return the Vietnamese words of the glossary, lower case; a cell may hold several, parted by `;` or `,`."""
    found: set[str] = set()
    for line in (root / PAGE).read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row and not set(row["vietnamese"]) <= set("- :"):
            parts = [part.strip() for part in re.split(r"[;,/]", row["vietnamese"].casefold())]
            found |= {*parts, *(re.sub(r"\s*\(.*?\)", "", part) for part in parts)}
    return found - {"", "vietnamese", "tiếng việt"}


def faults(named: Iterable[tuple[str, str]], known: set[str]) -> list[str]:
    """Return every `(where, word)` whose word is not known."""
    return [f"{where}: «{word}» is not in {PAGE}" for where, word in named if word.casefold() not in known]


def names() -> list[tuple[str, str]]:
    """Return the nouns of our apps and models, with where they stand."""
    from django.apps import apps

    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("lienthong."):
            found.append((config.name, str(config.verbose_name)))
            found += [(model._meta.label, _noun(model)) for model in config.get_models()]
    return found


def _noun(model: type[Any]) -> str:
    return str(model._meta.verbose_name)


def _all() -> list[str]:
    house.django_setup()
    return faults(names(), words())


if __name__ == "__main__":
    house.report("glossary", _all)
