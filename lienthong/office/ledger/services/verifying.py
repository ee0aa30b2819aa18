"""Verification: recompute everything that was promised and name the first thing that is wrong.

Hashes are computed here, not by the database; rows are streamed, so memory does not grow with the ledger.
All passes look at one snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connections
from psycopg import sql

from lienthong.office.ledger.rules import merkle, notes
from lienthong.office.ledger.rules.entries import LINK, ZERO
from lienthong.office.ledger.rules.findings import Fault, VerifyReport
from lienthong.office.ledger.services import consistency, vault
from lienthong.toolkit import clock
from lienthong.toolkit.invariants import Invariant

CHUNK = 2000
COUNTS = """
SELECT (SELECT count(*) FROM ledger_event), (SELECT count(*) FROM ledger_leaf), (SELECT count(*) FROM ledger_unsealed),
       (SELECT min(recorded_at) FROM ledger_unsealed), pg_export_snapshot()
"""


@dataclass
class _Sight:
    """One verification: its connection, the key, the exported notes, what was counted."""

    connection: psycopg.Connection[Any]
    key: Ed25519PublicKey | None
    file: Path
    exported: list[str]
    checkpoints: list[tuple[int, int, bytes, bytes, str]] = field(default_factory=list)

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of `statement` in binary form."""
        return psycopg.Cursor(self.connection).stream(statement, binary=True, size=CHUNK)


def verify(*, using: str = "owner", checkpoint_file: Path | None = None) -> VerifyReport:
    """Check chains, numbering, Merkle roots, signatures, the exported file, and all that is derived from the bodies.

    checkpoint_file   the exported checkpoints to check against; by default the installation's own.  The public key
                      is read beside it (`ledger.vkey`).
    """
    file = checkpoint_file or vault.checkpoint_file()
    with _snapshot(using) as connection, connection.cursor() as cursor:
        sight = _sight(connection, file)
        cursor.execute(COUNTS)
        events, sealed, waiting, oldest, snapshot = cursor.fetchone() or (0, 0, 0, None, "")
        with _snapshot(using, snapshot) as one, _snapshot(using, snapshot) as another, ThreadPoolExecutor(2) as pool:
            bodies = pool.submit(consistency.bodies, one)
            around = pool.submit(lambda: (consistency.heads(another), consistency.derived(another)))
            fault = _chains(sight) or _log(sight) or _signed(sight) or _export(sight)
            fault = fault or around.result()[0] or bodies.result() or around.result()[1]
    age = 0.0 if oldest is None else max(0.0, (clock.real_now() - oldest).total_seconds())
    return VerifyReport(events, sealed, len(sight.checkpoints), len(sight.exported), waiting, age, fault)


def invariants() -> list[Invariant]:
    """Return what must always hold: chains (I4) and the sealed log (I12), each looked at by itself."""
    return [
        Invariant("ledger.I4", "Mỗi luồng sự kiện liền số 1..n và khớp chuỗi băm", lambda: _alone(_chains)),
        Invariant("ledger.I12", "Gốc Merkle, chữ ký và tệp niêm phong tính lại đúng", lambda: _alone(_log, _signed, _export)),
    ]


def _alone(*passes: Callable[[_Sight], Fault | None]) -> list[str]:
    found = []
    for check in passes:
        with _snapshot("owner") as connection:
            fault = check(_sight(connection, vault.checkpoint_file()))
            found += [fault.message] if fault else []
    return found


def _sight(connection: psycopg.Connection[Any], file: Path) -> _Sight:
    rows = connection.execute("SELECT epoch, size, root, frontier, note FROM ledger_checkpoint ORDER BY epoch, size")
    found = [(row[0], row[1], bytes(row[2]), bytes(row[3]), row[4]) for row in rows]
    return _Sight(connection, vault.public_key(file.parent), file, vault.exported_notes(file), found)


@contextmanager
def _snapshot(using: str, snapshot: str = "") -> Iterator[psycopg.Connection[Any]]:
    """Open an own connection and one read-only snapshot in it, a new one or that of another connection."""
    wrapper = connections.create_connection(using)
    try:
        wrapper.ensure_connection()
        connection = wrapper.connection
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if snapshot:
            connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        connection.execute("SET LOCAL work_mem = '128MB'")
        connection.execute("SET LOCAL jit = off")
        yield connection
    finally:
        wrapper.close()


def _chains(sight: _Sight) -> Fault | None:
    """Each stream: numbers 1, 2, 3 …, each hash is that of the body and the hash before."""
    current, seq, prev = b"", 0, ZERO
    for stream, number, uid, digest, body in sight.rows(
        "SELECT uuid_send(stream_uid), seq, uuid_send(uid), hash, convert_to(body, 'UTF8') "
        "FROM ledger_event ORDER BY stream_uid, seq"
    ):
        if stream != current:
            current, seq, prev = stream, 0, ZERO
        seq += 1
        if number != seq:
            return Fault("gap", UUID(bytes=bytes(stream)), number, UUID(bytes=bytes(uid)), expected=seq)
        prev = sha256(LINK + stream + number.to_bytes(8, "big") + prev + sha256(body).digest()).digest()
        if prev != digest:
            return Fault("chain", UUID(bytes=bytes(stream)), number, UUID(bytes=bytes(uid)))
    return None


def _log(sight: _Sight) -> Fault | None:
    """The sealer's log: gapless leaves over the events' hashes, the root of each checkpoint, the tiles."""
    wanted = {size: root for _, size, root, _, _ in sight.checkpoints}
    frontier = merkle.Frontier()
    for index, leaf, digest in sight.rows(
        "SELECT l.leaf_index, l.hash, e.hash FROM ledger_leaf l LEFT JOIN ledger_event e ON e.id = l.event_id "
        "ORDER BY l.leaf_index"
    ):
        if index != frontier.size:
            return Fault("leaf_gap", leaf_index=frontier.size)
        if digest is None:
            return Fault("leaf_orphan", leaf_index=index)
        if sha256(b"\x00" + digest).digest() != leaf:
            return Fault("leaf", leaf_index=index)
        frontier.push(leaf)
        if frontier.size in wanted and wanted[frontier.size] != frontier.root():
            return Fault("root", leaf_index=index, checkpoint_size=frontier.size)
    last = max(wanted, default=0)
    if last > frontier.size:
        return Fault("tail_cut", checkpoint_size=last, expected=frontier.size)
    if last < frontier.size:
        return Fault("beyond", checkpoint_size=last)
    return _tiles(sight, frontier)


def _tiles(sight: _Sight, frontier: merkle.Frontier) -> Fault | None:
    computed = {(level, index): digest for level, index, digest in frontier.tiles}
    for level, index, digest in sight.rows("SELECT level, index, hash FROM ledger_tile"):
        if computed.pop((level, index), None) != digest:
            return Fault("tile", leaf_index=index << (level * merkle.TILE_HEIGHT))
    for level, index in sorted(computed):
        return Fault("tile", leaf_index=index << (level * merkle.TILE_HEIGHT))
    return None


def _signed(sight: _Sight) -> Fault | None:
    """Each checkpoint row says what its signed text says."""
    if sight.checkpoints and sight.key is None:
        return Fault("key_missing")
    before = 0
    for epoch, size, root, frontier, text in sight.checkpoints:
        note = notes.read(text, sight.key) if sight.key else None
        fits = (
            note is not None
            and (note.epoch, note.size, note.root) == (epoch, size, root)
            and len(frontier) == 32 * size.bit_count()
            and merkle.Frontier.load(size, frontier).root() == root
            and size >= before
        )
        if not fits:
            return Fault("checkpoint", checkpoint_size=size)
        before = size
    return None


def _export(sight: _Sight) -> Fault | None:
    """The file outside the database: signed, in order, and every note that no epoch left behind still in the table."""
    if not sight.checkpoints and not sight.exported:
        return None
    if not sight.file.exists() or not sight.exported:
        return Fault("export_missing")
    if sight.key is None:
        return Fault("key_missing")
    read = [notes.read(text, sight.key) for text in sight.exported]
    if None in read:
        return Fault("export_signature", expected=read.index(None) + 1)
    return _exported_rows(sight, [note for note in read if note is not None])


def _exported_rows(sight: _Sight, exported: list[notes.Note]) -> Fault | None:
    rows = {(epoch, size): text for epoch, size, _, _, text in sight.checkpoints}
    for before, note in pairwise(exported):
        left = note.left_behind
        follows = note.place > before.place and (note.epoch == before.epoch or left is not None)
        if not follows or (left is not None and (left.epoch, left.size, left.root) != (*before.place, before.root)):
            return Fault("export_order", checkpoint_size=note.size)
    openings = [note for note in exported if note.left_behind is not None]
    for note, text in zip(exported, sight.exported, strict=True):
        is_left = any(opening.epoch > note.epoch and opening.size < note.size for opening in openings)
        if not is_left and rows.get(note.place) != text:
            return Fault("export_row", checkpoint_size=note.size)
    known, last = {note.place for note in exported}, exported[-1].place
    for place in sorted(rows):
        if place not in known and place < last:
            return Fault("export_gap", checkpoint_size=place[1])
    return None
