"""Sixty ways to change the past, as a superuser with triggers off: each is found, and an untouched ledger is clean.

Half of the attackers also recompute all that can be recomputed without the sealer's key: chains, heads, leaves,
tiles, checkpoint roots, signed by a key of their own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections, transaction

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.rules import entries, merkle, notes
from lienthong.office.ledger.services import consistency
from lienthong.office.ledger.testing import HOANH_MO, an_entry

pytestmark = pytest.mark.usefixtures("committed_db")
TABLES = tuple(
    f"ledger_{name}"
    for name in [
        "stream",
        "event",
        "event_object",
        "event_personal",
        "edge",
        "participation",
        "unsealed",
        "leaf",
        "tile",
        "checkpoint",
    ]
)
Attack = Callable[[Any, random.Random], None]


@pytest.fixture(autouse=True)
def several_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bodies of three hundred events be compared in several ranges, as those of millions are."""
    monkeypatch.setattr(consistency, "RANGE", 70)


def a_ledger() -> None:
    """Write 300 events of 20 streams, sealed in three checkpoints, and some after."""
    streams = [UUID(int=2**120 + number) for number in range(20)]
    for turn in range(3):
        with ledger.seeing([HOANH_MO]):
            ledger.append_many(
                [
                    an_entry(stream, f"dossiers.step{turn}", body={"note": f"{turn}.{step}"})
                    for step in range(5)
                    for stream in streams
                ]
            )
        ledger.seal_pending()
    with ledger.seeing([HOANH_MO]):
        ledger.append_many([an_entry(stream) for stream in streams[:3]])


def _one(cursor: Any, rng: random.Random) -> tuple[int, UUID, int]:
    """Return a sealed event: its id, stream and number."""
    cursor.execute("SELECT e.id, stream_uid, seq FROM ledger_event e JOIN ledger_leaf l ON l.event_id = e.id ORDER BY leaf_index")
    return rng.choice(cursor.fetchall())  # type: ignore[no-any-return] # a row


def _edit_body(cursor: Any, rng: random.Random) -> None:
    cursor.execute(
        'UPDATE ledger_event SET body = replace(body, \'"note":"\', \'"note":"x\') WHERE id = %s', [_one(cursor, rng)[0]]
    )


def _edit_column(cursor: Any, rng: random.Random) -> None:
    change = rng.choice(
        ["activity = 'dossiers.refuse'", "occurred_at = occurred_at - interval '1 day'", "unit_uid = NULL", "step = ''"]
    )
    cursor.execute(f"UPDATE ledger_event SET {change} WHERE id = %s", [_one(cursor, rng)[0]])


def _edit_whole(cursor: Any, rng: random.Random) -> None:
    cursor.execute(
        "UPDATE ledger_event SET activity = 'dossiers.refuse', body = replace(body, activity, 'dossiers.refuse') WHERE id = %s",
        [_one(cursor, rng)[0]],
    )


def _edit_object(cursor: Any, rng: random.Random) -> None:
    cursor.execute("UPDATE ledger_event_object SET qualifier = 'other' WHERE event_id = %s", [_one(cursor, rng)[0]])


def _edit_personal(cursor: Any, rng: random.Random) -> None:
    cursor.execute("UPDATE ledger_event_personal SET value = '\"Lê Văn Tám\"' WHERE event_id = %s", [_one(cursor, rng)[0]])


def _delete_event(cursor: Any, rng: random.Random) -> None:
    number = _one(cursor, rng)[0]
    for table, column in (("event", "id"), ("event_object", "event_id"), ("event_personal", "event_id"), ("edge", "event_id")):
        cursor.execute(f"DELETE FROM ledger_{table} WHERE {column} = %s", [number])
    cursor.execute("DELETE FROM ledger_leaf WHERE event_id = %s", [number])


def _delete_part(cursor: Any, rng: random.Random) -> None:
    table = rng.choice(["event_object", "event_personal", "edge", "leaf"])
    cursor.execute(f"DELETE FROM ledger_{table} WHERE event_id = %s", [_one(cursor, rng)[0]])


def _delete_stream(cursor: Any, rng: random.Random) -> None:
    stream = _one(cursor, rng)[1]
    cursor.execute("DELETE FROM ledger_leaf WHERE event_id IN (SELECT id FROM ledger_event WHERE stream_uid = %s)", [stream])
    for table in ("event", "event_object", "event_personal", "edge"):
        cursor.execute(f"DELETE FROM ledger_{table} WHERE stream_uid = %s", [stream])
    cursor.execute("DELETE FROM ledger_stream WHERE uid = %s", [stream])


def _swap_bodies(cursor: Any, rng: random.Random) -> None:
    first, second = _one(cursor, rng)[0], _one(cursor, rng)[0]
    second = second if second != first else first % 300 + 1
    cursor.execute(
        "UPDATE ledger_event e SET body = o.body, activity = o.activity FROM ledger_event o "
        "WHERE (e.id, o.id) IN ((%s, %s), (%s, %s))",
        [first, second, second, first],
    )


def _swap_numbers(cursor: Any, rng: random.Random) -> None:
    _, stream, _ = _one(cursor, rng)
    one, two = rng.sample(range(1, 16), 2)
    for old, new in ((one, 99), (two, one), (99, two)):
        cursor.execute("UPDATE ledger_event SET seq = %s WHERE stream_uid = %s AND seq = %s", [new, stream, old])


def _swap_leaves(cursor: Any, rng: random.Random) -> None:
    one, two = rng.sample(range(300), 2)
    for old, new in ((one, 9999), (two, one), (9999, two)):
        cursor.execute("UPDATE ledger_leaf SET leaf_index = %s WHERE leaf_index = %s", [new, old])


def _insert_event(cursor: Any, rng: random.Random) -> None:
    number, stream, _ = _one(cursor, rng)
    cursor.execute("UPDATE ledger_event SET seq = seq + 1000 WHERE stream_uid = %s AND id > %s", [stream, number])
    cursor.execute("UPDATE ledger_event SET seq = seq - 999 WHERE seq > 1000")
    cursor.execute("UPDATE ledger_stream SET next_seq = next_seq + 1 WHERE uid = %s", [stream])
    cursor.execute(
        "INSERT INTO ledger_event SELECT 5000, gen_random_uuid(), stream_uid, seq + 1, activity, lifecycle, leg, step, "
        "procedure_version, cause, person_uid, post_uid, unit_uid, occurred_at, recorded_at, body, hash "
        "FROM ledger_event WHERE id = %s",
        [number],
    )
    cursor.execute(
        "UPDATE ledger_event e SET body = replace(e.body, o.uid::text, e.uid::text) FROM ledger_event o "
        "WHERE e.id = 5000 AND o.id = %s",
        [number],
    )
    for table in ("event_object", "event_personal", "edge"):
        cursor.execute(f"CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT * FROM ledger_{table} WHERE event_id = %s", [number])
        cursor.execute("UPDATE copied SET event_id = 5000")
        cursor.execute(f"INSERT INTO ledger_{table} SELECT * FROM copied")
        cursor.execute("DROP TABLE copied")
    cursor.execute("UPDATE ledger_leaf SET leaf_index = leaf_index + 10000 WHERE leaf_index > 290")
    cursor.execute("INSERT INTO ledger_leaf VALUES (291, 5000, %s)", [bytes(32)])
    cursor.execute("UPDATE ledger_leaf SET leaf_index = leaf_index - 9999 WHERE leaf_index > 10000")


def _insert_object(cursor: Any, rng: random.Random) -> None:
    number, stream, _ = _one(cursor, rng)
    cursor.execute(
        "INSERT INTO ledger_event_object VALUES (%s, 2, %s, 'land', %s, '')", [number, stream, UUID(int=rng.getrandbits(100))]
    )


def _cut_tail(cursor: Any, rng: random.Random) -> None:
    keep = rng.choice([0, 100, 200, rng.randrange(1, 300)])
    gone = "SELECT id FROM ledger_event WHERE id NOT IN (SELECT event_id FROM ledger_leaf WHERE leaf_index < %s)"
    for table in ("event_object", "event_personal", "edge", "unsealed"):
        cursor.execute(f"DELETE FROM ledger_{table} WHERE event_id IN ({gone})", [keep])
    cursor.execute(f"DELETE FROM ledger_event WHERE id IN ({gone})", [keep])
    cursor.execute("DELETE FROM ledger_leaf WHERE leaf_index >= %s", [keep])
    cursor.execute("DELETE FROM ledger_checkpoint WHERE size > %s", [keep])
    cursor.execute("DELETE FROM ledger_stream WHERE uid NOT IN (SELECT stream_uid FROM ledger_event)")


def _edit_checkpoint(cursor: Any, rng: random.Random) -> None:
    size = rng.choice([100, 200, 300])
    change = rng.choice(["root = sha256('x')", "note = replace(note, 'epoch 1', 'epoch 2')", "frontier = ''", "size = size - 1"])
    cursor.execute(f"UPDATE ledger_checkpoint SET {change} WHERE size = %s", [size])


def _delete_checkpoint(cursor: Any, rng: random.Random) -> None:
    cursor.execute("DELETE FROM ledger_checkpoint WHERE size = %s", [rng.choice([100, 200, 300])])


PLAIN: tuple[Attack, ...] = (
    _edit_body, _edit_column, _edit_whole, _edit_object, _edit_personal, _delete_event, _delete_part, _delete_stream,
    _swap_bodies, _swap_numbers, _swap_leaves, _insert_event, _insert_object, _cut_tail, _edit_checkpoint, _delete_checkpoint,
)  # fmt: skip
CLEVER: tuple[Attack, ...] = (
    _edit_body, _edit_whole, _delete_event, _delete_stream, _swap_bodies, _swap_leaves, _insert_event, _cut_tail,
)  # fmt: skip


def _recompute(cursor: Any) -> None:
    """Rewrite whatever can be rewritten without the key, so that the database agrees with itself."""
    cursor.execute("SELECT id, uid, stream_uid, activity, occurred_at, body FROM ledger_event ORDER BY stream_uid, seq")
    heads: dict[UUID, tuple[int, bytes, UUID]] = {}
    hashes: dict[int, bytes] = {}
    for number, uid, stream, _, _, body in cursor.fetchall():
        seq, prev, _ = heads.get(stream, (0, entries.ZERO, uid))
        hashes[number] = entries.link_hash(stream, seq + 1, prev, sha256(body.encode()).digest())
        heads[stream] = (seq + 1, hashes[number], uid)
    cursor.execute("UPDATE ledger_event SET seq = seq + 100000")
    cursor.execute(
        "UPDATE ledger_event e SET seq = k.n, hash = h.hash "
        "FROM (SELECT id, row_number() OVER (PARTITION BY stream_uid ORDER BY seq) AS n "
        "FROM ledger_event) k JOIN unnest(%s::bigint[], %s::bytea[]) AS h (id, hash) USING (id) WHERE e.id = k.id",
        [list(hashes), list(hashes.values())],
    )
    for stream, (seq, digest, uid) in heads.items():
        cursor.execute(
            "UPDATE ledger_stream SET next_seq = %s, head_hash = %s, head_event = %s WHERE uid = %s",
            [seq + 1, digest, uid, stream],
        )
    _recompute_edges(cursor)
    _recompute_log(cursor, hashes)


def _recompute_edges(cursor: Any) -> None:
    cursor.execute(
        "UPDATE ledger_edge g SET previous_event = p.uid, previous_activity = coalesce(p.activity, ''), "
        "elapsed_us = (extract(epoch FROM e.occurred_at - p.occurred_at) * 1000000)::bigint FROM ledger_event e "
        "LEFT JOIN ledger_event p ON p.stream_uid = e.stream_uid AND p.seq = e.seq - 1 WHERE g.event_id = e.id"
    )


def _recompute_log(cursor: Any, hashes: dict[int, bytes]) -> None:
    cursor.execute("SELECT event_id FROM ledger_leaf ORDER BY leaf_index")
    order = [row[0] for row in cursor.fetchall()]
    cursor.execute("SELECT size FROM ledger_checkpoint ORDER BY size")
    sizes = {min(row[0], len(order)) for row in cursor.fetchall()} | {len(order)}
    for table in ("leaf", "tile", "checkpoint"):
        cursor.execute(f"DELETE FROM ledger_{table}")
    key, frontier = Ed25519PrivateKey.generate(), merkle.Frontier()
    for index, event_id in enumerate(order):
        leaf = merkle.leaf_hash(hashes[event_id])
        frontier.push(leaf)
        cursor.execute("INSERT INTO ledger_leaf VALUES (%s, %s, %s)", [index, event_id, leaf])
        if frontier.size in sizes:
            text = notes.write(
                notes.Note("lienthong.H49.BL/ledger", frontier.size, frontier.root(), 1, "2026-11-23T00:00:00.000000Z"), key
            )
            cursor.execute(
                "INSERT INTO ledger_checkpoint (epoch, size, root, frontier, note, sealed_at) VALUES (1, %s, %s, %s, %s, %s)",
                [frontier.size, frontier.root(), frontier.dump(), text, datetime(2026, 11, 23, tzinfo=UTC)],
            )
    for tile in frontier.tiles:
        cursor.execute("INSERT INTO ledger_tile (level, index, hash) VALUES (%s, %s, %s)", list(tile))


def _attacks() -> Iterator[tuple[Attack, bool]]:
    for number in range(60):
        clever = number % 2 == 1
        pool = CLEVER if clever else PLAIN
        yield pool[number // 2 % len(pool)], clever


def test_sixty_changes_of_the_past_are_all_found() -> None:
    a_ledger()
    rng = random.Random(20180312)
    assert ledger.verify().ok
    missed, kinds = [], set()
    with connections["owner"].cursor() as cursor:
        guards(cursor, "DISABLE")
        for table in TABLES:
            cursor.execute(f"CREATE TABLE saved_{table} AS TABLE {table}")
        for number, (attack, clever) in enumerate(_attacks()):
            with transaction.atomic(using="owner"):
                attack(cursor, rng)
                if clever:
                    _recompute(cursor)
            report = ledger.verify()
            if report.first_fault is None:
                missed.append((number, attack.__name__, clever))
            else:
                kinds.add(report.first_fault.kind)
                assert report.first_fault.message
                assert report.as_dict()["first_fault"]["kind"] == report.first_fault.kind
            with transaction.atomic(using="owner"):
                for table in TABLES:
                    cursor.execute(f"TRUNCATE {table}; INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM saved_{table}")
        for table in TABLES:
            cursor.execute(f"DROP TABLE saved_{table}")
        guards(cursor, "ENABLE")

    assert missed == []
    assert len(kinds) >= 8
    assert ledger.verify().ok


def guards(cursor: Any, verb: str) -> None:
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")


def test_a_body_that_is_no_json_any_more_is_reported_not_raised() -> None:
    a_ledger()
    with connections["owner"].cursor() as cursor:
        guards(cursor, "DISABLE")
        cursor.execute("UPDATE ledger_event SET body = 'x' WHERE id = (SELECT max(event_id) FROM ledger_unsealed)")
        with transaction.atomic(using="owner"):
            recompute_chain_only(cursor)
        guards(cursor, "ENABLE")

    report = ledger.verify()

    assert report.first_fault is not None
    assert report.first_fault.kind == "unreadable"


def recompute_chain_only(cursor: Any) -> None:
    cursor.execute("SELECT id, stream_uid, seq, hash, body FROM ledger_event ORDER BY stream_uid, seq")
    prev = entries.ZERO
    for number, stream, seq, _, body in cursor.fetchall():
        prev = entries.link_hash(stream, seq, entries.ZERO if seq == 1 else prev, sha256(body.encode()).digest())
        cursor.execute("UPDATE ledger_event SET hash = %s WHERE id = %s", [prev, number])
        cursor.execute("UPDATE ledger_stream SET head_hash = %s WHERE uid = %s AND next_seq = %s", [prev, stream, seq + 1])


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda text: "", "export_missing"),
        (lambda text: text.replace("\n200\n", "\n201\n"), "export_signature"),
        (lambda text: "\n".join(_parts(text)[1::-1] + _parts(text)[2:]), "export_order"),
        (lambda text: "\n".join(_parts(text)[::2]), "export_gap"),
    ],
)
def test_a_change_of_the_exported_file_is_found(change: Callable[[str], str], kind: str, vault_folder: Path) -> None:
    a_ledger()
    file = vault_folder / "checkpoints" / "checkpoints.txt"
    file.write_text(change(file.read_text()))

    report = ledger.verify(checkpoint_file=file)

    assert report.first_fault is not None
    assert report.first_fault.kind == kind


def _parts(text: str) -> list[str]:
    return notes.notes_in(text)[0]


def test_the_invariants_name_a_broken_chain_and_a_broken_log() -> None:
    a_ledger()
    assert [check.run() for check in ledger.invariants()] == [[], []]
    with connections["owner"].cursor() as cursor:
        guards(cursor, "DISABLE")
        cursor.execute("UPDATE ledger_event SET body = '{}' WHERE seq = 3")
        cursor.execute("DELETE FROM ledger_leaf WHERE leaf_index = 7")
        guards(cursor, "ENABLE")

    chain, log = (check.run() for check in ledger.invariants())

    assert chain
    assert "không khớp mã băm" in chain[0]
    assert log[0] == "Số lá không liền nhau: chờ lá 7."
