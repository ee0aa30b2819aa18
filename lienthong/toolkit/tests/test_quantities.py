"""A quantity keeps its word, and unknown is never zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.quantities import Qualifier, Quantity

SOME = st.builds(
    Quantity,
    st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**9),
    st.just("tỷ đồng"),
    st.sampled_from(Qualifier),
)
ANY = SOME | st.just(Quantity.unknown("tỷ đồng", "chưa báo cáo"))


def billions(value: str, word: Qualifier = Qualifier.EXACT) -> Quantity:
    """Return an amount in billions of đồng."""
    return Quantity(Decimal(value), "tỷ đồng", word)


def test_a_quantity_has_a_value_or_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="never both"):
        Quantity(Decimal(1), "hồ sơ", Qualifier.EXACT, "mất sổ")
    with pytest.raises(ValueError, match="never both"):
        Quantity(None, "hồ sơ")


def test_unknown_is_not_zero() -> None:
    unknown = Quantity.unknown("hồ sơ", "chưa báo cáo")

    assert unknown != Quantity(Decimal(0), "hồ sơ")
    assert (unknown.value, unknown.unknown_because) == (None, "chưa báo cáo")


def test_unknown_plus_anything_stays_unknown_and_keeps_the_reason() -> None:
    unknown = Quantity.unknown("tỷ đồng", "chưa quyết toán")

    assert (unknown + billions("118")) == (billions("118") + unknown) == unknown


def test_exact_figures_add_up_exactly() -> None:
    assert billions("29.8") + billions("0.2") == billions("30.0")


@pytest.mark.parametrize(
    ("first", "second", "sum_"),
    [
        (Qualifier.OVER, Qualifier.EXACT, Qualifier.OVER),
        (Qualifier.EXACT, Qualifier.NEARLY, Qualifier.NEARLY),
        (Qualifier.OVER, Qualifier.OVER, Qualifier.OVER),
        (Qualifier.OVER, Qualifier.NEARLY, Qualifier.ABOUT),
        (Qualifier.ABOUT, Qualifier.OVER, Qualifier.ABOUT),
    ],
)
def test_the_weaker_word_wins(first: Qualifier, second: Qualifier, sum_: Qualifier) -> None:
    assert (billions("118", first) + billions("170", second)).qualifier is sum_


def test_different_units_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="cannot add hồ sơ to tỷ đồng"):
        billions("1") + Quantity(Decimal(1), "hồ sơ")


@given(ANY, ANY)
def test_a_sum_does_not_depend_on_the_order(first: Quantity, second: Quantity) -> None:
    assert first + second == second + first
