"""Pure decisions of the organisation: codes, duties, shares, seats, names of places."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.office.org import rules
from lienthong.toolkit.vietnamese import fold

GROUPS = st.tuples(*[st.integers(0, 999), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)])
LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXY")


# --- codes of QCVN 102:2016 and of QĐ 20/2020 --------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["000.00.16.H49", "000.02.16.H49", "123.45.67.A01", "000.00.00.Y99"])
def test_an_old_code_has_three_two_two_digits_and_a_letter_with_two(code: str) -> None:
    assert rules.is_legacy_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "H49",
        "00.00.16.H49",
        "0000.00.16.H49",
        "000.0.16.H49",
        "000.00.16.49",
        "000.00.16.Z49",
        "000.00.16.h49",
        "000.00.16.H4",
        "000.00.16.H49.1",
        " 000.00.16.H49",
        "000.00.16.H49\n",
        "000-00-16-H49",
    ],
)
def test_anything_else_is_no_old_code(code: str) -> None:
    assert not rules.is_legacy_code(code)


@pytest.mark.parametrize("code", ["H49", "H49.1", "H49.16.02", "H49.90.16.21", "A00.123456", "Y99.000001.1"])
def test_a_new_code_is_a_letter_with_two_digits_and_groups_of_one_to_six(code: str) -> None:
    assert rules.is_modern_code(code)


@pytest.mark.parametrize(
    "code", ["", "49", "Z49", "h49", "H4", "H499", "H49.", "H49..1", "H49.1234567", "H49.1a", "H49.1 ", "H49,1", "H49.1\n"]
)
def test_anything_else_is_no_new_code(code: str) -> None:
    assert not rules.is_modern_code(code)


def test_a_new_code_has_at_most_35_characters() -> None:
    longest = "H49" + ".123" * 8
    assert (len(longest), rules.is_modern_code(longest)) == (35, True)
    assert not rules.is_modern_code(longest + "4")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("000.00.16.H49", "H49.16"),
        ("000.02.16.H49", "H49.16.02"),
        ("007.02.16.H49", "H49.16.02.007"),
        ("000.00.00.H49", "H49"),
        ("005.00.00.H49", "H49.005"),
        ("100.10.01.A10", "A10.01.10.100"),
    ],
)
def test_an_old_code_is_read_backwards_without_its_empty_groups(old: str, new: str) -> None:
    assert rules.modern_code(old) == new


@given(GROUPS, LETTERS)
def test_every_old_code_becomes_a_new_one_that_keeps_each_group_that_says_something(
    groups: tuple[int, int, int, int], letter: str
) -> None:
    first, second, third, fourth = groups
    old = f"{first:03d}.{second:02d}.{third:02d}.{letter}{fourth:02d}"

    new = rules.modern_code(old)

    assert rules.is_legacy_code(old)
    assert rules.is_modern_code(new)
    kept = [part for part in (f"{third:02d}", f"{second:02d}", f"{first:03d}") if int(part)]
    assert new.split(".") == [f"{letter}{fourth:02d}", *kept]


@pytest.mark.parametrize("code", ["", "H49.16", "000.02.16.Z49"])
def test_what_is_no_old_code_is_not_turned_into_a_new_one(code: str) -> None:
    with pytest.raises(ValueError, match="QCVN 102"):
        rules.modern_code(code)


# --- closed vocabularies -------------------------------------------------------------------------------------------------


def test_duties_outside_the_list_are_named_in_the_order_given() -> None:
    assert rules.unknown_duties(["king", "unit_head", "specialist.tea", "cashier", "Unit_head"]) == [
        "king", "specialist.tea", "Unit_head"
    ]  # fmt: skip
    assert rules.unknown_duties([]) == []
    assert rules.unknown_duties(rules.DUTIES) == []


def test_there_is_a_duty_for_a_specialist_of_every_field_and_for_no_other() -> None:
    fields = {duty.partition(".")[2] for duty in rules.DUTIES if "." in duty}
    assert fields == set(rules.FIELDS)
    for slug, label in rules.FIELDS.items():
        assert rules.DUTIES[f"specialist.{slug}"] == f"Chuyên viên {label}"


def test_who_reads_the_whole_subtree_leads_reports_watches_or_administers() -> None:
    assert set(rules.DUTIES) >= rules.SUBTREE_DUTIES
    assert not {duty for duty in rules.SUBTREE_DUTIES if duty.startswith("specialist") or "clerk" in duty}


@pytest.mark.parametrize("names", [rules.DUTIES, rules.FUNCTIONS, rules.FIELDS], ids=["duties", "functions", "fields"])
def test_no_two_slugs_have_the_same_vietnamese_name(names: dict[str, str]) -> None:
    assert len(set(names.values())) == len(names)
    assert all(name == name.strip() and name for name in names.values())


def test_the_party_is_not_a_variant_of_the_state() -> None:
    assert {system.value for system in rules.System} == {"state", "party", "vertical", "front"}


# --- shares of a split ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        (["1"], True),
        (["0.9", "0.1"], True),
        (["0.3333", "0.3333", "0.3334"], True),
        ([], False),
        (["0.9"], False),
        (["0.9", "0.2"], False),
        (["1", "0"], False),
        (["1.5", "-0.5"], False),
        (["0.3333", "0.3333", "0.3333"], False),
    ],
)
def test_the_shares_of_a_split_are_all_something_and_make_one(shares: list[str], whole: bool) -> None:
    assert rules.shares_whole([Decimal(share) for share in shares]) is whole


@given(st.lists(st.integers(1, 999), min_size=1, max_size=6))
def test_thousandths_are_whole_exactly_when_they_sum_to_a_thousand(parts: list[int]) -> None:
    shares = [Decimal(part) / 1000 for part in parts]
    assert rules.shares_whole(shares) is (sum(Fraction(part, 1000) for part in parts) == 1)
    rest = 1000 - sum(parts)
    if rest > 0:
        assert rules.shares_whole([*shares, Decimal(rest) / 1000])


# --- seats ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "seats", "free"),
    [([], 1, 1), ([1], 1, None), ([1], 2, 2), ([2], 2, 1), ([1, 3], 3, 2), ([1, 2, 3], 3, None), ([7], 1, 1), ([1, 1], 2, 2)],
)
def test_the_lowest_free_seat_is_taken(taken: list[int], seats: int, free: int | None) -> None:
    assert rules.free_seat(taken, seats) == free


@given(st.sets(st.integers(1, 9)), st.integers(1, 9))
def test_a_seat_that_is_given_is_free_and_of_the_post_and_only_a_full_post_gives_none(taken: set[int], seats: int) -> None:
    free = rules.free_seat(taken, seats)

    if free is None:
        assert taken >= set(range(1, seats + 1))
    else:
        assert free not in taken
        assert 1 <= free <= seats
        assert taken >= set(range(1, free))


# --- names of places -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Xã Hoành Mô", "hoanh mo"),
        ("Thị trấn Bình Liêu", "binh lieu"),
        ("Thị xã Quảng Yên", "quang yen"),
        ("Thành phố Hạ Long", "ha long"),
        ("Đặc khu Vân Đồn", "van don"),
        ("Tỉnh Quảng Ninh", "quang ninh"),
        ("Bản Mạ Chạt", "ma chat"),
        ("Thôn Cửa Khẩu", "cua khau"),
        ("Phường Hà Tu", "ha tu"),
        ("Khu phố Bình An", "binh an"),
        ("Hoành Mô", "hoanh mo"),
        ("Xã", "xa"),
        ("Bản Bản Ngày", "ban ngay"),
        ("Xãhoành", "xahoanh"),
    ],
)
def test_a_place_is_found_by_its_name_without_its_type(name: str, bare: str) -> None:
    assert rules.bare_place(fold(name)) == bare


@given(st.text("abc ", max_size=12))
def test_a_bare_name_is_an_end_of_the_name_and_never_empty_unless_the_name_is(text: str) -> None:
    bare = rules.bare_place(text)
    assert text.endswith(bare)
    assert bool(bare) == bool(text)
