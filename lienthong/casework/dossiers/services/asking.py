"""What a counter writes down of a reception."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lienthong.casework.dossiers.rules.persons import Person


@dataclass(frozen=True)
class Paper:
    """A paper as handed in: counts of originals, certified copies and plain copies.

    file_uid, more_files  its scans, the first and the others.  At a reception they name files that the actor holds
                          (`files.hold`): they become files of the dossier together with it.
    reuses                the signed result that this paper is (`results`): the citizen held it and sent nothing anew.
    """

    key: str
    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    shown_only: bool = False
    file_uid: UUID | None = None
    more_files: Sequence[UUID] = ()
    reuses: UUID | None = None

    @property
    def files(self) -> tuple[UUID, ...]:
        """Return every scan, in order."""
        return (self.file_uid, *self.more_files) if self.file_uid else ()


@dataclass(frozen=True)
class Application:
    """What the counter writes down.  `received_at` is the true time of reception when it is entered late.

    fees    quantity by fee key (for a tariff by pages: the pages of one copy); a key left out means 1.
    copies  by the key of a fee by pages, how many copies; a key left out means 1.  exempt: ground by fee key.
    language  vi or en: of the notices to who hands it in.   letter_uid: the incoming document that it came as; None: no letter.
    """

    version_uid: UUID
    case: str
    channel: str
    owner: Person
    submitter: Person | None = None
    representative: Person | None = None
    households: Sequence[Person] = ()
    papers: Sequence[Paper] = ()
    subject: str = ""
    sets: int = 1
    shelf: str = ""
    result_delivery: str = "counter"
    fees: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    exempt: dict[str, str] = field(default_factory=dict)
    received_at: datetime | None = None
    late_reason: str = ""
    papers_complete: bool = False
    language: str = "vi"
    letter_uid: UUID | None = None
