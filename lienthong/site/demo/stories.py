"""Two stories of the demonstration: the answers to Resolution 19-NQ/TU, and the plan to raise the index until it is issued.

Resolution: the province announces an inspection, the Party committee asks the People's Committee, its chairman gives it to
divisions, each drafts, signs and sends its report, communes send theirs, the People's Committee answers with one report, the
Party committee reports to the province.  Plan: drafted, opinions asked, returned once, signed, issued to the communes.
Each act is played on its day, among the other letters of that day (`mail`), so that numbers follow time.  Words are invented [P].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.casework.handling import public as handling
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo import approvals
from lienthong.site.demo.crowd import Mail
from lienthong.site.demo.letters import Desk, before
from lienthong.toolkit.actor import Actor

TU = "Tỉnh ủy Quảng Ninh"
ASKED = "Về việc báo cáo kết quả thực hiện Nghị quyết số 19-NQ/TU phục vụ đoàn kiểm tra của Tỉnh ủy"
REPORTED = "Kết quả thực hiện Nghị quyết số 19-NQ/TU về tổ chức, cán bộ"
SUMMARY = "Kết quả thực hiện Nghị quyết số 19-NQ/TU trong cơ quan chính quyền huyện Bình Liêu"
TO_PROVINCE = "Kết quả thực hiện Nghị quyết số 19-NQ/TU của Đảng bộ huyện Bình Liêu"
INSPECTION = "Kiểm tra việc thực hiện Nghị quyết số 19-NQ/TU tại các huyện ủy, thị ủy, thành ủy"
CO_OPERATING = ("office", "finance", "labour", "infrastructure")
"""Divisions that answer; home affairs leads."""
PLAN = "Khắc phục tồn tại, nâng cao Chỉ số PAR Index tại các xã, thị trấn năm 2018"
PLAN_TEXT = """I. MỤC ĐÍCH

1. Khắc phục những tiêu chí bị trừ điểm năm 2017.

II. NHIỆM VỤ

1. Mỗi xã, thị trấn niêm yết đủ thủ tục, trả kết quả đúng hẹn.

2. Phòng Nội vụ kiểm tra mỗi xã ít nhất một lần trong quý.

III. TỔ CHỨC THỰC HIỆN

Phòng Nội vụ theo dõi, báo cáo Chủ tịch Ủy ban nhân dân huyện hằng tháng./."""
MONEY = "\n\n3. Phòng Tài chính - Kế hoạch bố trí kinh phí thay máy quét, máy in cho bộ phận một cửa."
RETURNED = "Bổ sung nhiệm vụ và kinh phí theo ý kiến của Phòng Tài chính - Kế hoạch, rồi trình lại."
TEXT = """1. Cấp ủy, lãnh đạo đơn vị đã quán triệt Nghị quyết tới toàn thể công chức.

2. Đơn vị đã rà soát chức năng, nhiệm vụ, biên chế; việc kiêm nhiệm được thực hiện đúng đề án.

3. Đề nghị huyện tiếp tục bồi dưỡng nghiệp vụ cho công chức kiêm nhiệm./."""


class Room(Protocol):
    """What a story needs of the mail room."""

    present: datetime
    desks: approvals.Desk

    def desk(self, name: str) -> Desk | None:
        """Return the desk of a name."""

    def post_now(
        self, mail: Mail, *, document_uid: UUID | None = None, symbol: str = "", came_on: date | None = None
    ) -> list[tuple[Desk, UUID, datetime]]:
        """Issue a letter, or send an issued document, and register it: desk, document there, when."""


@dataclass(frozen=True)
class Stories:
    """The acts of both stories by the working days before the present on which they are played."""

    room: Room

    def play(self, day: date) -> int:
        """Play the acts of a day; return how many there were."""
        acts: dict[int, Callable[[date], object]] = {
            24: self._announced, 23: self._asked, 18: self._reported, 16: self._plan, 14: self._summed_up, 12: self._passed_on,
        }  # fmt: skip
        done = 0
        for back, act in acts.items():
            if org.local_day(self._at(back)) == day:
                act(day)
                done += 1
        return done

    def _at(self, back: int) -> datetime:
        return before(self.room.desks.calendar, self.room.present, back)

    # --- the resolution ------------------------------------------------------------------------------------------------

    def _announced(self, day: date) -> None:
        mail = Mail(day - timedelta(days=3), 0, TU, "ke-hoach", INSPECTION, ("party",), ("party_office",))
        self.room.post_now(mail, symbol="98-KH/TU", came_on=day)

    def _asked(self, day: date) -> None:
        """The Party committee asks; the chairman gives it to divisions, each with its day."""
        mail = Mail(day, 30, "party", "cong-van", ASKED, ("district",), ("home_affairs", *CO_OPERATING))
        lead = self.room.desk("division.home_affairs")
        others = [desk for area in CO_OPERATING if (desk := self.room.desk(f"division.{area}")) is not None]
        for desk, uid, at in self.room.post_now(mail):
            if desk.signer is None or lead is None:
                return
            due = self.room.desks.calendar.working_day_after(day, 9)
            sooner = self.room.desks.calendar.working_day_after(day, 6)
            handling.present(actor=desk.clerk, at=at + timedelta(minutes=15), document_uid=uid, leader_uid=desk.signer.person_uid)
            handling.instruct(
                actor=desk.signer, at=at + timedelta(minutes=50), document_uid=uid,
                words=f"Giao Phòng Nội vụ chủ trì tổng hợp, các phòng gửi báo cáo trước ngày {sooner:%d/%m/%Y}.",
                named=[
                    handling.Named("lead", lead.unit.id, due=due, words="Tổng hợp, dự thảo báo cáo của UBND huyện"),
                    *(handling.Named("co", one.unit.id, due=sooner, words="Báo cáo bằng văn bản") for one in others),
                ],
            )  # fmt: skip

    def _reported(self, day: date) -> None:
        """Divisions draft, sign and send their reports and answer their parts; communes send theirs."""
        asked = self._letter()
        for number, area in enumerate(CO_OPERATING):
            desk = self.room.desk(f"division.{area}")
            if desk is None:
                continue
            subject = f"{REPORTED} tại {desk.unit.short_name}"
            made = self._through(
                desk, f"division.{area}", "bao-cao", subject, TEXT, self._at(18), sign=("", desk.unit.short_name)
            )
            if made is None or made.document_uid is None:
                continue
            mail = Mail(day, 60 + 5 * number, f"division.{area}", "bao-cao", subject, ("district",), ("home_affairs",))
            self.room.post_now(mail, document_uid=made.document_uid, symbol=made.label)
            if asked is not None and desk.signer is not None:
                self._answer(desk.signer, asked, made.label)
        for number in range(8):
            subject = f"{REPORTED} của xã, thị trấn"
            self.room.post_now(Mail(day, 90 + number, f"commune:{number}", "bao-cao", subject, ("district",), ("home_affairs",)))

    def _letter(self) -> UUID | None:
        """Return the letter of the Party committee as it stands in the district's register."""
        desk = self.room.desk("district")
        if desk is None:
            return None
        with ledger.seeing(desk.clerk.sees):
            rows = documents.search(desk.clerk, ASKED, direction="in").rows
        return rows[0].line.document_uid if rows else None

    def _answer(self, head: Actor, asked: UUID, label: str) -> None:
        at = self._at(18) + timedelta(hours=3)
        with ledger.seeing(head.sees | {head.unit_id}):
            parts = [one for one in handling.chain(head, asked, at).parts if one.unit_id == head.unit_id and one.state == "open"]
        for part in parts:
            words = f"Đã báo cáo bằng văn bản số {label}."
            handling.answer(actor=head, at=at, document_uid=asked, part_uid=part.uid, words=words)

    def _summed_up(self, day: date) -> None:
        """Home affairs drafts the report of the People's Committee; issued and sent, it finishes the letter."""
        desk, asked = self.room.desk("division.home_affairs"), self._letter()
        if desk is None or asked is None:
            return
        made = self._through(
            desk, "people_committee", "bao-cao", SUMMARY, TEXT, self._at(14), answers=asked, sign=("ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
        )
        if made is None or made.document_uid is None:
            return
        mail = Mail(day, 100, "district", "bao-cao", SUMMARY, ("party",), ("party_office", "party_organisation"))
        self.room.post_now(mail, document_uid=made.document_uid, symbol=made.label)
        keeper = self.room.desk("district")
        if keeper is not None:
            at = self._at(14) + timedelta(hours=4)
            handling.finish_with_answer(actor=keeper.clerk, at=at, document_uid=asked, answer_uid=made.document_uid)

    def _passed_on(self, day: date) -> None:
        self.room.post_now(Mail(day, 120, "party", "bao-cao", TO_PROVINCE, (), ()))

    # --- the plan ------------------------------------------------------------------------------------------------------

    def _plan(self, day: date) -> None:
        """The plan is drafted, two divisions say what they think, it is returned once, signed and sent to the communes."""
        desk = self.room.desk("division.home_affairs")
        asked = [one for area in ("finance", "office") if (one := self.room.desk(f"division.{area}")) is not None]
        made = self._through(
            desk, "people_committee", "ke-hoach", PLAN, PLAN_TEXT, self._at(16), opinions=asked, more=MONEY,
            sign=("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ) if desk else None  # fmt: skip
        if made is not None and made.document_uid is not None:
            to = tuple(f"commune:{number}" for number in range(8))
            mail = Mail(day, 110, "district", "ke-hoach", PLAN, to, ("home_affairs",))
            self.room.post_now(mail, document_uid=made.document_uid, symbol=made.label)

    def _through(
        self, desk: Desk, body: str, type_key: str, subject: str, text: str, at: datetime, *, sign: tuple[str, str],
        answers: UUID | None = None, opinions: Sequence[Desk] = (), more: str = "",
    ) -> documents.Numbered | None:  # fmt: skip
        """Let a specialist of a division draft a document, and everybody sign it; return its number, None when nobody can.

        opinions  of whom they are asked before.   more: what is added after it was returned once.
        """
        writers = self.room.desks.staff.holders("specialist", desk.unit.id)
        if not writers:
            return None
        writer, key = writers[0], uuid5(NAMESPACE_URL, f"demo:story:{subject}")
        collective, post = sign
        signer = self._signer(writer, body, at)
        if signer is None:
            return None
        content = drafting.Content(
            subject=subject, text=text, place="Bình Liêu", recipients="- Như trên;\n- Lưu: VT.",
            sign_form="tm" if collective else "", sign_collective=collective,
            signer_post=post if collective else signer.post.upper(), signer=signer.name,
        )  # fmt: skip
        new = drafting.NewDraft(body, type_key, content, answers_uid=answers)
        began = before(self.room.desks.calendar, at, 3)
        with ledger.seeing(writer.sees | {writer.unit_id}):
            begun = drafting.begin(actor=writer, at=began, new=new, key=key)
        if not begun.changed:
            return None
        self._opinions(writer, begun.draft_uid, opinions, began)
        uid = approval.submit(actor=writer, at=at, draft_uid=begun.draft_uid, plan=approval.Plan(), key=key)
        if more:
            self.room.desks.go_on(writer, uid, at, "returned")
            changed = replace(content, text=text.replace("\n\nIII.", f"{more}\n\nIII."))
            drafting.write(actor=writer, at=at, draft_uid=begun.draft_uid, content=changed, on_top_of=1)
            uid = approval.submit(actor=writer, at=at, draft_uid=begun.draft_uid, plan=approval.Plan(), key=uuid5(key, "again"))
        return self.room.desks.go_on(writer, uid, at, "issued")

    def _signer(self, writer: Actor, body: str, at: datetime) -> Actor | None:
        for one in documents.bodies_near(writer.unit_id, org.local_day(at)):
            if one.key == body:
                return next(iter(self.room.desks.staff.holders("leader", one.unit_id)), None)
        return None

    def _opinions(self, writer: Actor, draft: UUID, of: Sequence[Desk], at: datetime) -> None:
        """Ask divisions what they think, and let them say it."""
        if not of:
            return
        due = self.room.desks.calendar.working_day_after(org.local_day(at), 3)
        drafting.ask(actor=writer, at=at, draft_uid=draft, unit_ids=[one.unit.id for one in of], due_on=due)
        for number, one in enumerate(of):
            if one.signer is not None:
                verdict, words = ("change", "Đề nghị thêm nguồn kinh phí.") if number == 0 else ("agree", "")
                said_at = at + timedelta(hours=2 + number)
                drafting.give_opinion(actor=one.signer, at=said_at, draft_uid=draft, verdict=verdict, words=words)
