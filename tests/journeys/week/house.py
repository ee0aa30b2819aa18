"""The offices of Bình Liêu in the week of a resolution: who works there, what papers come out, what their signatures are worth.

Nothing here acts for anybody: people type, choose and click.  What passes by itself in the product passes here by the same jobs:
packets of the axis, announcements, files looked at after an upload.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lienthong.casework.results.testing import sample_keys
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import screenshot
from tests.journeys.morning.place import Town, Who
from tests.journeys.walking import FETCH

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PARTY_CLERK: Who = ("party_office", "records_clerk")
SECRETARY: Who = ("party", "unit_head")
ORGANISATION: Who = ("party_organisation", "unit_head")
PROPAGANDA: Who = ("party_propaganda", "unit_head")
CHAIRMAN: Who = ("district", "unit_head")
VICE: Who = ("district", "unit_head", "1")
CHIEF: Who = ("office", "unit_head")
CLERK: Who = ("office", "records_clerk")
FINANCE: Who = ("finance", "unit_head")
COMMUNES = ("binh_lieu", "hoanh_mo", "dong_tam", "dong_van", "tinh_huc", "vo_ngai", "luc_hon", "huc_dong")


@dataclass(frozen=True)
class Signature:
    """What `pdfsig` says of one signature: who signed, whether the bytes are the same, whether it covers the file as it is."""

    signer: str
    valid: bool
    whole: bool


@dataclass
class House(Town):
    """One browser in the offices of district, Party and communes; whoever sits down at it; a folder where packets come and go."""

    axis: Path = field(default_factory=Path)

    @classmethod
    def open_for(cls, page: Page, clock_of_test: Any, folder: Path) -> House:
        """Make the town with sample keys, a folder for packets, and put a browser into its offices."""
        clock_of_test.EDXML_DIR, clock_of_test.EDXML_TRUST_DIR = str(folder / "axis"), str(folder / "trust")
        clock_of_test.EDXML_KEY, clock_of_test.EDXML_SIGNED = "", "told"
        sample_keys(clock_of_test)
        made = cls.of(page, clock_of_test)
        assert isinstance(made, House)
        made.axis = folder / "axis"
        return made

    def name_of(self, who: Who) -> str:
        """Return the name of a person."""
        return str(self.person(who).name)

    # --- walking --------------------------------------------------------------------------------------------------

    def comes(self, who: Who, at: datetime | None = None, *, post: str = "") -> None:
        """Let a person sit down at the browser, at a moment, in the post named where they hold more than one."""
        if at is not None:
            self.time_is(at)
        self.sits_down(who)
        self.open("/")
        if post:
            self.acts_as(post)

    def acts_as(self, post: str) -> None:
        """Let whoever sits here choose the post in which they act."""
        self.open("/tai-khoan/chuc-vu/")
        self.page.get_by_role("radio", name=post).check()
        self.page.get_by_role("button").filter(has_text="chức vụ").first.click()

    def menu(self, place: str) -> None:
        """Go to a place of the menu, which may stand behind «Thêm»."""
        named = re.compile(rf"^\s*{re.escape(place)}(\W|$)")
        if not self.page.locator("nav.rail > div > ul a").filter(has_text=named).count():
            self.page.locator("nav.rail summary").click()
        self.page.locator("nav.rail a").filter(has_text=named).first.click()
        self.page.locator("main h1").first.wait_for()

    def link(self, name: str, *, within: Locator | None = None) -> None:
        """Follow a link that begins with these words."""
        place = within or self.page.locator("main")
        place.get_by_role("link", name=beginning(name)).first.click()
        self.page.wait_for_load_state("load")

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def says(self, words: str) -> None:
        """Wait until the page says these words."""
        self.page.get_by_text(words).first.wait_for()

    def fill(self, **typed: str) -> None:
        """Type into fields by their names."""
        for name, value in typed.items():
            self.page.locator(f"#id_{name}").fill(value)

    def choose(self, **chosen: str) -> None:
        """Choose by the words that stand in a list, or beside the buttons of a short one."""
        for name, words in chosen.items():
            box = self.page.locator(f"[name={name}]").first
            box.wait_for(state="attached")
            if box.get_attribute("type") == "radio":
                self.page.locator("main").get_by_role("radio", name=words).first.check()
            else:
                option = box.locator("option").filter(has_text=words).first
                box.select_option(value=option.get_attribute("value"))

    def opens_task(self, words: str) -> None:
        """Open what waits in the inbox under these words."""
        self.open("/")
        row = self.page.locator("main").get_by_role("row").filter(has_text=words).first
        row.get_by_role("link").first.click()
        self.page.locator("main h1").first.wait_for()

    def text(self) -> str:
        """Return the words of the page."""
        return " ".join(self.page.locator("main").inner_text().split())

    def looks(self, name: str) -> None:
        """Keep a picture of the page where somebody will look (KEEP_SCREENSHOTS), the fold of both widths."""
        screenshot(self.page, f"week-{name}")

    def fetched(self, link: str, *, within: Locator | None = None) -> bytes:
        """Follow a link to a PDF; return its bytes."""
        place = within or self.page.locator("main")
        address = place.get_by_role("link", name=beginning(link)).first.get_attribute("href") or ""
        status, kind, content = self.page.evaluate(FETCH, address)
        assert (status, kind) == (200, "application/pdf"), (address, status, kind)
        made = base64.b64decode(content)
        _kept(link, made)
        return made

    def printed(self, link: str) -> str:
        """Follow a link to a PDF; return its words."""
        return words_of(self.fetched(link))


def beginning(words: str) -> re.Pattern[str]:
    """Return the pattern of names that begin with these words; the driver wants its strokes escaped."""
    return re.compile("^" + re.escape(words).replace("/", r"\/"))


def _kept(name: str, content: bytes) -> None:
    """Keep a paper beside the pictures where somebody will look."""
    folder = os.environ.get("KEEP_PAPERS")
    if folder:
        words = re.sub(r"\W+", "-", name)
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{words}.pdf").write_bytes(content)


def pdfsig(pdf: bytes) -> list[Signature]:
    """Return what poppler's own reader says of every signature of a file, the first first.

    Another program than ours; where it is missing the test is skipped, and in CI it fails.
    """
    program = shutil.which("pdfsig")
    if program is None and os.environ.get("CI"):
        pytest.fail("no-pdfsig: CI must have poppler-utils")
    if program is None:
        pytest.skip("no-pdfsig: poppler-utils is not here")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        told = subprocess.run([program, "-nocert", file.name], capture_output=True, text=True, check=True).stdout
    found = []
    for part in re.split(r"^Signature #\d+:\s*$", told, flags=re.MULTILINE)[1:]:
        signer = re.search(r"Signer Certificate Common Name: (.*)", part)
        valid = "Signature Validation: Signature is Valid." in part
        found.append(Signature(signer[1].strip() if signer else "", valid, "Total document signed" in part))
    return found
