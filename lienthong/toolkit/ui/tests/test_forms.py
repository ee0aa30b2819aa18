"""Forms: Vietnamese dates and figures in, and errors that say what to do."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django import forms as django_forms
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats.text import Birth
from lienthong.toolkit.ui import forms


class Sample(forms.Form):
    name = forms.LineField(label="Họ và tên", help_text="Ví dụ Hoàng Thị Mai.", max_length=10)
    day = forms.DayField(label="Ngày nhận", required=False)
    birth = forms.BirthField(label="Ngày sinh", required=False)
    at = forms.MomentField(label="Nhận lúc", required=False)
    fee = forms.AmountField(label="Lệ phí", required=False)
    count = django_forms.IntegerField(label="Số bản", required=False, min_value=1, max_value=99)
    kind = django_forms.ChoiceField(
        label="Cách nộp", required=False, choices=[("1", "Trực tiếp")], widget=django_forms.RadioSelect
    )
    scan = forms.FileField(label="Bản quét", required=False)


def sample(**typed: str) -> Sample:
    """Return the form with a valid name and what else was typed."""
    return Sample({"name": "Lỷ A Tài", **typed})


WAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(WAYS))
def test_a_day_is_read_in_every_usual_way_of_writing(day: date, way: str) -> None:
    assert forms.DayField().clean(f" {day.strftime(way)} ") == day


@pytest.mark.parametrize(
    "words", ["31/02/2018", "12/03/18", "mười hai", "2018/03/12", "1/1", "12/13/2018", "00/01/2018", "31022018"]
)
def test_what_is_no_day_is_refused(words: str) -> None:
    assert "nhập ngày, tháng, năm như 13/04/2018" in sample(day=words).errors["day"][0]


def test_the_third_of_april_is_not_the_fourth_of_march() -> None:
    form = sample(day="03/04/2018")
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2018, 4, 3)


def test_a_day_is_shown_as_it_is_written_here() -> None:
    assert 'value="12/03/2018"' in str(Sample(initial={"day": date(2018, 3, 12)})["day"])


def test_a_wrong_day_stays_in_the_box_and_the_error_says_how_to_write_it() -> None:
    form = sample(day="31/02/2018")
    assert form.errors["day"] == ["«31/02/2018» không phải là một ngày; nhập ngày, tháng, năm như 13/04/2018."]
    assert 'value="31/02/2018"' in str(form["day"])


@pytest.mark.parametrize(("words", "birth"), [("1956", Birth(1956)), ("12/03/1956", Birth(1956, date(1956, 3, 12))), ("", None)])
def test_a_birth_may_be_known_by_its_year_alone(words: str, birth: Birth | None) -> None:
    form = sample(birth=words)
    assert form.is_valid()
    assert form.cleaned_data["birth"] == birth


def test_a_birth_is_written_as_it_is_known() -> None:
    assert 'value="1956"' in str(Sample(initial={"birth": Birth(1956)})["birth"])
    assert 'value="12/03/1956"' in str(Sample(initial={"birth": Birth(1956, date(1956, 3, 12))})["birth"])


@pytest.mark.parametrize("words", ["56", "1700", "năm 1956", "31/02/1956"])
def test_a_birth_that_cannot_be_is_refused(words: str) -> None:
    assert "hoặc chỉ năm sinh như 1958" in sample(birth=words).errors["birth"][0]


@pytest.mark.parametrize("words", ["08:00 12/03/2018", "12/03/2018 08:00", "8h00 12-3-2018", "08:00 ngày 12/03/2018"])
def test_an_instant_is_vietnamese_time(words: str) -> None:
    form = sample(at=words)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == datetime(2018, 3, 12, 8, tzinfo=VIETNAM)


@pytest.mark.parametrize("words", ["12/03/2018", "25:00 12/03/2018", "sáng nay"])
def test_an_instant_without_its_hour_is_refused(words: str) -> None:
    assert sample(at=words).errors["at"] == ["Ghi giờ và ngày như 08:00 12/03/2018."]


@pytest.mark.parametrize("words", ["08:00", "08:00 31/02/2018"])
def test_an_instant_without_its_day_is_refused(words: str) -> None:
    assert "không phải là một ngày" in sample(at=words).errors["at"][0]


def test_an_instant_is_shown_as_it_is_written_here() -> None:
    shown = str(Sample(initial={"at": datetime(2018, 3, 12, 8, tzinfo=VIETNAM)})["at"])
    assert 'value="08:00 12/03/2018"' in shown


@pytest.mark.parametrize("words", ["118.000.000.000", "118000000000", "118.000.000.000 đ", "118 000 000 000 đồng"])
def test_an_amount_is_whole_dong_with_or_without_dots(words: str) -> None:
    form = sample(fee=words)
    assert form.is_valid()
    assert form.cleaned_data["fee"] == 118_000_000_000


@pytest.mark.parametrize("words", ["1,5", "8.00", "1.5", "-3", "tám nghìn", "1e6", "9" * 16])
def test_what_is_no_whole_dong_is_refused(words: str) -> None:
    assert sample(fee=words).errors["fee"] == ["Ghi số tiền bằng đồng, chỉ chữ số, ví dụ 118.000.000."]


def test_an_amount_is_shown_with_dots() -> None:
    assert 'value="8.000"' in str(Sample(initial={"fee": 8000})["fee"])


def test_a_line_is_composed_and_freed_of_invisible_marks() -> None:
    form = Sample({"name": " Ly\u0309\u200b  A\tTài\u202e "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Lỷ A Tài"


def test_a_name_is_refused_with_the_sentence_of_the_trade() -> None:
    class Own(forms.Form):
        owner = forms.NameField(label="Chủ hồ sơ")

    good, bad = Own({"owner": " Lỷ  A Tài"}), Own({"owner": "12345"})
    assert good.is_valid()
    assert good.cleaned_data["owner"] == "Lỷ A Tài"
    assert str(bad.errors["owner"][0]).endswith(".")


def test_every_error_says_what_to_do() -> None:
    form = Sample({"name": "x" * 11, "count": "0", "kind": "9"})
    assert form.errors["name"] == ["Họ và tên dài quá 10 ký tự; rút gọn lại."]
    assert form.errors["count"] == ["Số bản không được nhỏ hơn 1."]
    assert form.errors["kind"] == ["Chọn cách nộp trong danh sách; lựa chọn vừa gửi không có ở đó."]
    assert Sample({}).errors["name"] == ["Nhập họ và tên."]
    assert sample(count="ba").errors["count"] == ["Số bản chưa đúng cách viết; xem gợi ý ở trên ô rồi nhập lại."]


def test_a_sentence_of_the_author_stays() -> None:
    class Own(forms.Form):
        code = django_forms.CharField(label="Mã", error_messages={"required": "Quét mã trên giấy hẹn."})

    assert Own({}).errors["code"] == ["Quét mã trên giấy hẹn."]


def test_abbreviations_keep_their_capitals() -> None:
    class Own(forms.Form):
        number = django_forms.CharField(label="CMND hoặc CCCD")

    assert Own({}).errors["number"] == ["Nhập CMND hoặc CCCD."]


def test_label_hint_and_error_are_tied_to_the_box() -> None:
    html = Sample({})["name"].as_field_group()
    assert '<label for="id_name">Họ và tên</label>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert " required" not in html


def test_choices_stand_in_a_group_with_its_question() -> None:
    html = sample(kind="9")["kind"].as_field_group()
    assert "<fieldset" in html
    assert "<legend>Cách nộp" in html


def test_the_whole_form_begins_with_its_errors() -> None:
    html = str(Sample({}))
    assert html.index("error-summary") < html.index('name="name"')
    assert '<a href="#id_name">Nhập họ và tên.</a>' in html


def test_a_file_is_chosen_by_a_button_with_our_words_and_its_name_is_told_beside_it() -> None:
    class Papers(forms.Form):
        one = forms.FileField(label="Bản quét")
        many = forms.FileField(label="Ảnh", widget=forms.ManyFiles(attrs={"accept": "image/*", "multiple": True}))
        own = forms.FileField(label="Tệp", widget=forms.FileBox(words="Thêm bản quét", look="btn-small", shown=False))

    html = {bound.name: str(bound) for bound in Papers()}
    assert "Chọn tệp <input" in html["one"]
    assert 'type="file" name="one" id="id_one"' in html["one"]
    assert "data-picked" in html["one"]
    assert "Chọn các tệp" in html["many"]
    assert all(words in html["many"] for words in ('accept="image/*"', " multiple"))
    assert "Thêm bản quét" in html["own"]
    assert "btn-small" in html["own"]
    assert "data-picked" not in html["own"]
