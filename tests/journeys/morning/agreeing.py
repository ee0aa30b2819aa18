"""The evening of the morning: what the register, the books, the tills and the reports show, and what must be equal in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.journeys.morning import evening
from tests.journeys.morning.counter import Numbered
from tests.journeys.morning.evening import CAME, CERTIFIED, II_06A, MONEY, Asked, Register, Report, Till, Volume
from tests.journeys.morning.people import BUSINESS_PRICE, CENTRE, CHAIRMAN, COPY_PRICE, DESK, SECOND_CENTRE, SECOND_DESK, Citizen
from tests.journeys.morning.place import Town, Who

DAY = "12/03/2018"
COUNTERS = {"hoanh_mo": (DESK, SECOND_DESK), "service_centre": (CENTRE, SECOND_CENTRE)}
"""The two counters of the morning with their cashiers."""
COPIES_BOOK, BIRTHS_BOOK = "Sổ chứng thực bản sao từ bản chính", "Sổ đăng ký khai sinh"
MARITALS_BOOK, BUSINESS_BOOK, RECEIPTS_BOOK = (
    "Sổ cấp giấy xác nhận tình trạng hôn nhân", "Sổ cấp giấy chứng nhận đăng ký hộ kinh doanh", "Sổ phiếu thu phí, lệ phí"
)  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """The four reports of a unit for the day: II.06a, receptions, certification, money."""

    settling: Report
    came: Report
    certified: Report
    money: Report


def counts(town: Town, asked: Asked) -> Counts:
    """Open the four reports."""
    told = {"ii-06a": II_06A, "tiep-nhan": CAME, "chung-thuc": CERTIFIED, "phi-le-phi": MONEY}
    return Counts(*(evening.report(town, key, columns, asked) for key, columns in told.items()))


HEADS: dict[str, Who] = {"hoanh_mo": ("H49.202", "unit_head"), "service_centre": ("H49.201", "unit_head")}
"""Who heads the communes that took the two counters over."""
PROVINCE: Who = ("province", "unit_reporter")


@dataclass(frozen=True)
class Counter:
    """What one counter's unit shows of the day."""

    register: Register
    books: dict[str, Volume]
    tills: list[Till]
    counts: Counts


@dataclass(frozen=True)
class Evening:
    """What the two counters show, and the district over both."""

    commune: Counter
    centre: Counter
    district: Counts

    @property
    def counters(self) -> tuple[Counter, Counter]:
        """Return both counters."""
        return self.commune, self.centre


REPORTERS: dict[str, Who] = {
    "hoanh_mo": CHAIRMAN, "service_centre": ("service_centre", "unit_reporter"), "district": ("district", "unit_reporter"),
}  # fmt: skip


def of(town: Town) -> Evening:
    """Let the cashiers close their tills and everybody look at the day."""
    told: list[Any] = []
    for unit, cashiers in COUNTERS.items():
        register, books = evening.register(town, cashiers[0], DAY), evening.books(town, cashiers[0])
        tills = [evening.closes_the_day(town, who) for who in cashiers]
        told.append(Counter(register, books, tills, counts(town, Asked(REPORTERS[unit], town.unit_id(unit), DAY))))
    return Evening(*told, counts(town, Asked(REPORTERS["district"], town.unit_id("district"), DAY)))


def dossiers_agree(seen: Evening, citizens: dict[str, Citizen], papers: list[Numbered]) -> None:
    """Register = receptions = II.06a, at each counter and over both; who is late, refused, open stands where it must."""
    late, refused, still_open = (citizens[name].code for name in ("late", "refused", "inter-linked"))
    came = {one.code for name, one in citizens.items() if name != "late"} | {one.code for one in papers}
    assert {code for one in seen.counters for code in one.register.codes} == came, (
        "who came stands in a register, and nobody else"
    )
    for one in seen.counters:
        register, report = one.register, one.counts.settling
        assert len(register.codes) == one.counts.came["in"] == report["online"] + report["direct"]
        assert report["in"] == len(register.codes) + report["carried"]
        assert report["in"] == report["settled"] + report["open"] + report.left
        assert report["settled"] == report["kept"] + report["late"]
        assert report["settled"] == len(register.returned) + report["carried"], "whose result was handed over, is settled"
        assert len(register.noted("từ chối")) == report.left
        assert one.counts.settling.matches
    commune, centre = (one.counts.settling for one in seen.counters)
    assert (commune["carried"], commune["late"], commune["open"], commune.left) == (1, 1, 1, 0), f"{late} and {still_open}"
    assert (centre["carried"], centre["late"], centre["open"], centre.left) == (0, 0, 0, 1), refused
    assert seen.centre.register.noted("từ chối") == [refused]
    assert set(seen.commune.register.codes) - set(seen.commune.register.returned) == {still_open}
    district = seen.district.settling
    for column in II_06A:
        assert district[column] == commune[column] + centre[column], column
    assert district.left == commune.left + centre.left
    assert seen.district.came["in"] == len(came) == len(citizens) - 1 + len(papers)


def books_agree(seen: Evening, papers: list[Numbered]) -> None:
    """Numbers drawn = papers laid down = lines of the book = entries of the report; pages, copies and fees likewise."""
    for one, counter in (("hoanh_mo", seen.commune), ("service_centre", seen.centre)):
        mine = sorted((done for done in papers if done.request.who[0] == one), key=lambda done: done.request.at)
        laid = [paper for done in mine for paper in done.request.papers]
        book, report = counter.books[COPIES_BOOK], counter.counts.certified
        assert [number for done in mine for number in done.numbers] == list(range(1, len(laid) + 1)), "no gap, none twice"
        assert len(book.lines) == book.last == len(laid) == report["entries"]
        assert book.sum("Số trang") == report["pages"] == sum(paper.pages for paper in laid)
        assert book.sum("Số bản") == report["copies"] == sum(paper.copies for paper in laid)
        assert (
            book.sum("Phí, lệ phí (đồng)")
            == report["fee"]
            == sum(paper.fee for paper in laid)
            == sum(done.taken for done in mine)
        )
        assert sum("Miễn phí" in row["Ghi chú"] for row in book.lines) == sum(paper.exempt for paper in laid)
        assert report["void"] == 0
        assert (
            counter.books[RECEIPTS_BOOK].last
            == len(counter.books[RECEIPTS_BOOK].lines)
            == sum(till.count for till in counter.tills)
        )
    assert seen.district.certified["entries"] == 30
    assert (seen.commune.books[BIRTHS_BOOK].last, seen.commune.books[MARITALS_BOOK].last) == (2, 2), "two of each were signed"
    assert seen.centre.books[BUSINESS_BOOK].last == 1


def money_agrees(seen: Evening, papers: list[Numbered]) -> None:
    """Tills by kind = receipts = what the tariff says = the report of fees; the exempt paid 0, nothing was given back."""
    for one, counter in (("hoanh_mo", seen.commune), ("service_centre", seen.centre)):
        certified = sum(done.request.fee for done in papers if done.request.who[0] == one)
        tariff = certified + (COPY_PRICE if one == "hoanh_mo" else BUSINESS_PRICE)
        report, tills = counter.counts.money, counter.tills
        assert sum(till.total for till in tills) == report["paid"] == tariff
        assert report["owed"] == report["paid"], "whoever owed has paid, and who was refused owes nothing"
        for kind in ("cash", "transfer", "online"):
            assert sum(getattr(till, kind) for till in tills) == report[kind], kind
        assert sum(evening.number(row["Số tiền (đồng)"]) for till in tills for row in till.lines) == tariff
        assert report["other"] == 0
        assert counter.books[RECEIPTS_BOOK].sum("Phí, lệ phí (đồng)") == tariff
        assert sum(till.count for till in tills) == report["dossiers"], "each was paid at once"
        assert not any("hoàn trả" in till.said for till in tills)
    assert seen.commune.counts.money["exempt"] == 2, "one citizen, and one paper of another"
    assert seen.district.money["paid"] == sum(one.counts.money["paid"] for one in seen.counters)


def still_agrees(town: Town, seen: Evening) -> None:
    """The records of the day, opened by who took the counters over, are those of the evening; so is every total on both maps."""
    for unit, counter in (("hoanh_mo", seen.commune), ("service_centre", seen.centre)):
        clerk, head, old = COUNTERS[unit][0], HEADS[unit], {"don-vi": str(town.unit_id(unit))}
        assert evening.register(town, clerk, DAY, **old) == counter.register
        assert _bare(evening.books(town, clerk, **old)) == _bare(counter.books)
        town.sits_down(head)
        town.open(f"/thu-phi/?{urlencode(old | {'den': DAY})}")
        tills = [row for row in evening.rows_of(town, "Các quỹ khác") if DAY in row[""]]
        assert sum(evening.number(row["Cộng (đồng)"]) for row in tills) == sum(till.total for till in counter.tills)
        assert all("✓ Khóa, khớp" in row["Tình trạng"] for row in tills)
        assert counts(town, Asked(head, town.unit_id(unit), DAY)) == counter.counts, "on the map of then"
        assert _totals(counts(town, Asked(head, town.unit_id(head[0]), DAY, now=True))) == _totals(counter.counts), "and of now"
    for now in (False, True):  # the district's whole: its two heirs see a part each, the province sees both
        told = counts(town, Asked(PROVINCE, town.unit_id("province"), DAY, now=now))
        assert _totals(told) == _totals(seen.district), f"on the map of {'now' if now else 'then'}"


def _bare(volumes: dict[str, Volume]) -> list[tuple[str, str, int, list[evening.Row]]]:
    """Return volumes without what one may do with a line."""
    kept = [[{head: cell for head, cell in row.items() if head != "Việc"} for row in one.lines] for one in volumes.values()]
    return [(one.name, one.cited, one.last, lines) for one, lines in zip(volumes.values(), kept, strict=True)]


def _totals(told: Counts) -> list[Any]:
    reports = (told.settling, told.came, told.certified, told.money)
    return [(report.total, report.left, report.matches) for report in reports]
