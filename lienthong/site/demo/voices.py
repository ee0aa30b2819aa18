"""What people of the demonstration say to their communes: petitions in every state, played through the real services.

Each lies some days before the present, so the register, the reports and the indices of petitions have something to count:
answered in time and late, published and private, about behaviour, transferred, refused, open and overdue, not taken in yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from lienthong.casework.petitions import public as petitions
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

DAY = 480
"""Office minutes of a working day."""


@dataclass(frozen=True)
class Voice:
    """One petition and its fate.  Words are invented [P].

    came     working days before the present.   channel  portal, spoken or paper.
    taken    working days from its coming until it was taken in (what is entered at the counter is at once); None: not yet.
    closed   working days from its coming until it was closed as `end` says (answered, transferred, refused); None: open.
    public   summary and answer for everybody; empty: the answer is private.
    felt     what its sender said of the handling; empty: nothing.
    """

    kind: str
    channel: str
    came: int
    name: str
    subject: str
    words: str
    taken: int | None = 1
    closed: int | None = None
    end: str = "answered"
    answer: str = ""
    public: tuple[str, str] = ("", "")
    procedure: str = ""
    felt: str = ""


VOICES = (
    Voice("procedure", "portal", 48, "Chíu Thị Lan", "Phải nộp hai bản giấy chứng sinh",
          "Tôi đăng ký khai sinh, cán bộ yêu cầu hai bản giấy chứng sinh trong khi danh mục ghi một bản.", closed=9,
          answer="Danh mục chỉ yêu cầu một bản. Xã đã nhắc cán bộ tiếp nhận và niêm yết lại danh mục tại quầy.",
          public=("Số bản giấy chứng sinh khi khai sinh", "Chỉ cần một bản giấy chứng sinh. Danh mục đã niêm yết lại tại quầy."),
          procedure="1.001193", felt="good"),
    Voice("procedure", "spoken", 45, "Trần A Sáng", "Hẹn trả kết quả quá lâu",
          "Giấy hẹn ghi mười ngày, tôi phải đi xe ôm hai lần từ bản ra xã.", closed=26,
          answer="Xã xin lỗi vì chậm. Từ nay báo tin trước khi ông ra lấy kết quả."),
    Voice("behaviour", "portal", 41, "Loan Thị Mai", "Cán bộ trả lời chưa đúng mực",
          "Tôi hỏi lại giấy tờ còn thiếu thì bị trả lời to tiếng trước nhiều người.", taken=2, closed=14,
          answer="Lãnh đạo xã đã gặp bà, xin lỗi và nhắc nhở cán bộ.", felt="good"),
    Voice("other", "paper", 38, "Hoàng Văn Thắng", "Đèn đường đầu bản hỏng", "Ba cột đèn ở đầu bản không sáng đã hai tháng.",
          closed=6, end="transferred", answer="Đèn đường do Điện lực quản lý, xã đã chuyển đơn và hẹn lịch kiểm tra."),
    Voice("procedure", "portal", 33, "Tằng Dảu Tình", "Không biết lệ phí chứng thực",
          "Ở quầy không thấy bảng giá chứng thực bản sao.", closed=4,
          answer="Bảng mức thu đã treo ở quầy và có trên Cổng công dân, mục Thủ tục.",
          public=("Mức thu chứng thực bản sao", "Mức thu treo ở quầy và ghi ở trang của thủ tục trên Cổng công dân.")),
    Voice("other", "portal", 30, "Chíu Sếch Và", "Tố cáo hàng xóm lấn đất", "Hộ bên cạnh rào sang phần đất của gia đình tôi.",
          closed=3, end="refused", answer="Đơn tố cáo, tranh chấp đất đai có trình tự riêng; mời ông gửi bộ phận tiếp công dân."),
    Voice("procedure", "spoken", 27, "Nình A Phúc", "Xin tờ khai có tiếng dân tộc", "Người già trong bản không đọc được."),
    Voice("behaviour", "spoken", 12, "Lỷ Thị Hoa", "Quầy nghỉ sớm chiều thứ Sáu", "Tôi đến lúc 16 giờ 20 thì quầy không còn ai."),
    Voice("procedure", "portal", 8, "Vi Văn Lộc", "Muốn nhận kết quả qua bưu điện", "Nhà xa, xin gửi kết quả về bản.", closed=5,
          answer="Khi nộp, ông chọn nhận kết quả qua bưu chính công ích; hồ sơ đã nộp thì báo quầy đổi.", felt="bad"),
    Voice("other", "portal", 2, "Sằn Thị Mùi", "Đường vào bản sạt lở", "Xe máy không qua được từ chỗ ngầm tràn.", taken=None),
)  # fmt: skip


def let_speak(at: datetime, scene: Scene) -> int:
    """Play the petitions of every unit with a head and a counter; return how many.  Doing it again changes nothing.

    at  the demonstration's present.  Where a head or a clerk signs in, all are played; elsewhere some, each unit others.
    """
    staff, calendar, played = Staff(at), worktime.calendar(CALENDAR), 0
    watched = {code for _, code, duty in scene.log_ins if duty in ("unit_head", "counter_clerk")}
    for place, unit in enumerate(petitions.receiving_units(at)):
        heads, clerks = staff.holders("unit_head", unit.id), staff.holders("counter_clerk", unit.id)
        if not heads or not clerks:
            continue
        whole = bool({unit.code, unit.admin_code} & watched)
        telling = _Telling(unit, clerks[0], heads[0], at, calendar, place, publishes=whole and unit.level == "commune")
        for number, voice in enumerate(VOICES if whole else VOICES[place % 3 :: 3]):
            came_at = telling.before(voice.came, number)
            if came_at.date() > scene.first_day:
                with transaction.atomic(), ledger.seeing({unit.id}):
                    played += telling.play(voice, came_at)
    return played


@dataclass(frozen=True)
class _Telling:
    """One unit to which people speak.

    place      its place among the others: not the same person says the same everywhere.
    publishes  puts answers before everybody.
    """

    unit: org.UnitRow
    clerk: Actor
    head: Actor
    present: datetime
    calendar: worktime.Calendar
    place: int
    publishes: bool

    def play(self, voice: Voice, came_at: datetime) -> bool:
        """Let a petition come and go on as far as the present; return whether it was not there before."""
        taken = self._take(voice, came_at)
        if taken.repeated:
            return False
        received_at = came_at
        if voice.channel == "portal" and voice.taken is not None:
            received_at = self._after(came_at, voice.taken)
            taker = self.head if voice.kind == "behaviour" else self.clerk
            petitions.receive(actor=taker, at=received_at, uid=taken.uid, kind=voice.kind, handler_id=self.unit.id)
        if voice.closed is not None:
            self._close(voice, taken, max(self._after(came_at, voice.closed), received_at))
        return True

    def _take(self, voice: Voice, came_at: datetime) -> petitions.Taken:
        contact = f"09155{self.unit.id % 1000:03d}{voice.came:02d}"
        name = VOICES[(VOICES.index(voice) + self.place) % len(VOICES)].name
        said = petitions.Said(voice.kind, name, voice.subject, voice.words, contact=contact, procedure=voice.procedure)
        key = uuid5(NAMESPACE_URL, f"demo:petition:{voice.subject}:{self.unit.code}")
        if voice.channel == "portal":
            return petitions.file(unit_id=self.unit.id, at=came_at, said=said, key=key)
        return petitions.enter(actor=self.clerk, at=came_at, said=said, channel=voice.channel, came_at=came_at, key=key)

    def _close(self, voice: Voice, taken: petitions.Taken, at: datetime) -> None:
        if voice.end == "transferred":
            petitions.transfer(actor=self.head, at=at, uid=taken.uid, agency="Điện lực Bình Liêu", reason=voice.answer)
        elif voice.end == "refused":
            petitions.refuse(actor=self.head, at=at, uid=taken.uid, reason=voice.answer)
        else:
            subject, answer = voice.public if self.publishes else ("", "")
            petitions.answer(
                actor=self.head, at=at, uid=taken.uid, words=voice.answer, public_subject=subject, public_answer=answer
            )
        if voice.felt:
            petitions.feel(code=taken.code, key=taken.lookup_key, felt=voice.felt, at=self._after(at, 1))

    def before(self, days: int, number: int) -> datetime:
        """Return an office hour that many working days before the present."""
        day = self.present.date()
        while days:
            day -= timedelta(days=1)
            days -= self.calendar.is_working_day(day)
        return self.calendar.day_opening(self.calendar.working_day_from(day)) + timedelta(minutes=20 + 7 * number)

    def _after(self, at: datetime, days: int) -> datetime:
        return worktime.add(at, WorkMinutes(days * DAY), self.calendar)
