"""The drafts of the demonstration: the plan to raise the index, an answer to the province, a report on Resolution 19-NQ/TU.

They are written through the real services in the days before the present, with versions, comments and opinions; words are
invented [P].
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.toolkit.actor import Actor

PLAN = drafting.Content(
    subject="Nâng cao Chỉ số cải cách hành chính (PAR Index) huyện Bình Liêu năm 2018",
    grounds="Căn cứ Nghị quyết số 19-NQ/TU của Tỉnh ủy Quảng Ninh;\nTheo đề nghị của Trưởng phòng Nội vụ,",
    text="""Ủy ban nhân dân huyện xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng thứ hạng Chỉ số cải cách hành chính của huyện.
- Giảm số hồ sơ trễ hạn ở cấp xã.

2. Yêu cầu

a) Mỗi phòng, mỗi xã có chỉ tiêu và thời hạn rõ ràng.

b) Hằng tháng báo cáo kết quả về Phòng Nội vụ.

II. NHIỆM VỤ

| Nhiệm vụ | Đơn vị chủ trì | Thời hạn |
| Rà soát, cắt giảm thời gian giải quyết | Phòng Tư pháp | 30/4/2018 |
| Tập huấn phần mềm một cửa | Văn phòng | 31/5/2018 |

III. TỔ CHỨC THỰC HIỆN

Phòng Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này./.""",
    recipients="- Thường trực Huyện ủy;\n- Các phòng, ban của huyện;\n- UBND các xã, thị trấn;\n- Lưu: VT, NV.",
    place="Bình Liêu", sign_form="tm", sign_collective="ỦY BAN NHÂN DÂN", signer_post="CHỦ TỊCH",
)  # fmt: skip
TARGETS = (
    "Nâng thứ hạng Chỉ số cải cách hành chính của huyện.",
    "Tăng ít nhất 2 bậc Chỉ số cải cách hành chính so với năm 2017.",
)
ANSWER = drafting.Content(
    subject="phúc đáp về việc nâng cao Chỉ số PAR Index", to="UBND tỉnh Quảng Ninh", place="Bình Liêu",
    text="""Phúc đáp Công văn số 1520/UBND-TH1 của UBND tỉnh Quảng Ninh, Ủy ban nhân dân huyện Bình Liêu báo cáo như sau:

1. Huyện đã kiện toàn Tổ công tác nâng cao chỉ số cải cách hành chính.

2. Kế hoạch năm 2018 đang lấy ý kiến các phòng, sẽ ban hành trong tháng.

Ủy ban nhân dân huyện trân trọng báo cáo./.""",
    recipients="- Như trên;\n- Lưu: VT.", sign_form="tm", sign_collective="ỦY BAN NHÂN DÂN", signer_post="CHỦ TỊCH", drafter="VP",
)  # fmt: skip
REPORT = drafting.Content(
    subject="kết quả bước đầu thực hiện Nghị quyết số 19-NQ/TU", place="Bình Liêu",
    text="""Thực hiện Nghị quyết số 19-NQ/TU của Tỉnh ủy, Ban Thường vụ Huyện ủy báo cáo như sau:

I. KẾT QUẢ THỰC HIỆN

1. Công tác quán triệt

- 100% chi bộ đã học tập Nghị quyết.

2. Cải cách hành chính trong Đảng

- Văn phòng Huyện ủy đã dùng sổ văn bản điện tử.

II. NHIỆM VỤ TIẾP THEO

1. Chỉ đạo Ủy ban nhân dân huyện ban hành kế hoạch nâng chỉ số.""",
    recipients="- Thường trực Tỉnh ủy;\n- Các đồng chí Huyện ủy viên;\n- Lưu Văn phòng Huyện ủy.", sign_form="tm",
    sign_collective="BAN THƯỜNG VỤ", signer_post="BÍ THƯ",
)  # fmt: skip


def write_drafts(at: datetime, scene: Scene) -> int:
    """Let drafts stand under way at the district and at the Party committee; return how many were begun.

    at  the demonstration's present.  Doing it again changes nothing; who has nobody to write, or is not there yet, writes none.
    """
    room = _Room(at)
    if room.before(20).date() <= scene.first_day:
        return 0
    return room.plan() + room.answer() + room.report()


class _Room:
    """Who drafts in the demonstration."""

    def __init__(self, present: datetime) -> None:
        self.present, self.calendar, self.staff = present, worktime.calendar(CALENDAR), Staff(present)

    def before(self, days: int, hours: int = 1) -> datetime:
        """Return an office hour at least that many days before the present."""
        day = self.calendar.working_day_from(self.present.date() - timedelta(days=days))
        return self.calendar.day_opening(day) + timedelta(hours=hours)

    def _unit(self, function: str) -> int | None:
        found = org.units_on(org.local_day(self.present), function=function, level="district")
        return found[0].id if found else None

    def _who(self, function: str, *duties: str) -> Actor | None:
        unit = self._unit(function)
        held = [self.staff.holders(duty, unit) for duty in duties] if unit else []
        return next((people[0] for people in held if people), None)

    def _begin(self, actor: Actor, at: datetime, key: str, new: drafting.NewDraft) -> drafting.Written | None:
        """Begin a draft; None when it was there before."""
        with ledger.seeing(actor.sees):
            made = drafting.begin(actor=actor, at=at, new=new, key=uuid5(NAMESPACE_URL, f"demo:draft:{key}"))
        return made if made.changed else None

    def plan(self) -> int:
        """Let the home affairs division write the plan, its head comment, one division answer, another still be asked."""
        writer = self._who("division.home_affairs", "specialist.home_affairs", "specialist", "records_clerk")
        boss = self._who("division.home_affairs", "division_head", "unit_head")
        finance = self._who("division.finance", "division_head", "unit_head")
        if writer is None or boss is None or finance is None:
            return 0
        made = self._begin(writer, self.before(12), "plan", drafting.NewDraft("people_committee", "ke-hoach", PLAN))
        if made is None:
            return 0
        said = drafting.comment(
            actor=boss, at=self.before(11), draft_uid=made.draft_uid, words="Ghi rõ tăng mấy bậc so với năm 2017.",
            quote="Nâng thứ hạng", key=uuid5(NAMESPACE_URL, "demo:draft:plan:comment"),
        )  # fmt: skip
        content = _changed(PLAN, text=PLAN.text.replace(*TARGETS))
        drafting.write(actor=writer, at=self.before(10), draft_uid=made.draft_uid, content=content, on_top_of=1)
        drafting.settle_comment(
            actor=writer, at=self.before(10, 2), draft_uid=made.draft_uid, comment_uid=said, answer="Đã ghi «ít nhất 2 bậc»."
        )
        office = self._unit("division.office")
        due = (self.present + timedelta(days=5)).date()
        units = [unit for unit in (finance.unit_id, office) if unit is not None]
        drafting.ask(actor=writer, at=self.before(9), draft_uid=made.draft_uid, unit_ids=units, due_on=due)
        drafting.give_opinion(
            actor=finance,
            at=self.before(7),
            draft_uid=made.draft_uid,
            verdict="change",
            words="Đề nghị thêm mục kinh phí thực hiện.",
        )
        return 1

    def answer(self) -> int:
        """Let the office answer the letter of the province, where that stands in its register."""
        writer = self._who("division.office", "records_clerk", "specialist.office")
        if writer is None:
            return 0
        new = drafting.NewDraft("people_committee", "cong-van", ANSWER, answers_uid=self._letter(writer, "1520/UBND-TH1"))
        return int(self._begin(writer, self.before(6), "answer", new) is not None)

    def _letter(self, actor: Actor, symbol: str) -> UUID | None:
        with ledger.seeing(actor.sees):
            lines, _ = documents.search_register(actor, symbol, direction="in")
        return lines[0].document_uid if lines else None

    def report(self) -> int:
        """Let the Party office write the report on the resolution, in two versions."""
        writer = self._who("party_office", "records_clerk", "specialist.party", "unit_head")
        if writer is None:
            return 0
        made = self._begin(writer, self.before(8), "report", drafting.NewDraft("party_committee", "bao-cao", REPORT))
        if made is None:
            return 0
        more = _changed(REPORT, text=REPORT.text + "\n\n2. Kiểm tra việc thực hiện tại ba chi bộ, đảng bộ xã.")
        drafting.write(actor=writer, at=self.before(5), draft_uid=made.draft_uid, content=more, on_top_of=1)
        drafting.comment(
            actor=writer, at=self.before(4), draft_uid=made.draft_uid, words="Chờ số liệu quý I của Ban Tổ chức.",
            key=uuid5(NAMESPACE_URL, "demo:draft:report:comment"),
        )  # fmt: skip
        return 1


def _changed(content: drafting.Content, **changes: str) -> drafting.Content:
    return drafting.Content(**{**vars(content), **changes})
