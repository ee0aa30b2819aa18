"""A paper that is only shown is compared and given back: it is ticked at the counter, and no scan of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.rules.papers import missing, only_shown, still_to_show
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

PROCEDURES = (given.BIRTH,)
IDENTITY = "Giấy tờ tùy thân của người đi đăng ký"


@dataclass(frozen=True)
class Asked:
    """A paper that a procedure asks for."""

    key: str
    name: str
    required: bool = True
    action: str = "submit"


ASKED = (
    Asked("form", "Tờ khai"),
    Asked("card", "Căn cước", action="show"),
    Asked("marriage", "Giấy kết hôn", required=False, action="show"),
)


def paper(key: str, *, shown: bool = False, originals: int = 0) -> dossiers.Paper:
    """Return a paper as it was handed in or shown."""
    return dossiers.Paper(key, key, originals=originals, shown_only=shown)


@pytest.mark.parametrize(
    ("there", "at_counter", "lacking"),
    [
        ([], True, ["Tờ khai", "Căn cước (xuất trình để đối chiếu)"]),
        ([], False, ["Tờ khai"]),
        ([paper("form", originals=1)], True, ["Căn cước (xuất trình để đối chiếu)"]),
        ([paper("form", originals=1), paper("card", shown=True)], True, []),
        ([paper("form", originals=1), paper("card", originals=1)], True, []),
        ([paper("form"), paper("card", shown=True)], True, ["Tờ khai"]),
    ],
)
def test_what_is_only_shown_is_demanded_of_who_stands_there(
    there: list[dossiers.Paper], lacking: list[str], *, at_counter: bool
) -> None:
    assert missing(ASKED, there, at_counter=at_counter) == lacking


@pytest.mark.parametrize(
    ("key", "shown_only", "so"), [("card", False, True), ("form", False, False), ("form", True, True), ("", False, False)]
)
def test_a_paper_is_only_shown_when_it_was_so_written_down_or_the_procedure_says_so(
    key: str, *, shown_only: bool, so: bool
) -> None:
    assert only_shown(key, ASKED, shown_only=shown_only) is so


def test_what_nobody_has_seen_yet_is_still_to_be_shown() -> None:
    assert still_to_show(ASKED, []) == ["Căn cước"]
    assert still_to_show(ASKED, [paper("card", shown=True)]) == []


@pytest.fixture
def world(world: given.World, settings: Any, tmp_path: Any) -> given.World:
    settings.FILES_DIR = tmp_path
    return world


def without(key: str, **facts: Any) -> dossiers.Application:
    """Return a birth without one of its papers."""
    whole = given.an_application(**facts)
    return replace(whole, papers=[one for one in whole.papers if one.key != key])


def test_the_counter_says_which_paper_was_not_shown(world: given.World) -> None:
    with pytest.raises(dossiers.PapersMissing, match=IDENTITY):
        dossiers.receive(actor=world.clerk, at=world.at, application=without("identity"))


def test_who_files_from_afar_shows_it_later_and_the_page_says_so_until_the_end(world: given.World) -> None:
    uid = dossiers.receive(actor=world.clerk, at=world.at, application=without("identity", channel="online")).dossier_uid
    shown = given.received(world)

    with ledger.seeing(world.clerk.sees):
        later, done = (dossiers.page(world.clerk, one, world.at) for one in (uid, shown))
    dossiers.withdraw(actor=world.clerk, at=world.at + timedelta(hours=1), dossier_uid=uid, reason="Nộp nhầm nơi")
    with ledger.seeing(world.clerk.sees):
        ended = dossiers.page(world.clerk, uid, world.at + timedelta(hours=2))

    assert later.to_show == [IDENTITY]
    assert done.to_show == ended.to_show == []


def test_a_scan_held_for_a_paper_that_is_only_shown_is_refused_and_stays_held(world: given.World) -> None:
    key = new_uid()
    with ledger.seeing(world.clerk.sees):
        held = files.hold(
            pdfs.good(), name="cc.pdf", actor=world.clerk, held_for=key, slot="identity", until=real_now() + timedelta(days=1)
        )
    whole = given.an_application()
    told = [replace(one, file_uid=held.uid) if one.shown_only else one for one in whole.papers]
    hidden = [replace(one, shown_only=False, originals=1) for one in told]

    for papers in (told, hidden):
        with pytest.raises(dossiers.PaperOnlyShown, match="đã xuất trình, đã đối chiếu"):
            dossiers.receive(actor=world.clerk, at=world.at, application=replace(whole, papers=papers))

    with ledger.seeing(world.clerk.sees):
        assert [row.uid for row in files.held(actor=world.clerk, held_for=key)] == [held.uid]


def test_no_scan_is_added_later_to_a_paper_that_was_only_shown(world: given.World) -> None:
    uid = given.received(world)
    with ledger.seeing(world.clerk.sees):
        shown = next(one for one in dossiers.page(world.clerk, uid, world.at).papers if one.shown_only)

    with pytest.raises(dossiers.PaperOnlyShown, match=shown.name):
        dossiers.add_scan(actor=world.clerk, at=world.at, dossier_uid=uid, paper_id=shown.pk, name="cc.pdf", content=pdfs.good())

    with ledger.seeing(world.clerk.sees):
        assert files.of_object(uid) == []
