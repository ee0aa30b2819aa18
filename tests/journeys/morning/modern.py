"""The tenth citizen: in January 2026, at the commune that took over, files by phone and pays by scanning a QR code."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.test import Client

from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from tests.journeys.morning import evening
from tests.journeys.morning.evening import CAME, MONEY
from tests.journeys.morning.people import COPY_PRICE, Citizen, accepts, files, opens_an_account
from tests.journeys.morning.place import Town, Who

if TYPE_CHECKING:
    from playwright.sync_api import Page

MORNING = datetime(2026, 1, 6, 8, 0, tzinfo=VIETNAM)
DAY = "06/01/2026"
UNIT = "H49.202"
HEAD: Who = (UNIT, "unit_head")
DESK: Who = (UNIT, "counter_clerk")
COPIES, SECRET = "2.000635", "khoa-chung-voi-ngan-hang"
BANK = {"bank_name": "Agribank Bình Liêu", "bank_bin": "970405", "number": "8006205001234", "holder": "UBND XA HOANH MO"}
OF_A_COPY: dict[str, dict[str, str]] = {
    "noi-nop": {"place-commune": "Xã Hoành Mô"},
    "nop-cho": {"who": "me"},
    "form-record": {"kind": "birth", "copies": "1"},
    "form-subject": {
        "person-name": "Hoàng Gia Bảo", "person-born": "2020", "sex": "male", "ethnicity": "Tày", "nationality": "Việt Nam",
    },
    "form-registered": {"office": "UBND xã Hoành Mô"},
    "form-requester": {"relation": "Bố đẻ"},
    "giay-to": {},
    "nhan-ket-qua": {"how": "counter"},
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the page of the dossier asks the citizen to pay, beside its QR code."""

    account: str
    amount: int
    content: str


def gives_an_account(town: Town) -> None:
    """Let the head of the commune name the account into which citizens pay."""
    town.time_is(MORNING)
    town.sits_down(HEAD)
    town.open("/thu-phi/bao-co/tai-khoan/")
    for name, value in {**BANK, "since": "05/01/2026"}.items():
        town.page.locator(f"[name={name}]").fill(value)
    town.page.get_by_role("button", name="Đặt tài khoản").click()
    town.page.get_by_text(f"Người dân chuyển khoản vào {BANK['bank_name']}").wait_for()


def pays_by_phone(town: Town) -> Citizen:
    """File on the phone, scan the code of the receipt with the bank's app, look again when the bank has told."""
    name = "Hoàng Văn Lâm"
    with town.phone() as page:
        opens_an_account(page, name, "lam.hoang@thu.vn", "100126010")
        one = Citizen(name, files(page, COPIES, OF_A_COPY))
        asked = _asked(page)
        assert asked == Asked(BANK["number"], COPY_PRICE, "".join(letter for letter in one.code if letter.isalnum()))
        the_bank_tells(asked)
        page.reload()
        page.get_by_text("Trạng thái").wait_for()
        assert page.locator(".pay-qr").count() == 0, "what is paid is not asked again"
    return one


def _asked(page: Page) -> Asked:
    assert page.locator(".pay-qr svg path").count(), "there is a code to scan"
    told = {
        row.locator("dt").inner_text(): row.locator("dd").inner_text()
        for row in page.locator("section[aria-labelledby=head-pay] dl > div").all()
    }
    return Asked(told["Số tài khoản"], evening.number(told["Số tiền"]), told["Nội dung"])


def the_bank_tells(asked: Asked) -> None:
    """Let the bank, a machine, tell that the money came: signed as the description of the API says."""
    notice = {
        "transaction": "FT26006000001", "bank_bin": BANK["bank_bin"], "account": asked.account, "amount": asked.amount,
        "content": asked.content, "paid_at": "2026-01-06T08:02:30+07:00",
    }  # fmt: skip
    body = json.dumps(notice).encode()
    stamp = str(int(clock.real_now().timestamp()))
    made = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"X-Timestamp": stamp, "X-Signature": f"sha256={made}"}
    answer = Client().post("/api/v1/payments/callback", body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (200, "settled")


OF_COPIES = (
    (DESK, "Kiểm tra yêu cầu, thu phí", "Chuyển công chức tư pháp - hộ tịch", ""),
    ((UNIT, "specialist.justice"), "Tra cơ sở dữ liệu hộ tịch điện tử, in bản sao", "Trình lãnh đạo UBND xã", ""),
    (HEAD, "Lãnh đạo UBND xã ký", "Ký", ""),
    ((UNIT, "records_clerk"), "Đóng dấu, chuyển nơi tiếp nhận", "Chuyển trả kết quả", "63/TL"),
)


def comes(town: Town) -> Citizen:
    """The tenth: files by phone, pays by QR, fetches the copy in the morning."""
    gives_an_account(town)
    one = pays_by_phone(town)
    town.time_is(MORNING + timedelta(minutes=15))
    accepts(town, DESK, one)
    for place, (who, step, button, number) in enumerate(OF_COPIES, start=2):
        town.time_is(MORNING + timedelta(minutes=15 * place))
        town.does(who, one.code, step, button, number=number)
    town.time_is(MORNING + timedelta(hours=2))
    town.hands_over(one.code, one.name, DESK)
    return one


def agrees(town: Town, one: Citizen) -> None:
    """Register = receptions = 1, and what the bank told = the till of the account = the report of fees, paid online."""
    told = evening.Asked(HEAD, town.unit_id(UNIT), DAY, own=True)
    came, money = (evening.report(town, key, columns, told) for key, columns in (("tiep-nhan", CAME), ("phi-le-phi", MONEY)))
    assert evening.register(town, DESK, DAY).returned == [one.code]
    assert (came["in"], came["online"], money["dossiers"]) == (1, 1, 1)
    assert (money["owed"], money["paid"], money["online"], money["cash"]) == (COPY_PRICE, COPY_PRICE, COPY_PRICE, 0)
    town.sits_down(HEAD)
    town.open("/thu-phi/")
    (till,) = [row for row in evening.rows_of(town, "Các quỹ khác") if DAY in row[""]]
    assert (evening.number(till["Trực tuyến"]), evening.number(till["Cộng (đồng)"])) == (COPY_PRICE, COPY_PRICE)
