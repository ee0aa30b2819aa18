"""The ten citizens of the morning: who comes how, and what the offices do for each until the citizen leaves.

Each is told as one story that stops where somebody waits: it yields the moment at which it goes on.  `goes_by` lets the stories
of a morning go on in the order of the clock, so that the offices do many things at once, as they do.  The tenth citizen comes in
2026 (`morning.modern`).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from lienthong.casework.dossiers.testing import BIRTH
from lienthong.office.citizens.testing import PASSWORD, mailed_code
from lienthong.office.files.testing import pictures
from lienthong.toolkit.ui.testing import ORIGIN
from tests.journeys.morning.place import Taken, Town, Who, the_worker_works
from tests.journeys.walking import Step, march

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESK: Who = ("hoanh_mo", "counter_clerk")
SECOND_DESK: Who = ("hoanh_mo", "counter_clerk", "1")
JUSTICE: Who = ("hoanh_mo", "specialist.justice")
CHAIRMAN: Who = ("hoanh_mo", "unit_head")
RECORDS: Who = ("hoanh_mo", "records_clerk")
CENTRE: Who = ("service_centre", "counter_clerk")
SECOND_CENTRE: Who = ("service_centre", "counter_clerk", "1")
APPRAISER: Who = ("service_centre", "specialist.finance")
SIGNER: Who = ("finance", "division_head", "1")
SEALER: Who = ("service_centre", "records_clerk")

BIRTHS = "Đăng ký khai sinh"
COPIES = "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"
COPY_FEE = "Phí cấp bản sao trích lục hộ tịch"
COPY_PRICE, BUSINESS_PRICE = 8_000, 100_000
"""What a copy from the civil-status books and a household business cost, in đồng (281/2016/TT-BTC; the province)."""
MARITAL = "Cấp Giấy xác nhận tình trạng hôn nhân"
PERMITS = "Cấp giấy phép xây dựng mới công trình cấp III, cấp IV và nhà ở riêng lẻ"
CHAINED = "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi"
BUSINESS, BUSINESS_FEE = "1.001612", "Lệ phí đăng ký hộ kinh doanh"
Story = Generator[datetime, None, Any]


@dataclass(frozen=True)
class Citizen:
    """Somebody who came, and the dossier that the offices opened."""

    name: str
    slip: Taken

    @property
    def code(self) -> str:
        """Return the code of the dossier."""
        return self.slip.code


def goes_by(town: Town, stories: dict[str, Callable[[Town], Story]]) -> dict[str, Any]:
    """Let stories go on in the order of the clock, none before its time; return how each ended."""
    ended: dict[str, Any] = {}
    running = [(next(story), place, name, story) for place, (name, story) in enumerate((n, s(town)) for n, s in stories.items())]
    heapq.heapify(running)
    while running:
        at, place, name, story = heapq.heappop(running)
        town.time_is(at)
        try:
            heapq.heappush(running, (next(story), place, name, story))
        except StopIteration as end:
            ended[name] = end.value
    return ended


def walks(town: Town, code: str, steps: Sequence[Step]) -> Story:
    """Let each step be done by its person when its time comes."""
    for step in steps:
        yield step.at
        town.does(step.who, code, step.step, step.button, number=step.number)  # type: ignore[arg-type]  # the town knows more people


def at(hour: int, minute: int = 0, day: int = 12) -> datetime:
    """Return a moment of the morning."""
    return march(day, hour, minute)


def every_ten_minutes(first: datetime, told: Sequence[tuple[Who, str, str]]) -> list[Step]:
    """Return steps ten minutes apart: who, which step, which button."""
    return [Step(first + timedelta(minutes=10 * place), *one) for place, one in enumerate(told)]  # type: ignore[arg-type]


OF_BIRTHS = (
    (DESK, "Kiểm tra và tiếp nhận hồ sơ", "Chuyển công chức tư pháp - hộ tịch"),
    (JUSTICE, "Thẩm tra, ghi sổ và cơ sở dữ liệu, in giấy khai sinh", "Trình lãnh đạo ký"),
    (CHAIRMAN, "Lãnh đạo UBND xã ký", "Ký"),
)
"""The number of a certificate is taken from the book of births."""
OF_COPIES = (
    (DESK, "Kiểm tra yêu cầu, thu phí", "Chuyển công chức tư pháp - hộ tịch"),
    (JUSTICE, "Tìm sổ hộ tịch, in bản sao trích lục", "Trình lãnh đạo ký"),
)
OF_MARITALS = (
    (DESK, "Kiểm tra và tiếp nhận hồ sơ", "Chuyển công chức tư pháp - hộ tịch"),
    (JUSTICE, "Kiểm tra tình trạng hôn nhân, soạn Giấy xác nhận", "Trình lãnh đạo ký"),
    (CHAIRMAN, "Lãnh đạo UBND xã ký", "Ký"),
    (RECORDS, "Cấp số, đóng dấu", "Chuyển trả kết quả"),
)
OF_BUSINESSES = (
    (CENTRE, "Tiếp nhận hồ sơ, thu lệ phí", "Chuyển cán bộ biệt phái tại Trung tâm"),
    (APPRAISER, "Thẩm định tại quầy", "Trình Phó Trưởng phòng được ủy quyền"),
    (SIGNER, "Phó Trưởng phòng Tài chính - Kế hoạch", "Ký"),
    (SEALER, "Văn thư Trung tâm cấp số", "Chuyển trả kết quả"),
)
OF_CHAINS = (
    (DESK, "Tiếp nhận cả ba bộ hồ sơ, tạm thu lệ phí", "Chuyển tư pháp - hộ tịch"),
    (JUSTICE, "Đăng ký khai sinh trong ngày", "Trình ký Giấy khai sinh"),
    (CHAIRMAN, "Lãnh đạo UBND xã ký Giấy khai sinh", "Ký"),
    (JUSTICE, "Lập hồ sơ, gửi công an và bảo hiểm xã hội", "Gửi hai nơi"),
)

# --- at home, with a phone -----------------------------------------------------------------------------------------------

HERE = {"place-commune": "Xã Hoành Mô"}
OF_A_BIRTH: dict[str, dict[str, str]] = {
    "truong-hop": {"case": "default"},
    "noi-nop": HERE,
    "nop-cho": {"who": "me"},
    "form-child": {"name": "Lô Gia Bảo", "born_on": "06/03/2018", "sex": "male", "ethnicity": "Tày", "hometown": "Hoành Mô"},
    "form-birthplace": {"where": "clinic", "clinic": "Trung tâm Y tế Bình Liêu"},
    "form-mother": {
        "person-name": "Lô Thị Hồng", "person-born": "1995", "address-line": "Bản Đồng Cậm", "address-commune": "Xã Hoành Mô",
    },
    "form-parents": {"married": "no"},
    "giay-to": {"birth_proof": "giay-chung-sinh.jpg"},
    "nhan-ket-qua": {"how": "counter"},
}  # fmt: skip
OF_A_BUSINESS: dict[str, dict[str, str]] = {
    "truong-hop": {"case": "individual"},
    "noi-nop": HERE,
    "nop-cho": {"who": "me"},
    "form-name": {"name": "Hộ kinh doanh Tằng Dảu Tình"},
    "form-place": {"address-line": "Chợ Hoành Mô", "address-commune": "Xã Hoành Mô"},
    "form-trade": {"0-name": "Bán lẻ hàng tạp hóa"},
    "form-capital": {"amount": "50.000.000"},
    "form-owners": {"who": "person"},
    "giay-to": {"identity": "chung-minh-nhan-dan.jpg"},
    "nhan-ket-qua": {"how": "counter"},
}


def opens_an_account(page: Page, name: str, email: str, identity: str) -> None:
    """Open an account on the phone, with the code of the mail."""
    page.goto(f"{ORIGIN}/cong/mo-tai-khoan/")
    page.get_by_label("Họ, chữ đệm, tên").fill(name)
    page.get_by_role("textbox", name="Thư điện tử").fill(email)
    page.get_by_label("Loại giấy tờ tùy thân").select_option("cmnd")
    page.get_by_label("Số giấy tờ tùy thân").fill(identity)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Nhận mã").click()
    page.get_by_label("Mã 6 chữ số").fill(mailed_code())
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_text(name).first.wait_for()


def files(page: Page, procedure: str, answers: dict[str, dict[str, str]]) -> Taken:
    """Answer page after page, send the photo that is asked for, look it over and file; return what the receipt says."""
    page.goto(f"{ORIGIN}/thu-tuc-hanh-chinh/{procedure}/")
    page.get_by_role("link", name="Nộp trực tuyến").first.click()
    for step, typed in answers.items():
        page.wait_for_url(f"**/{step}/")
        for name, value in typed.items():
            _answers(page, name, value)
        page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    told = page.locator("dl.summary > div")
    told.filter(has_text="Khóa tra cứu").wait_for()
    code, key = (told.filter(has_text=label).locator("dd").inner_text() for label in ("Mã hồ sơ", "Khóa tra cứu"))
    return Taken(page.url.split("/ho-so-cua-toi/")[1].split("/")[0], code, "".join(key.split()))


def _answers(page: Page, name: str, value: str) -> None:
    radio = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
    box = page.locator(f'[name="{name}"]')
    if radio.count():
        radio.check()
    elif value.endswith(".jpg"):
        box.set_input_files({"name": value, "mimeType": "image/jpeg", "buffer": pictures.photo()})
    else:
        box.fill(value)


def accepts(town: Town, who: Who, citizen: Citizen) -> None:
    """Take in what a citizen filed from home."""
    town.sits_down(who)
    town.open("/ho-so/nhan/cho-tiep-nhan/")
    town.page.get_by_role("link", name=citizen.code).click()
    town.page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    town.page.get_by_role("heading", level=1, name="Đã nhận hồ sơ").wait_for()


def birth_from_home(town: Town) -> Story:
    """The first: files a birth before the offices open, on a phone without scripts; fetches the certificate."""
    name = "Lô Thị Hồng"
    yield at(6, 40)
    with town.phone(scripts=False) as page:
        opens_an_account(page, name, "hong.lo@thu.vn", "100123401")
        one = Citizen(name, files(page, BIRTH, OF_A_BIRTH))
    yield at(7, 30)
    accepts(town, DESK, one)
    yield from walks(town, one.code, every_ten_minutes(at(7, 40), OF_BIRTHS))
    yield at(8, 30)
    town.hands_over(one.code, name, DESK)
    return one


def business_from_home(town: Town) -> Story:
    """The second: files a household business at the district's centre, pays at its counter before it is examined."""
    name = "Tằng Dảu Tình"
    yield at(6, 50)
    with town.phone() as page:
        opens_an_account(page, name, "tinh.tang@thu.vn", "100123402")
        one = Citizen(name, files(page, BUSINESS, OF_A_BUSINESS))
    yield at(7, 45)
    accepts(town, CENTRE, one)
    town.collects(CENTRE, one.code, BUSINESS_FEE)
    yield from walks(town, one.code, every_ten_minutes(at(8), OF_BUSINESSES))
    yield at(10)
    town.hands_over(one.code, name, CENTRE)
    return one


# --- at the counter ------------------------------------------------------------------------------------------------------


def comes(town: Town, who: Who, words: str, procedure: str, name: str, identity: str, **choices: str) -> Citizen:
    """Receive a dossier at a counter; `choices` are fields of the reception beside the owner and the papers."""
    town.sits_down(who)
    town.finds(words, procedure)
    for field, value in choices.items():
        town.page.locator(f"[name='{field}']").select_option(value)
        town.page.wait_for_load_state("networkidle")
    town.writes_down(name, identity)
    return Citizen(name, town.receives())


def asks_for(town: Town, who: Who, code: str, paper: str, reason: str) -> None:
    """Ask the citizen for a paper, once and in writing."""
    town.sits_down(who)
    town.opens(code).get_by_role("link", name="Yêu cầu bổ sung giấy tờ").click()
    town.page.get_by_label(paper).check()
    town.page.locator("[name=reason]").fill(reason)
    town.page.get_by_role("button", name="Yêu cầu bổ sung", exact=True).click()
    town.page.get_by_text("Đã yêu cầu bổ sung; đồng hồ dừng.").wait_for()


def copy_by_post(town: Town) -> Story:
    """The third: asks by post for a copy, has paid by transfer, gets it by post."""
    yield at(7, 50)
    choices = {"channel": "post", "result_delivery": "post"}
    one = comes(town, DESK, "trich luc", COPIES, "Nông Văn Lộc", "100123403", **choices)
    town.collects(DESK, one.code, COPY_FEE, "transfer")
    yield from walks(town, one.code, every_ten_minutes(at(8, 5), OF_COPIES))
    yield at(8, 28)
    town.does(CHAIRMAN, one.code, "Lãnh đạo UBND xã ký", "Ký", number="61/TL")  # type: ignore[arg-type]
    yield at(10, 30)
    town.hands_over(one.code, one.name, DESK)
    return one


def marital_with_supplement(town: Town) -> Story:
    """The fourth: an old certificate is missing, is asked for in writing, and brought an hour later."""
    yield at(8, 12)
    one = comes(town, DESK, "tinh trang hon nhan", MARITAL, "La Thị Xuân", "100123404")
    yield from walks(town, one.code, every_ten_minutes(at(8, 18), OF_MARITALS[:1]))
    yield at(8, 40)
    asks_for(town, JUSTICE, one.code, "Giấy xác nhận tình trạng hôn nhân đã cấp", "Đã được cấp một lần, cần nộp lại bản cũ")
    yield at(9, 45)
    town.acts(DESK, one.code, "Nhận giấy tờ bổ sung", "Nhận bổ sung, cho chạy tiếp")
    town.page.get_by_text("Đã nhận bổ sung; đồng hồ chạy tiếp.").wait_for()
    yield from walks(town, one.code, every_ten_minutes(at(10, 2), OF_MARITALS[1:]))
    yield at(11)
    town.hands_over(one.code, one.name, DESK)
    return one


def permit_refused(town: Town) -> Story:
    """The fifth: a permit at the centre; the drawings that are asked for cannot be had, and the dossier is refused."""
    yield at(8, 20)
    one = comes(town, CENTRE, "giay phep xay dung moi", PERMITS, "Chíu Sếch Và", "100123405")
    yield at(8, 50)
    asks_for(town, CENTRE, one.code, "Bản vẽ thiết kế xây dựng", "Bản vẽ không phải của thửa đất này")
    yield at(11, 10)
    town.acts(CENTRE, one.code, "Không tiếp nhận giải quyết", "Từ chối hồ sơ", reason="Công dân không có bản vẽ của thửa đất này")
    town.page.get_by_text("Đã từ chối hồ sơ.").wait_for()
    return one


def marital_late(town: Town) -> Story:
    """The sixth came on Thursday; the certificate was promised for Friday at ten; it is handed over on Monday with an apology."""
    yield at(10, 0, day=8)
    one = comes(town, DESK, "tinh trang hon nhan", MARITAL, "Dường Phúc Voòng", "100123406")
    yield from walks(town, one.code, every_ten_minutes(at(10, 10, day=8), OF_MARITALS[:1]))
    for moment in (at(16, 30, day=8), at(9, 30, day=9), at(7, 5)):
        yield moment
        the_worker_works()
    yield at(8, 25)
    town.sits_down(CHAIRMAN)
    town.open("/nhac-han/")
    town.page.get_by_role("row").filter(has_text=one.code).get_by_role("link", name="Xem và ký").click()
    _signs_the_apology(town)
    yield from walks(town, one.code, every_ten_minutes(at(9, 12), OF_MARITALS[1:]))
    yield at(9, 50)
    town.hands_over(one.code, one.name, DESK)
    return one


def _signs_the_apology(town: Town) -> None:
    """Write the letter and sign it; who signs is asked for the password first, and signs then."""
    page = town.page
    for confirmed in (False, True):
        page.get_by_label("Lý do").first.select_option("overload")
        page.locator("[name=new_due_at]").fill("16:00 12/03/2018")
        page.get_by_role("button", name="Ký thư").click()
        if not confirmed:
            town.confirms()
    page.get_by_text("Đã ký thư xin lỗi").wait_for()
    page.get_by_role("button", name="Ghi là đã gửi").click()
    page.get_by_text("Đã ghi việc gửi").wait_for()


def chain_left_open(town: Town) -> Story:
    """The seventh: three results at one counter; in the evening two agencies still have their legs."""
    yield at(8, 45)
    one = comes(town, DESK, "lien thong khai sinh", CHAINED, "Phùn Tài Múi", "100123407")
    yield from walks(town, one.code, every_ten_minutes(at(8, 55), OF_CHAINS))
    return one


def copy_exempt(town: Town) -> Story:
    """The eighth: of a poor household, asks for two copies and pays nothing."""
    yield at(9)
    town.sits_down(DESK)
    town.finds("trich luc", COPIES)
    town.writes_down("Bàn A Lìn", "100123408")
    town.page.locator("[name=fee-n_copy]").fill("2")
    town.page.locator("[name=fee-x_copy]").select_option("khác")
    one = Citizen("Bàn A Lìn", town.receives())
    yield from walks(town, one.code, every_ten_minutes(at(9, 7), OF_COPIES))
    yield at(9, 29)
    town.does(CHAIRMAN, one.code, "Lãnh đạo UBND xã ký", "Ký", number="62/TL")  # type: ignore[arg-type]
    yield at(10, 50)
    town.hands_over(one.code, one.name, DESK)
    return one


def birth_and_rating(town: Town) -> Story:
    """The ninth: a birth at the counter, fetched before noon and rated on the phone, from the code of the slip."""
    yield at(9, 40)
    one = comes(town, DESK, "khai sin", BIRTHS, "Hoàng Thị Sen", "100123409")
    yield from walks(town, one.code, every_ten_minutes(at(9, 48), OF_BIRTHS))
    yield at(11, 20)
    town.hands_over(one.code, one.name, DESK)
    with town.phone() as page:
        rates(page, one)
    return one


def rates(page: Page, one: Citizen) -> None:
    """Open the address of the slip's QR code, and rate."""
    page.goto(f"{ORIGIN}/tra-cuu/?ma={one.code}&khoa={one.slip.key}")
    page.get_by_role("button", name="Đánh giá việc giải quyết hồ sơ").click()
    page.get_by_label("Rất hài lòng").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.get_by_role("heading", name="Cảm ơn").wait_for()


NINE: dict[str, Callable[[Town], Story]] = {
    "online": birth_from_home, "online too": business_from_home, "by post": copy_by_post, "supplement": marital_with_supplement,
    "refused": permit_refused, "late": marital_late, "inter-linked": chain_left_open, "exempt": copy_exempt,
    "rating": birth_and_rating,
}  # fmt: skip
"""Who comes in March 2018, by what is special about them."""
