"""The register of law: each `law:<key>#<article>` in code and data resolves to docs/law/register.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tools import house

REGISTER = "docs/law/register.yaml"
REFERENCE = re.compile(r"\blaw:(?P<key>[A-Za-z0-9][\w/-]*\w)(?:#(?P<article>[\w.,-]*\w))?")
MARKS = {"V", "I", "M", "P"}
READ = {".py", ".yaml", ".yml", ".html", ".typ", ".md"}


def register(root: Path = house.ROOT) -> dict[str, dict[str, Any]]:
    """Return the entries of the register by key and by every other spelling."""
    entries: list[dict[str, Any]] = yaml.safe_load((root / REGISTER).read_text(encoding="utf-8"))
    return {name: entry for entry in entries for name in (entry["key"], *entry.get("also", []))}


def articles(text: str) -> list[str]:
    """Return the articles that a reference names: `147-148` is two, `17.1` is clause 1 of article 17."""
    first, _, last = text.partition("-")
    if last.isdigit() and first.isdigit():
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [text.split(".")[0]]


def faults(root: Path = house.ROOT) -> list[str]:
    """Return references that do not resolve, and entries that are incomplete or doubled."""
    known = register(root)
    found = [f"{REGISTER}: {fault}" for fault in _faults_of_entries(root)]
    for path, line, key, article in references(root):
        if key not in known:
            found.append(f"{path}:{line}: law:{key} is not in {REGISTER}")
        elif article:
            listed = known[key].get("articles", {})
            found += [
                f"{path}:{line}: law:{key}#{one}: the article is not in {REGISTER}"
                for one in articles(article)
                if one not in listed
            ]
    return found


def references(root: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, key and article of each reference."""
    for path in sorted((root / "lienthong").rglob("*")):
        if path.suffix in READ and "tests" not in path.parts and not house.SKIPPED.intersection(path.parts):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for match in REFERENCE.finditer(line):
                    yield str(path.relative_to(root)), number, match["key"], match["article"] or ""


def _faults_of_entries(root: Path) -> Iterator[str]:
    entries = yaml.safe_load((root / REGISTER).read_text(encoding="utf-8"))
    keys = [entry.get("key") for entry in entries]
    yield from (f"{key} stands twice" for key in sorted({key for key in keys if keys.count(key) > 1}))
    for entry in entries:
        missing = {"key", "number", "title", "in_force", "mark", "software"} - set(entry)
        if missing:
            yield f"{entry.get('key')}: lacks {', '.join(sorted(missing))}"
        if entry.get("mark") not in MARKS:
            yield f"{entry.get('key')}: mark must be one of {', '.join(sorted(MARKS))}"
        since, until = (entry.get("in_force") or [None, None])[:2] if isinstance(entry.get("in_force"), list) else (None, None)
        if not (since is None or isinstance(since, date)) or (since and until and until <= since):
            yield f"{entry.get('key')}: in_force is [day, day or null], the second later"


if __name__ == "__main__":
    house.report("law", faults)
