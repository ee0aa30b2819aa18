"""A text tried out: what is wrong with it, and how it looks with the sample dossier.  Nothing is kept."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lienthong.casework.forms.errors import Fault, TextFaults
from lienthong.casework.forms.queries.builtin import Kind, kind, sample, starting_text
from lienthong.casework.forms.rules.checking import faults
from lienthong.casework.forms.rules.printed import unprinted
from lienthong.casework.forms.rules.probing import probe
from lienthong.casework.forms.rules.telling import in_order, told, too_dear
from lienthong.toolkit import paper

MARK = "MẪU"


def faults_of(kind_key: str, text: str) -> tuple[Fault, ...]:
    """Return every fault of a text for a kind of paper, by line; none: it can be kept.

    First the text is read; only when that finds nothing it is printed in the cell, with everything a dossier may have and with
    no more than it must have, and the values of the mandatory fields are looked for on both.  Half a second, nothing for a text
    that this process has tried before.
    Raises KindUnknown.
    """
    try:
        return _tried(kind(kind_key), text)
    except paper.PaperTooDear:
        return (too_dear(),)


def must_be_right(kind_key: str, text: str) -> None:
    """Raise TextFaults unless a text has no fault."""
    if found := faults_of(kind_key, text):
        raise TextFaults(found)


@lru_cache(maxsize=64)
def _tried(chosen: Kind, text: str) -> tuple[Fault, ...]:
    """Return the faults; a text that was too dear is not remembered: the machine may have been busy."""
    return faults(text, chosen.fields) or in_order(
        [*_printed_with(chosen, text, whole=True), *_printed_with(chosen, text, whole=False)]
    )


def _printed_with(chosen: Kind, text: str, *, whole: bool) -> tuple[Fault, ...]:
    data = probe(chosen.fields, whole=whole, picture=paper.qr_svg("https://mau.example.vn"))
    try:
        made = paper.render_text(text, chosen.fields, data, name=chosen.key, read=True)
    except paper.PaperTextFault as fault:
        return (told(fault.line, fault.message),)
    if made.pages > paper.MOST_PAGES:
        return (too_dear(made.pages, paper.MOST_PAGES),)
    filled = paper.fill_fields(chosen.key, chosen.fields, data)
    return unprinted(chosen.fields, filled, made.words, made.figures)


def preview_built_in(kind_key: str, day: date) -> bytes:
    """Return the PDF of the built-in form of a day with the sample dossier.  Raises KindUnknown."""
    chosen = kind(kind_key)
    era = chosen.era_on(day)
    told = {name: value for name, value in {"title": era.title, "sample": era.sample}.items() if name in sample(kind_key)}
    data, text = sample(kind_key) | told, starting_text(kind_key, day)
    return paper.render_text(text, chosen.fields, data, name=kind_key, marked=MARK).pdf


def preview(kind_key: str, text: str) -> bytes:
    """Return the PDF of the sample dossier, «MẪU» pale across every page.  Raises KindUnknown, TextFaults."""
    chosen = kind(kind_key)
    try:
        return paper.render_text(text, chosen.fields, sample(kind_key), name=kind_key, marked=MARK).pdf
    except paper.PaperTextFault as fault:
        raise TextFaults((told(fault.line, fault.message),)) from fault
    except paper.PaperTooDear as fault:
        raise TextFaults((too_dear(),)) from fault
