"""Files that a clerk scans or uploads: one document each, or all of them one; looked at by a job, so that nobody waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.intake import access
from lienthong.casework.intake.errors import ArchiveNotTaken, NothingSent, TooManyFiles
from lienthong.casework.intake.rules.arrivals import MOST_FILES, Arriving, FileLike
from lienthong.casework.intake.services.putting import put
from lienthong.casework.intake.services.reading import put_message, put_packet
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal

ARCHIVES = frozenset({"zip", "rar", "7z", "gz", "tar"})
_READ = {"eml": put_message, "edxml": put_packet}


@dataclass(frozen=True)
class Uploaded:
    """What became of an upload: the arrivals, and the files that were not taken with the reason of each."""

    arrivals: tuple[UUID, ...]
    refused: tuple[Refusal, ...]


def upload(
    *, actor: Actor, at: datetime, body_key: str, uploads: Sequence[FileLike], key: UUID, channel: str, together: bool = False
) -> Uploaded:
    """Put files that a clerk brings before the clerk, at most 50 at once; sent again under the same key nothing is put twice.

    together  all of them are one document; else each is one, and a message or a packet among them is taken apart.
    key       of the page that sent them.   channel: paper for scans, else upload.
    Each file is read when its turn comes.  Archives are not taken, the others are.
    Raises NotYours, NothingSent, TooManyFiles, KeeperUnknown.
    """
    access.must(actor)
    if not uploads:
        raise NothingSent
    if len(uploads) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    good = [(number, one) for number, one in enumerate(uploads) if _ending(one) not in ARCHIVES]
    refused = tuple(ArchiveNotTaken(name=files.clean_name(one.name)) for one in uploads if _ending(one) in ARCHIVES)
    groups: list[tuple[int, tuple[FileLike, ...]]] = [(number, (one,)) for number, one in good]
    if together and good:
        groups = [(0, tuple(one for _, one in good))]
    made = [_put(actor, at, body_key, channel, f"upload:{key}:{number}", some) for number, some in groups]
    return Uploaded(tuple(made), refused)


def _put(actor: Actor, at: datetime, body_key: str, channel: str, origin: str, some: tuple[FileLike, ...]) -> UUID:
    reader = _READ.get(_ending(some[0])) if len(some) == 1 else None
    if reader is not None:
        return reader(at=at, keeper_uid=actor.unit_uid, body_key=body_key, data=some[0].content, actor=actor, later=True)
    new = Arriving(actor.unit_uid, body_key, channel, origin=origin, received_at=at, files=some)
    return put(at=at, new=new, actor=actor, later=True)


def _ending(one: FileLike) -> str:
    return files.clean_name(one.name).rpartition(".")[2].lower()
