"""A graph over the rooms: only what is seen is walked through, the nearest first; causes stand before what came of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.linked import Link, Thing, placed, reached

A, B, C, D = (new_uid() for _ in range(4))
MONDAY, TUESDAY = date(2018, 3, 12), date(2018, 3, 13)


def link(cause: UUID, effect: UUID, relation: str = "answered") -> Link:
    return Link(cause, "document", relation, effect, "document")


def thing(uid: UUID, name: str, day: date = MONDAY, kind: str = "document") -> Thing:
    return Thing(uid, kind, name, "về việc gì", day)


def test_links_are_followed_both_ways_the_nearest_first() -> None:
    links = [link(A, B), link(B, C), link(D, A)]
    assert reached(B, links, dict.fromkeys((A, B, C, D), False)) == [B, A, C, D]


def test_behind_a_thing_out_of_sight_nothing_is_found() -> None:
    links = [link(A, B), link(B, C)]
    assert reached(A, links, {A: False, C: False}) == [A]


def test_a_walk_comes_to_what_holds_much_and_goes_no_further() -> None:
    links = [link(A, B, "held"), link(C, B, "held")]
    sight = {A: False, B: True, C: False}
    assert reached(A, links, sight) == [A, B]
    assert reached(B, links, sight) == [B, A, C], "unless it begins there"


def test_things_stand_by_their_day_with_what_they_came_of() -> None:
    things = [thing(B, "trả lời", TUESDAY), thing(A, "văn bản đến"), thing(C, "dự thảo", TUESDAY)]
    rows = placed(things, [link(A, C, "drafted_for"), link(C, B, "issued"), link(A, B)], frozenset())
    told = [(one.number, one.thing.name, one.depth, one.causes) for one in rows]
    assert told == [
        (1, "văn bản đến", 0, ()),
        (2, "dự thảo", 1, (("drafted_for", 1),)),
        (3, "trả lời", 1, (("answered", 1), ("issued", 2))),
    ]


def test_what_came_of_a_thing_on_the_same_day_stands_right_behind_it() -> None:
    things = [thing(A, "2 văn bản đến"), thing(B, "1 văn bản cũ"), thing(C, "3 thay thế"), thing(D, "0 dự thảo")]
    rows = placed(things, [link(B, C, "replaced"), link(A, D, "drafted_for")], frozenset())
    assert [one.thing.name for one in rows] == ["1 văn bản cũ", "3 thay thế", "2 văn bản đến", "0 dự thảo"]


def test_what_holds_others_stands_last_whatever_its_day() -> None:
    things = [thing(B, "01.CCHC", MONDAY, "work_file"), thing(A, "văn bản đến", TUESDAY)]
    assert [one.thing.name for one in placed(things, [link(A, B, "held")], {"work_file"})] == ["văn bản đến", "01.CCHC"]


def test_a_circle_of_links_is_placed_all_the_same() -> None:
    rows = placed([thing(A, "một"), thing(B, "hai")], [link(A, B), link(B, A)], frozenset())
    assert sorted(one.thing.name for one in rows) == ["hai", "một"]
    assert [one.causes for one in rows] == [(("answered", 2),), (("answered", 1),)]
