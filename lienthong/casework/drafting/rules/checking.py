"""Whether the fields of a version fit their columns, and what it lacks before it can be signed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from lienthong.casework.drafting import errors
from lienthong.casework.drafting.rules.content import Content
from lienthong.casework.drafting.rules.layouts import Shape
from lienthong.casework.drafting.rules.words import FIELD_NAMES, FORMS, MOST, MOST_COPIES
from lienthong.toolkit.errors import Refusal


def field_faults(content: Content, marks: Mapping[str, Mapping[str, str]]) -> dict[str, Refusal]:
    """Return what is wrong with fields, by name.  marks: the keys that each mark above the text may have (documents.MARKS)."""
    long = {
        name: errors.TooLong(what=FIELD_NAMES[name], most=most)
        for name, most in MOST.items()
        if len(getattr(content, name, "")) > most
    }
    choices = {**marks, "sign_form": FORMS}
    strange = {
        name: errors.ChoiceUnknown(what=FIELD_NAMES[name].lower())
        for name, known in choices.items()
        if getattr(content, name) not in known
    }
    found: dict[str, Refusal] = dict(chain(long.items(), strange.items()))
    if content.copies is not None and not 1 <= content.copies <= MOST_COPIES:
        found["copies"] = errors.CountWrong(most=MOST_COPIES)
    return found


def must_fit(content: Content, marks: Mapping[str, Mapping[str, str]]) -> None:
    """Raise the first of `field_faults`: TooLong, ChoiceUnknown or CountWrong."""
    for fault in field_faults(content, marks).values():
        raise fault


def lacking(content: Content, shape: Shape) -> list[str]:
    """Return the names of the fields without which a paper of a shape cannot be signed and registered."""
    needed = ["text", "signer", "signer_post", "place"]
    needed += ["subject"] if shape.subject else []
    needed += ["second_signer"] if shape.arrangement == "minutes" else []
    return [FIELD_NAMES[name].lower() for name in needed if not getattr(content, name)]
