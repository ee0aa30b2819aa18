"""What the evening shows: tables of pages and sheets of workbooks, read as a person reads them."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import openpyxl

from tests.journeys.morning.place import Town, Who
from tests.journeys.walking import FETCH

Row = dict[str, str]


def number(words: str) -> int:
    """Return a number as pages write it: «1.234», «100.000 đồng», «–» is nothing."""
    bare = words.split(" đồng")[0].replace(".", "").replace("–", "").strip()
    return int(bare) if bare else 0


def rows_of(town: Town, label: str) -> list[Row]:
    """Return the lines of a table of the page that is open, by the heads of its columns; its first cell is «»."""
    found: list[Row] = (
        town.page.get_by_role("region", name=label, exact=True)
        .locator("tbody tr")
        .evaluate_all(
            """rows => rows.map(row => Object.fromEntries(Array.from(row.cells).map(
             cell => [cell.dataset.label || (cell.tagName === "TH" ? "" : "?"), cell.innerText.trim()])))"""
        )
    )
    return found


def sheet_of(town: Town, address: str) -> list[list[Any]]:
    """Fetch a workbook as the browser does; return the cells of its first sheet."""
    status, _, content = town.page.evaluate(FETCH, address)
    assert status == 200, address
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(content))).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


# --- the register ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Register:
    """The register of a counter for a day (form 06): the lines of the page, and the same of its workbook."""

    lines: list[Row]
    sheet: list[list[Any]]

    @property
    def codes(self) -> list[str]:
        """Return the codes of the dossiers in their order."""
        return [row[""].split("\n")[0] for row in self.lines]

    @property
    def returned(self) -> list[str]:
        """Return the codes of those whose result was handed over."""
        return [
            row[""].split("\n")[0] for row in self.lines if "ngày" in row["Trả kết quả"] and "có kết" not in row["Trả kết quả"]
        ]

    def noted(self, word: str) -> list[str]:
        """Return the codes of the lines whose note holds a word."""
        return [row[""].split("\n")[0] for row in self.lines if word in row["Ghi chú"]]


def register(town: Town, who: Who, day: str, **more: str) -> Register:
    """Open the register of a day at somebody's counter, and its workbook."""
    town.sits_down(who)
    words = urlencode({"tu": day, "den": day} | more)
    town.open(f"/ho-so/so-theo-doi/?{words}")
    lines = rows_of(town, "Sổ theo dõi")
    sheet = sheet_of(town, town.page.get_by_role("link", name="Tải Excel").get_attribute("href") or "")
    top = next(place for place, row in enumerate(sheet) if row and row[0] == "STT")
    assert len(lines) == len(sheet[top + 1 :])
    return Register(lines, sheet[top + 1 :])


# --- the report -------------------------------------------------------------------------------------------------------------


II_06A = ("in", "carried", "direct", "online", "settled", "kept", "late", "open", "open in time", "open overdue")
"""The columns of II.06a in 2018 (circular 02/2017), as their heads stand from left to right."""
CERTIFIED = ("entries", "pages", "copies", "fee", "void")
MONEY = ("dossiers", "owed", "exempt", "paid", "fee", "levy", "cash", "transfer", "online", "other")
CAME = ("in", "direct", "online", "post")


@dataclass(frozen=True)
class Report:
    """A report of a unit: the figures of each line by the names of their columns; `left` were withdrawn or refused."""

    lines: list[tuple[str, dict[str, int]]]
    left: int
    matches: bool

    @property
    def total(self) -> dict[str, int]:
        """Return the figures of the whole."""
        name, figures = self.lines[-1]
        assert name.startswith("Tổng"), name
        return figures

    def __getitem__(self, column: str) -> int:
        """Return a figure of the whole."""
        return self.total[column]

    def of(self, words: str) -> dict[str, int]:
        """Return the figures of the line whose name holds words."""
        (found,) = [figures for name, figures in self.lines if words in name]
        return found


@dataclass(frozen=True)
class Asked:
    """A question to a report: who asks, of which unit, which days; `own` without the units below, `now` on today's map."""

    who: Who
    unit: int
    day: str
    until: str = ""
    own: bool = False
    now: bool = False

    @property
    def words(self) -> str:
        """Return the question as the address tells it."""
        told = {
            "don-vi": str(self.unit),
            "pham-vi": "rieng" if self.own else "ca-duoi",
            "tu": self.day,
            "den": self.until or self.day,
        }
        return urlencode(told | ({"ban-do": "hien-nay"} if self.now else {}))


def report(town: Town, key: str, columns: Sequence[str], asked: Asked) -> Report:
    """Open a report and its workbook, which must hold the same figures."""
    town.sits_down(asked.who)
    town.open(f"/bao-cao/{key}/?{asked.words}")
    page = town.page
    assert page.locator(".report-table").count(), page.locator("main").inner_text()
    told: list[list[str]] = page.locator(".report-table tbody tr").evaluate_all(
        "rows => rows.map(row => Array.from(row.cells).map(cell => cell.innerText.trim()))"
    )
    _same_as_workbook(town, told)
    lines = [(cells[1], dict(zip(columns, map(number, cells[2:]), strict=True))) for cells in told]
    sums = page.get_by_text("Số liệu khớp").locator("..").filter(has_text="rút, từ chối")
    left = number(sums.inner_text().split(";")[0].rpartition("+")[2]) if sums.count() else 0
    return Report(lines, left, page.get_by_text("Số liệu không khớp").count() == 0)


def _same_as_workbook(town: Town, told: Sequence[Sequence[str]]) -> None:
    """Fail unless the workbook holds the lines and figures of the page."""
    sheet = sheet_of(town, town.page.get_by_role("link", name="Tải Excel").get_attribute("href") or "")
    kept = [[str(cell) for cell in row[1:]] for row in sheet]
    for cells in told:
        shown = [cells[1], *(words.replace(".", "") for words in cells[2:])]
        assert shown in kept, f"{shown} is not in the workbook: {kept}"


# --- the books and the money ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Volume:
    """A volume of a book: how it is cited, and its lines."""

    name: str
    cited: str
    last: int
    lines: list[Row]

    def sum(self, head: str) -> int:
        """Return the sum of a column."""
        return sum(number(row[head]) for row in self.lines)


def books(town: Town, who: Who, year: int = 2018, **more: str) -> dict[str, Volume]:
    """Open every volume of the year that somebody's counter sees, all pages; return them by the name of the book."""
    town.sits_down(who)
    town.open(f"/so/?{urlencode({'nam': str(year)} | more)}")
    shelf = rows_of(town, "Các quyển sổ") if town.page.get_by_role("region", name="Các quyển sổ").count() else []
    links = town.page.locator("main table tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found: dict[str, Volume] = {}
    for row, link in zip(shelf, links, strict=True):
        lines: list[Row] = []
        address: str | None = f"{link}?trang=1"
        while address:
            town.open(address)
            lines += rows_of(town, "Các dòng của sổ")
            onward = town.page.locator("ul.pages a[rel=next]")
            address = f"{str(link).split('?')[0]}{onward.get_attribute('href')}" if onward.count() else None
        found[row[""]] = Volume(row[""], row["Quyển số"], number(row["Số cuối"]), lines)
    return found


@dataclass(frozen=True)
class Till:
    """A cashier's day: the sums by kind in đồng, how often money was taken, the lines."""

    cash: int
    transfer: int
    online: int
    total: int
    count: int
    said: str
    lines: list[Row]


def till(town: Town) -> Till:
    """Read the till on the page that is open."""
    told = dict(
        town.page.locator("dl.summary > div").evaluate_all(
            "rows => rows.map(row => [row.querySelector('dt').innerText, row.querySelector('dd').innerText])"
        )
    )
    kinds = [number(told[kind]) for kind in ("Tiền mặt", "Chuyển khoản", "Trực tuyến")]
    count = int(told["Cộng"].split(", ")[1].split(" ")[0])
    lines = rows_of(town, "Các lượt thu trong quỹ")
    return Till(*kinds, number(told["Cộng"]), count, told["Cộng"], lines)


def closes_the_day(town: Town, who: Who) -> Till:
    """Let a cashier count what the till says and close it; return what the page shows afterwards."""
    town.sits_down(who)
    town.open("/")
    more = town.page.get_by_role("navigation").get_by_text("Thêm", exact=True)
    if more.is_visible():  # a clerk with many duties has it among the rarer places
        more.click()
    town.page.get_by_role("navigation").get_by_role("link", name="Thu phí").first.click()
    before = till(town)
    town.page.get_by_text("Khóa quỹ cuối ngày").click()
    town.page.get_by_label("Tiền mặt đếm được").fill(f"{before.cash:,}".replace(",", "."))
    town.page.get_by_role("button", name="Khóa quỹ", exact=True).click()
    town.page.get_by_text("Đã khóa quỹ ngày").wait_for()
    after = till(town)
    assert after == before
    assert "✓ khớp" in town.page.locator("main").inner_text()
    return after
