"""Plays planned dossiers through the real services, one event after the other in the order of time."""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo import applications
from lienthong.site.demo.fate import DAY, chance_of, fate_of, outcome, step_minutes
from lienthong.site.demo.legs import LegPlay
from lienthong.site.demo.lives import Due, Life
from lienthong.site.demo.plan import Planned
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

ASK_REASON = "Hồ sơ còn thiếu hoặc chưa hợp lệ"
LEAVE_REASON = "Công dân có đơn xin rút hồ sơ"
STOP_REASON = "Chờ kết luận của cơ quan cấp trên về vụ việc liên quan"
NO_ANSWER = "Quá thời hạn bổ sung ghi trong phiếu, hồ sơ chưa đủ điều kiện giải quyết"
REPLY_DAYS = 30


class Player(LegPlay):
    """Plays dossiers up to `until`; what would happen later does not, so they stand open there."""

    def __init__(
        self,
        *,
        until: datetime,
        seed: int,
        units: dict[str, org.UnitRow],
        homes: applications.Homes,
        calendar: worktime.Calendar,
    ) -> None:
        self.until = until
        self.seed = seed
        self.units = units
        self.homes = homes
        self.calendar = calendar
        self.staff = Staff(until)
        self.definitions: dict[UUID, procedures.Definition] = {}
        self._events: list[Due] = []
        self._lives: dict[UUID, Life] = {}
        self._order = itertools.count()
        self._notes: dict[tuple[int, int, str], list[tuple[Life, int]]] = {}
        self._houses: dict[int, int] = {}

    def play(self, planned: Iterable[Planned]) -> int:
        """Play the dossiers with everything that happens to them; return how many were received."""
        played = 0
        for one in planned:
            self._begin(one)
            played += 1
        while self._events:
            due = heapq.heappop(self._events)
            getattr(self, f"_on_{due.what}")(due)
        self._notes.clear()
        self._lives.clear()
        return played

    # --- time -------------------------------------------------------------------------------------------------

    def _plan(self, what: str, at: datetime, life: Life | None = None, token: int = 0, **facts: object) -> None:
        if at <= self.until:
            heapq.heappush(self._events, Due(at, next(self._order), what, life, token, **facts))  # type: ignore[arg-type]  # note, uid

    def _after(self, at: datetime, minutes: float) -> datetime:
        """Return the instant some office minutes later, inside office time."""
        return self.calendar.opening(worktime.add(at, WorkMinutes(max(1, int(minutes))), self.calendar) - timedelta(minutes=1))

    # --- reception ----------------------------------------------------------------------------------------------

    def _begin(self, planned: Planned) -> None:
        if planned.version_uid not in self.definitions:
            self.definitions[planned.version_uid] = procedures.version(planned.version_uid).definition
        definition = self.definitions[planned.version_uid]
        chance = chance_of(planned, self.seed)
        fate = fate_of(planned, immediate=definition.case(planned.case).immediate, chance=chance)
        asked = applications.application_of(planned, definition, self.homes, chance)
        life = Life(planned, definition, fate, chance, asked, unit_id=self.units[planned.unit].id)
        self._plan("receive", planned.entered_at, life)

    def _on_receive(self, due: Due) -> None:
        life = self._life(due)
        clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
        made = dossiers.receive(actor=clerk, at=due.at, application=life.asked.application)
        life.uid, life.due_at = made.dossier_uid, made.due_at
        self._lives[life.uid] = life
        if made.due_at is not None:
            life.total = max(30, worktime.between(life.planned.received_at, made.due_at, self.calendar))
        for key in life.asked.before:
            fees.collect(actor=clerk, at=due.at, dossier_uid=life.uid, fee_keys=[key], method="cash")
        at = life.definition.node(life.definition.start).at
        where = life.unit_id if at in ("", "reception") else org.place_of(at, life.unit_id, due.at.date())[0]
        place = dossiers.Place(1, "main", life.definition.start, "", where)
        if where == clerk.unit_id and clerk.has(life.definition.node(place.step).duty):
            life.holders[1] = clerk
        self._open(life, place, due.at, clerk)

    # --- steps ---------------------------------------------------------------------------------------------------

    def _open(self, life: Life, place: dossiers.Place, at: datetime, giver: Actor, *, handed: bool = True) -> None:
        """Let a step that was just opened be done in due time, taken over before where another unit gave it."""
        life.places[place.token] = place
        if place.kind == "leg":  # somebody waits for another unit
            return
        if place.kind == "decide":
            self._plan("decide", self._after(at, life.chance.uniform(60, 400)), life, place.token)
            return
        if life.status is dossiers.Status.COMPLETED:
            self._fetch(life, at, place.token)
            return
        near = self._house(place.unit_id) == self._house(giver.unit_id)
        noted = handed and not life.leg and place.unit_id != giver.unit_id and not near
        if noted and self._on_a_note(life, place, at, giver):
            return
        duty = life.definition.node(place.step).duty
        if life.leg and life.fate.leg == "sent":
            return  # nobody there has taken it yet
        if place.unit_id != giver.unit_id and duty:
            waits = life.chance.uniform(2, 12) if near else life.chance.uniform(15, 150)
            self._plan("claim", self._after(at, waits), life, place.token)
            return
        self._plan("act", self._done_at(life, place, at), life, place.token)

    def _house(self, unit_id: int) -> int:
        """Return the commune in whose house a unit sits, the unit itself when it is of none: down the corridor nothing waits."""
        if unit_id not in self._houses:
            row = org.unit(unit_id)
            above = org.unit(row.parent_id) if row.level == "commune" and row.parent_id is not None else row
            self._houses[unit_id] = above.id if above.level == "commune" else unit_id
        return self._houses[unit_id]

    def _done_at(self, life: Life, place: dossiers.Place, at: datetime) -> datetime:
        node = life.definition.node(place.step)
        minutes = step_minutes(life.definition, node, place.leg, life.total, life.fate, life.chance)
        if life.fate.slow and not life.slowed and node.kind == "task" and life.acts >= 1:
            life.slowed = True
            minutes += int(life.total * life.fate.slow)
        return self._after(at, minutes)

    def _on_claim(self, due: Due) -> None:
        life = self._life(due)
        place = life.places.get(due.token)
        if place is None:
            return
        actor = self._who(life, place)
        taken = dossiers.take_over(actor=actor, at=due.at, dossier_uid=life.uid, token=place.token)
        life.holders[place.token] = actor
        self._follow(taken.others, due.at, actor)
        self._plan("act", self._done_at(life, place, due.at), life, place.token)

    def _who(self, life: Life, place: dossiers.Place) -> Actor:
        held = life.holders.get(place.token)
        duty = life.definition.node(place.step).duty or "counter_clerk"
        return held or self.staff.one(duty, place.unit_id, life.chance)

    def _on_act(self, due: Due) -> None:
        life = self._life(due)
        place = life.places.get(due.token)
        if place is None or (life.fate.stand_at is not None and life.acts >= life.fate.stand_at):
            return
        node = life.definition.node(place.step)
        actor = self._who(life, place)
        if self._turned_aside(life, place, node, actor, due.at) or (life.leg and self._leg_turned(life, actor, due.at)):
            return
        edge = outcome(node, life.fate, life.taken, life.chance)
        number = self._number(life, edge, actor, due.at)
        standing = dossiers.advance(
            actor=actor, at=due.at, dossier_uid=life.uid, token=place.token, outcome=edge.outcome, result_number=number
        )
        life.acts += 1
        self._stands(life, standing, due.at, actor)

    def _number(self, life: Life, edge: procedures.Edge, actor: Actor, at: datetime) -> str:
        """Return the number that is typed at a step: none where a book or the register gives it, the answer's after a refusal."""
        needs = life.definition.node(edge.to).kind == "join" if life.leg else "result_number" in edge.needs
        if not needs or (not life.leg and dossiers.book_of(life.definition) is not None):
            return ""
        told = None if life.leg else dossiers.outgoing_of(life.definition)
        if told is None:
            return f"{life.planned.number}/{at.year}"
        if not any(taken == "refused" for _, taken in life.taken):
            return ""
        answer = documents.Outgoing("cong-van", subject=f"V/v trả lời hồ sơ: {life.definition.name}", drafter="VP")
        return documents.enter_signed(actor=actor, at=at, body_key=told.body, new=answer).label

    def _turned_aside(self, life: Life, place: dossiers.Place, node: procedures.Node, actor: Actor, at: datetime) -> bool:
        """Let what fate has in store happen instead of the step; return whether it did."""
        fate, alone = life.fate, len(life.places) == 1 and place.leg == "main" and node.kind == "task"
        if not alone or life.status in dossiers.PAUSED:
            return False
        if fate.ask_at is not None and life.acts >= fate.ask_at and ("", "ask") not in life.taken:
            self._ask(life, actor, at)
        elif fate.leave_at is not None and life.acts >= fate.leave_at:
            clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
            dossiers.withdraw(actor=clerk, at=at, dossier_uid=life.uid, reason=LEAVE_REASON)
            life.places.clear()
        elif fate.stop_at is not None and life.acts >= fate.stop_at and ("", "stop") not in life.taken:
            self._stop(life, at)
        elif fate.pay_at is not None and life.asked.after and life.acts >= fate.pay_at and ("", "pay") not in life.taken:
            self._ask_payment(life, actor, at)
        else:
            return False
        return True

    # --- pauses --------------------------------------------------------------------------------------------------

    def _ask(self, life: Life, actor: Actor, at: datetime) -> None:
        life.taken.add(("", "ask"))
        names = [paper.name for paper in life.asked.application.papers if not paper.shown_only] or ["Giấy tờ chứng minh"]
        wanted = [life.chance.choice(names)]
        dossiers.request_supplement(
            actor=actor, at=at, dossier_uid=life.uid, papers=wanted, reason=ASK_REASON,
            reply_by=(at + timedelta(days=REPLY_DAYS)).date(),
        )  # fmt: skip
        life.status = dossiers.Status.SUPPLEMENT_REQUESTED
        if life.fate.answer == "yes":
            self._plan("answer", self._after(at, life.chance.uniform(0.4, 9) * DAY), life)
        elif life.fate.answer == "no":
            self._plan("refuse", self.calendar.opening(at + timedelta(days=REPLY_DAYS + 2)), life)

    def _on_answer(self, due: Due) -> None:
        life = self._life(due)
        clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
        self._go_on(life, dossiers.receive_supplement(actor=clerk, at=due.at, dossier_uid=life.uid), due.at)

    def _on_refuse(self, due: Due) -> None:
        life = self._life(due)
        clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
        dossiers.refuse(actor=clerk, at=due.at, dossier_uid=life.uid, reason=NO_ANSWER)
        life.places.clear()

    def _stop(self, life: Life, at: datetime) -> None:
        life.taken.add(("", "stop"))
        head = self.staff.one("unit_head", life.unit_id, life.chance)
        life.status = dossiers.stop(actor=head, at=at, dossier_uid=life.uid, reason=STOP_REASON).status
        self._plan("restart", self._after(at, life.chance.uniform(2, 6) * DAY), life)

    def _on_restart(self, due: Due) -> None:
        life = self._life(due)
        head = self.staff.one("unit_head", life.unit_id, life.chance)
        self._go_on(life, dossiers.restart(actor=head, at=due.at, dossier_uid=life.uid), due.at)

    def _ask_payment(self, life: Life, actor: Actor, at: datetime) -> None:
        life.taken.add(("", "pay"))
        reason = "Nộp lệ phí trước khi nhận kết quả"
        life.status = dossiers.require_payment(actor=actor, at=at, dossier_uid=life.uid, reason=reason).status
        self._plan("paid", self._after(at, life.chance.uniform(0.3, 4) * DAY), life)

    def _on_paid(self, due: Due) -> None:
        life = self._life(due)
        clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
        for key in life.asked.after:
            fees.collect(actor=clerk, at=due.at, dossier_uid=life.uid, fee_keys=[key], method="cash")
        self._go_on(life, dossiers.payment_made(actor=clerk, at=due.at, dossier_uid=life.uid), due.at)

    def _go_on(self, life: Life, standing: dossiers.Standing, at: datetime) -> None:
        life.status, life.due_at = standing.status, standing.due_at
        for place in list(life.places.values()):
            self._plan("act", self._done_at(life, place, at), life, place.token)

    # --- hand-over notes -----------------------------------------------------------------------------------------

    def _on_a_note(self, life: Life, place: dossiers.Place, at: datetime, giver: Actor) -> bool:
        """Put what goes from a counter to another unit on that day's hand-over note; return whether it is."""
        duty = life.definition.node(place.step).duty
        if not duty or life.chance.random() < 0.4:
            return False
        key = (giver.unit_id, place.unit_id, duty)
        if key not in self._notes:
            self._notes[key] = []
            closing = self.calendar.day_closing(self.calendar.working_day_from(at.date())) - timedelta(minutes=15)
            self._plan("note", closing if closing > at else self._after(closing, 60), note=key)
        self._notes[key].append((life, place.token))
        return True

    def _on_note(self, due: Due) -> None:
        from_id, to_id, duty = due.note
        waiting = [(life, token) for life, token in self._notes.pop(due.note) if token in life.places]
        chance = random.Random(f"{self.seed}/note/{due.at.isoformat()}/{from_id}/{to_id}")
        givers = [actor for one in ("counter_clerk", "records_clerk", "unit_head") for actor in self.staff.holders(one, from_id)]
        uids = [life.uid for life, _ in waiting]
        if not waiting or not givers:
            return
        made = dossiers.make_note(actor=givers[0], at=due.at, to_unit_id=to_id, dossier_uids=uids)
        self._notes[from_id, to_id, f"{duty}#{made.uid}"] = waiting
        taken = self._after(self.calendar.day_opening(self.calendar.working_day_after(due.at.date(), 1)), chance.uniform(10, 60))
        self._plan("accept", taken, note=(from_id, to_id, f"{duty}#{made.uid}"), uid=made.uid)

    def _on_accept(self, due: Due) -> None:
        from_id, to_id, name = due.note
        taken = self._notes.pop(due.note)
        chance = random.Random(f"{self.seed}/accept/{due.at.isoformat()}/{from_id}/{to_id}")
        actor = self.staff.one(name.partition("#")[0], to_id, chance)
        if due.uid is not None:
            dossiers.accept_note(actor=actor, at=due.at, note_uid=due.uid)
        for life, token in taken:
            life.holders[token] = actor
            self._plan("act", self._done_at(life, life.places[token], due.at), life, token)

    # --- the end -------------------------------------------------------------------------------------------------

    def _fetch(self, life: Life, at: datetime, token: int) -> None:
        if life.fate.fetched is None:
            return
        if life.definition.case(life.planned.case).immediate:
            self._plan("give", self._after(at, life.chance.uniform(4, 25)), life, token)
            return
        self._plan("give", self._after(at, 30 + life.fate.fetched * DAY), life, token)

    def _on_give(self, due: Due) -> None:
        life = self._life(due)
        clerk = self.staff.one("counter_clerk", life.unit_id, life.chance)
        if ("", "pay") not in life.taken:
            for key in life.asked.after:
                fees.collect(actor=clerk, at=due.at, dossier_uid=life.uid, fee_keys=[key], method="cash")
        receiver = applications.receiver_of(life.asked, life.chance)
        dossiers.return_result(actor=clerk, at=due.at, dossier_uid=life.uid, receiver=receiver)
        life.places.clear()

    def _life(self, due: Due) -> Life:
        assert due.life is not None  # noqa: S101 - every event but those of notes belongs to a dossier
        return due.life
