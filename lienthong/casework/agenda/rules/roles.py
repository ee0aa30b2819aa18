"""Which bodies have a calendar, and who does what with it, as the reviewed file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROLES = ("propose", "draft", "approve")
_NEEDED = {"bodies", "offices", "roles"}


class BadRoles(ValueError):
    """The file of roles does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Roles:
    """What the file says.

    titles   key of a body -> whose calendar it is, with {name} of the body.
    offices  functions of offices that keep the calendar of the unit above: system -> function.
    duties   role -> the duties of posts, any one of which is enough.
    """

    titles: Mapping[str, str]
    offices: Mapping[str, str]
    duties: Mapping[str, tuple[str, ...]]


def roles_of(file: Mapping[str, Any]) -> Roles:
    """Return what a file says.  Raises BadRoles, naming what is wrong."""
    lacking = sorted(_NEEDED - set(file))
    if lacking:
        raise BadRoles(f"lacks {', '.join(lacking)}")
    duties = {role: tuple(file["roles"].get(role, {}).get("duties", ())) for role in ROLES}
    empty = [role for role, held in duties.items() if not held]
    if empty:
        raise BadRoles(f"nobody may {', '.join(empty)}")
    if set(file["offices"]) != {"state", "party"}:
        raise BadRoles("offices: one for state, one for party")
    titles = {str(one["key"]): str(one["title"]) for one in file["bodies"]}
    for key, title in titles.items():
        if "{name}" not in title:
            raise BadRoles(f"{key}: the title has no {{name}}")
    return Roles(titles, dict(file["offices"]), duties)
