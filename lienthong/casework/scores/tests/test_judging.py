"""Where the law has a person judge: the own head, with grounds and evidence, for a period of the law; nothing is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.scores import public as scores
from lienthong.casework.scores.models import Judgement
from lienthong.casework.scores.testing import JULY, NINE, a_july, judged, july, petitioned
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

AUGUST = july(1, month=8)


@pytest.fixture
def head(world: given.World) -> Actor:
    """The chairman of Hoành Mô."""
    return world.head


def judge(actor: Actor, **facts: Any) -> Any:
    asked: dict[str, Any] = {
        "key": new_uid(), "index_set": NINE, "index": "cong-khai", "first": JULY[0], "last": JULY[1], "points": 2, "note": "Có",
        "held": [new_uid()],
    }  # fmt: skip
    return scores.judge(actor=actor, at=AUGUST, **(asked | facts))


def mine(actor: Actor) -> scores.UnitScore:
    (nine, _) = scores.sets()
    with ledger.seeing(actor.sees):
        return scores.scores(nine, *JULY, seen=actor.sees, at=AUGUST)[0]


def test_the_latest_points_of_a_period_count_with_their_evidence(head: Actor) -> None:
    judged(head, points=1)
    uid = judged(head, points=2, note="Niêm yết ở sảnh và cổng")
    found = mine(head)

    told = found.judged["cong-khai"]
    assert (told.uid, told.points, told.note, told.by) == (uid, 2, "Niêm yết ở sảnh và cổng", head.name)
    assert [one.name for one in told.evidence] == ["niem-yet.png"]
    assert next(one.points for one in found.scores if one.index.key == "cong-khai") == 2
    with ledger.seeing(head.sees):
        assert [row.activity for row in ledger.history(uid)] == ["score_judged"]


def test_all_nine_known_give_a_sum_and_a_band(world: given.World, head: Actor) -> None:

    a_july(world)
    petitioned(world, 2, done=july(3))
    for index in ("co-quan-lien-he", "cong-khai"):
        judged(head, index)
    found = mine(head)

    assert found.total.missing == 0
    assert found.band == "Tốt"


def test_points_are_those_of_exactly_their_period(head: Actor) -> None:
    judged(head, first=date(2018, 7, 1), last=date(2018, 7, 30))

    assert mine(head).judged == {}


def test_posting_twice_writes_once(head: Actor) -> None:
    uid = judged(head)

    assert judge(head, key=uid, held=[]) == uid
    with ledger.seeing(head.sees):
        assert Judgement.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"index": "thoi-gian"}, scores.IndexNotJudged),
        ({"index": "khong-co"}, scores.IndexNotJudged),
        ({"index_set": "khong-co"}, scores.IndexNotJudged),
        ({"first": date(2018, 6, 1)}, scores.BeforeTheLaw),
        ({"points": 3}, scores.PointsNotOffered),
        ({"note": " "}, scores.JudgementNeedsNote),
        ({"held": []}, scores.JudgementNeedsEvidence),
        ({}, files.FileUnknown),
    ],
)
def test_points_that_do_not_hold_are_refused(head: Actor, facts: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        judge(head, **facts)


def test_a_text_is_no_evidence(head: Actor) -> None:
    key = new_uid()
    with ledger.seeing(head.sees):
        held = files.hold(b"Da niem yet", name="don.txt", actor=head, held_for=key, slot="evidence", until=AUGUST)

    with pytest.raises(scores.JudgementNotProven, match=r"don\.txt"):
        judge(head, key=key, held=[held.uid])


def test_only_the_head_or_reporter_of_a_scored_unit_judges(world: given.World) -> None:
    clerk, division = world.clerk, world.district.actor("justice", "unit_head")

    assert [scores.may_judge(one, world.head.unit_id) for one in (world.head, clerk, division)] == [True, False, False]
    for nobody in (clerk, division):
        with pytest.raises(scores.NotYourScore):
            judge(nobody)


def test_the_database_changes_and_shows_nothing_to_others(world: given.World, head: Actor) -> None:
    uid = judged(head)

    with pytest.raises(DatabaseError), transaction.atomic(), ledger.seeing(head.sees):
        Judgement.objects.filter(uid=uid).update(points=0)
    with pytest.raises(DatabaseError), transaction.atomic(), ledger.seeing(head.sees):
        Judgement.objects.filter(uid=uid).delete()
    with ledger.seeing(world.district.actor("dong_van", "unit_head").sees):
        assert not Judgement.objects.exists()
