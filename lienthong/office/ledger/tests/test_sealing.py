"""The sealer: gapless numbers, signed checkpoints outside the database, epochs after a restore."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connections

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.models import Leaf
from lienthong.office.ledger.rules import notes
from lienthong.office.ledger.services import sealing, vault
from lienthong.office.ledger.testing import HOANH_MO, MONDAY_8AM, an_actor, an_entry
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.usefixtures("committed_db")


def _append(count: int) -> list[ledger.Appended]:
    stream = new_uid()
    with ledger.seeing([HOANH_MO]):
        return ledger.append_many([an_entry(stream) for _ in range(count)])


def test_events_are_numbered_without_gap_over_several_batches() -> None:
    _append(300)

    sealed = [ledger.seal_pending(limit=128) for _ in range(4)]

    assert sealed == [128, 128, 44, 0]
    assert list(Leaf.objects.using("owner").order_by("leaf_index").values_list("leaf_index", flat=True)) == list(range(300))
    head = ledger.head()
    assert head is not None
    assert (head.epoch, head.size) == (1, 300)
    assert ledger.unsealed() == (0, 0.0)


def test_a_load_that_lists_nothing_as_waiting_is_sealed_after_what_waited() -> None:
    _append(5)
    assert ledger.seal_pending() == 5
    _append(300)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM ledger_unsealed")

    sealed = [ledger.seal_loaded(limit=128) for _ in range(4)]

    assert sealed == [128, 128, 44, 0]
    leaves = Leaf.objects.using("owner").order_by("leaf_index").values_list("leaf_index", "event_id")
    assert [index for index, _ in leaves] == list(range(305))
    assert [event for _, event in leaves] == sorted(event for _, event in leaves)
    report = ledger.verify()
    assert (report.first_fault, report.sealed, report.unsealed) == (None, 305, 0)


def test_waiting_events_are_counted_with_their_age() -> None:
    _append(3)

    count, age = ledger.unsealed()

    assert count == 3
    assert 0 <= age < 60
    assert ledger.head() is None


def test_two_sealers_never_number_twice() -> None:
    _append(400)

    def sealer(_: int) -> None:
        try:
            for _ in range(8):
                ledger.seal_pending(limit=50)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sealer, range(4)))
    while ledger.seal_pending():
        pass

    report = ledger.verify()
    assert (report.first_fault, report.sealed, report.unsealed) == (None, 400, 0)


def test_what_another_sealer_exported_is_not_exported_again(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _append(2)
    ledger.seal_pending()
    real, looked = vault.last_exported, []

    def late(path: Path) -> str | None:
        """See the file as it was before the other sealer wrote, the first time."""
        looked.append(path)
        return None if len(looked) == 1 else real(path)

    monkeypatch.setattr(vault, "last_exported", late)

    assert sealing.export_pending() == 0
    assert len(looked) == 2
    assert len(vault.exported_notes(vault_folder / "checkpoints" / "checkpoints.txt")) == 1


def test_each_checkpoint_leaves_the_database_signed(vault_folder: Path) -> None:
    _append(2)
    ledger.seal_pending()
    _append(2)
    ledger.seal_pending()

    texts = vault.exported_notes(vault_folder / "checkpoints" / "checkpoints.txt")

    key = notes.verifier_key((vault_folder / "checkpoints" / "ledger.vkey").read_text())
    read = [notes.read(text, key) for text in texts]
    assert [note and note.size for note in read] == [2, 4]
    assert notes.read(texts[0].replace("\n2\n", "\n3\n"), key) is None
    assert notes.read(texts[0], Ed25519PrivateKey.generate().public_key()) is None
    assert notes.read("nhầm", key) is None
    mode = stat.S_IMODE((vault_folder / "keys" / "ledger.ed25519").stat().st_mode)
    assert mode == 0o600


@pytest.mark.parametrize("text", ["", "a+b", "lienthong+00000000+AQ=="])
def test_a_malformed_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several texts
        notes.verifier_key(text)


def test_a_checkpoint_torn_by_a_crash_is_written_again(vault_folder: Path) -> None:
    _append(2)
    ledger.seal_pending()
    file = vault_folder / "checkpoints" / "checkpoints.txt"
    whole = file.read_text()
    file.write_text(whole + whole[:40])
    _append(1)

    ledger.seal_pending()

    assert len(vault.exported_notes(file)) == 2
    assert file.read_text().startswith(whole)
    assert ledger.verify().ok


def test_a_checkpoint_that_a_crash_kept_from_the_file_is_exported_later(vault_folder: Path) -> None:
    _append(2)
    ledger.seal_pending()
    file = vault_folder / "checkpoints" / "checkpoints.txt"
    before = file.read_text()
    _append(2)
    ledger.seal_pending()
    file.write_text(before)

    assert ledger.verify().ok
    ledger.seal_pending()

    assert len(vault.exported_notes(file)) == 2


def test_a_proof_shows_that_an_event_is_in_the_log() -> None:
    made = _append(300)
    ledger.seal_pending()
    late = _append(1)

    with ledger.seeing([HOANH_MO]):
        proof = ledger.inclusion_proof(made[17].uid)
        assert proof.holds()
        assert len(proof.path) == 9
        with pytest.raises(ledger.NotSealedYet):
            ledger.inclusion_proof(late[0].uid)
        with pytest.raises(ledger.NoSuchEvent):
            ledger.inclusion_proof(UUID(int=5))
    with pytest.raises(ledger.NoSuchEvent):
        ledger.inclusion_proof(made[17].uid)


def _restore_older_copy(size: int) -> None:
    """Take the database back to `size` sealed events, as a restore from a backup does."""
    with connections["owner"].cursor() as cursor:
        for table in ("ledger_event", "ledger_event_object", "ledger_leaf", "ledger_checkpoint", "ledger_event_personal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table in ("ledger_edge", "ledger_stream"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        gone = "SELECT event_id FROM ledger_leaf WHERE leaf_index >= %s"
        cursor.execute(
            f"DELETE FROM ledger_stream WHERE head_event IN (SELECT uid FROM ledger_event WHERE id IN ({gone}))", [size]
        )
        for table in ("ledger_event_object", "ledger_event_personal", "ledger_edge"):
            cursor.execute(f"DELETE FROM {table} WHERE event_id IN ({gone})", [size])
        cursor.execute(f"DELETE FROM ledger_event WHERE id IN ({gone})", [size])
        cursor.execute("DELETE FROM ledger_leaf WHERE leaf_index >= %s", [size])
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size > %s", [size])
        for table in ("ledger_event", "ledger_event_object", "ledger_leaf", "ledger_checkpoint", "ledger_event_personal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for table in ("ledger_edge", "ledger_stream"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_after_a_restore_only_a_new_epoch_lets_sealing_go_on() -> None:
    _append(3)
    ledger.seal_pending()
    _append(2)
    ledger.seal_pending()
    _restore_older_copy(3)
    _append(4)

    with pytest.raises(ledger.LedgerBehindExport) as refused:
        ledger.seal_pending()
    assert refused.value.facts["exported_size"] == 5
    assert not ledger.verify().ok
    opened = ledger.open_epoch(reason="Khôi phục bản sao lưu ngày 12/03/2018")
    assert ledger.seal_pending() == 4

    assert opened.left_behind is not None
    assert (opened.epoch, opened.size, opened.left_behind.size) == (2, 3, 5)
    report = ledger.verify()
    assert (report.ok, report.sealed, report.exported) == (True, 7, 4)


def test_no_epoch_is_opened_without_a_log_or_a_reason() -> None:
    with pytest.raises(ledger.NothingToLeaveBehind):
        ledger.open_epoch(reason="Khôi phục")
    _append(1)
    ledger.seal_pending()
    with pytest.raises(ledger.NothingToLeaveBehind):
        ledger.open_epoch(reason="  ")


def test_only_the_sealer_numbers() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), ledger.seeing([HOANH_MO]):
        connections["default"].cursor().execute("INSERT INTO ledger_leaf VALUES (0, 1, '')")


def test_an_erased_value_is_gone_and_the_proof_still_holds() -> None:
    (made,) = _append(1)
    ledger.seal_pending()

    with ledger.seeing_everything(using="worker"):
        ledger.erase_personal(event_uid=made.uid, reason="Công dân yêu cầu", at=MONDAY_8AM, actor=an_actor(), using="worker")

    ledger.seal_pending()
    with ledger.seeing([HOANH_MO]):
        stream = next(row.event.stream for row in ledger.feed())
        first, erasure = ledger.history(stream)
        assert (first.personal, first.erased) == ({}, ("owner",))
        assert (erasure.activity, erasure.facts["names"]) == ("ledger.personal_erased", ["owner"])
        assert ledger.inclusion_proof(made.uid).holds()
    assert ledger.verify().ok


def test_the_web_may_not_erase_and_nothing_is_erased_twice() -> None:
    (made,) = _append(1)
    ask: dict[str, Any] = {"event_uid": made.uid, "reason": "Công dân yêu cầu", "at": MONDAY_8AM, "actor": None}

    with pytest.raises(DatabaseError, match="permission denied"), ledger.seeing([HOANH_MO]):
        ledger.erase_personal(**ask)
    with ledger.seeing_everything(using="worker"):
        ledger.erase_personal(**ask, using="worker")
        with pytest.raises(ledger.NothingPersonal):
            ledger.erase_personal(**ask, using="worker")
        with pytest.raises(ledger.NoSuchEvent):
            ledger.erase_personal(**{**ask, "event_uid": UUID(int=4)}, using="worker")
    with ledger.seeing([HOANH_MO + 1]), pytest.raises(ledger.NoSuchEvent):
        ledger.erase_personal(**ask)


def test_an_edge_is_reworked_by_the_worker() -> None:
    stream = new_uid()
    with ledger.seeing([HOANH_MO]):
        made = ledger.append(an_entry(stream))

    with ledger.seeing_everything(using="worker"):
        assert ledger.rework_edges([(made.uid, ledger.Edge(3600, 2))], using="worker") == 1

    with ledger.seeing([HOANH_MO]):
        assert ledger.history(stream)[0].working_seconds == 3600
    assert ledger.verify().ok
