"""Each thing that a verification can find, planted one at a time: the first fault names it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.rules import findings, merkle, notes
from lienthong.office.ledger.services import consistency, vault
from lienthong.office.ledger.testing import HOANH_MO, an_entry

TABLES = ("stream", "event", "event_object", "event_personal", "edge", "unsealed", "leaf", "tile", "checkpoint")
STREAMS = [UUID(int=2**120 + number) for number in range(4)]


def sealed_twice() -> None:
    """Write and seal four events, then four more."""
    for turn in range(2):
        with ledger.seeing([HOANH_MO]):
            ledger.append_many([an_entry(stream, f"dossiers.step{turn}") for stream in STREAMS])
        ledger.seal_pending()


def plant(*statements: str) -> None:
    """Change the past as somebody with the owner's password would: past every guard."""
    with connections["owner"].cursor() as cursor:
        for verb in ("DISABLE", "ENABLE"):
            if verb == "ENABLE":
                for statement in statements:
                    cursor.execute(statement)
            for table in TABLES:
                cursor.execute(f"ALTER TABLE ledger_{table} {verb} TRIGGER USER")


def fault(**asked: Any) -> findings.Fault:
    found = ledger.verify(**asked).first_fault
    assert found is not None
    return found


FIRST = "(SELECT event_id FROM ledger_leaf WHERE leaf_index = 0)"


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("kind", "statements"),
    [
        ("gap", [f"UPDATE ledger_event SET seq = 9 WHERE seq = 2 AND stream_uid = '{STREAMS[0]}'"]),
        ("chain", [f"UPDATE ledger_event SET body = replace(body, '2018', '2019') WHERE id = {FIRST}"]),
        ("columns", [f"UPDATE ledger_event SET occurred_at = 'infinity' WHERE id = {FIRST}"]),
        ("leaf_orphan", [f"UPDATE ledger_event SET id = 9000000000000000000 WHERE id = {FIRST}"]),
        ("leaf_gap", ["DELETE FROM ledger_leaf WHERE leaf_index = 0"]),
        ("leaf", ["UPDATE ledger_leaf SET hash = sha256('x') WHERE leaf_index = 7"]),
        ("leaf_orphan", ["UPDATE ledger_leaf SET event_id = -1 WHERE leaf_index = 7"]),
        ("root", ["UPDATE ledger_checkpoint SET root = sha256('x') WHERE size = 4"]),
        ("tail_cut", ["DELETE FROM ledger_leaf WHERE leaf_index = 7"]),
        ("beyond", ["DELETE FROM ledger_checkpoint WHERE size = 8"]),
        ("tile", ["INSERT INTO ledger_tile (level, index, hash) VALUES (1, 0, sha256('x'))"]),
        ("checkpoint", ["UPDATE ledger_checkpoint SET note = replace(note, 'epoch 1', 'epoch 2') WHERE size = 4"]),
        ("export_row", ["DELETE FROM ledger_checkpoint WHERE size = 4"]),
    ],
)  # fmt: skip
def test_a_change_behind_the_guards_is_named(kind: str, statements: list[str]) -> None:
    sealed_twice()
    assert ledger.verify().ok

    plant(*statements)

    assert fault().kind == kind


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("first", ["4713-01-02 BC", "-infinity"])
def test_an_elapsed_time_that_cannot_be_counted_is_named_not_raised(first: str) -> None:
    """Which of the two is too much depends on the server; the other is a time that the edge does not have."""
    sealed_twice()
    plant(f"UPDATE ledger_event SET occurred_at = CASE seq WHEN 1 THEN '{first}' ELSE '294276-01-01' END::timestamptz")

    with connections["owner"].cursor() as cursor:
        assert cursor.connection is not None
        found = consistency.derived(cursor.connection)

    assert found is not None
    assert found.kind in {"edge", "unreadable"}


@pytest.mark.usefixtures("committed_db")
def test_a_log_of_more_than_256_events_keeps_its_tiles(vault_folder: Path) -> None:
    with ledger.seeing([HOANH_MO]):
        made = ledger.append_many([an_entry(STREAMS[0], objects=(), personal={}) for _ in range(300)])
    ledger.seal_pending()
    assert ledger.verify().ok

    with ledger.seeing([HOANH_MO]):
        proof = ledger.inclusion_proof(made[270].uid)
    plant("DELETE FROM ledger_tile WHERE level = 1")

    assert proof.leaf_index == 270
    assert (fault().kind, fault().leaf_index) == ("tile", 0)


@pytest.mark.usefixtures("committed_db")
def test_without_a_public_key_nothing_is_called_checked(vault_folder: Path) -> None:
    sealed_twice()
    (vault_folder / "keys" / "ledger.ed25519").unlink()
    file = vault.checkpoint_file()
    (file.parent / vault.PUBLIC).unlink()

    without_key = fault()
    plant("DELETE FROM ledger_checkpoint", "DELETE FROM ledger_leaf", "DELETE FROM ledger_tile")

    assert without_key.kind == "key_missing"
    assert vault.public_key() is None
    assert [check.run() for check in ledger.invariants()][1] == [findings.MESSAGES["key_missing"]]


def _swapped(text: str) -> str:
    first, second = notes.notes_in(text)[0]
    return f"{second}\n{first}\n"


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("export_missing", lambda text: ""),
        ("export_missing", lambda text: text[:40]),
        ("export_signature", lambda text: text.replace("\n4\n", "\n5\n", 1)),
        ("export_order", _swapped),
    ],
)
def test_an_exported_file_that_was_changed_is_named(kind: str, change: Callable[[str], str]) -> None:
    sealed_twice()
    file = vault.checkpoint_file()
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    assert fault().kind == kind


@pytest.mark.parametrize("kind", sorted(findings.MESSAGES))
def test_every_finding_is_a_sentence_with_its_facts(kind: str) -> None:
    found = findings.Fault(kind, STREAMS[0], 2, STREAMS[1], leaf_index=3, checkpoint_size=4, expected=5, table="ledger_edge")

    assert "%(" not in found.message
    assert found.as_dict()["message"] == found.message
    assert found.as_dict()["stream"] == str(STREAMS[0])


# --- notes, tree, key: without a database -----------------------------------------------------------------------------


def test_the_empty_log_has_the_root_of_nothing() -> None:
    assert merkle.root_of([]) == merkle.EMPTY_ROOT == merkle.Frontier().root()


@pytest.mark.parametrize("change", [lambda text: "", lambda text: text.replace("+", "-"), lambda text: text[:-6]])
def test_a_verifier_key_that_is_cut_or_rewritten_is_no_key(change: Callable[[str], str]) -> None:
    text = notes.verifier_text("lienthong.thu/ledger", Ed25519PrivateKey.generate().public_key())

    with pytest.raises(ValueError, match=r"verifier key|Ed25519|padding|32 bytes"):
        notes.verifier_key(change(text))


def test_a_verifier_key_under_another_name_is_refused() -> None:
    text = notes.verifier_text("lienthong.thu/ledger", Ed25519PrivateKey.generate().public_key())

    with pytest.raises(ValueError, match="does not fit"):
        notes.verifier_key(text.replace("lienthong.thu", "lienthong.khac"))


def test_a_signature_line_that_was_torn_is_left_over() -> None:
    note = notes.Note("lienthong.thu/ledger", 0, merkle.EMPTY_ROOT, 1, "2018-03-12T01:00:00.000000Z")
    text = notes.write(note, Ed25519PrivateKey.generate())

    assert notes.notes_in(text + "\n" + text[:-8]) == ([text], "\n" + text[:-8])
    assert notes.notes_in(text) == ([text], "")


def test_a_key_that_another_process_makes_meanwhile_is_the_one_that_is_used(vault_folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {future.result().private_bytes_raw() for future in [pool.submit(vault.private_key) for _ in range(16)]}

    assert len(keys) == 1
    assert [path.name for path in (vault_folder / "keys").iterdir()] == ["ledger.ed25519"]
    assert (vault_folder / "keys" / "ledger.ed25519").stat().st_mode & 0o777 == 0o600
