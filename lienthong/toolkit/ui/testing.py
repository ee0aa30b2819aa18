"""A browser for everyone's tests: pages served in process, axe with zero violations, screenshots at both widths.

    @pytest.mark.browser
    def test_inbox_is_accessible(page, client):
        serve(page, client)                      # no socket: the browser's requests go to Django's test client
        page.goto(ORIGIN + "/viec/")
        assert_accessible(page)
        screenshot(page, "inbox")

The fixtures `browser` and `page` are the house's (conftest.py); `launch()` is for scripts.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode
from weakref import WeakSet

from django.contrib.staticfiles import finders
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, VIETNAMESE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ORIGIN = "http://localhost"
"""Where `serve` answers; a secure context for the browser."""

WIDTHS = {"360": (360, 740), "1366": (1366, 768)}
"""A phone held in one hand, and the screen of an office."""

LOOK_AT_PRINT = bool(os.environ.get("LOOK_AT_PRINT"))
"""Whether whoever looks at a page with axe looks at it on paper, too: `make check-long` does."""
LEAST_MATTER = 20
"""Characters: a page with less says nothing on paper."""

SCREENSHOTS = Path(__file__).resolve().parents[3] / "screenshots"
"""Ignored by git."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""What axe checks: WCAG 2.2 AA."""

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}


@contextmanager
def launch() -> Generator[Browser]:
    """Start the Chromium of this machine; without one, say so."""
    from playwright.sync_api import sync_playwright

    from tools import chromium

    path = chromium.find()
    if not path:
        raise RuntimeError("no-browser: no Chromium was found; set LIENTHONG_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.flags())
        try:
            yield browser
        finally:
            browser.close()


def serve(page: Page, client: Client) -> None:
    """Answer every request of `page` by `client`, headers and content security policy included.

    The browser sees what the test's own transaction sees; a request to another host is refused.
    """
    held = {alias: connections[alias] for alias in connections}

    def answer(route: Route) -> None:
        for alias, connection in held.items():  # Playwright calls back in a context of its own, where Django would connect anew
            connections[alias] = connection
        try:
            _answer(route, client)
        except Exception:
            if page not in _left:
                raise

    page.route("**/*", answer)


_left: WeakSet[Page] = WeakSet()
"""The pages that `leave` has left: nothing that they still ask can fail a test."""


def leave(page: Page) -> None:
    """End the answers of `serve` before the page closes: a draft that saves itself may be on its way when the database is gone.

    A request that comes now is answered by nobody, and an answer half given is dropped, whatever it raises.  Playwright's own
    «ignoreErrors» begins to ignore them too late: it speaks with the browser first, and that meets the request that waits.
    """
    _left.add(page)
    page.unroute_all(behavior="ignoreErrors")


def _answer(route: Route, client: Client) -> None:
    address = route.request.url
    if not address.startswith(ORIGIN + "/"):
        route.abort()
    elif address.startswith(ORIGIN + "/static/"):
        _static(route, address.removeprefix(ORIGIN + "/static/").split("?")[0])
    else:
        _dynamic(route, client, address.removeprefix(ORIGIN))


def _static(route: Route, name: str) -> None:
    body = _file(name)
    if body is None:
        route.fulfill(status=404, body="")
        return
    route.fulfill(status=200, body=body, content_type=_TYPES.get(Path(name).suffix, "application/octet-stream"))


@cache
def _file(name: str) -> bytes | None:
    """Return a static file; every page asks for the same few again, and finding one walks through the folders of all apps."""
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else None


def _dynamic(route: Route, client: Client, path: str) -> None:
    request = route.request
    headers = {name: value for name, value in request.all_headers().items() if not name.startswith(":") and name != "cookie"}
    kind = headers.pop("content-type", "application/octet-stream")
    body = request.post_data_buffer or b""
    got: Any = client.generic(request.method, path, body, content_type=kind, headers={**headers, "host": "localhost"})
    if got.has_header("Location") and request.is_navigation_request():
        _onward(route, got["Location"])
        return
    route.fulfill(status=got.status_code, headers=_headers(got), body=_body(got))


def _onward(route: Route, location: str) -> None:
    """Send a redirected browser on by a page of its own: what follows a redirect never comes back to our answers."""
    body = f'<!doctype html><html lang="vi"><title>…</title><meta http-equiv="refresh" content="0;url={escape(location)}"></html>'
    route.fulfill(status=200, headers={"content-type": "text/html; charset=utf-8"}, body=body)


def _headers(answer: HttpResponse) -> dict[str, str]:
    kept = {name.lower(): value for name, value in answer.items() if name.lower() not in {"content-length", "content-encoding"}}
    cookies = "\n".join(morsel.OutputString() for morsel in answer.cookies.values())
    return {**kept, "set-cookie": cookies} if cookies else kept


def _body(answer: Any) -> bytes:
    import gzip

    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return gzip.decompress(content) if answer.get("Content-Encoding") == "gzip" else bytes(content)


def faults_of(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands: one line for each rule and place.

    The script is given to each document once: to read its half megabyte again at the second width took a quarter of the time.
    A click returns when the next page has begun, its style not yet there: the page is waited for.
    """
    page.wait_for_load_state("load")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("options => axe.run(document, options).then(told => told.violations)", options)
    return [f"{rule['id']}: {place['target'][0]}: {place['failureSummary']}" for rule in found for place in rule["nodes"]]


@cache
def _axe() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


def overflow_of(page: Page) -> int:
    """Return by how many pixels the page is wider than its window (reflow, WCAG 1.4.10); 0 is right."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


PAPER = {"": (661, 1009), "landscape": (990, 680), "80mm": (272, 800)}
"""Width and height, in CSS pixels, of what the margins leave: A4 upright and across, the roll of the ticket machine."""
_SHEET = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
  .flatMap(rule => rule instanceof CSSMediaRule && rule.conditionText === 'print' ? [...rule.cssRules] : [rule])
  .filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText)"""
_ON_PAPER = """() => {
  const seen = one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getClientRects().length > 0;
  const light = colour => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return alpha < .5 ? -1 : (.2126 * red + .7152 * green + .0722 * blue) / 255;
  };
  const named = one => [one.tagName.toLowerCase() + (one.id ? '#' + one.id : ''), ...one.classList].join('.');
  const own = one => [...one.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.textContent.trim());
  const all = [...document.body.querySelectorAll('*')].filter(seen), main = document.querySelector('main');
  const outside = one => !one.closest('svg, iframe, .hidden-text, [aria-hidden=true]');
  const matter = [...(main || document.body).querySelectorAll('*')].filter(one => seen(one) && own(one) && outside(one))
    .filter(one => !one.closest('nav, .printed')).map(one => one.textContent.trim()).join(' ');
  const style = new Map(all.map(one => [one, getComputedStyle(one)]));
  return {
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: all.filter(one => outside(one) && !['INPUT', 'SELECT'].includes(one.tagName) && style.get(one).overflowX !== 'visible')
      .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 24).map(named),
    dark: all.filter(one => outside(one) && own(one) && light(style.get(one).backgroundColor) >= 0
      && light(style.get(one).backgroundColor) < .6).map(named),
    pale: all.filter(one => outside(one) && own(one) && light(style.get(one).color) > .6).map(named),
    led: all.filter(one => one.matches('.bar, .rail, .crumbs, .tabs, .pages, .skip, button:not(.hidden-text)')).map(named),
    matter: matter.length,
    stamp: document.querySelector('.printed') ? seen(document.querySelector('.printed')) : !document.querySelector('.rail a'),
  };
}"""


def print_faults_of(page: Page) -> list[str]:
    """Return what is wrong with the page on paper: it is measured in print media at the width of its sheet, then put back.

    Nothing is wider than the sheet or cut off in a box that scrolls, no letter is pale or on a dark ground (browsers leave
    grounds out), what only leads on is not there, the matter and the line of unit, moment and person are.
    """
    if page.evaluate("document.documentElement.matches('.board, .kiosk:not(:has(.ticket))')"):
        return []  # a screen on a wall: nobody prints it
    before = page.viewport_size
    page.emulate_media(media="print")
    try:
        rules = " ".join(page.evaluate(_SHEET))
        width, height = PAPER[next((kind for kind in PAPER if kind and kind in rules), "")]
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("dispatchEvent(new Event('beforeprint'))")  # as the browser does: what is folded opens
        told = page.evaluate(_ON_PAPER)
    finally:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="null")
        if before:
            page.set_viewport_size(before)
    found = [f"{told['wide']} px wider than the paper"] if told["wide"] > 0 else []
    words = {"cut": "cut off", "dark": "on a dark ground", "pale": "in pale letters", "led": "of no use on paper"}
    found += [f"{words[kind]}: {', '.join(dict.fromkeys(told[kind]))[:300]}" for kind in words if told[kind]]
    if told["matter"] < LEAST_MATTER:
        found.append(f"only {told['matter']} characters of matter")
    return found + ([] if told["stamp"] else ["no line that says which unit, when and who"])


def assert_accessible(page: Page) -> None:
    """Fail unless axe finds nothing and nothing sticks out, at 360 and at 1366 px; the window's size is put back.

    `make check-long` looks at every such page as it is printed, too (LOOK_AT_PRINT).
    """
    before = page.viewport_size
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        found = faults_of(page)
        assert not found, f"axe at {name} px:\n" + "\n".join(found)
        assert overflow_of(page) <= 0, f"the page is {overflow_of(page)} px wider than {name} px"
    if before:
        page.set_viewport_size(before)
    found = print_faults_of(page) if LOOK_AT_PRINT else []
    assert not found, "on paper:\n" + "\n".join(found)


def screenshot(page: Page, name: str) -> list[Path]:
    """Save the whole page as `screenshots/<name>-360.png` and `-1366.png`; the window's size is put back.

    Only where somebody will look (`make screenshots` sets KEEP_SCREENSHOTS): hundreds of pictures take their time.
    """
    if not os.environ.get("KEEP_SCREENSHOTS"):
        return []
    SCREENSHOTS.mkdir(exist_ok=True)
    before, made = page.viewport_size, []
    for label, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        made.append(SCREENSHOTS / f"{name}-{label}.png")
        page.screenshot(path=made[-1], full_page=True)
    if before:
        page.set_viewport_size(before)
    return made


def choose(client: Client, language: str, address: str = "/cong/", **kept: str) -> Any:
    """Press «English» or «Tiếng Việt» in the header of a page; kept: what that page posts along."""
    typed = urlencode({LANGUAGE_FIELD: language, **kept})
    return client.post(address, typed, content_type="application/x-www-form-urlencoded")


class _Reader(HTMLParser):
    """Reads a page and keeps what is Vietnamese without being marked so."""

    VOID: ClassVar = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    SHOWN: ClassVar = {"aria-label", "title", "placeholder", "alt", "data-label"}

    def __init__(self) -> None:
        super().__init__()
        self.tongues: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        tongue = facts.get("lang") or (self.tongues[-1][1] if self.tongues else "")
        self._read(*(facts[name] or "" for name in self.SHOWN.intersection(facts)), tongue=tongue)
        if tag not in self.VOID:
            self.tongues.append((tag, tongue))

    def handle_endtag(self, tag: str) -> None:
        while self.tongues and self.tongues.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.tongues and self.tongues[-1][0] not in {"title", "script", "style", "textarea"}:
            self._read(data, tongue=self.tongues[-1][1])

    def _read(self, *texts: str, tongue: str) -> None:
        self.found += [" ".join(text.split()) for text in texts if tongue != "vi" and VIETNAMESE.search(text)]


def unmarked_vietnamese(html: str) -> list[str]:
    """Return the texts of an English page that a reader would read as English although they are Vietnamese.

    The title may name a dossier's procedure or office: a browser shows it, and no mark can stand in it.
    """
    reader = _Reader()
    reader.feed(html)
    return reader.found
