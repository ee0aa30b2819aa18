"""The components on paper: only the matter, whole, readable, with the line that says whose it is; what is wrong is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lienthong.toolkit.ui import testing
from lienthong.toolkit.ui.testing import assert_accessible, print_faults_of

pytestmark = pytest.mark.browser

STAFF, CITIZEN = "/mau", "/mau?khung=dan"


def test_paper_shows_only_the_matter(show: Callable[..., Any]) -> None:
    page = show(media="print")
    hidden = [".bar", ".rail", ".foot", ".filters", ".pages", ".tabs", "main details:not([open]) summary"]
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    assert page.locator("table").first.is_visible()


def test_paper_says_which_unit_when_and_who(show: Callable[..., Any]) -> None:
    page = show(media="print")
    told = page.locator(".printed").inner_text()
    assert told == "UBND xã Hoành Mô · 08:00 ngày 12/03/2018 · Chìu Thị Hoa, Công chức Tư pháp - Hộ tịch"
    assert not show(media="screen").locator(".printed").is_visible()


@pytest.mark.parametrize("path", [STAFF, CITIZEN])
def test_nothing_is_wrong_on_paper_and_the_screen_is_as_before(show: Callable[..., Any], path: str) -> None:
    page = show(path)
    before = page.viewport_size

    assert print_faults_of(page) == []
    assert (page.viewport_size, page.evaluate("matchMedia('screen').matches")) == (before, True)


PLANT = """([tag, name, style]) => {
  const one = Object.assign(document.createElement(tag), {className: name, textContent: 'x'});
  Object.entries(style).forEach(([key, value]) => one.style.setProperty(key, value));
  document.querySelector('main').append(one);
}"""
"""By a script: a style in the page itself is refused by its own security policy."""


@pytest.mark.parametrize(
    ("tag", "style", "fault"),
    [
        ("div", {"width": "900px"}, "px wider than the paper"),
        ("p", {"background": "#123"}, "on a dark ground: p.planted"),
        ("p", {"color": "#eee"}, "in pale letters: p.planted"),
        ("button", {}, "of no use on paper: button.planted"),
        ("p", {"overflow": "auto", "white-space": "nowrap", "text-indent": "900px"}, "cut off: p.planted"),
    ],
)
def test_what_is_wrong_on_paper_is_found(show: Callable[..., Any], tag: str, style: dict[str, str], fault: str) -> None:
    page = show()
    page.evaluate(PLANT, [tag, "planted", style])

    (found,) = print_faults_of(page)
    assert fault in found


@pytest.mark.parametrize(
    ("gone", "fault"),
    [("main > :not(.printed)", "only 0 characters of matter"), (".printed", "no line that says which unit, when and who")],
)
def test_what_is_missing_on_paper_is_found(show: Callable[..., Any], gone: str, fault: str) -> None:
    page = show()
    page.evaluate("gone => document.querySelectorAll(gone).forEach(one => one.remove())", gone)

    assert print_faults_of(page) == [fault]


def test_a_page_that_is_printed_across_may_be_wider(show: Callable[..., Any]) -> None:
    page = show()
    page.evaluate(PLANT, ["div", "wide", {"width": "900px"}])
    assert print_faults_of(page)
    page.evaluate("document.styleSheets[0].insertRule('@media print { @page { size: A4 landscape; } }')")

    assert print_faults_of(page) == []


def test_a_screen_on_a_wall_is_not_printed(show: Callable[..., Any]) -> None:
    page = show()
    page.evaluate(PLANT, ["button", "odd", {}])
    page.evaluate("document.documentElement.classList.add('board')")

    assert print_faults_of(page) == []


def test_whoever_looks_with_axe_looks_at_paper_when_asked_to(show: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    page = show()
    page.evaluate("document.querySelector('main .printed').remove()")
    monkeypatch.setattr(testing, "LOOK_AT_PRINT", False)
    assert_accessible(page)
    monkeypatch.setattr(testing, "LOOK_AT_PRINT", True)

    with pytest.raises(AssertionError, match="on paper:\nno line that says"):
        assert_accessible(page)


SHOWN = "(names) => [...document.querySelectorAll(names)].filter(one => one.getClientRects().length).map(one => one.outerHTML)"
COLOURS = "[...document.querySelectorAll('.stack rect')].map(one => getComputedStyle(one).fill)"


@pytest.mark.parametrize("path", [STAFF, CITIZEN])
def test_no_bar_and_no_button_is_printed_and_shares_stay_apart(show: Callable[..., Any], path: str) -> None:
    page = show(path, media="print")

    assert page.evaluate(SHOWN, ".bar, .rail, .languages, .crumbs, .skip, .foot, .btn, .tabs, .chips, .pages, .filters") == []
    printed = set(page.evaluate(COLOURS))
    assert len(printed) == len(set(show(path, media="screen").evaluate(COLOURS)))
    assert path != STAFF or len(printed) > 2
