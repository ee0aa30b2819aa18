"""Walking through the pages as people do: one browser, one person after another at it, the clock moved on in between.

Nothing here calls a service: every act is typing, ticking and clicking on a page that the product answered.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.test import Client

from lienthong.casework.dossiers.testing import World
from lienthong.doors.desk.testing import set_clock
from lienthong.office.accounts.testing import PASSWORD, an_account
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, serve

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLERK = ("hoanh_mo", "counter_clerk")
CHAIRMAN = ("hoanh_mo", "unit_head")
FETCH = """async (address) => {
  const answer = await fetch(address);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return [answer.status, answer.headers.get("content-type"), btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""))];
}"""


def march(day: int, hour: int = 8, minute: int = 0, month: int = 3) -> datetime:
    """Return a moment of 2018; of March unless another month is named."""
    return datetime(2018, month, day, hour, minute, tzinfo=VIETNAM)


def in_words(at: datetime) -> str:
    """Return a moment as papers write it: «08 giờ 00 phút, ngày 22 tháng 03 năm 2018»."""
    return f"{at:%H} giờ {at:%M} phút, ngày {at:%d} tháng {at:%m} năm {at:%Y}"


@dataclass(frozen=True)
class Step:
    """One step of a journey: when, who, which step, which button; the result's number where one is asked for."""

    at: datetime
    who: tuple[str, str]
    step: str
    button: str
    number: str = ""


@dataclass(frozen=True)
class Taken:
    """What the page said after a reception."""

    uid: str
    code: str
    key: str


@dataclass
class Office:
    """One browser in the district's offices."""

    page: Page
    world: World
    clock: Any
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    accounts: dict[tuple[str, str], Any] = field(default_factory=dict)
    scripts: bool = True

    def __post_init__(self) -> None:
        serve(self.page, self.client)

    def time_is(self, at: datetime) -> None:
        """Let the product's clock show `at`."""
        set_clock(self.clock, at)

    def open(self, address: str) -> None:
        """Open an address of the product."""
        self.page.goto(ORIGIN + address)
        self.page.locator("main").first.wait_for()  # a redirect passes through a page of its own

    def account(self, who: tuple[str, str]) -> Any:
        """Return the account of the holder of a duty at a unit."""
        if who not in self.accounts:
            username = ".".join(who).replace("_", "-")[:50]
            self.accounts[who] = an_account(self.world.district.person(*who), username=username)
        return self.accounts[who]

    def sign_in(self, who: tuple[str, str]) -> None:
        """Sign in through the sign-in page, as a person does."""
        account = self.account(who)
        self.open("/")
        self.page.get_by_label("Tên đăng nhập").fill(account.username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.get_by_role("heading", name="Việc của tôi").wait_for()

    def sits_down(self, who: tuple[str, str]) -> None:
        """Let another person, already signed in, sit down at this browser."""
        self.client.force_login(self.account(who), backend=BACKEND)

    def finds(self, words: str, name: str) -> None:
        """Type words into the search for a procedure and choose the one that is called `name`."""
        self.open("/")
        self.page.get_by_role("navigation").get_by_role("link", name="Nhận hồ sơ").first.click()
        box = self.page.get_by_label("Thủ tục nào?")
        box.press_sequentially(words)
        if not self.scripts:
            box.press("Enter")
        found = self.page.get_by_role("link", name=name, exact=True)
        form = self.page.get_by_role("heading", level=1, name=name)
        found.or_(form).first.wait_for()
        if found.count():
            found.click()
        form.wait_for()

    def writes_down(self, name: str, identity: str, born: str = "1985") -> None:
        """Fill in the owner and tick every paper that the checklist demands."""
        self.page.locator("#id_owner-name").fill(name)
        self.page.locator("#id_owner-born").fill(born)
        self.page.locator("#id_owner-id_type").select_option("cmnd")
        self.page.locator("#id_owner-id_number").fill(identity)
        self.page.locator("#id_owner-address").fill("Bản Đồng Cậm")
        for row in self.page.locator(".checklist tbody tr").filter(has=self.page.locator("[id^=id_paper-have_]")).all():
            if not row.get_by_text("(nếu có)").count():
                row.get_by_role("checkbox").check()

    def receives(self) -> Taken:
        """Press the one button of the reception; return what the next page says."""
        self.page.get_by_role("button", name="Nhận hồ sơ", exact=True).click()
        self.page.get_by_role("heading", level=1, name="Đã nhận hồ sơ").wait_for()
        uid = self.page.url.split("/ho-so/")[1].split("/")[0]
        key = "".join(self.page.locator(".lookup-key").inner_text().split())
        return Taken(uid, self.page.locator("h1 .code").inner_text(), key)

    def opens(self, code: str) -> Locator:
        """Open the page of a dossier through the search box of the shell."""
        self.open("/")
        box = self.page.locator("#shell-search")
        box.fill(code)
        box.press("Enter")
        self.page.get_by_role("heading", level=1, name=code).wait_for()
        return self.page.locator("main")

    def does(self, who: tuple[str, str], code: str, step: str, button: str, *, number: str = "") -> None:
        """Let a person find the dossier's step in the inbox and end it with a button."""
        self.sits_down(who)
        self.open("/")
        row = self.page.get_by_role("row").filter(has_text=code).filter(has_text=step).first
        row.get_by_role("link", name=code).click()
        place = self.page.locator(".place").filter(has_text=step).first
        place.wait_for()
        if number:
            place.get_by_label("Số kết quả").fill(number)
        place.get_by_role("button", name=button, exact=True).click()
        self.page.get_by_text(f"Hồ sơ {code}: đã chuyển").wait_for()

    def walk(self, code: str, steps: Sequence[Step]) -> None:
        """Let each step be done by its person at its time."""
        for step in steps:
            self.time_is(step.at)
            self.does(step.who, code, step.step, step.button, number=step.number)

    def hands_over(self, code: str, receiver: str, who: tuple[str, str] = CLERK) -> None:
        """Hand the result over at the counter: type the code of the slip, check who takes it, one button."""
        self.sits_down(who)
        self.open("/")
        self.page.get_by_role("navigation").get_by_role("link", name="Trả kết quả").first.click()
        self.page.get_by_label("Quét mã QR").fill(code)
        self.page.get_by_role("button", name="Mở", exact=True).click()
        assert self.page.get_by_label("Họ tên người nhận").input_value() == receiver
        self.page.get_by_role("button", name="Đã giao kết quả", exact=True).click()
        self.page.get_by_text(f"đã giao kết quả cho {receiver}").wait_for()

    def board(self, who: tuple[str, str], unit: str) -> dict[str, int]:
        """Return the counts of a unit on the leaders' board, as the page shows them; nothing when the unit has no row."""
        self.sits_down(who)
        self.open("/")
        self.page.get_by_role("navigation").get_by_role("link", name="Bảng theo dõi").first.click()
        self.page.get_by_role("heading", level=1, name="Bảng theo dõi").wait_for()
        row = self.page.locator("table.board tbody tr").filter(has=self.page.get_by_role("rowheader", name=unit, exact=True))
        if not row.count():
            return {}
        cells = row.locator("td[data-label]").evaluate_all("cells => cells.map((one) => [one.dataset.label, one.innerText])")
        return {label: int(text) for label, text in cells if text.strip().isdigit() and int(text)}

    def paper(self, link: str) -> str:
        """Follow a link to a PDF on the page; return its words."""
        address = self.page.get_by_role("link", name=link).get_attribute("href") or ""
        if not self.scripts:
            got: Any = self.client.get(address)
            return words_of(b"".join(got.streaming_content) if got.streaming else got.content)
        status, kind, content = self.page.evaluate(FETCH, address)
        assert (status, kind) == (200, "application/pdf")
        return words_of(base64.b64decode(content))

    def paper_of(self, code: str, link: str) -> str:
        """Open the page of a dossier and follow a link to a PDF there; return its words."""
        self.opens(code)
        return self.paper(link)

    def assert_control_slip_lists(self, code: str, steps: Sequence[Step]) -> None:
        """Fail unless the control slip names every step, who took it, and when it was given and taken."""
        self.opens(code)
        slip = self.paper("Phiếu kiểm soát (PDF)")
        assert slip.count("Người nhận:") == len(steps) + 1, slip  # the hand-over to the citizen's counter is one more
        for step in steps:
            assert f": {step.step} Người nhận: {self.world.district.person(*step.who).name}" in slip, f"{step.step}\n{slip}"
            assert in_words(step.at) in slip, f"{step.at}\n{slip}"

    def looks_up(self, taken: Taken) -> str:
        """Let a citizen, signed in nowhere, type code and key of the slip; return what the page says."""
        self.client.logout()
        self.open("/tra-cuu/")
        self.page.get_by_label("Mã hồ sơ").fill(taken.code)
        self.page.get_by_role("button", name="Tiếp tục").click()
        self.page.get_by_label("Khóa tra cứu").fill(taken.key)
        self.page.get_by_role("button", name="Xem hồ sơ").click()
        self.page.get_by_role("heading", level=1, name=taken.code).wait_for()
        return self.page.locator("main").inner_text()
