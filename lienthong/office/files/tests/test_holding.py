"""Files of a form that is not saved yet: kept, found by who holds them, adopted once, forgotten in time."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from lienthong.office.files import public as files
from lienthong.office.files.models import HeldFile
from lienthong.office.files.testing import HOANH_MO, LUC_HON, MONDAY_8AM, an_actor, as_units, as_worker, pdfs, pictures
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db


def held(key: UUID, content: bytes = b"", **facts: Any) -> files.HeldRow:
    """Let Hoàng Thị Mai hold a file for a form."""
    given: dict[str, Any] = {
        "name": "giấy chứng sinh.pdf", "actor": an_actor(), "slot": "birth_proof", "until": real_now() + timedelta(days=30),
    }  # fmt: skip
    with as_units((facts.get("actor") or an_actor()).unit_id):
        return files.hold(content or pdfs.good(), held_for=key, **(given | facts))


def found(key: UUID, **facts: Any) -> list[files.HeldRow]:
    with as_units(HOANH_MO):
        return files.held(actor=an_actor(**facts), held_for=key)


def test_the_same_file_twice_at_one_place_is_held_once(files_folder: Path) -> None:
    key, content = new_uid(), pdfs.good()

    first, again = held(key, content), held(key, content, name="tên khác.pdf")
    elsewhere = held(key, content, slot="identity")

    assert first.uid == again.uid != elsewhere.uid
    assert [(row.slot, row.name) for row in found(key)] == [("birth_proof", "tên khác.pdf"), ("identity", "giấy chứng sinh.pdf")]


def test_what_one_holds_nobody_else_finds_or_adopts(files_folder: Path) -> None:
    key = new_uid()
    mine = held(key)
    colleague = an_actor(person_uid=UUID(int=77))

    assert found(key, person_uid=colleague.person_uid) == []
    with as_units(LUC_HON):
        assert files.held(actor=an_actor(), held_for=key) == []
    with as_units(HOANH_MO), pytest.raises(files.FileUnknown):
        files.adopt(mine.uid, actor=colleague, object_uid=new_uid(), at=MONDAY_8AM)


def test_an_adopted_file_belongs_to_its_object_and_is_held_no_more(files_folder: Path) -> None:
    key, dossier, content = new_uid(), new_uid(), pdfs.good()
    mine = held(key, content)

    with as_units(HOANH_MO):
        row = files.adopt(mine.uid, actor=an_actor(), object_uid=dossier, at=MONDAY_8AM)

        assert files.of_object(dossier) == [row]
        with files.open_file(row.uid) as kept:
            assert kept.read() == content
        with pytest.raises(files.FileUnknown):
            files.adopt(mine.uid, actor=an_actor(), object_uid=dossier, at=MONDAY_8AM)
    assert found(key) == []


def test_a_save_that_is_rolled_back_leaves_the_file_held(files_folder: Path) -> None:
    key, dossier = new_uid(), new_uid()
    mine = held(key)

    with as_units(HOANH_MO), pytest.raises(RuntimeError), transaction.atomic():
        files.adopt(mine.uid, actor=an_actor(), object_uid=dossier, at=MONDAY_8AM)
        raise RuntimeError("the lights went out")

    assert [row.uid for row in found(key)] == [mine.uid]
    with as_units(HOANH_MO):
        assert files.of_object(dossier) == []


def test_one_file_or_all_of_a_form_are_let_go(files_folder: Path) -> None:
    key = new_uid()
    first, second = held(key), held(key, slot="identity")
    with as_units(HOANH_MO):
        files.let_go(actor=an_actor(person_uid=UUID(int=77)), held_for=key)
        files.let_go(actor=an_actor(), held_for=key, uid=first.uid)

    assert [row.uid for row in found(key)] == [second.uid]
    with as_units(HOANH_MO):
        files.let_go(actor=an_actor(), held_for=key)
    assert found(key) == []


def test_a_refused_file_is_not_held(files_folder: Path) -> None:
    key = new_uid()

    with pytest.raises(files.PdfActive):
        held(key, pdfs.javascript())

    assert found(key) == []


def test_the_sweep_keeps_what_is_held_and_forgets_what_is_overdue(files_folder: Path) -> None:
    key, now = new_uid(), real_now()
    held(key)
    (blob,) = [path for path in files_folder.rglob("*") if path.is_file()]
    os.utime(blob, ((now - timedelta(days=3)).timestamp(),) * 2)

    with as_worker():
        assert files.sweep_orphans(at=now) == 0
        assert blob.exists()
        assert files.sweep_orphans(at=now + timedelta(days=31)) == 1
        assert not HeldFile.objects.exists()
    assert not blob.exists()


def test_a_stored_file_is_held_for_a_form_without_being_sent(files_folder: Path) -> None:
    key, dossier, other = new_uid(), new_uid(), new_uid()
    with as_units(HOANH_MO):
        stored = files.adopt(held(new_uid()).uid, actor=an_actor(), object_uid=dossier, at=MONDAY_8AM)

        mine = files.hold_stored(
            stored.uid, actor=an_actor(), held_for=key, slot="identity", until=real_now() + timedelta(days=1)
        )
        again = files.hold_stored(
            stored.uid, actor=an_actor(), held_for=key, slot="identity", until=real_now() + timedelta(days=1)
        )
        row = files.adopt(mine.uid, actor=an_actor(), object_uid=other, at=MONDAY_8AM)

        assert (mine, row.sha256, row.object_uid) == (again, stored.sha256, other)
        with pytest.raises(files.FileUnknown):
            files.hold_stored(new_uid(), actor=an_actor(), held_for=key, slot="identity", until=real_now() + timedelta(days=1))


def test_what_is_held_goes_to_another_unit_whole_in_order_and_once(files_folder: Path) -> None:
    key, there = new_uid(), an_actor(unit_id=LUC_HON, person_uid=an_actor().person_uid)
    content = pdfs.good()
    held(key, content, name="a.pdf")
    held(key, pictures.photo(), name="b.jpg")
    twice = held(key, content, name="a.pdf", actor=there)

    with as_units(HOANH_MO, LUC_HON):
        moved = [files.hand_on(held_for=key, held_by=there.person_uid, unit_id=LUC_HON) for _ in range(2)]
        rows = files.held(actor=there, held_for=key)

    assert moved == [2, 0]
    assert [one.name for one in rows] == ["a.pdf", "b.jpg"]
    assert twice.uid in {one.uid for one in rows}, "the same file in the same place is one row"
    assert found(key) == [], "the former unit sees nothing of it any more"


def test_nobody_moves_what_another_holds(files_folder: Path) -> None:
    key = new_uid()
    held(key)

    with as_units(HOANH_MO, LUC_HON):
        assert files.hand_on(held_for=key, held_by=new_uid(), unit_id=LUC_HON) == 0
    assert len(found(key)) == 1


def test_a_file_kept_untouched_is_never_held_for_a_form() -> None:
    with as_units(HOANH_MO):
        row = files.keep(pdfs.javascript(), name="lạ.pdf", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)
        with pytest.raises(files.FileNotChecked):
            files.hold_stored(row.uid, actor=an_actor(), held_for=new_uid(), slot="scan", until=real_now() + timedelta(days=1))


def test_only_what_anybody_can_look_at_becomes_evidence_and_a_refused_one_stays_held(files_folder: Path) -> None:
    key, proven = new_uid(), new_uid()
    told: dict[str, Any] = {
        "actor": an_actor(), "object_uid": proven, "at": MONDAY_8AM, "otherwise": files.NotEvidence,
    }  # fmt: skip
    good, text = held(key), held(key, b"Da co camera", name="bao-cao.txt")

    with as_units(HOANH_MO):
        with pytest.raises(files.NotEvidence, match=r"bao-cao\.txt"):
            files.adopt_evidence([good.uid, text.uid], **told)
        assert files.of_object(proven) == []
        rows = files.adopt_evidence([good.uid], **told)
        assert files.of_object(proven) == rows

    assert [row.uid for row in found(key)] == [text.uid]


def test_a_file_that_is_not_there_is_shared_with_nobody() -> None:
    with as_units(HOANH_MO), pytest.raises(files.FileUnknown):
        files.share(new_uid(), object_uid=new_uid(), unit_id=HOANH_MO, at=MONDAY_8AM)
