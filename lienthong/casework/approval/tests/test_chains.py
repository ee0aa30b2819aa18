"""Chains: which one a document goes through, and how the drafter's plan changes it."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.approval.queries.chains import CHAINS
from lienthong.casework.approval.rules.chains import BadChains, Chain, chain_for, chains_of, stands_of

UNITS = {"drafter": 1, "keeper": 2, "body": 3}
DEFAULT = [("content", 1), ("form", 2), ("sign", 3), ("issue", 2)]


def default() -> Chain:
    return chain_for(CHAINS, "state", "ke-hoach")


def told(**facts: Any) -> dict[str, Any]:
    stands = [{"role": "content", "at": "drafter"}, {"role": "sign", "at": "body"}, {"role": "issue", "at": "keeper"}]
    return {"mark": "P", "stands": stands} | facts


def test_a_document_of_the_state_is_looked_at_twice_then_signed_then_issued() -> None:
    assert stands_of(default(), UNITS) == DEFAULT


def test_an_invitation_needs_no_look_at_its_content_and_the_party_has_the_same_order() -> None:
    assert stands_of(chain_for(CHAINS, "state", "giay-moi"), UNITS) == DEFAULT[1:]
    assert stands_of(chain_for(CHAINS, "party", "nghi-quyet"), UNITS) == DEFAULT


def test_cosigners_sign_in_the_order_that_the_drafter_gave_once_each_and_before_the_signer() -> None:
    made = stands_of(default(), UNITS, cosigners=[5, 4, 5, 3])

    assert made == [("content", 1), ("form", 2), ("cosign", 5), ("cosign", 4), ("sign", 3), ("issue", 2)]


def test_who_signs_by_order_does_not_look_at_the_form_before() -> None:
    assert stands_of(default(), UNITS, signer=2) == [("content", 1), ("sign", 2), ("issue", 2)]


def test_a_commune_where_one_head_does_all_signs_at_once() -> None:
    assert stands_of(default(), {"drafter": 1, "keeper": 1, "body": 1}) == [("sign", 1), ("issue", 1)]


def test_an_office_that_drafts_looks_once() -> None:
    assert stands_of(default(), {"drafter": 2, "keeper": 2, "body": 3}) == [("form", 2), ("sign", 3), ("issue", 2)]


@pytest.mark.parametrize(
    "file",
    [
        {"default": told(mark="X")},
        {"default": told(more=1)},
        {"default": told(stands=[{"role": "dream", "at": "body"}])},
        {"default": told(stands=[{"role": "sign", "at": "nowhere"}, {"role": "issue", "at": "keeper"}])},
        {"default": told(stands=[{"role": "issue", "at": "keeper"}, {"role": "sign", "at": "body"}])},
        {"default": told(stands=[{"role": "issue", "at": "keeper"}])},
        {"party": told(systems=["party"])},
    ],
)
def test_a_file_that_does_not_say_what_it_must_stops_the_start(file: dict[str, Any]) -> None:
    with pytest.raises(BadChains):
        chains_of(file)
