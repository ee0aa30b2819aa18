"""Scans of papers: attached once, seen by those who take part, kept in the ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

PROCEDURES = (given.BIRTH,)
DAY = timedelta(days=1)


@pytest.fixture
def world(world: given.World, settings: Any, tmp_path: Any) -> given.World:
    settings.FILES_DIR = tmp_path
    return world


def papers(world: given.World, uid: UUID) -> tuple[Any, ...]:
    with ledger.seeing(world.clerk.sees):
        return dossiers.page(world.clerk, uid, world.at).papers


def scan(world: given.World, uid: UUID, content: bytes | None = None, **facts: Any) -> dossiers.Standing:
    asked: dict[str, Any] = {
        "actor": world.clerk, "at": world.at + timedelta(minutes=5), "dossier_uid": uid, "name": "giấy chứng sinh.pdf",
        "content": pdfs.good() if content is None else content,
    }  # fmt: skip
    asked.setdefault("paper_id", facts.pop("paper_id", 0) or papers(world, uid)[0].pk)
    return dossiers.add_scan(**(asked | facts))


def test_a_scan_is_attached_to_its_paper_and_written_into_the_ledger(world: given.World) -> None:
    uid = given.received(world)

    scan(world, uid)

    paper = papers(world, uid)[0]
    assert paper.file_uid
    with ledger.seeing(world.clerk.sees):
        row = files.find(paper.file_uid)
        event = ledger.history(uid)[-1]
    assert (row.name, row.object_uid, row.mime) == ("giấy chứng sinh.pdf", uid, "application/pdf")
    assert event.activity == "scanned"
    assert event.facts["paper"] == paper.key
    assert row.sha256 not in json.dumps(event.facts)


def test_a_second_scan_takes_the_place_of_the_first_which_stays_in_the_store(world: given.World) -> None:
    uid = given.received(world)
    scan(world, uid)
    first = papers(world, uid)[0].file_uid

    scan(world, uid, pdfs.signed())

    assert first
    second = papers(world, uid)[0].file_uid
    assert second not in (None, first)
    with ledger.seeing(world.clerk.sees):
        assert ledger.history(uid)[-1].facts["replaced"] == str(first)
        assert [row.uid for row in files.of_object(uid)] == [first, second]


def test_the_same_request_again_changes_nothing(world: given.World) -> None:
    uid, key, content = given.received(world), str(new_uid()), pdfs.good()
    scan(world, uid, content, key=key)
    first = papers(world, uid)[0].file_uid

    scan(world, uid, content, key=key)

    assert papers(world, uid)[0].file_uid == first
    with ledger.seeing(world.clerk.sees):
        assert [event.activity for event in ledger.history(uid)].count("scanned") == 1
        assert len(files.of_object(uid)) == 1
    with pytest.raises(dossiers.KeyUsedForAnother):
        scan(world, uid, pdfs.signed(), key=key)


def test_another_scan_is_put_beside_the_first_when_asked(world: given.World) -> None:
    uid = given.received(world)
    scan(world, uid)
    scan(world, uid, pdfs.signed(), beside=True)

    paper = papers(world, uid)[0]
    assert paper.file_uid
    (second,) = paper.more_files
    with ledger.seeing(world.clerk.sees):
        assert [str(row.uid) for row in files.of_object(uid)] == [str(paper.file_uid), second]
        assert ledger.history(uid)[-1].facts["replaced"] == ""
    scan(world, uid, pdfs.good())
    with ledger.seeing(world.clerk.sees):
        assert second in ledger.history(uid)[-1].facts["replaced"]
    assert papers(world, uid)[0].more_files == []


def with_held_scans(world: given.World, number: int = 2) -> dossiers.Application:
    """Return an application whose first paper has scans that the clerk holds."""
    asked, key = given.an_application(), new_uid()
    contents = [pdfs.good(), pdfs.signed()][:number]
    with ledger.seeing(world.clerk.sees):
        held = [
            files.hold(one, name="quét.pdf", actor=world.clerk, held_for=key, slot="birth_proof", until=real_now() + DAY)
            for one in contents
        ]
    first = replace(asked.papers[0], file_uid=held[0].uid, more_files=[row.uid for row in held[1:]])
    return replace(asked, papers=[first, *asked.papers[1:]])


@pytest.mark.parametrize("verb", [dossiers.receive, dossiers.register])
def test_scans_held_at_reception_become_files_of_the_dossier_with_it(world: given.World, verb: Any) -> None:
    application = with_held_scans(world)

    done = verb(actor=world.clerk, at=world.at, application=application, key="k1")
    again = verb(actor=world.clerk, at=world.at, application=application, key="k1")

    paper = papers(world, done.dossier_uid)[0]
    with ledger.seeing(world.clerk.sees):
        rows = files.of_object(done.dossier_uid)
        event = ledger.history(done.dossier_uid)[0]
    assert again.repeated
    assert [str(row.uid) for row in rows] == [str(paper.file_uid), *paper.more_files]
    assert len(rows) == 2
    assert rows[0].sha256 not in json.dumps(event.facts)


def test_a_reception_whose_scan_nobody_holds_any_more_is_refused_whole(world: given.World) -> None:
    application = with_held_scans(world, 1)
    dossiers.receive(actor=world.clerk, at=world.at, application=application)

    with pytest.raises(files.FileUnknown):
        dossiers.receive(actor=world.clerk, at=world.at, application=application)

    with ledger.seeing(world.clerk.sees):
        assert dossiers.Dossier.objects.count() == 1


def test_a_refused_file_leaves_dossier_and_store_as_they_were(world: given.World) -> None:
    uid = given.received(world)

    with pytest.raises(files.PdfActive):
        scan(world, uid, pdfs.javascript())

    assert papers(world, uid)[0].file_uid is None
    with ledger.seeing(world.clerk.sees):
        assert files.of_object(uid) == []


def test_a_paper_of_another_dossier_is_not_found(world: given.World) -> None:
    mine, other = given.received(world), given.received(world, at=world.at + timedelta(minutes=1))

    with pytest.raises(dossiers.PaperUnknown):
        scan(world, mine, paper_id=papers(world, other)[0].pk)


def test_a_file_of_another_dossier_cannot_be_attached(world: given.World) -> None:
    mine, other = given.received(world), given.received(world, at=world.at + timedelta(minutes=1))
    scan(world, other)
    theirs = papers(world, other)[0].file_uid
    assert theirs

    with pytest.raises(files.FileUnknown):
        dossiers.attach_scan(
            actor=world.clerk, at=world.at, dossier_uid=mine, paper_id=papers(world, mine)[0].pk, file_uid=theirs
        )


def test_only_those_who_handle_papers_scan(world: given.World) -> None:
    uid = given.received(world)

    with pytest.raises(dossiers.ForeignAct, match="thêm bản quét"):
        scan(world, uid, actor=replace(world.clerk, duties=frozenset({"cashier"})))
