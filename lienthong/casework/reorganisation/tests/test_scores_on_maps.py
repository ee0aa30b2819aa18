"""Scores can be asked on the map of then or of now: every count agrees to the unit, and what was judged apart is not merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lienthong.casework.petitions.testing import answered, entered
from lienthong.casework.ratings import public as ratings
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, Bình_Liêu
from lienthong.casework.scores import public as scores
from lienthong.casework.scores.testing import judged
from lienthong.office.org import public as org

pytestmark = pytest.mark.thorough

DECEMBER = (date(2019, 12, 1), date(2019, 12, 31))
AFTER = END + timedelta(days=1)
NINE = scores.sets()[0]
OUTCOMES = ("done", "done", "signed")
COUNTED = ("step_early", "received", "petitions", "complaints", "procedures", "asked_0")
ENDED = ("early", "on_time", "late")


def busy(place: Bình_Liêu) -> None:
    """Let two communes, the town and the district's centre have dossiers done and open, steps, a petition and a rating."""
    for number, key in enumerate(("tinh_huc", "binh_lieu", "vo_ngai")):
        done = place.received(key, BEFORE)
        place.finish(done, OUTCOMES, BEFORE + timedelta(days=3 * number))
        place.received(key, BEFORE)
        ratings.rate(code=place.dossier(done).code, face="good", reasons=[], comment="", at=BEFORE + timedelta(days=10))
    petition = entered(place.actor("tinh_huc", "counter_clerk", BEFORE), at=BEFORE, kind="behaviour", came_at=BEFORE)
    answered(place.actor("tinh_huc", "unit_head", BEFORE), petition.uid, at=BEFORE + timedelta(days=1))


def reform(place: Bình_Liêu) -> None:
    """Execute 2020 and 2025."""
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)


def asked(
    place: Bình_Liêu, map_on: date | None, period: tuple[date, date] = DECEMBER, index_set: scores.IndexSet = NINE
) -> dict[str, scores.UnitScore]:
    """Return the scores of every unit, on the map of a day, by name."""
    everywhere = set(org.Unit.objects.values_list("pk", flat=True))
    with given.everything():
        found = scores.scores(index_set, *period, seen=everywhere, at=AFTER, map_on=map_on)
    return {one.unit.name: one for one in found}


def sums(found: dict[str, scores.UnitScore]) -> Counter[str]:
    """Return what the counts of all units come to."""
    total: Counter[str] = Counter()
    for one in found.values():
        total.update({key: value or 0 for key, value in one.counts.items()})
    return total


@pytest.fixture
def december(place: Bình_Liêu) -> Bình_Liêu:
    busy(place)
    return place


def test_the_counts_of_every_score_agree_before_and_after_on_both_maps(december: Bình_Liêu) -> None:
    before = asked(december, None)
    reform(december)
    then, now = asked(december, None), asked(december, END.date())

    assert {name: one.counts for name, one in then.items()} == {name: one.counts for name, one in before.items()}
    assert sums(now) == sums(then)
    assert [key for key in COUNTED if not sums(now)[key]] == []
    assert sum(sums(now)[key] for key in ENDED) == 3


def test_todays_unit_is_scored_with_what_its_predecessors_did_and_a_split_one_by_itself(december: Bình_Liêu) -> None:
    reform(december)
    then, now = asked(december, None), asked(december, END.date())

    assert {name for name, one in then.items() if one.counts.get("received")} == {
        "UBND xã Tình Húc", "UBND thị trấn Bình Liêu", "UBND xã Vô Ngại",
    }  # fmt: skip
    assert {name: one.counts["received"] for name, one in now.items() if one.counts.get("received")} == {
        "UBND xã Bình Liêu": 4, "UBND xã Vô Ngại": 2,
    }  # fmt: skip
    assert "UBND xã Tình Húc" not in now
    expected = [then[name].counts for name in ("UBND xã Tình Húc", "UBND thị trấn Bình Liêu")]
    settled = sum((one.get(key) or 0) for one in expected for key in ENDED)
    assert sum(now["UBND xã Bình Liêu"].counts[key] or 0 for key in ENDED) == settled == 2


def test_each_count_opens_exactly_its_rows_on_the_map_of_now(december: Bình_Liêu) -> None:
    reform(december)
    everywhere = set(org.Unit.objects.values_list("pk", flat=True))
    opened = 0
    for found in asked(december, END.date()).values():
        with given.everything():
            question, _ = scores.asked(NINE, *DECEMBER, seen=everywhere, at=END, map_on=END.date())
            for column, count in found.counts.items():
                if column not in {"procedures", "received_there", "whole_there", "procedures_online", "procedures_unknown"}:
                    assert len(scores.rows(question, column, found.unit.id).rows) == (count or 0), (found.unit.name, column)
                    opened += bool(count)
    assert opened > 10


def test_what_was_judged_apart_is_not_given_to_who_took_it_over(december: Bình_Liêu) -> None:
    head = december.actor("tinh_huc", "unit_head", END.replace(year=2020, month=1, day=1, hour=0) - timedelta(hours=1))
    judged(head, at=BEFORE.replace(month=12, day=31), first=DECEMBER[0], last=DECEMBER[1])
    reform(december)
    then, now = asked(december, None), asked(december, END.date())

    def public(one: scores.UnitScore) -> scores.Score:
        return next(score for score in one.scores if score.index.key == "cong-khai")

    assert public(then["UBND xã Tình Húc"]).points == 2
    merged = public(now["UBND xã Bình Liêu"])
    assert (merged.points, "xem trên bản đồ lúc đó" in merged.why) == (None, True)
    assert now["UBND xã Bình Liêu"].house.merged
    assert not then["UBND xã Tình Húc"].house.merged


def test_ratings_of_a_period_that_is_asked_later_are_found_with_who_took_over(december: Bình_Liêu) -> None:
    done = december.received("tinh_huc", BEFORE)
    december.finish(done, OUTCOMES, BEFORE)
    reform(december)
    ratings.rate(code=december.dossier(done).code, face="very", reasons=[], comment="", at=END)
    found = asked(december, None, (date(2025, 7, 1), date(2025, 7, 31)), scores.sets()[1])

    assert {name: one.counts["rated"] for name, one in found.items() if one.counts.get("rated")} == {"UBND xã Bình Liêu": 1}


def test_an_old_unit_that_was_split_shows_no_empty_line_years_later(december: Bình_Liêu) -> None:
    reform(december)
    late = asked(december, None, (date(2025, 7, 1), date(2025, 7, 31)), scores.sets()[1])

    assert "UBND xã Bình Liêu" in late
    assert "UBND xã Tình Húc" not in late
    assert all(one.unit.until is None or one.counts for one in late.values())


def test_the_map_of_now_costs_no_question_for_each_unit(december: Bình_Liêu, query_count: Callable[[], Any]) -> None:
    reform(december)
    everywhere = set(org.Unit.objects.values_list("pk", flat=True))

    with given.everything(), query_count() as counted:
        scores.scores(NINE, *DECEMBER, seen=everywhere, at=END, map_on=END.date())

    assert counted.statements <= 6, counted.texts
