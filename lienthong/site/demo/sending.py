"""Letters of the demonstration that are really sent: to the communes, by the axis both ways; one is recalled and replaced.

Played at the present through the real services; the worker carries what the outbox holds.  Words and the code of the agency
outside are invented [P].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor

UBND = "people_committee"
OUTSIDE, OUTSIDE_CODE = "Sở Nội vụ tỉnh Quảng Ninh", "H49.05"
COMMUNES = "Các xã, thị trấn"
WRONG, RIGHT = "Đề nghị báo cáo số liệu phục vụ chấm Chỉ số PAR Index", "Báo cáo số liệu phục vụ chấm Chỉ số PAR Index (thay thế)"


def send_letters(at: datetime) -> int:
    """Let the district's clerk send some letters, and communes take them in; return how many dispatches there are.

    at  the demonstration's present.  Without an office of the district or clerks nothing is sent; doing it again adds nothing.
    """
    desk = _Desk(at)
    if desk.clerk is None or not desk.communes:
        return 0
    with ledger.seeing(desk.clerk.sees):
        if any(one.name == COMMUNES for one in delivery.address_book(desk.clerk, org.local_day(at)).groups):
            return 0
    return desk.play(desk.clerk)


@dataclass
class _Desk:
    """The clerk of the district and those of the communes."""

    at: datetime
    clerk: Actor | None = None
    district: org.UnitRow | None = None
    communes: list[Actor] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        staff, day = Staff(self.at), org.local_day(self.at)
        for office in org.units_on(day, function="division.office", level="district"):
            self.clerk = next(iter(staff.holders("records_clerk", office.id)), None)
            self.district = org.unit(office.parent_id or office.id)
        for commune in org.units_on(day, function=UBND, level="commune"):
            self.communes += staff.holders("records_clerk", commune.id)[:1]

    def play(self, clerk: Actor) -> int:
        """Send, register, recall, replace."""
        keys = [f"{one.unit_id}:{UBND}" for one in self.communes]
        delivery.write_group(actor=clerk, at=self.at, name=COMMUNES, members=keys)
        new = delivery.NewAgency(OUTSIDE, organ=OUTSIDE_CODE, means="axis", address="Hạ Long, Quảng Ninh")
        agency = f"o:{delivery.write_agency(actor=clerk, at=self.at, new=new)}"

        plan = self._issue(clerk, "ke-hoach", "Kiểm tra công vụ tại bộ phận một cửa các xã, thị trấn")
        self._send(clerk, plan, keys)
        for commune in self.communes[:3]:
            self._take_in(commune)
        wrong = self._issue(clerk, "cong-van", WRONG)
        self._send(clerk, wrong, keys[:4])
        for commune in self.communes[:2]:
            self._take_in(commune)
        delivery.recall(actor=clerk, at=self.at, document_uid=wrong, reason="Ghi nhầm thời hạn báo cáo")
        self._agree(self.communes[0])
        right = self._issue(clerk, "cong-van", RIGHT)
        self._send(clerk, right, keys[:4], replaces=wrong)
        if settings.EDXML_DIR:
            self._send(clerk, self._issue(clerk, "bao-cao", "Kết quả cải cách hành chính quý I"), [agency])
            self._packet()
        return self.sent

    def _issue(self, clerk: Actor, type_key: str, subject: str) -> UUID:
        facts = {
            "agency": self.district.name if self.district else "", "number": "", "on": org.local_day(self.at), "subject": subject,
            "words": [f"{subject}. Văn bản này do bản trình diễn soạn.", "Các đơn vị triển khai thực hiện."], "signer": None,
        }  # fmt: skip
        file = documents.Upload("van-ban.pdf", paper.render("delivery/sample.typ", facts, at=self.at))
        made = documents.issue_outgoing(
            actor=clerk, at=self.at, body_key=UBND, key=uuid5(NAMESPACE_URL, f"demo:sent:{subject}"),
            new=documents.Outgoing(
                type_key=type_key, subject=subject, drafter="VP", recipients=f"{COMMUNES};\nLưu: VT.", files=(file,)
            ),
        )  # fmt: skip
        assert made.document_uid is not None  # noqa: S101 - an issued document has a uid
        return made.document_uid

    def _send(self, clerk: Actor, uid: UUID, keys: list[str], replaces: UUID | None = None) -> None:
        self.sent += len(delivery.send(actor=clerk, at=self.at, document_uid=uid, recipients=keys, replaces=replaces))

    def _take_in(self, commune: Actor) -> None:
        """Let the clerk of a commune register the latest that waits."""
        with ledger.seeing(commune.sees):
            row = intake.arrivals(commune)[0][0]
        said = row.proposal
        new = documents.Incoming(
            symbol=said.symbol, subject=said.subject, issuer=said.issuer, issuer_uid=said.issuer_uid, issued_on=said.issued_on,
            type_key=said.type_key, arrived_at=row.received_at, channel=row.channel,
        )  # fmt: skip
        intake.register(actor=commune, at=self.at, arrival_uid=row.uid, new=new)

    def _agree(self, commune: Actor) -> None:
        """Let the clerk of a commune agree to the recall that waits there; none where the status is not known yet."""
        with ledger.seeing(commune.sees):
            rows, _ = delivery.asked(commune)
        for row in rows:
            delivery.answer(actor=commune, at=self.at, dispatch_uid=row.uid, agree=True)

    def _packet(self) -> None:
        """Let a packet of the agency outside lie where the gateway leaves them."""
        if self.district is None:
            return
        folder, day = Path(settings.EDXML_DIR) / "in", date(self.at.year, self.at.month, 1)
        folder.mkdir(parents=True, exist_ok=True)
        key = f"{OUTSIDE_CODE},{day:%Y/%m/%d},97/SNV-CCHC"
        header = edxml.MessageHeader(
            sender=edxml.Organ(organ_id=OUTSIDE_CODE, name=OUTSIDE),
            to=(edxml.Organ(organ_id=self.district.code, name=self.district.name),), document_id=key,
            code=edxml.Code(number="97", notation="SNV-CCHC"), promulgation=edxml.Promulgation(place="Hạ Long", on=day),
            document_type=edxml.DocumentType(name="Công văn"), subject="Hướng dẫn tự chấm Chỉ số cải cách hành chính",
        )  # fmt: skip
        trace = edxml.TraceHeaderList(business=edxml.NewDocument(paper=False))
        facts = {
            "agency": OUTSIDE, "number": "97/SNV-CCHC", "on": day, "subject": header.subject, "signer": None,
            "words": ["Các huyện tự chấm điểm theo bộ tiêu chí và gửi tài liệu kiểm chứng."],
        }  # fmt: skip
        file = edxml.Attachment(content_id="1", name="97-SNV.pdf", content=paper.render("delivery/sample.typ", facts, at=self.at))
        data = edxml.write(edxml.DocumentPacket(header=header, trace=trace, attachments=(file,)))
        begun = folder / ".demo.part"
        begun.write_bytes(data)
        begun.replace(folder / "demo-97-SNV.edxml")
