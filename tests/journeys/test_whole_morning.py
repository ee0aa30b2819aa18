"""One whole morning at two counters: ten citizens, thirty certified papers; the evening agrees to the unit, then and later.

Nine citizens come on Monday 12 March 2018 (one of them came on the Thursday before, and is late) to the commune Hoành Mô and to
the district's service centre: two file online, one writes by post, one must bring a paper, one is refused, one gets an apology,
one waits for two more agencies, one pays nothing, one rates.  Thirty papers are certified between them.  In the evening register,
books, tills and II.06a are read from the pages and workbooks and compared.

Then the map changes: in 2020, and in 2025 on the same records, where an open till stands against it; the justice officer hands
over what she holds, both sides sign; and everything that was read in 2018 is read again by those who took over, on both maps.
The tenth citizen pays by QR, which there is from 2026 on: so the tenth comes last, to the same commune in the same world, in
January 2026, and no second demonstration is needed.

Run by `make check-long`: some four hundred pages take their time.
"""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.office.ledger import public as ledger
from lienthong.site import invariants
from tests.journeys.morning import agreeing, change, counter, modern, people
from tests.journeys.morning.place import Town, as_owner, the_worker_works
from tests.journeys.walking import march

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_morning_agrees_in_the_evening_and_when_the_district_is_gone(committed_db: None, page: Any, settings: Any) -> None:
    settings.PAYMENT_SECRET = modern.SECRET
    town = Town.of(page, settings)

    told = people.goes_by(town, people.NINE | counter.THIRTY)
    citizens, papers = ({name: told[name] for name in people.NINE}, [told[name] for name in counter.THIRTY])
    assert sum(len(one.numbers) for one in papers) == 30
    town.time_is(march(12, 17, 30))
    the_worker_works()
    seen = agreeing.of(town)
    agreeing.dossiers_agree(seen, citizens, papers)
    agreeing.books_agree(seen, papers)
    agreeing.money_agrees(seen, papers)

    change.town_grows(town)
    in_hand = change.last_day(town)
    change.district_ends(town)
    minutes = change.hands_over(town, in_hand.code)
    assert in_hand.code in minutes
    assert minutes.count("Đã ký trên hệ thống lúc") == 2, minutes
    agreeing.still_agrees(town, seen)

    tenth = modern.comes(town)
    modern.agrees(town, tenth)
    assert len(citizens | {"pays by QR": tenth}) == 10
    the_worker_works()
    with as_owner():
        assert [one for one in invariants.check() if one.violations] == []
    report = ledger.verify()
    assert (report.first_fault, report.unsealed) == (None, 0)
