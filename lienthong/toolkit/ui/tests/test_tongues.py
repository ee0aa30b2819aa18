"""Words from elsewhere on a page: translated when shown, and marked where they stay Vietnamese."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest
from django import forms as django_forms
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats.errors import NotADay
from lienthong.toolkit.sentences import Counted, Figure, Lowered, Sentence, Several, Typed, Words
from lienthong.toolkit.ui import forms
from lienthong.toolkit.ui.testing import unmarked_vietnamese
from lienthong.toolkit.ui.tongues import in_vietnamese, joined, named, said, told, translated


class Unheard(Refusal):
    """A refusal whose sentence nobody translated."""

    code = "test.unheard"
    reason = "Chưa ai dịch câu về %(what)s."


class Sample(forms.Form):
    name = forms.LineField(label="Họ và tên", help_text="Một câu chưa dịch.")
    kind = django_forms.ChoiceField(
        label="Cách nộp", choices=[("1", "trực tiếp"), ("2", "Quầy số hai")], widget=django_forms.RadioSelect
    )
    way = django_forms.ChoiceField(label="Cách nộp", choices=[("1", "trực tiếp"), ("2", "Quầy số hai")], required=False)
    fee = forms.AmountField(label="Lệ phí", required=False)


@pytest.fixture
def english() -> Generator[None]:
    with translation.override("en"):
        yield


def test_on_a_vietnamese_page_words_stay_as_they_are() -> None:
    assert said("Trạng thái") == "Trạng thái"
    assert told("Mời ông/bà đến quầy %(number)s.", number="Hộ tịch") == "Mời ông/bà đến quầy Hộ tịch."
    assert NotADay(typed="x").message.startswith("«x» không phải")


@pytest.mark.usefixtures("english")
def test_what_the_catalogue_knows_is_translated_and_the_rest_is_marked() -> None:
    assert said("Trạng thái") == "Status"
    assert said("Xã Hoành Mô") == '<span lang="vi">Xã Hoành Mô</span>'
    assert said("<b>Mô</b>") == '<span lang="vi">&lt;b&gt;Mô&lt;/b&gt;</span>'
    assert said("H49.16") == "H49.16"


@pytest.mark.usefixtures("english")
def test_what_somebody_typed_stays_though_it_is_a_message() -> None:
    assert (said("Nữ"), said(Typed("Nữ"))) == ("Female", '<span lang="vi">Nữ</span>')
    assert (translated("Nam"), translated(Typed("Nam"))) == ("Male", "Nam")


@pytest.mark.usefixtures("english")
def test_nothing_stays_nothing_and_a_figure_a_figure() -> None:
    assert (said(""), translated("")) == ("", ""), "an empty message is the header of the catalogue"
    assert said(1200) == 1200
    marked = mark_safe("<i>đã đánh dấu</i>")
    assert said(marked) is marked


@pytest.mark.usefixtures("english")
def test_a_name_inside_an_english_sentence_is_marked_alone() -> None:
    sentence = told("Mời ông/bà đến quầy %(number)s.", number="Hộ tịch <1>")

    assert sentence == 'Please come to counter <span lang="vi">Hộ tịch &lt;1&gt;</span>.'
    assert isinstance(sentence, SafeString)
    assert told("Chưa ai dịch %(what)s.", what=3) == '<span lang="vi">Chưa ai dịch 3.</span>'


@pytest.mark.usefixtures("english")
def test_a_refusal_speaks_the_language_of_the_page_with_its_facts() -> None:
    assert NotADay(typed="31/02").message == "‘31/02’ is not a date. Enter day, month and year like 13/04/2018."
    assert said(NotADay(typed="Mô")).startswith('‘<span lang="vi">Mô</span>’ is not a date.')
    assert said(Unheard(what=2)) == '<span lang="vi">Chưa ai dịch câu về 2.</span>'


@pytest.mark.usefixtures("english")
def test_a_form_is_english_with_its_demands_and_choices() -> None:
    page = str(Sample({"fee": "1,5"}))

    assert "Enter full name." in page
    assert "Choose how to submit." in page
    assert unmarked_vietnamese(f'<html lang="en">{page.replace("Quầy số hai</option>", "")}</html>') == []
    assert "Một câu chưa dịch.</span>" in page


class Named(forms.Form):
    """A form with a name in a label, and choices that are known only when it is made."""

    group = django_forms.MultipleChoiceField(label="Cách nộp", widget=django_forms.CheckboxSelectMultiple)
    who = django_forms.ChoiceField(label="Cách nộp", required=False)

    def __init__(self, *args: object) -> None:
        self.base_fields["born"] = forms.LineField(label=told("%(label)s: ngày sinh hoặc năm sinh", label="Họ tên <1>"))
        super().__init__(*args)
        self.offer("group", [("1", "trực tiếp"), ("2", "Quầy số hai")])
        self.offer("who", [("", "trực tiếp"), ("Xã Hoành Mô", [("3", "Chíu Sếch Và"), ("4", "trực tiếp")])])


@pytest.mark.usefixtures("english")
def test_choices_that_are_known_late_are_offered_in_english_and_names_in_boxes_are_marked() -> None:
    form = Named()
    page = str(form)

    assert "in person" in page
    assert '<span lang="vi">Quầy số hai</span>' in page
    assert '<optgroup label="Xã Hoành Mô">' in page
    assert form.fields["who"].choices == [  # type: ignore[attr-defined]  # it is a choice field
        ("", "in person"),
        ("Xã Hoành Mô", [("3", "Chíu Sếch Và"), ("4", "in person")]),
    ]


def test_choices_that_are_known_late_stay_as_they_are_on_a_vietnamese_page() -> None:
    assert Named().fields["group"].choices == [("1", "trực tiếp"), ("2", "Quầy số hai")]  # type: ignore[attr-defined]  # as above


@pytest.mark.usefixtures("english")
def test_the_marks_of_a_label_are_never_read_as_text_in_its_error() -> None:
    page = str(Named({}))

    assert "Enter họ tên &lt;1&gt;: date or year of birth." in page
    assert "&lt;span" not in page


def test_what_is_asked_for_by_name_keeps_its_vietnamese_name_beside() -> None:
    assert named("Giấy chứng sinh") == "Giấy chứng sinh"

    with translation.override("en"):
        found = named("Giấy chứng sinh")
        assert found == 'Birth notification of the hospital or midwife <span lang="vi">(Giấy chứng sinh)</span>'
        assert named("Giấy <b>") == '<span lang="vi">Giấy &lt;b&gt;</span>'


@pytest.mark.usefixtures("english")
def test_the_parts_of_a_line_are_said_one_by_one() -> None:
    assert joined(" · ", ("Xã Hoành Mô", "", "Trạng thái")) == '<span lang="vi">Xã Hoành Mô</span> · Status'


def test_the_parts_of_a_line_stay_plain_words_on_a_vietnamese_page() -> None:
    line = joined(" · ", ("Xã Hoành Mô", "", "<b>"))

    assert line == "Xã Hoành Mô · <b>"
    assert not isinstance(line, SafeString), "the page escapes it"


@pytest.mark.usefixtures("english")
def test_a_paper_is_written_in_vietnamese_whatever_language_its_page_has() -> None:
    @in_vietnamese
    def written(words: str, *, count: int) -> str:
        return f"{translated(words)} {count}"

    assert written("Trạng thái", count=2) == "Trạng thái 2"
    assert translated("Trạng thái") == "Status", "the page goes on in English"


@pytest.mark.usefixtures("english")
def test_a_record_keeps_a_refusal_in_vietnamese() -> None:
    assert NotADay(typed="31/02").on_record.startswith("«31/02» không phải")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("typed", ["118,000", "118.000", "118000"])
def test_an_amount_is_read_as_the_page_shows_it_and_as_it_was_typed_before(typed: str) -> None:
    assert forms.AmountField().clean(typed) == 118_000
    assert forms.AmountField().prepare_value(118_000) == "118,000"


@pytest.mark.parametrize("typed", ["1,5", "118,00", "1,000.5"])
def test_what_might_be_a_fraction_is_no_amount_in_any_language(typed: str) -> None:
    for language in ("vi", "en"):
        with translation.override(language), pytest.raises(django_forms.ValidationError):
            forms.AmountField().clean(typed)


def test_commas_group_nothing_on_a_vietnamese_page() -> None:
    with pytest.raises(django_forms.ValidationError):
        forms.AmountField().clean("118,000")


@pytest.mark.usefixtures("english")
def test_a_template_says_words_and_draws_the_clock_in_english() -> None:
    source = '{% load ui %}{{ unit|said }} {{ none|said }}|{{ word|translated }}{% clock "in_time" None 1440 %}{{ none|amount }}'
    drawn = Template(source).render(Context({"unit": "Xã Hoành Mô", "word": "Trạng thái", "none": None}))

    assert '<span lang="vi">Xã Hoành Mô</span> |Status' in drawn
    assert "3 working days left" in drawn
    assert drawn.endswith("not known")


def test_a_page_that_can_be_had_in_one_language_offers_no_choice() -> None:
    assert Template("{% load ui %}{% languages %}").render(Context({})).strip() == "{# #}".strip("{# }")


@pytest.mark.usefixtures("english")
def test_a_fact_may_have_any_name() -> None:
    assert (
        told("Trạng thái %(sentence)s %(words)s", sentence="Trạng thái", words=1)
        == '<span lang="vi">Trạng thái Trạng thái 1</span>'
    )
    assert translated("%(words)s", words="a") == "a"


LIMIT = Sentence("%(amount)s, tính từ %(start)s.", amount=Counted("%(count)s ngày làm việc", 1), start="07:00")
NAMED = Sentence("Miễn: %(grounds)s", grounds="hộ <nghèo>")
UNHEARD = Sentence("Chưa ai dịch %(day)s", day=Figure("12/03/2018", date(2018, 3, 12), "day"))


def test_a_sentence_that_rules_built_stays_as_it_is_on_a_vietnamese_page() -> None:
    for built in (LIMIT, NAMED, UNHEARD, Several("; ", (LIMIT, NAMED))):
        assert (said(built), translated(built)) == (str(built), str(built))


@pytest.mark.usefixtures("english")
def test_a_sentence_that_rules_built_is_said_in_english_with_its_facts() -> None:
    assert said(LIMIT) == translated(LIMIT) == "1 working day, counted from 07:00."
    assert said(Counted("%(count)s ngày làm việc", 1200)) == "1,200 working days"
    assert said(Figure("20.000", 20_000, "amount")) == translated(Figure("20.000", 20_000, "amount")) == "20,000"
    assert said(Words("Trạng thái")) == translated(Words("Trạng thái")) == "Status"
    assert (
        NotADay(typed=LIMIT).message
        == "‘1 working day, counted from 07:00.’ is not a date. Enter day, month and year like 13/04/2018."
    )


@pytest.mark.usefixtures("english")
def test_a_name_in_a_sentence_that_rules_built_is_marked_alone_and_escaped() -> None:
    marked = 'Free of charge: <span lang="vi">hộ &lt;nghèo&gt;</span>'

    assert said(NAMED) == marked
    assert isinstance(said(NAMED), SafeString)
    assert translated(NAMED) == "Free of charge: hộ <nghèo>", "an attribute takes no mark; the template escapes it"
    assert said(Several(" và ", (NAMED, LIMIT))) == f"{marked} and 1 working day, counted from 07:00."
    assert translated(Several(" và ", (LIMIT, NAMED))).endswith("07:00. and Free of charge: hộ <nghèo>")


@pytest.mark.usefixtures("english")
def test_a_sentence_without_translation_stays_whole_and_is_marked_as_one() -> None:
    assert said(UNHEARD) == '<span lang="vi">Chưa ai dịch 12/03/2018</span>'
    assert translated(UNHEARD) == "Chưa ai dịch 12/03/2018"


@pytest.mark.usefixtures("english")
def test_a_name_inside_a_sentence_that_rules_built_begins_with_a_small_letter() -> None:
    assert said(Lowered("Trạng thái")) == translated(Lowered("Trạng thái")) == "status"
    assert said(Lowered("Xã Hoành Mô")) == '<span lang="vi">xã hoành mô</span>'
    assert said(Lowered("ID")) == "ID", "an abbreviation stays"
