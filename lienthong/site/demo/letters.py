"""The letters of the demonstration: Party and State write to each other, each side registers what it sends and what it gets.

District, Party committee and communes exchange them in the weeks before the present, through the real services, in the order of
the days, so that numbers and days go together.  Words are invented [P], and so is the day on which the congress closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.toolkit.actor import Actor

UBND, HDND, PARTY = "people_committee", "people_council", "party_committee"
TERM = ("2015-2020", date(2015, 7, 31))
"""The term of the district's Party committee in the demonstration, and the day on which its congress closed [P]."""


@dataclass(frozen=True)
class Letter:
    """One letter and who gets it.

    before   working days before the present on which it is issued; it arrives on the next one.
    sender   district, council, party, commune; or who is no unit of ours, by name.   to: district, party, commune.
    which    of the communes, by their place: those that send it, or get it; none named: all.
    symbol   of a letter from elsewhere; ours take their number.
    fate     "": nothing more; void: its number is made void; paper: it came by wire, and its paper two days later.
    areas    whose business it is where it comes, as `subjects.Matter` has them.
    """

    before: int
    sender: str
    type_key: str
    subject: str
    to: tuple[str, ...] = ()
    which: tuple[int, ...] = ()
    symbol: str = ""
    drafter: str = ""
    urgency: str = ""
    secrecy: str = ""
    fate: str = ""
    areas: tuple[str, ...] = ("home_affairs", "office")


LETTERS = (
    Letter(52, "party", "nghi-quyet", "Về nhiệm vụ năm 2018 và thực hiện Nghị quyết 19-NQ/TU của Tỉnh ủy", ("district",)),
    Letter(50, "UBND tỉnh Quảng Ninh", "cong-van", "Về việc nâng cao Chỉ số PAR Index", ("district",), symbol="1520/UBND-TH1",
           fate="paper"),
    Letter(48, "district", "ke-hoach", "Cải cách hành chính huyện Bình Liêu năm 2018", ("commune", "party")),
    Letter(46, "Tỉnh ủy Quảng Ninh", "nghi-quyet", "Về ba đột phá chiến lược năm 2018", ("party",), symbol="14-NQ/TU"),
    Letter(44, "commune", "bao-cao", "Kết quả tiếp nhận và trả kết quả thủ tục hành chính tháng trước", ("district",)),
    Letter(41, "party", "thong-bao", "Kết luận của Ban Thường vụ về công tác cán bộ quý I", ("district",)),
    Letter(38, "district", "quyet-dinh", "Về việc kiện toàn Tổ công tác nâng cao chỉ số cải cách", ("commune",), (1, 2)),
    Letter(36, "Sở Nội vụ tỉnh Quảng Ninh", "giay-moi", "Tập huấn phần mềm một cửa điện tử", ("district",), symbol="32/GM-SNV",
           urgency="urgent"),
    Letter(33, "district", "cong-van", "Về việc rà soát điểm trung chuyển hàng hóa", ("commune",), (1, 3), drafter="KTHT"),
    Letter(30, "council", "nghi-quyet", "Về danh mục công trình trọng điểm năm 2018", ("commune", "party"), (0, 1)),
    Letter(27, "party", "cong-van", "Về việc chuẩn bị kiểm tra việc thực hiện Nghị quyết 19-NQ/TU", ("district",)),
    Letter(24, "commune", "to-trinh", "Về việc hỗ trợ đào tạo nghề cho lao động nông thôn", ("district",), (1, 4, 6)),
    Letter(21, "district", "thong-bao", "Lịch tiếp công dân của Chủ tịch UBND huyện", ("commune",), (0, 1, 2)),
    Letter(18, "UBND huyện Tiên Yên", "cong-van", "Về việc phối hợp bảo vệ rừng giáp ranh", ("district",), symbol="211/UBND-NN"),
    Letter(15, "district", "quyet-dinh", "Về việc điều động công chức", fate="void"),
    Letter(12, "Ủy ban Kiểm tra Tỉnh ủy", "ke-hoach", "", ("party",), symbol="07-KH/UBKTTU", secrecy="secret"),
    Letter(9, "district", "giay-moi", "Họp giao ban công tác tuyển sinh đào tạo", ("commune",), (1, 5), urgency="express"),
    Letter(6, "party", "bao-cao", "Sơ kết ba đột phá quý I năm 2018", ("district",)),
    Letter(3, "commune", "bao-cao", "Tiến độ đường bê tông về bản", ("district",), (1,)),
)  # fmt: skip
Came = Callable[["Desk", UUID, tuple[str, ...], datetime, str], None]
RESERVED = "Quyết định khen thưởng người làm tốt ở bộ phận một cửa, Phòng Nội vụ đang trình"


def write_letters(at: datetime, scene: Scene) -> int:
    """Let the clerks write and register the letters; return how many numbers were taken.  Doing it again changes nothing.

    at  the demonstration's present.  Who has no clerk or no term neither sends nor gets; nothing comes before the history.
    """
    post = Post(at, worktime.calendar(CALENDAR), Staff(at))
    post.open_term()
    post.carry_all(scene)
    post.keep_free()
    return post.taken


@dataclass(frozen=True)
class Desk:
    """Where letters are written and received: the clerk, the body, the unit whose name it bears, who signs there."""

    clerk: Actor
    body_key: str
    unit: org.UnitRow
    signer: Actor | None

    @property
    def address(self) -> str:
        """Return what names the body among the recipients of `delivery`."""
        return f"{self.clerk.unit_id}:{self.body_key}"


def _nobody(to: Desk, uid: UUID, areas: tuple[str, ...], at: datetime, key: str) -> None:
    """Follow a letter no further than the register."""


@dataclass
class Post:
    """Who writes to whom in the demonstration.

    came  told of each letter that was registered: the desk, the document, whose business it is, when, a key of its own.
    """

    present: datetime
    calendar: worktime.Calendar
    staff: Staff
    came: Came = _nobody
    desks: dict[str, list[Desk]] = field(default_factory=dict)
    taken: int = 0

    def __post_init__(self) -> None:
        day = org.local_day(self.present)
        offices = org.units_on(day, function="division.office", level="district")
        communes = org.units_on(day, function=UBND, level="commune")
        self.desks = {
            "district": self._desks(UBND, offices), "council": self._desks(HDND, offices),
            "party": self._desks(PARTY, org.units_on(day, function="party_office", level="district")),
            "commune": self._desks(UBND, communes),
        }  # fmt: skip

    def _desks(self, body_key: str, keepers: list[org.UnitRow]) -> list[Desk]:
        found = []
        for keeper in keepers:
            clerks = self.staff.holders("records_clerk", keeper.id)
            own = keeper.function == body_key or keeper.parent_id is None
            unit = keeper if own else org.unit(keeper.parent_id or keeper.id)
            heads = self.staff.holders("unit_head", unit.id)
            if clerks:
                found.append(Desk(clerks[0], body_key, unit, heads[0] if heads else None))
        return found

    def open_term(self) -> None:
        """Enter the term of the Party committee unless it has one."""
        name, closed_on = TERM
        for desk in self.desks["party"]:
            if not documents.terms_of(desk.unit.id):
                documents.open_term(actor=desk.clerk, at=self.present, congress_closed_on=closed_on, name=name)

    def carry_all(self, scene: Scene, day: date | None = None) -> None:
        """Let the letters be written, of one day or, when none is said, of all; none before the history begins."""
        for number, letter in enumerate(LETTERS):
            issued_at = self.before(letter.before, number)
            if issued_at.date() > scene.first_day and day in (None, issued_at.date()):
                self.carry(letter, issued_at, f"{number}")

    def before(self, days: int, number: int) -> datetime:
        """Return an office hour that many working days before the present."""
        return before(self.calendar, self.present, days) + timedelta(minutes=number)

    def _next_morning(self, at: datetime, minutes: int) -> datetime:
        day = self.calendar.working_day_from(at.date() + timedelta(days=1))
        return self.calendar.day_opening(day) + timedelta(minutes=10 + minutes)

    def carry(self, letter: Letter, at: datetime, key: str) -> None:
        """Let a letter be issued by whoever sends it, and be registered by whoever gets it."""
        if letter.sender not in self.desks:
            self._arrive(letter, at, f"{key}:out", symbol=letter.symbol, issuer=letter.sender)
            return
        senders = self._named(letter, letter.sender) if letter.sender == "commune" else self.desks[letter.sender]
        for desk in senders:
            label = self._issue(desk, letter, at, f"{key}:{desk.unit.code}")
            issuer = "" if letter.sender != "council" else f"HĐND {desk.unit.short_name}"
            self._arrive(letter, at, f"{key}:{desk.unit.code}", symbol=label, issuer=issuer, unit=desk.unit)

    def _named(self, letter: Letter, where: str) -> list[Desk]:
        desks = self.desks[where]
        return [desk for place, desk in enumerate(desks) if not letter.which or place in letter.which or where != "commune"]

    def _issue(self, desk: Desk, letter: Letter, at: datetime, key: str) -> str:
        new = documents.Outgoing(
            type_key=letter.type_key, subject=letter.subject, drafter=letter.drafter, urgency=letter.urgency, copies=3, pages=2,
            signer=desk.signer.name if desk.signer else "", signer_capacity=desk.signer.post.upper() if desk.signer else "",
            recipients="Như trên;\nLưu: VT.",
        )  # fmt: skip
        with transaction.atomic(), ledger.seeing(desk.clerk.sees):
            made = documents.issue_outgoing(
                actor=desk.clerk, at=at, body_key=desk.body_key, new=new, key=_key(f"{key}:{letter.subject}")
            )
            if letter.fate == "void" and not made.repeated:
                documents.void(actor=desk.clerk, at=at, entry_uid=made.entry_uid, reason="Ký nhầm bản chưa sửa, không phát hành")
        self.taken += not made.repeated
        return made.label

    def _arrive(
        self, letter: Letter, at: datetime, key: str, *, symbol: str, issuer: str, unit: org.UnitRow | None = None
    ) -> None:
        for where in letter.to:
            for place, desk in enumerate(self._named(letter, where) if letter.sender != "commune" else self.desks[where]):
                came = self._next_morning(at, place)
                new = documents.Incoming(
                    symbol=symbol, subject=letter.subject, issuer=issuer, issuer_uid=unit.uid if unit and not issuer else None,
                    issued_on=at.date(), type_key=letter.type_key, arrived_at=came, urgency=letter.urgency,
                    secrecy=letter.secrecy, channel="axis" if unit or letter.fate == "paper" else "paper", moved_on=came.date(),
                    moved_to=desk.signer.post if desk.signer else "",
                )  # fmt: skip
                self._register(desk, letter, new, came, _key(f"{key}:{letter.subject}:{desk.unit.code}:{desk.body_key}"))

    def _register(self, desk: Desk, letter: Letter, new: documents.Incoming, came: datetime, key: UUID) -> None:
        made = documents.register_incoming(actor=desk.clerk, at=came, body_key=desk.body_key, new=new, key=key)
        if letter.fate == "paper" and made.document_uid and not made.repeated:
            paper = came + timedelta(days=2)
            documents.join_paper(actor=desk.clerk, at=paper, document_uid=made.document_uid, came_at=paper)
        self.taken += not made.repeated
        if made.document_uid and not made.repeated and not letter.secrecy:
            self.came(desk, made.document_uid, letter.areas, came, f"{key}")

    def keep_free(self) -> None:
        """Let a number of the district be kept for a decision that is still to be signed."""
        for desk in self.desks["district"]:
            made = documents.reserve(
                actor=desk.clerk, at=self.present, body_key=desk.body_key, type_key="quyet-dinh", reason=RESERVED,
                key=_key("reserved"),
            )  # fmt: skip
            self.taken += not made.repeated


def before(calendar: worktime.Calendar, present: datetime, days: int) -> datetime:
    """Return half an hour after the opening of the day that is so many working days before the present."""
    day = present.date()
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working_day(day)
    return calendar.day_opening(calendar.working_day_from(day)) + timedelta(minutes=30)


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:letter:{name}")
