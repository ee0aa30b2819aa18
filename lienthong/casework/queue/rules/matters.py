"""Which group of counters serves a procedure: the one that names it, else the one that names its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """How a matter is named: by the code of one procedure, or by the name of a field of procedures."""

    PROCEDURE = "procedure"
    FIELD = "field"


@dataclass(frozen=True)
class MatterRow:
    """A matter and the group that serves it.  key: code of a procedure, or name of a field."""

    group_uid: UUID
    kind: Kind
    key: str


def serving(matters: Iterable[MatterRow], *, procedure: str, field: str) -> UUID | None:
    """Return the group that serves a procedure, None when none names it, nor its field: then the citizen chooses.

    procedure  code.  field  name of its field.  Either may be empty, which nothing is named by.
    """
    found = {(row.kind, row.key): row.group_uid for row in matters}
    return found.get((Kind.PROCEDURE, procedure)) or found.get((Kind.FIELD, field))
