"""Small rules about words: which procedure comes first, where lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.ranking import Candidate, rank
from lienthong.casework.procedures.rules.typesetting import measure, wrap
from lienthong.casework.procedures.testing import BIRTH, a_published_version
from lienthong.toolkit.identity import new_uid

NAMES = ("Đăng ký khai sinh", "Đăng ký lại khai sinh", "Khai sinh lưu động", "Đăng ký kết hôn", "Chứng thực chữ ký")
FOUND = tuple(Candidate(f"1.00000{number}", name) for number, name in enumerate(NAMES, 1))
WORDS = st.lists(st.text("abcđêươ", min_size=1, max_size=12), max_size=12)


@given(st.permutations(FOUND), st.lists(st.sampled_from(["khai", "sinh", "dang", "ky", "ket"]), min_size=1, max_size=3))
def test_the_order_of_finding_says_nothing_about_the_order_shown(found: list[Candidate], typed: list[str]) -> None:
    assert rank(typed, found) == rank(typed, FOUND)
    assert sorted(rank(typed, found)) == sorted(one.code for one in FOUND), "ranking loses nobody"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (["khai", "sinh"], "Khai sinh lưu động"),
        (["dang", "ky", "khai", "sinh"], "Đăng ký khai sinh"),
        (["ket"], "Đăng ký kết hôn"),
        (["1.000005"], "Chứng thực chữ ký"),
    ],
)
def test_the_name_that_says_the_typed_words_together_and_early_comes_first(typed: list[str], first: str) -> None:
    assert NAMES[int(rank(typed, FOUND)[0][-1]) - 1] == first


@given(WORDS, st.integers(20, 200))
def test_breaking_lines_loses_no_word_and_no_line_but_a_single_word_is_too_wide(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width, 11)

    assert " ".join(lines).split() == words
    assert all(measure(line, 11) <= width or len(line.split()) == 1 for line in lines)


@given(st.text("abcđêWươ", max_size=20), st.text("abcđêWươ", max_size=20))
def test_text_is_as_wide_as_its_parts(one: str, other: str) -> None:
    assert measure(one + other, 11) == pytest.approx(measure(one, 11) + measure(other, 11))


@pytest.mark.django_db
def test_a_version_is_the_same_row_by_its_key_its_uid_and_its_model() -> None:
    row = a_published_version(BIRTH)
    model = procedures.ProcedureVersion.objects.select_related("procedure").get(uid=row.uid)

    assert procedures.version_by_id(row.id) == row == procedures.row_of(model)


@pytest.mark.django_db
def test_a_version_that_is_not_there_is_named_by_what_was_asked() -> None:
    uid = new_uid()

    with pytest.raises(procedures.VersionUnknown) as by_id:
        procedures.version_by_id(999_999)
    with pytest.raises(procedures.VersionUnknown) as by_uid:
        procedures.version(uid)

    assert (by_id.value.facts["version"], by_uid.value.facts["version"]) == (999_999, uid)
