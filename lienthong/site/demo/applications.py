"""What the counter writes down for a planned dossier: applicant, papers, fees."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.site.demo.people import applicant, person_name
from lienthong.site.demo.plan import OUTAGE_REASON, Planned
from lienthong.site.demo.scenes import Scene

SHELVES = ("Tủ 1, ngăn A", "Tủ 1, ngăn B", "Tủ 2, ngăn A", "Tủ 2, ngăn C", "")


@dataclass(frozen=True)
class Asked:
    """An application with what is owed for it: fee keys paid at reception, and at the end."""

    application: dossiers.Application
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Homes:
    """Where applicants live: the units of a scene's homes by their key."""

    scene: Scene
    units: dict[str, org.UnitRow]

    def of(self, counter: str, chance: random.Random) -> str:
        """Return where somebody lives who comes to a counter: in its own territory, else anywhere."""
        return counter if counter in self.units else chance.choice(tuple(self.units))


def application_of(planned: Planned, definition: procedures.Definition, homes: Homes, chance: random.Random) -> Asked:
    """Return what the clerk writes down, drawn from the dossier's own chance."""
    home = homes.of(planned.unit, chance)
    owner = _person(home, homes, chance)
    other = _person(home, homes, chance) if chance.random() < 0.12 else None
    many = planned.code == "1.011607" and chance.random() < 0.2
    households = tuple(_person(home, homes, chance) for _ in range(chance.randint(2, 5))) if many else ()
    counts, exempt, before, after = _fees(planned, definition, chance)
    late = planned.entered_at != planned.received_at
    made = dossiers.Application(
        version_uid=planned.version_uid,
        case=planned.case,
        channel=planned.channel,
        owner=owner,
        submitter=other,
        households=households,
        papers=_papers(planned, definition, chance),
        shelf=chance.choice(SHELVES),
        fees={key: pieces for key, (pieces, _) in counts.items()},
        copies={key: copies for key, (_, copies) in counts.items()},
        exempt=exempt,
        received_at=planned.received_at if late else None,
        late_reason=OUTAGE_REASON if late else "",
    )
    return Asked(made, before, after)


def _person(home: str, homes: Homes, chance: random.Random) -> dossiers.Person:
    unit, scene = homes.units[home], homes.scene
    one = applicant(chance, home, unit.short_name, villages=scene.villages, year=scene.present.year)
    return dossiers.Person(
        name=one.name,
        id_type=one.id_type,
        id_number=one.id_number,
        born_year=one.born_year,
        sex=one.sex,
        phone=one.phone,
        address_unit_id=unit.id,
        address=one.address,
        signs_by="thumbprint" if one.witness else "signature",
        witness=one.witness,
    )


def _papers(planned: Planned, definition: procedures.Definition, chance: random.Random) -> tuple[dossiers.Paper, ...]:
    found = []
    for paper in definition.papers_for(planned.case):
        if paper.action != "submit":
            if planned.channel != "direct":
                continue  # nobody stood there to show it
            found.append(dossiers.Paper(paper.key, paper.name, shown_only=True))
        elif paper.required or chance.random() < 0.15:
            copies = paper.copies or (0 if paper.originals else 1)
            found.append(dossiers.Paper(paper.key, paper.name, originals=paper.originals, copies=copies))
    return tuple(found)


def _fees(
    planned: Planned, definition: procedures.Definition, chance: random.Random
) -> tuple[dict[str, tuple[int, int]], dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Return (quantity and copies by fee, ground of exemption by fee, keys to pay at reception, keys to pay at the end).

    Copies have a chance of their own, so that the rest of the history does not hang on them.
    """
    counts, exempt = {}, {}
    copying = random.Random(planned.received_at.timestamp())
    owed: dict[str, list[str]] = {"before": [], "after": []}
    for fee in definition.fees_for(planned.case, planned.channel):
        pieces, copies = chance.randint(1, 6) if fee.tiers else 1, copying.randint(1, 4) if fee.by_page else 1
        counts[fee.key] = pieces, copies
        if fee.exemptions and chance.random() < 0.25:
            exempt[fee.key] = chance.choice(fee.exemptions).ground
        elif fee.moment in owed and procedures.fee_amount(fee, pieces, copies=copies):
            owed[fee.moment].append(fee.key)
    return counts, exempt, tuple(owed["before"]), tuple(owed["after"])


def receiver_of(asked: Asked, chance: random.Random) -> str:
    """Return who fetches the result: mostly the person who handed in."""
    if chance.random() < 0.08:
        return person_name(chance, chance.choice(("nam", "nữ")))
    return (asked.application.submitter or asked.application.owner).name
