"""A sentence of figures is its Vietnamese text, letter for letter, and knows what it was made of."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date

import pytest

from lienthong.toolkit.canonical import canonical_bytes
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.sentences import ONE, Counted, Figure, Lowered, Sentence, Several, Typed, Words, fact_of, plain_of

DAY = Figure("thứ Hai 12/03/2018", date(2018, 3, 12), "day_with_weekday")
TOLD = Sentence("Hẹn trả %(day)s, %(span)s.", day=DAY, span=Counted("%(count)s ngày", 3, "03"))
LISTED = Several("; ", (TOLD, "", Words("Lệ phí")))


class Broken(Refusal):
    """A refusal with a sentence among its facts."""

    code = "test.broken"
    reason = "Không tính được: %(why)s"


def test_a_sentence_is_its_vietnamese_text() -> None:
    assert TOLD == "Hẹn trả thứ Hai 12/03/2018, 03 ngày."
    assert f"{LISTED}." == "Hẹn trả thứ Hai 12/03/2018, 03 ngày.; Lệ phí."
    assert Sentence("Giảm %(share)s %%", share=50) == "Giảm 50 %"
    assert {str(TOLD): 1}[TOLD] == 1, "whoever asks for the text finds it"


@pytest.mark.parametrize("told", [TOLD, LISTED, DAY])
def test_what_is_stored_and_signed_is_the_plain_text(told: Words) -> None:
    assert json.dumps([told]) == json.dumps([str(told)])
    assert canonical_bytes({"text": told}) == canonical_bytes({"text": str(told)})
    assert type(str(told)) is str


def test_a_sentence_knows_its_template_and_its_facts() -> None:
    assert TOLD.template == "Hẹn trả %(day)s, %(span)s."
    assert TOLD.facts["day"].value == date(2018, 3, 12)
    assert LISTED.parts == (TOLD, "Lệ phí"), "what says nothing is left out"


@pytest.mark.parametrize("copied", [copy.deepcopy, copy.copy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_knows_as_much(copied: object) -> None:
    again = copied((TOLD, LISTED))  # type: ignore[operator]  # each is a function of one value

    assert again == (TOLD, LISTED)
    assert (again[0].template, again[0].facts["span"].context) == (TOLD.template, "")
    assert (again[0].facts["day"].how, again[1].sign) == ("day_with_weekday", "; ")


@pytest.mark.parametrize(("count", "context"), [(0, ""), (1, ONE), (2, "")])
def test_one_thing_is_looked_up_apart_from_several(count: int, context: str) -> None:
    assert Counted("%(count)s ngày", count).context == context


def test_a_missing_fact_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Sentence("Hẹn trả %(day)s.", span=3)


def test_a_refusal_keeps_the_vietnamese_of_its_facts_on_record() -> None:
    assert Broken(why=TOLD).on_record == "Không tính được: Hẹn trả thứ Hai 12/03/2018, 03 ngày."
    assert Broken(why=TOLD).as_dict()["facts"] == {"why": "Hẹn trả thứ Hai 12/03/2018, 03 ngày."}


def test_a_sentence_travels_as_its_template_and_facts() -> None:
    told = Sentence("nén hơn %(times)s lần, %(share)s %%", times=100, share=5)

    back = fact_of(json.loads(json.dumps(plain_of(told))))

    assert isinstance(back, Sentence)
    assert (back, back.template) == (told, told.template)
    assert fact_of(plain_of("tệp nén hỏng")) == "tệp nén hỏng"
    assert fact_of(plain_of(3)) == "3"


@pytest.mark.parametrize(
    "plain",
    [
        {"template": "%(a)99999999999s", "facts": {"a": "1"}},
        {"template": "%(a)s %(b)s", "facts": {"a": "1"}},
        {"template": "100 %", "facts": {}},
        {"template": "%(a)d", "facts": {"a": "1"}},
        {"facts": {}},
        {"template": "%(a)s", "facts": "a"},
        ["%(a)s"],
    ],
)
def test_a_template_from_elsewhere_is_filled_in_only_where_named_places_stand(plain: object) -> None:
    told = fact_of(plain)

    assert type(told) is str or told == ""
    assert len(told) < 60


def test_what_somebody_typed_is_a_text_like_any_other() -> None:
    assert Typed("Nam") == "Nam"
    assert type(copy.deepcopy(Typed("Nam"))) is Typed


def test_a_name_inside_a_sentence_is_in_small_letters() -> None:
    assert Lowered("Đã Nhập") == "đã nhập"
    assert copy.deepcopy(Lowered("Đã nhập")).name == "Đã nhập"
