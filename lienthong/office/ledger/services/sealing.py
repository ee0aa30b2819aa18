"""The sealer: it alone numbers events, in one gapless Merkle log, and signs where the log stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connections, transaction

from lienthong.office.ledger.errors import LedgerBehindExport, NothingToLeaveBehind
from lienthong.office.ledger.models import Checkpoint
from lienthong.office.ledger.rules import merkle, notes
from lienthong.office.ledger.services import vault
from lienthong.toolkit import clock

LOCK = 0x4C54_5345_414C
"""Key of the advisory lock that only one sealer holds."""
BATCH = 256 * 16


def seal_pending(*, limit: int = BATCH, using: str = "sealer") -> int:
    """Number up to `limit` waiting events, sign a checkpoint, export it; return how many were sealed.

    Events are taken in the order of their ids; one that commits late gets a later number.  Returns 0 when nothing
    waits or another sealer is at work.  Raises LedgerBehindExport when the exported file knows more than the database.
    """
    return _seal(_WAITING, limit, using)


def seal_loaded(*, limit: int, using: str = "sealer") -> int:
    """Number up to `limit` events of a bulk load, which left out `ledger_unsealed`, as `seal_pending` does; return how many.

    Takes the events after the last sealed one in the order of their ids, so that one which commits later with a lower id would
    be left out: only for an installation that nobody else writes to, when all of the load is committed and nothing waits.
    """
    return _seal(_LOADED, limit, using)


_WAITING = """
SELECT u.event_id, e.hash FROM ledger_unsealed u JOIN ledger_event e ON e.id = u.event_id ORDER BY u.event_id LIMIT %s
"""
_LOADED = """
SELECT id, hash FROM ledger_event WHERE id > (SELECT coalesce(max(event_id), 0) FROM ledger_leaf) ORDER BY 1 LIMIT %s
"""
_NO_LONGER = "DELETE FROM ledger_unsealed u USING ledger_leaf l WHERE l.event_id = u.event_id AND l.leaf_index >= %s"


def _seal(asked: str, limit: int, using: str) -> int:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if not _alone(cursor):
            return 0
        last = _last(using)
        _refuse_behind(last)
        cursor.execute(asked, [limit])
        taken = cursor.fetchall()
        if taken:
            frontier = merkle.Frontier.load(last.size, bytes(last.frontier)) if last else merkle.Frontier()
            first = frontier.size
            _write_leaves(cursor, frontier, taken)
            if asked is _WAITING:
                cursor.execute(_NO_LONGER, [first])
            _sign(using, frontier, last.epoch if last else 1)
    if taken or last:
        export_pending(using=using)
    return len(taken)


def open_epoch(*, reason: str, using: str = "sealer") -> notes.Note:
    """Sign a new epoch over the log as it stands and name the last checkpoint (exported, else stored) left behind.

    To be done after a restore, before sealing goes on.  Raises NothingToLeaveBehind without any checkpoint or a reason.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = _last(using)
        left = _exported() or last
        if left is None or not reason.strip():
            raise NothingToLeaveBehind()
        frontier = merkle.Frontier.load(last.size, bytes(last.frontier)) if last else merkle.Frontier()
        behind = notes.LeftBehind(left.epoch, left.size, bytes(left.root))
        epoch = max(left.epoch, last.epoch if last else 0) + 1
        opened = _sign(using, frontier, epoch, behind, reason)
    export_pending(using=using)
    return opened


def export_pending(*, using: str = "sealer") -> int:
    """Append to the file outside the database the checkpoints that it does not hold yet; return how many."""
    if not _after(vault.last_exported(vault.checkpoint_file()), using):
        return 0
    return vault.export(lambda last: _after(last, using))


def _after(text: str | None, using: str) -> list[str]:
    """Return the signed checkpoints that come after an exported one; every one when nothing was exported."""
    note = _read(text)
    epoch, size = note.place if note else (0, -1)
    rows = Checkpoint.objects.using(using).extra(where=["(epoch, size) > (%s, %s)"], params=[epoch, size])
    return list(rows.order_by("epoch", "size").values_list("note", flat=True))


def _alone(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
    return bool(cursor.fetchone()[0])


def _last(using: str) -> Checkpoint | None:
    return Checkpoint.objects.using(using).order_by("epoch", "size").last()


def _exported() -> notes.Note | None:
    return _read(vault.last_exported(vault.checkpoint_file()))


def _read(text: str | None) -> notes.Note | None:
    key = vault.public_key()
    return notes.read(text, key) if text and key else None


def _refuse_behind(last: Checkpoint | None) -> None:
    exported = _exported()
    if exported is None:
        return
    place = (last.epoch, last.size) if last else (0, 0)
    if exported.place > place or (last and exported.place == place and exported.root != bytes(last.root)):
        raise LedgerBehindExport(epoch=place[0], size=place[1], exported_epoch=exported.epoch, exported_size=exported.size)


def _write_leaves(cursor: Any, frontier: merkle.Frontier, waiting: Iterable[tuple[int, Any]]) -> None:
    lines = []
    for event_id, digest in waiting:
        leaf = merkle.leaf_hash(digest)
        lines.append(f"{frontier.size}\t{event_id}\t\\\\x{leaf.hex()}\n")
        frontier.push(leaf)
    with cursor.copy("COPY ledger_leaf (leaf_index, event_id, hash) FROM STDIN") as copy:
        copy.write("".join(lines))
    with cursor.copy("COPY ledger_tile (level, index, hash) FROM STDIN") as copy:
        for tile in frontier.tiles:
            copy.write_row(tile)


def _sign(
    using: str, frontier: merkle.Frontier, epoch: int, left: notes.LeftBehind | None = None, reason: str = ""
) -> notes.Note:
    at = clock.real_now()
    note = notes.Note(vault.origin(), frontier.size, frontier.root(), epoch, notes.sealed_text(at), left, reason)
    Checkpoint.objects.using(using).create(
        epoch=epoch,
        size=note.size,
        root=note.root,
        frontier=frontier.dump(),
        note=notes.write(note, vault.private_key()),
        sealed_at=at,
    )
    return note
