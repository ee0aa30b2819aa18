"""Templates of drafts as the reviewed file says them: fields in braces, which of them each source knows, and their filling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from lienthong.casework.drafting.rules.content import NAMES, Content, cleaned

FACTS: Mapping[str, frozenset[str]] = {
    "blank": frozenset({"unit", "body", "place"}),
    "letter": frozenset({"unit", "body", "place", "symbol", "day", "issuer", "subject", "type"}),
    "dossier": frozenset({"unit", "body", "place", "code", "applicant", "procedure"}),
}
"""What a template may name, by what the draft comes from."""
SYSTEMS = ("state", "party")
_NEEDED = {"key", "name", "system", "source", "type_key", "mark", "content"}
_MAY = {"since", "until"}


class BadTemplates(ValueError):
    """The file of templates does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Template:
    """A begun text: of a system and a type, for drafts that come from a source, in `[since, until)`.

    source   blank, letter (it answers one) or dossier.   content: texts of fields with {facts}.
    """

    key: str
    name: str
    system: str
    source: str
    type_key: str
    mark: str
    content: Mapping[str, str]
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether drafts of a day begin so."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def templates_of(file: Mapping[str, Any]) -> tuple[Template, ...]:
    """Return the templates that a file holds.  Raises BadTemplates, naming the template and the field."""
    made = tuple(_template(row) for row in file.get("templates", ()))
    keys = [one.key for one in made]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise BadTemplates(f"stands twice: {', '.join(twice)}")
    return made


def _template(row: Mapping[str, Any]) -> Template:
    name = str(row.get("key", "?"))
    lacking, strange = sorted(_NEEDED - set(row)), sorted(set(row) - _NEEDED - _MAY)
    if lacking or strange:
        raise BadTemplates(f"{name}: lacks {', '.join(lacking) or 'nothing'}, knows not {', '.join(strange) or 'nothing'}")
    if row["system"] not in SYSTEMS or row["source"] not in FACTS or row["mark"] not in "VIMP":
        raise BadTemplates(f"{name}: system «{row['system']}», source «{row['source']}», mark «{row['mark']}»")
    for field, text in row["content"].items():
        if field not in NAMES or field == "copies":
            raise BadTemplates(f"{name}: there is no field «{field}»")
        unknown = sorted(named(str(text), f"{name} {field}") - FACTS[row["source"]])
        if unknown:
            raise BadTemplates(f"{name} {field}: a {row['source']} does not know {', '.join(unknown)}")
    return Template(
        key=name, name=str(row["name"]), system=str(row["system"]), source=str(row["source"]), type_key=str(row["type_key"]),
        mark=str(row["mark"]), content={str(key): str(value) for key, value in row["content"].items()},
        since=row.get("since"), until=row.get("until"),
    )  # fmt: skip


def named(text: str, where: str) -> frozenset[str]:
    """Return the facts that a text names.  Raises BadTemplates for braces that name none."""
    try:
        parts = [(field, spec, kind) for _, field, spec, kind in Formatter().parse(text) if field is not None]
    except ValueError as fault:
        raise BadTemplates(f"{where}: {fault}") from fault
    for field, spec, kind in parts:
        if not field.isidentifier() or spec or kind:
            raise BadTemplates(f"{where}: «{{{field}}}» is no plain name")
    return frozenset(field for field, _, _ in parts)


def filled(template: Template, facts: Mapping[str, str]) -> Content:
    """Return the content of a template with its facts filled in; of one that is not known dots stay to be typed over."""
    known = {name: facts.get(name) or "…" for name in FACTS[template.source]}
    return cleaned(Content(**{field: text.format(**known) for field, text in template.content.items()}))  # type: ignore[arg-type]
