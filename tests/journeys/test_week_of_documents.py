"""A week of documents, played in a browser by the people of Party, State and communes (issue 4, «Done means»).

A resolution of the province comes by edXML on Monday 12 March 2018 and is registered at the Huyện ủy; the Secretary instructs it
to the UBND and two boards of the Party, of which one answers two days late.  The vice chairman, to whom the chairman passed it
down, drafts a plan in answer; it comes back once, is signed by the head of the finance division and by the chairman, numbered,
sealed and sent to the eight communes; it is recalled, and another takes its place.  Both are filed, the file is closed, checked
and handed to the archive.  In the end the registers, the slip and the minutes print what happened, the province was told every
status, and `pdfsig`, a program that is not ours, confirms each signature, at the commune, too.

Run by `make check-long`: some hundred and fifty pages take their time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.office.ledger import public as ledger
from lienthong.site import invariants
from tests.journeys.morning.place import as_owner, the_worker_works
from tests.journeys.walking import march
from tests.journeys.week import agreeing, answering, coming, filing, sending
from tests.journeys.week.answering import Issued
from tests.journeys.week.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]
SECOND = "Thực hiện Nghị quyết số 19-NQ/TU (thay thế Kế hoạch số 01/KH-UBND)"


def test_a_week_of_documents(committed_db: None, page: Any, settings: Any, tmp_path: Path) -> None:
    house = House.open_for(page, settings, tmp_path)
    coming.term_begins(house, march(5))
    filing.planned(house, march(5, 9))
    sending.grouped(house, march(5, 10))

    monday(house)
    plan = tuesday(house)
    second = wednesday(house, plan)
    thursday(house)
    friday(house, second)
    minutes = archived(house, plan, second)

    agreeing.minutes_agree(minutes)
    agreeing.registers_agree(house, march(20, 10), plan, second)
    the_worker_works()
    with as_owner():
        assert [one for one in invariants.check() if one.violations] == []
    report = ledger.verify()
    assert (report.first_fault, report.unsealed) == (None, 0)


def monday(house: House) -> None:
    """Let the resolution come, be registered, presented, instructed and passed down."""
    coming.comes(house, march(12))
    coming.registered(house)
    coming.presented(house)
    coming.instructed(house, march(12, 9))
    coming.passed_down(house, march(12, 10))


def tuesday(house: House) -> Issued:
    """Let the plan be drafted, come back, be signed by two, sealed and sent; one commune registers it at once."""
    coming.answer_of_organisation(house, march(13, 8))
    answering.begins(house, march(13, 8, 30), coming.SYMBOL)
    answering.drafts(house)
    answering.submits(house)
    answering.returned(house, march(13, 10))
    answering.mended(house, march(13, 14))
    plan = answering.goes_its_way(house, 13, answering.SUBJECT)
    assert plan.label == "01/KH-UBND"
    agreeing.signatures_hold(house, plan.paper)
    sending.sent(house, plan, march(13, 16, 40))
    sending.registered_by(house, sending.HOANH_MO, plan, march(13, 16, 50))
    assert house.fetched("01-KH-UBND.pdf") == plan.paper, "the commune has the very bytes"
    sending.arrived(house)
    return plan


def wednesday(house: House, plan: Issued) -> Issued:
    """Let the plan be recalled and another one take its place."""
    sending.recalled(house, plan, march(14, 9))
    answering.begins_again(house, march(14, 10))
    answering.drafts(house, SECOND, answering.TEXT + answering.ADDED)
    answering.submits(house)
    second = answering.goes_its_way(house, 14, SECOND)
    sending.sent(house, second, march(14, 16, 40), replaces=plan.label)
    sending.registered_by(house, sending.HOANH_MO, second, march(14, 16, 50), SECOND)
    agreeing.signatures_hold(house, house.fetched("02-KH-UBND.pdf"))
    return second


def thursday(house: House) -> None:
    """Let the commune agree to the recall; the letter cannot be finished while a board owes its answer."""
    sending.agreed(house, sending.HOANH_MO, march(15, 8))
    waiting = sending.is_known_at(house, sending.HUC_DONG, march(15, 9))
    assert [SECOND in one for one in waiting] == [True], "of the first nothing is left where nobody had registered it"
    coming.not_yet_finished(house, march(15, 10))


def friday(house: House, second: Issued) -> None:
    """Let the board answer, late, and the letter be finished; the province is told."""
    coming.answer_of_propaganda(house, march(16, 8))
    coming.finished(house, march(16, 9), second.label)
    agreeing.slip_agrees(house)
    sending.arrived(house)
    assert coming.statuses(house) == ["01", "03", "04", "05", "06"]


def archived(house: House, plan: Issued, second: Issued) -> str:
    """Let both plans be filed, the file be closed, checked and handed in; return the words of the minutes."""
    file = filing.opened(house, march(16, 14))
    filing.filed(house, plan)
    filing.filed(house, second)
    filing.closed(house, file, march(19))
    return filing.handed_in(house, march(20))
