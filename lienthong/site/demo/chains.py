"""How letters of the demonstration that came are handled: presented, instructed, answered, each at a believable moment.

A script says what happens how many working days after a letter came; what would come after the present does not happen, so the
letters of the last days stand open.  Everything goes through the real services, by the people whose act it is.  Words are
invented [P].
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.casework.handling import public as handling
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor

LEAD_DAYS, CO_DAYS, MORE_DAYS = 6, 4, 5
"""Working days that an instruction gives who leads and who co-operates, and that who asks for more time gets."""

Script = tuple[tuple[int, str], ...]
SCRIPTS: dict[str, Script] = {
    "plain": ((0, "present"), (1, "instruct_alone"), (4, "finish")),
    "on_time": ((0, "present"), (1, "instruct"), (1, "take"), (3, "answer"), (4, "finish")),
    "late": ((0, "present"), (1, "instruct"), (2, "take"), (7, "answer"), (8, "remind"), (9, "finish")),
    "waived": ((0, "present"), (1, "instruct"), (1, "take"), (5, "waive"), (6, "finish")),
    "extended": ((0, "present"), (1, "instruct"), (1, "take"), (3, "answer"), (5, "ask"), (6, "grant"), (10, "finish")),
    "not_extended": ((0, "present"), (1, "instruct"), (2, "take"), (4, "answer"), (5, "ask"), (6, "refuse"), (7, "finish")),
    "given_back": ((0, "present"), (1, "instruct"), (2, "give_back"), (3, "turn"), (4, "answer"), (6, "finish")),
    "passed_down": ((0, "present"), (1, "instruct"), (1, "pass"), (3, "answer"), (4, "answer_below"), (5, "finish")),
    "filed": ((0, "file"),),
    "filed_by_leader": ((0, "present"), (1, "file_by_leader")),
    # those that stand open today
    "new": (),
    "presented": ((0, "present"),),
    "presented_to_office": ((0, "present_to_office"),),
    "assigned": ((0, "present"), (1, "instruct")),
    "narrowed": ((0, "present"), (0, "instruct"), (1, "narrow")),
    "working": ((0, "present"), (0, "instruct"), (1, "take"), (2, "answer")),
    "below": ((0, "present"), (0, "instruct"), (1, "pass")),
    "review": ((0, "present"), (0, "instruct"), (1, "pass"), (2, "answer_below")),
    "asking": ((0, "present"), (0, "instruct"), (1, "take"), (2, "ask")),
    "sent_back": ((0, "present"), (1, "instruct"), (2, "give_back")),
    "overdue": ((0, "present"), (1, "instruct"), (2, "take"), (8, "remind")),
}
"""What happens to a letter, how many working days after it came."""
PAST = {
    "on_time": 30, "passed_down": 14, "late": 11, "filed": 11, "extended": 9, "plain": 8, "waived": 6, "given_back": 5,
    "filed_by_leader": 3, "not_extended": 3,
}  # fmt: skip
"""How letters of the past went, out of a hundred."""

ANSWERS = (
    "Đã tham mưu văn bản trả lời, gửi đúng thành phần.", "Đã tổng hợp số liệu, gửi báo cáo về Văn phòng.",
    "Đã kiểm tra thực tế, kết quả ghi trong biên bản kèm hồ sơ.", "Đã triển khai đến các bản, có danh sách kèm theo.",
)  # fmt: skip
OPINIONS = (
    "Nhất trí với đề xuất của đơn vị chủ trì.", "Đề nghị bổ sung nguồn kinh phí thực hiện trong năm.",
    "Đề nghị ghi rõ thời hạn và đầu mối của từng xã.", "Không có ý kiến khác; số liệu gửi kèm.",
)  # fmt: skip
ASKING = "Các xã gửi số liệu chậm, xin thêm thời gian tổng hợp."
GIVING_BACK = "Nội dung không thuộc nhiệm vụ của đơn vị, đề nghị giao đơn vị khác chủ trì."
WAIVING = "Nội dung đã được thống nhất tại giao ban, không cần trả lời riêng."
REFUSING = "Tỉnh yêu cầu đúng hạn, đơn vị bố trí làm thêm giờ."
REMINDING = "Đã quá hạn, đề nghị trả lời trong ngày."
FILING = "Văn bản để biết, không phải xử lý."


@dataclass(frozen=True)
class Target:
    """Whom an instruction names: a unit (its head acts), or a person of it."""

    actor: Actor
    name: str
    in_person: bool = False

    def named(self, role: str, due: date | None, words: str = "") -> handling.Named:
        """Return how an instruction names them."""
        person = self.actor.person_uid if self.in_person else None
        return handling.Named(role, self.actor.unit_id, person_uid=person, due=due, words=words)


@dataclass(frozen=True)
class Came:
    """A letter that was registered: by whom, to whom it is presented, whose business it is, when it came."""

    document_uid: UUID
    clerk: Actor
    leader: Actor
    areas: tuple[str, ...]
    at: datetime
    key: str


class Chains:
    """Who handles letters in the demonstration."""

    def __init__(self, present: datetime, staff: Staff, calendar: worktime.Calendar) -> None:
        self.present, self.staff, self.calendar = present, staff, calendar
        self._named: dict[tuple[int, str], list[Target]] = {}

    def past(self, came: Came) -> str:
        """Return how a letter of the past goes, the same each time."""
        return random.Random(came.key).choices(list(PAST), weights=list(PAST.values()))[0]

    def follow(self, came: Came, script: str) -> int:
        """Let a letter go as a script says until the present; return how many acts there were.

        A script that needs somebody who is not there ends before that act.
        """
        named = self.targets(came)
        story = _Story(self, came, named)
        done = 0
        for days, act in SCRIPTS[script]:
            at = self.after(came.at, days, done)
            if at > self.present or (named is None and not act.startswith(("file", "present"))) or not story.play(act, at):
                break
            done += 1
        return done

    def after(self, came: datetime, days: int, number: int) -> datetime:
        """Return an office moment so many working days after a letter came; acts of one day follow each other."""
        if not days:
            return came + timedelta(minutes=20 + 9 * number)
        day = self.calendar.working_day_after(org.local_day(came), days)
        return self.calendar.day_opening(day) + timedelta(minutes=45 + 17 * number)

    def due(self, at: datetime, days: int) -> date:
        """Return the day so many working days after an instant."""
        return self.calendar.working_day_after(org.local_day(at), days)

    def targets(self, came: Came) -> list[Target] | None:
        """Return who leads, who co-operates and who takes over; None when there are not two."""
        key = (came.leader.unit_id, ",".join(came.areas))
        if key not in self._named:
            self._named[key] = self._found(came)
        found = self._named[key]
        return found if len(found) > 1 else None

    def _found(self, came: Came) -> list[Target]:
        unit = org.unit_on(came.clerk.unit_id, org.local_day(self.present))
        if unit.level == "commune" and unit.system != "party":
            return self._people(came)
        functions = [one if one.startswith("party_") else f"division.{one}" for one in came.areas]
        spare = (
            ("party_office", "party_organisation", "party_inspection")
            if came.leader.capacity == "party" else ("division.office", "division.home_affairs", "division.finance")
        )  # fmt: skip
        found: list[Target] = []
        for function in dict.fromkeys((*functions, *spare)):
            for place in org.units_on(org.local_day(self.present), function=function, level="district")[:1]:
                heads = [one for one in self.staff.holders("leader", place.id) if one.capacity == came.leader.capacity]
                found += [Target(heads[0], place.short_name)] if heads else []
        return found

    def _people(self, came: Came) -> list[Target]:
        """Return the people of a commune: those whose business it is first."""
        duties = {
            "office": "specialist.office", "land": "specialist.land", "infrastructure": "specialist.land",
            "justice": "specialist.justice",
        }  # fmt: skip
        wanted = [duties.get(area, "specialist.social") for area in came.areas]
        found: dict[UUID, Target] = {}
        for duty in (*wanted, "specialist.office", "specialist.social", "specialist.justice", "specialist.land"):
            for one in self.staff.holders(duty, came.leader.unit_id)[:1]:
                if one.person_uid != came.leader.person_uid:
                    found.setdefault(one.person_uid, Target(one, one.name, in_person=True))
        return list(found.values())

    def below(self, target: Target) -> Actor | None:
        """Return the specialist to whom a head passes work down."""
        if target.in_person:
            return None
        head = target.actor
        below = [one for one in self.staff.holders("specialist", head.unit_id) if one.person_uid != head.person_uid]
        return below[0] if below else None


@dataclass
class _Story:
    """One letter on its way."""

    chains: Chains
    came: Came
    named: list[Target] | None
    lead: int = 0
    passed: Actor | None = None
    parts: dict[tuple[int | UUID, str], UUID] = field(default_factory=dict)

    def play(self, act: str, at: datetime) -> bool:
        """Let one act be done; return whether there was somebody to do it."""
        acts: dict[str, Callable[[datetime], object]] = {
            "present": lambda at: self._present(at, self.came.leader), "present_to_office": self._to_office,
            "instruct": lambda at: self._instruct(at, with_others=True),
            "instruct_alone": lambda at: self._instruct(at, with_others=False), "turn": self._turn, "narrow": self._narrow,
            "take": self._take, "answer": self._answer, "finish": self._finish, "remind": self._remind,
            "waive": self._waive, "ask": self._ask,
            "grant": lambda at: self._decide(at, grant=True), "refuse": lambda at: self._decide(at, grant=False),
            "give_back": self._give_back, "pass": self._pass, "answer_below": self._answer_below,
            "file": lambda at: self._file(at, self.came.clerk), "file_by_leader": lambda at: self._file(at, self.came.leader),
        }  # fmt: skip
        return acts[act](at) is not False

    def _present(self, at: datetime, leader: Actor) -> None:
        handling.present(actor=self.came.clerk, at=at, document_uid=self.came.document_uid, leader_uid=leader.person_uid)

    def _to_office(self, at: datetime) -> bool:
        """Present a letter to the head of the office that keeps the register."""
        heads = self.chains.staff.holders("leader", self.came.clerk.unit_id)
        if heads:
            self._present(at, heads[0])
        return bool(heads)

    def _instruct(self, at: datetime, *, with_others: bool) -> None:
        lead, co, *more = self.named or []
        due = self.chains.due(at, LEAD_DAYS)
        said = f"Giao {lead.name} chủ trì"
        named = [lead.named("lead", due, "Tham mưu, báo cáo kết quả")]
        if with_others:
            named.append(co.named("co", self.chains.due(at, CO_DAYS)))
            named += [more[0].named("info", None)] if more else []
            said += f", {co.name} phối hợp"
        self._said(at, f"{said}; báo cáo trước ngày {due:%d/%m/%Y}.", named)

    def _said(self, at: datetime, words: str, named: Sequence[handling.Named]) -> None:
        handling.instruct(actor=self.came.leader, at=at, document_uid=self.came.document_uid, words=words, named=named)
        self._read(at)

    def _turn(self, at: datetime) -> bool:
        """Instruct anew: who takes over leads, who co-operated goes on."""
        _, co, *more = self.named or []
        if not more:
            return False
        self.lead = 2
        due = self.chains.due(at, LEAD_DAYS)
        named = [more[0].named("lead", due), co.named("co", self.chains.due(at, CO_DAYS))]
        self._said(at, f"Giao {more[0].name} chủ trì thay, {co.name} tiếp tục phối hợp.", named)
        return True

    def _narrow(self, at: datetime) -> None:
        """Instruct anew: who leads goes on alone, what was asked of others is withdrawn."""
        due = self.chains.due(at, LEAD_DAYS)
        self._said(at, f"Giao {self._lead.name} tự xử lý, không cần đơn vị phối hợp.", [self._lead.named("lead", due)])

    def _read(self, at: datetime) -> None:
        """Take in the keys of the open parts, as the leader sees them."""
        with ledger.seeing(self.came.leader.sees):
            chain = handling.chain(self.came.leader, self.came.document_uid, at)
        self.parts = {(one.person_uid or one.unit_id, one.role): one.uid for one in chain.parts if one.state == "open"}

    def _part(self, target: Target, role: str) -> UUID:
        return self.parts[target.actor.person_uid if target.in_person else target.actor.unit_id, role]

    @property
    def _lead(self) -> Target:
        assert self.named is not None  # noqa: S101 - `follow` ends before an act that needs somebody
        return self.named[self.lead]

    @property
    def _co(self) -> Target:
        assert self.named is not None  # noqa: S101 - as above
        return self.named[1]

    def _words(self, known: Sequence[str]) -> str:
        return random.Random(self.came.key).choice(known)

    def _take(self, at: datetime) -> None:
        uid = self.came.document_uid
        handling.take(actor=self._lead.actor, at=at, document_uid=uid, part_uid=self._part(self._lead, "lead"))

    def _answer(self, at: datetime) -> None:
        handling.answer(
            actor=self._co.actor, at=at, document_uid=self.came.document_uid, part_uid=self._part(self._co, "co"),
            words=self._words(OPINIONS),
        )  # fmt: skip

    def _finish(self, at: datetime) -> None:
        handling.finish(actor=self._lead.actor, at=at, document_uid=self.came.document_uid, words=self._words(ANSWERS))

    def _remind(self, at: datetime) -> None:
        uid, part = self.came.document_uid, self._part(self._lead, "lead")
        handling.remind(actor=self.came.clerk, at=at, document_uid=uid, part_uid=part, words=REMINDING)

    def _waive(self, at: datetime) -> None:
        uid, part = self.came.document_uid, self._part(self._co, "co")
        handling.waive(actor=self.came.leader, at=at, document_uid=uid, part_uid=part, reason=WAIVING)

    def _ask(self, at: datetime) -> None:
        handling.ask_more_time(
            actor=self._lead.actor, at=at, document_uid=self.came.document_uid, part_uid=self._part(self._lead, "lead"),
            until=self.chains.due(self.came.at, LEAD_DAYS + 1 + MORE_DAYS), reason=ASKING,
        )  # fmt: skip

    def _decide(self, at: datetime, *, grant: bool) -> None:
        handling.decide_more_time(
            actor=self.came.leader, at=at, document_uid=self.came.document_uid, part_uid=self._part(self._lead, "lead"),
            grant=grant, words="" if grant else REFUSING,
        )  # fmt: skip

    def _give_back(self, at: datetime) -> None:
        uid, part = self.came.document_uid, self._part(self._lead, "lead")
        handling.give_back(actor=self._lead.actor, at=at, document_uid=uid, part_uid=part, reason=GIVING_BACK)

    def _pass(self, at: datetime) -> bool:
        below = self.chains.below(self._lead)
        if below is None:
            return False
        uid, part = self.came.document_uid, self._part(self._lead, "lead")
        handling.pass_down(
            actor=self._lead.actor, at=at, document_uid=uid, part_uid=part, person_uid=below.person_uid,
            due=self.chains.due(at, CO_DAYS), words="Dự thảo, trình lãnh đạo đơn vị",
        )  # fmt: skip
        self.passed = below
        return True

    def _answer_below(self, at: datetime) -> bool:
        if self.passed is None:
            return False
        with ledger.seeing(self._lead.actor.sees | {self._lead.actor.unit_id}):
            chain = handling.chain(self._lead.actor, self.came.document_uid, at)
        part = next(below.uid for one in chain.parts for below in one.below if below.state == "open")
        handling.answer(actor=self.passed, at=at, document_uid=self.came.document_uid, part_uid=part, words=self._words(ANSWERS))
        return True

    def _file(self, at: datetime, actor: Actor) -> None:
        handling.file_away(actor=actor, at=at, document_uid=self.came.document_uid, reason=FILING)
