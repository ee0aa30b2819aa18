"""A signed result is a paper of the next dossier: by reference, told in the history, and only while its signatures hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import decided, signed
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing.testing import a_ring

PROCEDURES = (given.BIRTH,)


def former_of(world: given.World, row: results.ResultRow) -> tuple[str, str]:
    found = given.dossier(world.head, row.dossier_uid)
    return found.code, found.lookup_key


def use(world: given.World, row: results.ResultRow, uid: Any, **changes: Any) -> Any:
    paper = papers(world, uid)[0]
    told: dict[str, Any] = {
        "former": former_of(world, row),
        "result_uid": row.uid,
        "key": str(new_uid()),
        "actor": world.clerk,
    } | changes
    return results.use(at=world.at, dossier_uid=uid, paper_id=paper.pk, **told)


def papers(world: given.World, uid: Any) -> Any:
    with ledger.seeing([world.clerk.unit_id]):
        return [one for one in dossiers.page(world.clerk, uid, world.at).papers if not one.shown_only]


def test_at_the_counter_code_and_key_make_it_a_paper_and_the_history_says_which(world: given.World) -> None:
    row, uid = signed(world, decided(world)), given.received(world)

    use(world, row, uid)

    paper = papers(world, uid)[0]
    assert paper.reuses == row.uid
    with ledger.seeing([world.clerk.unit_id]):
        assert files.find(paper.file_uid).sha256 == row.sha256, "the content is the same, kept once"
        (event,) = [one for one in ledger.history(uid) if one.activity == "reused"]
    assert event.facts["reuses"] == str(row.uid)


def test_another_unit_uses_it_too(world: given.World) -> None:
    row = signed(world, decided(world))
    there = world.district.actor("dong_van", "counter_clerk")
    uid = given.received(world, actor=there)
    with ledger.seeing([there.unit_id]):
        paper = next(one for one in dossiers.page(there, uid, world.at).papers if not one.shown_only)

    results.use(
        actor=there, at=world.at, dossier_uid=uid, paper_id=paper.pk, former=former_of(world, row), result_uid=row.uid, key="k"
    )

    with ledger.seeing([there.unit_id]):
        assert len(files.of_object(uid)) == 1
        with pytest.raises(results.ResultUnknown):
            results.result(row.uid)


def test_the_same_request_copies_the_reference_once(world: given.World) -> None:
    row, uid = signed(world, decided(world)), given.received(world)

    use(world, row, uid, key="k-1")
    again = use(world, row, uid, key="k-1")

    assert again.repeated
    with ledger.seeing([world.clerk.unit_id]):
        assert len(files.of_object(uid)) == 1


def test_a_scan_that_takes_its_place_is_no_signed_result(world: given.World) -> None:
    row, uid = signed(world, decided(world)), given.received(world)
    use(world, row, uid)
    content = results.content(row)

    dossiers.add_scan(
        actor=world.clerk, at=world.at, dossier_uid=uid, paper_id=papers(world, uid)[0].pk, content=content, name="ban-quet.pdf"
    )

    assert papers(world, uid)[0].reuses is None


def test_a_wrong_key_or_a_replaced_result_is_used_by_nobody(world: given.World) -> None:
    row, uid = signed(world, decided(world)), given.received(world)
    with pytest.raises(results.ResultUnknown):
        use(world, row, uid, former=(former_of(world, row)[0], "ABCD2345"))
    signed(world, row.dossier_uid, at=world.at + timedelta(hours=1))

    with pytest.raises(results.NotWhole):
        use(world, row, uid)


def test_signatures_that_nobody_trusts_any_more_are_no_paper(world: given.World, settings: Any, tmp_path: Any) -> None:
    row, uid = signed(world, decided(world)), given.received(world)
    settings.DEMO, settings.SIGNING_DIR, settings.SIGNING_PASSPHRASE = False, tmp_path, a_ring().passphrase

    with pytest.raises(results.NotWhole) as no:
        use(world, row, uid)

    assert no.value.facts["title"] == "Giấy khai sinh"


def test_who_takes_no_scans_uses_no_result(world: given.World) -> None:
    row, uid = signed(world, decided(world)), given.received(world)

    with pytest.raises(dossiers.ForeignAct):
        use(world, row, uid, actor=world.head)
