"""A reviewed file of reforms becomes reorganisations, one for each day on which it changes the map."""

from __future__ import annotations

import hashlib
from datetime import datetime
from itertools import groupby
from uuid import UUID

from lienthong.casework.reorganisation import access
from lienthong.casework.reorganisation.models import Reorganisation
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.canonical import canonical_bytes

SHIPPED = org.DATA / "binh-lieu-reforms.yaml"
"""The reviewed file that comes with the product; its keys are those of binh-lieu-2018.yaml."""


def load(*, actor: Actor, at: datetime, text: str, name: str) -> list[UUID]:
    """Take in the text of a reviewed file; return its reorganisations by day.  The same file again gives the same ones.

    Units are named by their key in the shipped file of 2018, by a key of the file itself, or by their official code.
    Raises NotYourReorganisation, and BadOrganisationFile, which names the entry.
    """
    reforms = org.read_reforms(text, name=name)
    with access.everywhere(actor):
        names = org.named_units()
        found = []
        for on, group in groupby(sorted(reforms, key=lambda one: (one.on, one.number)), key=lambda one: one.on):
            entries, document = [], ""
            for one in group:
                entries.append({"number": one.number, "entry": {k: value for k, value in one.entry.items() if k != "date"}})
                document = document or one.document
            digest = hashlib.sha256(canonical_bytes({"on": on.isoformat(), "entries": entries})).hexdigest()
            row, _ = Reorganisation.objects.get_or_create(
                digest=digest,
                defaults={
                    "source": name[:200], "on": on, "document": document[:300], "entries": entries,
                    "names": names, "made_at": at, "made_by": actor.name,
                },
            )  # fmt: skip
            found.append(row.uid)
    return found
