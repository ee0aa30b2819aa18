"""What waits to be registered in the demonstration: at each clerk a scan, a packet, and a message with a locked file.

The files are looked at and read by the worker, as in life; letters and senders are invented [P].
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import pikepdf

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit import edxml102, paper

UBND, PARTY = "people_committee", "party_committee"
PROVINCE = edxml102.Organ(organ_id="H49", name="UBND tỉnh Quảng Ninh")
LETTER = """
#set page(paper: "a4", margin: 2.5cm)
#set text(size: 13pt, lang: "vi")
#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [UBND TỈNH QUẢNG NINH], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [*SỞ NỘI VỤ*], [*Độc lập - Tự do - Hạnh phúc*],
  [Số: 152/SNV-CCHC], [_Quảng Ninh, ngày 05 tháng 3 năm 2018_],
  [V/v rà soát thủ tục hành chính \\ cắt giảm thời gian giải quyết], [])
#v(1cm)
#align(center)[Kính gửi: UBND các huyện, thị xã, thành phố]
#v(1cm)
Sở Nội vụ đề nghị các địa phương rà soát, đề xuất cắt giảm ít nhất 30% thời gian giải quyết và báo cáo trước ngày 31/3/2018.
#v(2cm)
#grid(columns: (1fr, 1fr), [_Nơi nhận:_ \\ - Như trên; \\ - Lưu: VT.],
  align(center)[*KT. GIÁM ĐỐC* \\ *PHÓ GIÁM ĐỐC* \\ #v(2cm) *Trần Thị Minh Hạnh*])
"""


def let_arrive(present: datetime) -> int:
    """Put three things before the clerk of the district's office, of the Party office and of each commune; return how many wait.

    present  of the demonstration: they came in the hours before.  Doing it again changes nothing.
    """
    day, staff = org.local_day(present), Staff(present)
    scan = paper.render_text(LETTER, (), {}, name="demo").pdf
    places = [
        *((unit, UBND) for unit in org.units_on(day, function="division.office", level="district")),
        *((unit, PARTY) for unit in org.units_on(day, function="party_office", level="district")),
        *((unit, UBND) for unit in org.units_on(day, function=UBND, level="commune")),
    ]
    put = 0
    for unit, body in places:
        if staff.holders("records_clerk", unit.id):
            _put(unit, body, present, scan)
            put += 3
    return put


def _put(unit: org.UnitRow, body: str, present: datetime, scan: bytes) -> None:
    """Put the three things before the clerk of one unit, the packet first and the scan last."""
    came = [present - timedelta(minutes=minutes) for minutes in (95, 60, 20)]
    intake.put_packet(at=present, keeper_uid=unit.uid, body_key=body, data=_packet(unit, scan), received_at=came[0], later=True)
    intake.put_message(at=present, keeper_uid=unit.uid, body_key=body, data=_message(scan), received_at=came[1], later=True)
    scanned = intake.Arriving(
        unit.uid, body, "paper", origin="demo:scan", received_at=came[2], title="Bản quét tại quầy",
        files=(documents.Upload("ban-quet-01.pdf", scan),),
    )  # fmt: skip
    intake.put(at=present, new=scanned, later=True)


def _packet(unit: org.UnitRow, file: bytes) -> bytes:
    header = edxml102.MessageHeader(
        sender=PROVINCE, to=(edxml102.Organ(organ_id=unit.code, name=unit.name),), document_id="H49,2018/03/06,1688/UBND-TH1",
        code=edxml102.Code(number="1688", notation="UBND-TH1"), document_type=edxml102.DocumentType(name="Công văn"),
        subject="Về việc thực hiện Nghị quyết 19-NQ/TU năm 2018",
        signer=edxml102.Signer(competence="TM. ỦY BAN NHÂN DÂN", position="CHỦ TỊCH", name="Nguyễn Văn Đọc"),
        other=edxml102.OtherInfo(priority=1, pages=1),
    )  # fmt: skip
    trace = edxml102.TraceHeaderList(business=edxml102.NewDocument(paper=True))
    attached = edxml102.Attachment(content_id="1", name="1688-UBND-TH1.pdf", content=file)
    return edxml102.write(edxml102.DocumentPacket(header=header, trace=trace, attachments=(attached,)))


def _message(file: bytes) -> bytes:
    """Return a message whose attachment is locked: the clerk sees why it is not taken."""
    locked = BytesIO()
    with pikepdf.open(BytesIO(file)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="demo", user="demo"))
    made = EmailMessage()
    made["Subject"] = "Giấy mời họp giao ban tuyển sinh đào tạo nghề"
    made["From"], made["Message-ID"] = "vanthu.sldtbxh@quangninh.gov.vn", "<demo-giay-moi@lienthong>"
    made.set_content("Kính gửi quý cơ quan giấy mời kèm theo.\n")
    made.add_attachment(locked.getvalue(), maintype="application", subtype="pdf", filename="giay-moi-da-khoa.pdf")
    return made.as_bytes()
