"""The token game: where a dossier stands and where an outcome leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.dossiers.rules import engine
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import library

BIRTH, CHAIN, POOR = (library()[name] for name in ("1.001193-2016", "2.000986-2015", "1.011607-2016"))


def go(definition: procedures.Definition, marking: engine.Marking, *outcomes: tuple[str, str]) -> engine.Move:
    """Play (step, outcome) pairs from a marking; return the last move."""
    last = engine.Move(marking, (), (), (), (), finished=False)
    for step, outcome in outcomes:
        token = next(token for token in last.marking.tokens if token.node == step)
        last = engine.move(definition, last.marking, token.number, outcome)
    return last


def first_edges(definition: procedures.Definition) -> engine.Move:
    """Play the first exit of whatever stands first until the return is reached."""
    move = engine.begin(definition)
    for _ in range(200):
        if move.finished:
            return move
        token = move.marking.tokens[0]
        move = engine.move(definition, move.marking, token.number, definition.node(token.node).edges[0].outcome)
    raise AssertionError("the return was not reached")


def test_a_dossier_begins_with_one_token_on_the_start() -> None:
    move = engine.begin(BIRTH)

    assert [(token.node, token.leg) for token in move.entered] == [(BIRTH.start, "main")]
    assert not move.finished


def test_an_outcome_leads_along_its_edge_and_numbers_are_never_used_twice() -> None:
    begun = engine.begin(BIRTH)
    edge = BIRTH.node(BIRTH.start).edges[0]

    move = engine.move(BIRTH, begun.marking, 1, edge.outcome)

    assert move.left == (engine.Token(1, "main", BIRTH.start),)
    assert move.entered == (engine.Token(2, "main", edge.to),)


def test_a_token_that_somebody_moved_is_said_to_be_gone() -> None:
    begun = engine.begin(BIRTH)
    moved = engine.move(BIRTH, begun.marking, 1, BIRTH.node(BIRTH.start).edges[0].outcome)

    with pytest.raises(engine.NoSuchToken):
        engine.move(BIRTH, moved.marking, 1, "done")


def test_an_outcome_that_the_step_does_not_have_is_refused() -> None:
    with pytest.raises(engine.NoSuchOutcome):
        engine.move(BIRTH, engine.begin(BIRTH).marking, 1, "no-such-outcome")


def _to_fork(definition: procedures.Definition) -> engine.Move:
    move = engine.begin(definition)
    while not move.legs_begun:
        token = move.marking.tokens[0]
        move = engine.move(definition, move.marking, token.number, definition.node(token.node).edges[0].outcome)
    return move


def test_a_fork_opens_one_token_in_each_leg() -> None:
    move = _to_fork(CHAIN)
    fork = next(node for node in CHAIN.nodes if node.kind == "fork")

    assert set(move.legs_begun) == {leg.key for leg in fork.legs}
    assert {token.leg for token in move.entered} == set(move.legs_begun)


def test_the_join_waits_for_every_leg() -> None:
    move = _to_fork(CHAIN)
    first, second = move.legs_begun

    while any(token.leg == first for token in move.marking.tokens):
        token = next(token for token in move.marking.tokens if token.leg == first)
        move = engine.move(CHAIN, move.marking, token.number, CHAIN.node(token.node).edges[0].outcome)
    waiting = move
    while any(token.leg == second for token in move.marking.tokens):
        token = next(token for token in move.marking.tokens if token.leg == second)
        move = engine.move(CHAIN, move.marking, token.number, CHAIN.node(token.node).edges[0].outcome)

    assert waiting.legs_ended == (first,)
    assert waiting.entered == ()
    assert [token.leg for token in move.entered] == ["main"]
    assert move.marking.forks == {}


def test_a_loop_leads_back_and_the_way_out_stays_open() -> None:
    loops = [(node.key, edge) for node in POOR.nodes for edge in node.edges if edge.back]
    step, edge = loops[0]
    marking = engine.Marking((engine.Token(7, "main", step),), 8)

    back = engine.move(POOR, marking, 7, edge.outcome)

    assert back.entered == (engine.Token(8, "main", edge.to),)
    assert not back.finished


@pytest.mark.parametrize("name", library())
def test_the_first_exits_of_every_procedure_reach_the_return_with_nothing_left_behind(name: str) -> None:
    definition = library()[name]

    end = first_edges(definition)

    assert [definition.node(token.node).kind for token in end.marking.tokens] == ["return"]
    assert end.marking.forks == {}


@given(st.sampled_from([BIRTH, CHAIN, POOR]), st.lists(st.integers(0, 10_000), max_size=60))
def test_any_play_keeps_the_marking_whole(definition: procedures.Definition, choices: list[int]) -> None:
    move = engine.begin(definition)
    used = {token.number for token in move.entered}

    for choice in choices:
        if move.finished:
            break
        token = move.marking.tokens[choice % len(move.marking.tokens)]
        edges = definition.node(token.node).edges
        move = engine.move(definition, move.marking, token.number, edges[choice % len(edges)].outcome)
        assert not used & {entered.number for entered in move.entered}
        used |= {entered.number for entered in move.entered}
        assert move.marking.tokens, "a dossier under way always stands somewhere"
        assert len({token.leg for token in move.marking.tokens}) == len(move.marking.tokens), "one token a leg"

    assert engine.Marking.from_dict(move.marking.as_dict()) == move.marking


def test_a_marking_moves_to_a_version_that_renamed_a_step() -> None:
    marking = engine.Marking((engine.Token(3, "main", "old-name"),), 4)

    moved, unknown = engine.remap(marking, {"old-name": BIRTH.start}, BIRTH)
    _, missing = engine.remap(marking, {}, BIRTH)

    assert moved.tokens == (engine.Token(3, "main", BIRTH.start),)
    assert unknown == []
    assert missing == ["old-name"]
