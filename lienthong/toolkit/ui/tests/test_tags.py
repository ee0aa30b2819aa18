"""The components: the same words, shapes and order everywhere."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.parts import STATUSES, Happening, Leg, PathStep, Place, Shell, StepState, Tab
from lienthong.toolkit.ui.patterns import sample_form

MONDAY = datetime(2018, 3, 12, 8, tzinfo=VIETNAM)
THURSDAY = datetime(2018, 3, 15, 8, tzinfo=VIETNAM)


def draw(source: str, **values: Any) -> str:
    """Return the page piece as one line of markup."""
    return " ".join(Template("{% load ui %}" + source).render(Context(values)).split())


def words(html: str) -> str:
    """Return what a person reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("in_time", "● Trong hạn"),
        ("due_soon", "▲ Sắp đến hạn"),
        ("overdue", "■ Quá hạn"),
        ("paused", "❚❚ Tạm dừng"),
        ("returned", "✓ Đã trả"),
    ],
)
def test_a_status_is_shape_then_word(state: str, shown: str) -> None:
    assert words(draw("{% status state %}", state=state)) == shown


def test_the_shape_is_not_read_aloud() -> None:
    assert '<span aria-hidden="true">●</span> Trong hạn' in draw('{% status "in_time" %}')


def test_states_that_mean_different_things_never_look_the_same() -> None:
    looks = [(look.shape, look.word) for look in STATUSES.values()]
    assert len(set(looks)) == len(looks)


def test_an_unknown_state_is_a_defect() -> None:
    with pytest.raises(TemplateSyntaxError, match="unknown status 'lost'"):
        draw('{% status "lost" %}')


def test_the_clock_says_what_is_left_and_when_to_come() -> None:
    html = draw('{% clock "in_time" due 1140 "" 300 0 1140 %}', due=THURSDAY)
    assert words(html).startswith("● Còn 2 ngày 3 giờ làm việc · hẹn trả 08:00 thứ Năm, 15/03/2018")
    assert 'aria-label="Đã dùng 21 %, tạm dừng 0 %, còn lại 79 %"' in html


def test_the_clock_of_an_overdue_dossier_says_where_it_lies() -> None:
    html = words(draw('{% clock "overdue" due -600 where %}', due=THURSDAY, where="Phòng TN&MT"))
    assert html.startswith("■ Quá hạn 1 ngày 2 giờ làm việc")
    assert html.endswith("đang ở Phòng TN&amp;MT")


def test_the_clock_does_not_blame_an_office_that_is_in_time() -> None:
    assert "đang ở" not in draw('{% clock "in_time" due 60 "Phòng TN&MT" %}', due=THURSDAY)


def test_the_clock_of_a_paused_dossier_keeps_what_is_left() -> None:
    assert words(draw('{% clock "paused" None 1800 %}')) == "❚❚ Tạm dừng, còn 3 ngày 6 giờ làm việc"


def test_a_full_bar_is_1000_wide_and_has_no_thousand_separator() -> None:
    assert 'class="used" x="0" y="0" width="1000"' in draw('{% clock "overdue" None -600 "" 1440 0 0 %}')


def test_the_clock_without_figures_says_the_word_and_draws_no_bar() -> None:
    html = draw('{% clock "returned" %}')
    assert words(html) == "✓ Đã trả"
    assert "<svg" not in html


def test_pages_keep_the_other_words_of_the_address() -> None:
    request = RequestFactory().get("/viec/?nhom=qua-han&trang=4")
    html = draw("{% pagination page %}", page=Paginator(range(1520), 50).page(4), request=request)
    assert 'href="?nhom=qua-han&amp;trang=5"' in html
    assert "151–200 trong 1.520" in html
    assert '<span aria-current="page"><span class="hidden-text">Trang </span>4</span>' in html
    assert html.count("…") == 2


def test_one_page_needs_no_links() -> None:
    assert draw("{% pagination page %}", page=Paginator(range(3), 50).page(1)) == ""


def test_the_last_page_has_no_next() -> None:
    html = draw("{% pagination page %}", page=Paginator(range(100), 50).page(2))
    assert 'rel="prev"' in html
    assert 'rel="next"' not in html


def test_a_list_by_position_shows_only_the_ways_that_exist() -> None:
    html = draw('{% keyset "" "?sau=9" "50 hồ sơ" %}')
    assert 'href="?sau=9"' in html
    assert "Trước" not in html
    assert draw('{% keyset "" "" %}') == ""


def test_the_rail_holds_seven_places_and_more_stand_behind_one_word() -> None:
    places = [Place(f"/{number}", f"Nơi {number}", here=number == 8, count=number) for number in range(9)]
    assert "Thêm" not in draw("{% rail %}", menu=places[:7])

    html = draw("{% rail %}", menu=places)
    shown, _, hidden = html.partition("<details")
    assert words(shown) == "Nơi 0 Nơi 1 1 Nơi 2 2 Nơi 3 3 Nơi 4 4 Nơi 5 5"
    assert words("<details" + hidden) == "Thêm 21 Nơi 6 6 Nơi 7 7 Nơi 8 8"
    assert '<summary aria-current="true">' in html, "one sees that one is at a place that is folded away"


def test_the_rail_marks_where_one_is_and_what_waits() -> None:
    html = draw(
        "{% rail %}", menu=[Place("/viec/", "Việc của tôi", "inbox", here=True, count=12), Place("/ho-so/", "Hồ sơ", "dossiers")]
    )
    assert html.count('aria-current="page"') == 1
    assert words(html) == "Việc của tôi 12 Hồ sơ"


def test_the_rail_reads_plain_dictionaries_too() -> None:
    html = draw("{% rail %}", menu=[{"url": "/viec/", "label": "Việc", "key": "inbox", "here": False, "count": 0}])
    assert words(html) == "Việc"


def test_a_bar_without_addresses_offers_nothing() -> None:
    assert words(draw("{% bar %}")) == "Liên Thông"


def test_the_bar_offers_what_the_shell_names() -> None:
    html = draw("{% bar %}", shell=Shell(search_url="/tim/", receive_url="/nhan/", notices_url="/tin/", notices=2, word='"Sầu"'))
    assert 'action="/tim/"' in html
    assert 'value="&quot;Sầu&quot;"' in html
    assert 'data-hotkey="n"' in html
    assert "2 chưa đọc" in words(html)


def test_the_error_summary_links_each_error_to_its_box() -> None:
    html = draw("{% error_summary form %}", form=sample_form(wrong=True))
    assert "Còn 7 chỗ cần sửa" in html
    assert '<a href="#id_owner">Nhập họ và tên chủ hồ sơ.</a>' in html
    assert (
        '<a href="#id_received">Ngày nhận: «31/02/2018» không phải là một ngày; nhập ngày, tháng, năm như 13/04/2018.</a>' in html
    )
    assert 'id="id_channel_0"' in draw("{% field form.channel %}", form=sample_form(wrong=True))
    assert '<a href="#id_channel_0">' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert draw("{% error_summary form %}", form=sample_form()) == ""


def test_an_error_of_the_whole_form_is_said_without_a_link() -> None:
    form = sample_form(wrong=True)
    form.add_error(None, "Hồ sơ này đã được nhận.")
    assert "<li>Hồ sơ này đã được nhận.</li>" in draw("{% error_summary form %}", form=form)


def test_a_field_takes_the_width_that_the_page_asks_for() -> None:
    assert 'class="w-4"' in draw('{% field form.fee "w-4" %}', form=sample_form())


def test_the_path_shows_parallel_legs_side_by_side_and_says_each_state() -> None:
    steps = [
        PathStep("Tiếp nhận", StepState.DONE, "Chìu Thị Hoa", "2 giờ làm việc", "35 phút"),
        PathStep("Ba việc", StepState.NOW, legs=[Leg("Khai sinh", [PathStep("Ký", StepState.NOW, cause="Chờ bổ sung")])]),
        PathStep("Xin ý kiến", StepState.SKIPPED),
        PathStep("Trả kết quả", StepState.TODO),
    ]
    html = draw("{% path steps %}", steps=steps)
    assert html.count('aria-current="step"') == 2
    read = words(html)
    assert read.startswith("✓ Tiếp nhận (đã xong) Chìu Thị Hoa Đã dùng 35 phút · dự kiến 2 giờ làm việc")
    assert "Khai sinh ● Ký (đang làm) ❚❚ Chờ bổ sung" in read
    assert "Xin ý kiến (bỏ qua)" in read
    assert "Trả kết quả (sắp tới)" in read


def test_a_late_entry_is_marked_in_the_time_line() -> None:
    html = draw("{% timeline items %}", items=[Happening(MONDAY, "Tiếp nhận hồ sơ.", "Chìu Thị Hoa", mend=True)])
    assert 'datetime="2018-03-12T08:00:00+07:00"' in html
    assert "08:00 ngày 12/03/2018" in html
    assert "(ghi bổ sung)" in html


def test_tabs_count_and_unknown_counts_are_left_out() -> None:
    html = draw(
        '{% tabs items "Nhóm việc" %}',
        items=[Tab("?a", "Đang chờ", here=True, count=0), Tab("?b", "Đã xong", count=1520), Tab("?c", "Tất cả")],
    )
    assert words(html) == "Đang chờ 0 Đã xong 1.520 Tất cả"
    assert html.count("aria-current") == 1


def test_chips_are_links_that_work_without_scripts() -> None:
    assert '<a href="?f=1" class="chip" aria-current="true">' in draw(
        '{% chips items "Bộ lọc" %}', items=[Tab("?f=1", "Quá hạn", here=True)]
    )


def test_the_empty_state_says_what_will_appear() -> None:
    html = draw('{% empty "Chưa có hồ sơ" "Hồ sơ hiện ở đây khi đã nhận." "/nhan/" "Nhận hồ sơ" %}')
    assert words(html) == "Chưa có hồ sơ Hồ sơ hiện ở đây khi đã nhận. Nhận hồ sơ"


def test_progress_is_said_in_words() -> None:
    html = draw("{% progress 2 5 %}")
    assert words(html) == "Bước 2 trên 5"
    assert html.count('class="done"') == 2


def test_the_table_may_be_scrolled_by_keyboard() -> None:
    html = draw('{% data_table "Hồ sơ" heads rows %}', heads=["Đơn vị", "Số"], rows=[("Xã Hoành Mô", "1.180")])
    assert 'role="region" aria-label="Hồ sơ" tabindex="0"' in html
    assert '<th scope="row">Xã Hoành Mô</th><td class="num">1.180</td>' in html


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ at|moment }}", "08:00 ngày 12/03/2018"),
        ("{{ at.date|day }}", "12/03/2018"),
        ("{{ 118000000000|amount }}", "118.000.000.000"),
        ("{{ none|amount }}", "chưa rõ"),
        ("{{ 1140|work_span }}", "2 ngày 3 giờ làm việc"),
        ("{{ none|work_span }}", "chưa rõ"),
        ("{{ 8806|file_size }}", "8,6 KB"),
        ("{{ 29.8|decimal }}", "29,8"),
        ("{{ none|decimal }}", "chưa rõ"),
        ("{{ none|day }}{{ none|moment }}{{ none|day_with_weekday }}", ""),
        ("{{ at.date|day_with_weekday }}", "thứ Hai, 12/03/2018"),
    ],
)
def test_formats_are_vietnamese_and_unknown_is_never_zero(source: str, shown: str) -> None:
    assert draw(source, at=MONDAY, none=None) == shown


def test_a_box_for_a_file_is_drawn_outside_a_form_too() -> None:
    html = draw('{% load ui %}{% file_box "file" id=box accept="" required=True data_photo=True about="sổ đỏ" %}', box="f-1")
    assert 'name="file" id="f-1" required data-photo>' in html
    assert "accept" not in html
    assert 'Chọn tệp<span class="hidden-text"> sổ đỏ</span>' in html
    assert "name=" not in draw('{% load ui %}{% file_box "" shown=False %}')
