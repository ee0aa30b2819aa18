"""The resolution comes by edXML, is registered at the Huyện ủy, presented, instructed, handled; one co-operator is late."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lienthong.casework.delivery import public as delivery
from lienthong.office.org import public as org
from lienthong.toolkit import clock, outbox
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit.edxml102.folder import FolderTransport
from lienthong.toolkit.signing.testing import a_paper
from tests.journeys.morning.place import as_worker
from tests.journeys.week.house import CHAIRMAN, ORGANISATION, PARTY_CLERK, PROPAGANDA, SECRETARY, VICE, House

SYMBOL = "19-NQ/TU"
SUBJECT = "Về cải cách hành chính, nâng cao Chỉ số PAR Index năm 2018"
ISSUED = date(2018, 3, 9)
PROVINCE = edxml.Organ(organ_id="H49.90.00", name="Tỉnh ủy Quảng Ninh")
KEY = f"{PROVINCE.organ_id},2018/03/09,{SYMBOL}"
LETTER = "Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về cải cách hành chính, nâng cao Chỉ số PAR Index năm 2018."
INSTRUCTION = "Giao UBND huyện chủ trì xây dựng kế hoạch; các ban phối hợp, báo cáo Thường trực Huyện ủy."
PARTY_POST, CHAIR_POST = "Trưởng Ban Tổ chức", "Chủ tịch UBND huyện"


def packet(house: House, at: datetime) -> bytes:
    """Return the packet in which the province sends its resolution to the Huyện ủy, with its paper."""
    to = edxml.Organ(organ_id=org.unit_on(house.unit_id("party"), at.date()).code, name="Huyện ủy Bình Liêu")
    header = edxml.MessageHeader(
        sender=PROVINCE, to=(to,), document_id=KEY, code=edxml.Code(number="19", notation="NQ/TU"), subject=SUBJECT,
        promulgation=edxml.Promulgation(place="Hạ Long", on=ISSUED), document_type=edxml.DocumentType(name="Nghị quyết"),
        signer=edxml.Signer(competence="T/M BAN CHẤP HÀNH", position="Bí thư", name="Nguyễn Văn Đọc"),
        other=edxml.OtherInfo(priority=1, pages=1),
    )  # fmt: skip
    trace = edxml.TraceHeaderList(
        hops=(edxml.TraceHeader(organ_id=PROVINCE.organ_id, at=at.astimezone(UTC)),),
        business=edxml.NewDocument(document_id=KEY, reason="Văn bản điện tử mới", paper=False, staff=edxml.Staff(name="Văn thư")),
    )  # fmt: skip
    paper = edxml.Attachment(content_id="1", name="19-NQ-TU.pdf", content=a_paper(LETTER))
    return edxml.write(edxml.DocumentPacket(header=header, trace=trace, attachments=(paper,)))


def the_axis_works() -> None:
    """Do what the worker does every minute: take over packets that came, carry away what was announced."""
    with as_worker():
        delivery.fetch(at=clock.now())
        outbox.deliver_due(at=None)


def statuses(house: House) -> list[str]:
    """Return the statuses that our side told the province of its resolution, the first first, from the folder of the axis."""
    found = sorted((house.axis / "out").glob("*.edxml"), key=lambda one: one.stat().st_mtime_ns)
    packets = [edxml.read(one.read_bytes()) for one in found]
    return [
        one.header.status.value
        for one in packets
        if isinstance(one, edxml.StatusPacket) and one.header.response_for.document_id == KEY
    ]


def term_begins(house: House, at: datetime) -> None:
    """Let the Party's clerk enter the committee's term, without which no number is taken."""
    house.comes(PARTY_CLERK, at)
    house.menu("Văn bản")
    house.link("Nhiệm kỳ cấp ủy")
    house.fill(name="2015-2020", congress_closed_on="31/07/2015")
    house.page.locator("main form").get_by_role("button").last.click()
    house.says("đang chạy")


def comes(house: House, at: datetime) -> None:
    """Let the packet come by the folder of the axis; the clerk finds it waiting, with what it says of itself."""
    FolderTransport(house.axis)
    (house.axis / "in" / "tinh-uy.edxml").write_bytes(packet(house, at))
    house.time_is(at)
    the_axis_works()
    house.comes(PARTY_CLERK)
    house.menu("Chờ vào sổ")
    house.looks("arrivals")
    house.link(SUBJECT)


def registered(house: House) -> str:
    """Let the clerk confirm what is proposed and register it; return the address of the document."""
    page = house.page
    assert page.locator("#id_symbol").input_value() == SYMBOL
    assert page.locator("#id_issued_on").input_value() == "09/03/2018"
    house.looks("arrival")
    house.press("Vào sổ")
    house.says("Đã vào sổ văn bản đến: số 1")
    assert "19-NQ-TU.pdf" in house.text()
    house.looks("incoming")
    return page.url


def presented(house: House) -> None:
    """Let the clerk present the document on whose page one is to the Secretary."""
    house.link("Trình lãnh đạo")
    house.choose(leader=house.name_of(SECRETARY))
    house.press("Trình")
    house.says("Đã trình văn bản")


def instructed(house: House, at: datetime) -> None:
    """Let the Secretary name who leads and who co-operates, each with a day."""
    house.comes(SECRETARY, at)
    house.opens_task(SYMBOL)
    house.link("Ghi bút phê")
    house.fill(words=INSTRUCTION)
    rows = (
        ("UBND huyện Bình Liêu", "Chủ trì", "16/03/2018"), ("Ban Tổ chức", "Phối hợp", "14/03/2018"),
        ("Ban Tuyên giáo", "Phối hợp", "14/03/2018"),
    )  # fmt: skip
    for place, (who, role, due) in enumerate(rows):
        house.choose(**{f"who_{place}": who, f"role_{place}": role})
        house.fill(**{f"due_{place}": due})
    house.looks("instruct")
    house.press("Ghi bút phê")
    house.says("Đã ghi bút phê")
    house.looks("letter")


def passed_down(house: House, at: datetime) -> None:
    """Let the chairman pass the UBND's part down to the vice chairman, who is to draft the plan."""
    house.comes(CHAIRMAN, at, post=CHAIR_POST)
    house.opens_task(SYMBOL)
    house.link("Giao người xử lý")
    house.choose(person=house.name_of(VICE))
    house.fill(words="Đồng chí chỉ đạo soạn kế hoạch.")
    house.press("Giao người xử lý")
    house.says("Đã giao người xử lý.")


def answered(house: House, who: tuple[str, ...], at: datetime, words: str, *, post: str = "") -> None:
    """Let a co-operating board answer."""
    house.comes(who, at, post=post)
    house.opens_task(SYMBOL)
    house.link("Trả lời")
    house.fill(words=words)
    house.press("Trả lời")
    house.says("Đã gửi trả lời.")


def answer_of_organisation(house: House, at: datetime) -> None:
    """Let the organisation board answer in time; its head leads a division of the State, too, and chooses the Party's post."""
    answered(house, ORGANISATION, at, "Ban Tổ chức cử 02 cán bộ vào tổ giúp việc.", post=PARTY_POST)


def answer_of_propaganda(house: House, at: datetime) -> None:
    """Let the propaganda board answer two days late."""
    answered(house, PROPAGANDA, at, "Ban Tuyên giáo đã mở chuyên mục tuyên truyền.")


def not_yet_finished(house: House, at: datetime) -> None:
    """Let the chairman find that the letter cannot be finished while a co-operator owes its answer."""
    house.comes(CHAIRMAN, at, post=CHAIR_POST)
    house.menu("Xử lý văn bản")
    house.link(SYMBOL)
    assert house.page.locator("main").get_by_role("link", name="Kết thúc văn bản").count() == 0


def finished(house: House, at: datetime, label: str) -> None:
    """Let the vice chairman answer with the plan, and the chairman finish the letter with it."""
    answered(house, VICE, at, f"Đã ban hành Kế hoạch số {label}.")
    house.comes(CHAIRMAN, at, post=CHAIR_POST)
    house.opens_task(SYMBOL)
    house.link("Kết thúc văn bản")
    house.fill(words=f"Đã ban hành Kế hoạch số {label}.")
    house.press("Kết thúc văn bản")
    house.says("Đã kết thúc văn bản.")
