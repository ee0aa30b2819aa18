"""A paper printed: by the office's version that holds for the dossier, else by the built-in form of its era."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lienthong.casework.forms.errors import FormBroken
from lienthong.casework.forms.queries.builtin import kind, template_on
from lienthong.casework.forms.queries.reading import VersionRow, holding
from lienthong.casework.forms.rules.telling import told, too_dear
from lienthong.office.org import public as org
from lienthong.toolkit import paper

PATIENCE = 60.0
"""Seconds that a published version gets; a register of 6,000 lines takes 8 on an idle core."""


def printed(kind_key: str, data: Mapping[str, Any], *, unit_id: int, day: date, built_in: bool = False) -> bytes:
    """Return the PDF of a paper of a dossier.

    unit_id, day  who received the dossier and when: they choose the version, whenever it is printed.
    data          as the built-in form takes them; `sample` («mẫu minh họa») is taken away where the office has a version of its
                  own, for the office answers for that (docs/decisions/0012).
    built_in      print the built-in form although the office has its own, when that one is broken.
    Raises KindUnknown, FormBroken.
    """
    own = None if built_in else holding(unit_id, day, kinds=[kind(kind_key).key], texts=True).get(kind_key)
    if own is None:
        return paper.render(template_on(kind_key, day), data)
    return _by(own, data)


def _by(own: VersionRow, data: Mapping[str, Any]) -> bytes:
    chosen = kind(own.kind)
    facts = dict(data) | ({"sample": False} if "sample" in data else {})
    try:
        return paper.render_text(own.text, chosen.fields, facts, name=own.kind, seconds=PATIENCE).pdf
    except paper.PaperTextFault as no:
        fault = told(no.line, no.message)
    except paper.PaperTooDear:
        fault = too_dear()
    raise FormBroken(title=chosen.title, number=own.number, unit=org.unit(own.unit_id).name, fault=str(fault))
