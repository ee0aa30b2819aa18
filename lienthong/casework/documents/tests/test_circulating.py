"""What a mark of circulation bars."""

from __future__ import annotations

import pytest

from lienthong.casework.documents.rules import circulating
from lienthong.casework.documents.rules.letters import CIRCULATIONS


@pytest.mark.parametrize(
    ("mark", "shared_outside", "by_wire_within", "by_wire_outside", "on_paper_outside", "copied"),
    [
        ("", True, True, True, True, True),
        ("inside", False, True, False, False, True),
        ("return_after", False, False, False, True, False),
        ("return_read", False, False, False, True, False),
    ],
)
def test_each_mark_bars_what_it_says(
    mark: str, shared_outside: bool, by_wire_within: bool, by_wire_outside: bool, on_paper_outside: bool, copied: bool
) -> None:
    assert circulating.may_share(mark, within=True)
    assert circulating.may_share(mark, within=False) == shared_outside
    assert circulating.may_send(mark, within=True, wire=True) == by_wire_within
    assert circulating.may_send(mark, within=False, wire=True) == by_wire_outside
    assert circulating.may_send(mark, within=False, wire=False) == on_paper_outside
    assert circulating.may_copy(mark) == copied


def test_every_mark_has_its_sentence() -> None:
    assert set(circulating.LIMITS) == set(CIRCULATIONS) - {""}
