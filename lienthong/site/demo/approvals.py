"""Documents in approval in the demonstration: one waits for the chairman, one was returned, on each side one waits for its
number and one is issued.

They go through the real services, with the sample keys that the demonstration makes for itself.  Words are invented [P].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.letters import PARTY, UBND, before
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Paper:
    """A document on its way.

    before   working days before the present on which it is submitted.
    drafter  function of the unit that drafts, its writers by duty.   body, collective, post: in whose name, who signs.
    end      waits (for the signature), signed (waits for its number), returned, issued.
    """

    before: int
    drafter: str
    writers: tuple[str, ...]
    body: str
    type_key: str
    subject: str
    text: str
    collective: str
    post: str
    end: str


PAPERS = (
    Paper(
        4, "division.home_affairs", ("specialist.home_affairs", "specialist", "records_clerk"), UBND, "thong-bao",
        "Kết quả sơ kết Chỉ số cải cách hành chính quý I năm 2018",
        "1. Các xã gửi báo cáo đúng hạn.\n\n2. Hồ sơ đúng hạn cần tăng ở lĩnh vực đất đai.",
        "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "issued",
    ),
    Paper(
        3, "division.home_affairs", ("specialist.home_affairs", "specialist", "records_clerk"), UBND, "bao-cao",
        "Tình hình biên chế các phòng chuyên môn",
        "1. Biên chế được giao.\n\n2. Biên chế có mặt.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "returned",
    ),
    Paper(
        2, "division.home_affairs", ("specialist.home_affairs", "specialist", "records_clerk"), UBND, "ke-hoach",
        "Kiểm tra kỷ luật, kỷ cương hành chính tại các xã, thị trấn",
        "I. MỤC ĐÍCH\n\n1. Giúp các xã trả kết quả đúng hẹn.\n\nII. THỜI GIAN\n\n- Tháng tới, mỗi xã một buổi.",
        "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "waits",
    ),
    Paper(
        3, "party_office", ("records_clerk", "specialist.party", "specialist"), PARTY, "thong-bao",
        "Kết luận của Ban Thường vụ về việc thực hiện Nghị quyết 19-NQ/TU",
        "1. Các chi bộ quán triệt Nghị quyết.\n\n2. Văn phòng theo dõi, báo cáo hằng tháng.", "BAN THƯỜNG VỤ", "BÍ THƯ", "issued",
    ),
    Paper(
        1, "division.home_affairs", ("specialist.home_affairs", "specialist", "records_clerk"), UBND, "quyet-dinh",
        "Về việc kiện toàn Tổ kiểm tra công vụ bộ phận một cửa",
        "Kiện toàn Tổ kiểm tra công vụ.\n\nTổ trưởng là Chánh Văn phòng.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "signed",
    ),
    Paper(
        1, "party_office", ("records_clerk", "specialist.party", "specialist"), PARTY, "ke-hoach",
        "Sinh hoạt chuyên đề về ba đột phá chiến lược năm 2018",
        "I. MỤC ĐÍCH\n\n1. Quán triệt ba đột phá.\n\nII. THỜI GIAN\n\n- Trong quý II năm 2018.",
        "BAN THƯỜNG VỤ", "BÍ THƯ", "signed",
    ),
)  # fmt: skip
REASON = "Bổ sung số liệu của thị trấn và căn cứ giao biên chế, rồi trình lại."


def submit_papers(at: datetime, scene: Scene) -> int:
    """Let the papers be drafted, submitted and go as far as they do; return how many did.  Doing it again changes nothing.

    at  the demonstration's present.  Where somebody is missing, the paper of that side is left out.
    """
    del scene
    desk = Desk(at, Staff(at), worktime.calendar(CALENDAR))
    return sum(desk.play(paper) for paper in PAPERS)


@dataclass(frozen=True)
class Desk:
    """Who drafts, looks, signs and issues in the demonstration."""

    present: datetime
    staff: Staff
    calendar: worktime.Calendar

    def play(self, paper: Paper) -> bool:
        """Let one paper go as far as it does; return whether it went."""
        day = org.local_day(self.present)
        places = org.units_on(day, function=paper.drafter, level="district")
        writers = [one for place in places for duty in paper.writers for one in self.staff.holders(duty, place.id)]
        if not writers:
            return False
        at = before(self.calendar, self.present, paper.before)
        head = self._head(writers[0], paper, at)
        if head is None:
            return False
        key = uuid5(NAMESPACE_URL, f"demo:approval:{paper.subject}")
        content = drafting.Content(
            subject=paper.subject, text=paper.text, place="Bình Liêu", recipients="- Như trên;\n- Lưu: VT.", sign_form="tm",
            sign_collective=paper.collective, signer_post=paper.post, signer=head.name,
        )  # fmt: skip
        begun = drafting.begin(actor=writers[0], at=at, new=drafting.NewDraft(paper.body, paper.type_key, content), key=key)
        if not begun.changed:
            return False
        uid = approval.submit(actor=writers[0], at=at, draft_uid=begun.draft_uid, plan=approval.Plan(), key=key)
        self.go_on(writers[0], uid, at, paper.end)
        return True

    def _head(self, writer: Actor, paper: Paper, at: datetime) -> Actor | None:
        """Return who signs for the body, when there are a head and a clerk."""
        for body in documents.bodies_near(writer.unit_id, org.local_day(at)):
            if body.key == paper.body:
                heads = self.staff.holders("leader", body.unit_id)
                return heads[0] if heads and self.staff.holders("records_clerk", body.keeper_id) else None
        return None

    def go_on(self, writer: Actor, uid: UUID, at: datetime, end: str) -> documents.Numbered | None:
        """Let each do what is asked, until the paper is where it ends (`Paper.end`); return the number when it was issued."""
        issued: documents.Numbered | None = None
        while True:
            with ledger.seeing(writer.sees | {writer.unit_id}):
                row = approval.round_of(writer, uid, at)
            stand = row.at
            if stand is None or (end == "waits" and stand.role in approval.SIGNING) or end == row.state:
                return issued
            clerk = row.state == "signed"
            actor = self.staff.holders("records_clerk" if clerk else "leader", stand.unit_id)[0]
            if end == "returned":
                approval.give_back(actor=actor, at=at, round_uid=uid, reason=REASON)
            elif clerk:
                issued = approval.issue(actor=actor, at=at, real_at=clock.real_now(), round_uid=uid, key=uid)
            elif stand.role in approval.SIGNING:
                approval.sign(actor=actor, at=at, real_at=clock.real_now(), round_uid=uid, sha256=row.now_sha256)
            else:
                approval.approve(actor=actor, at=at, round_uid=uid, sha256=row.now_sha256)
