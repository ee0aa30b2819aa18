"""Chains: who looks at a document and signs it, in which order; data by system and type, changed by the drafter in its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lienthong.casework.approval.rules.words import CONTENT, COSIGN, FORM, ISSUE, ROLES, SIGN

WHERE = ("drafter", "keeper", "body")
MARKS = frozenset("VIMP")


class BadChains(ValueError):
    """The file of chains does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Chain:
    """A chain: its stands as (role, where), for documents of some systems and types (none named: of all).

    mark  how sure we are of it (V I M P).
    """

    key: str
    mark: str
    stands: tuple[tuple[str, str], ...]
    systems: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()

    def fits(self, system: str, type_key: str) -> bool:
        """Return whether documents of a system and type go this way."""
        return (not self.systems or system in self.systems) and (not self.types or type_key in self.types)

    @property
    def narrowness(self) -> tuple[bool, bool]:
        """Return how narrow it is: one that names types goes before one that names systems, that before one for all."""
        return bool(self.types), bool(self.systems)


def chains_of(file: Mapping[str, Any]) -> tuple[Chain, ...]:
    """Return the chains that a file holds.  Raises BadChains, naming the chain."""
    made = tuple(_chain(key, told) for key, told in file.items())
    if not any(one.narrowness == (False, False) for one in made):
        raise BadChains("no chain for everything")
    return made


def _chain(key: str, told: Mapping[str, Any]) -> Chain:
    strange = sorted(set(told) - {"mark", "stands", "systems", "types"})
    stands = tuple((one["role"], one["at"]) for one in told.get("stands", ()))
    roles = [role for role, _ in stands]
    wrong = [role for role, where in stands if role not in ROLES or where not in WHERE]
    if strange or wrong or told.get("mark") not in MARKS:
        raise BadChains(f"{key}: {', '.join((*strange, *wrong)) or 'mark'}")
    if roles != sorted(roles, key=list(ROLES).index) or roles.count(SIGN) != 1 or roles[-1:] != [ISSUE]:
        raise BadChains(f"{key}: looks come before the one signature, and the records clerk is the last")
    return Chain(key, told["mark"], stands, frozenset(told.get("systems", ())), frozenset(told.get("types", ())))


def chain_for(chains: Iterable[Chain], system: str, type_key: str) -> Chain:
    """Return the narrowest chain that fits; of two alike the first."""
    return max((one for one in chains if one.fits(system, type_key)), key=lambda one: one.narrowness)


def stands_of(
    chain: Chain, units: Mapping[str, int], *, cosigners: Sequence[int] = (), signer: int | None = None
) -> list[tuple[str, int]]:
    """Return the stands of a round as (role, unit).

    units      of drafter, keeper and body.   cosigners  units whose heads sign before the signer, in this order.
    signer     the unit whose head signs (TL.: the keeper's), when it is not the body's.
    Who signs does not look before it signs, and one unit looks once: content and form in one look.
    """
    made: list[tuple[str, int]] = []
    signs = units["body"] if signer is None else signer
    for role, where in chain.stands:
        unit = signs if role == SIGN else units[where]
        if role == SIGN:
            made += [(COSIGN, one) for one in dict.fromkeys(cosigners) if one != signs]
        made.append((role, unit))
    signing = {unit for role, unit in made if role in (SIGN, COSIGN)}
    looks = {unit: role for role, unit in made if role in (CONTENT, FORM)}  # the last look of a unit is its only one
    return [(role, unit) for role, unit in made if role not in (CONTENT, FORM) or (unit not in signing and looks[unit] == role)]
