"""What a page costs over the wire, and that nothing in it needs a looser content security policy."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_htmx.templatetags.django_htmx import htmx_script

from lienthong.toolkit.ui import patterns

HERE = Path(__file__).parents[1]
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
FIRST_VISIT, LATER_PAGE, STYLE = 100_000, 15_000, 15_000


def gzipped(content: bytes) -> int:
    """Return the bytes over the wire."""
    return len(gzip.compress(content, 9))


def static_bytes(name: str) -> bytes:
    """Return a static file as it is served."""
    return Path(str(finders.find(name))).read_bytes()


def page() -> str:
    """Return the pattern page: heavier than any page of the trade."""
    return render_to_string("ui/patterns/staff.html", patterns.context(), RequestFactory().get("/mau"))


def test_the_style_sheet_is_light() -> None:
    assert gzipped(static_bytes("ui/lienthong.css")) <= STYLE


def test_the_first_visit_is_light_all_in() -> None:
    html = page()
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    assert len(linked) == 4, "style sheet, script, HTMX and the mark, and nothing else"
    assert gzipped(html.encode()) + sum(gzipped(static_bytes(name)) for name in linked) <= FIRST_VISIT


def test_a_later_page_is_light() -> None:
    assert gzipped(page().encode()) <= LATER_PAGE


def test_htmx_is_version_2_from_the_package() -> None:
    tag = htmx_script(Context(), minified=True)
    name = re.findall(r'src="/static/([^"]+)"', tag)[0]
    assert re.search(rb'version:"2\.\d+\.\d+"', static_bytes(name))
    assert tag in page()


def test_the_citizen_page_needs_no_htmx() -> None:
    html = render_to_string("ui/patterns/citizen.html", patterns.context(), RequestFactory().get("/mau"))
    assert "htmx-2" not in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_tells_its_variables_first(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# ")


def test_the_script_never_evaluates_text_nor_writes_markup() -> None:
    source = static_bytes("ui/lienthong.js").decode()
    assert not re.search(r"\beval\b\(|new Function|innerHTML|insertAdjacentHTML|document\.write|\.style\b", source)
