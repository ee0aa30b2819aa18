"""How interlinked legs are played: agencies take, ask, give back, refuse, are silent; the sender decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.fate import DAY
from lienthong.site.demo.lives import Due, Life
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor

LEG_ASKS = 0.12
"""Share of the legs in which the agency asks its sender for something [P]."""
LEG_PAPER = "Bản chụp giấy tờ chứng minh chỗ ở hợp pháp"
LEG_BACK = "Hồ sơ không thuộc địa bàn phụ trách, đề nghị gửi lại đúng nơi"
LEG_REFUSED = "Thông tin cư trú của cha, mẹ không khớp với hồ sơ lưu"
LEG_AGAIN = "Đã đối chiếu, bổ sung và gửi lại"
LEG_UNDER_WAY = ("working", "opinion")
LEG_STANDS = ("asking", "given_back", "refused")
"""What a leg of the living dossiers comes to, and stays: nobody has decided yet."""
LEG_ASKED = "Giấy tờ kèm theo chưa rõ, đề nghị bổ sung"


class LegPlay:
    """The part of the player that plays legs."""

    staff: Staff
    calendar: worktime.Calendar
    _lives: dict[UUID, Life]

    def _plan(self, what: str, at: datetime, life: Life | None = None, token: int = 0, **facts: object) -> None:
        raise NotImplementedError

    def _open(self, life: Life, place: dossiers.Place, at: datetime, giver: Actor, *, handed: bool = True) -> None:
        raise NotImplementedError

    def _go_on(self, life: Life, standing: dossiers.Standing, at: datetime) -> None:
        raise NotImplementedError

    def _life(self, due: Due) -> Life:
        raise NotImplementedError

    def _stands(self, life: Life, standing: dossiers.Standing, at: datetime, actor: Actor, *, handed: bool = True) -> None:
        """Let a dossier stand where an act has put it, and the dossiers that the act went over to.

        handed  the actor's unit gave the steps on; what an agency's act opens in the other dossier is on nobody's note.
        """
        life.status, life.due_at = standing.status, standing.due_at
        here = {place.token for place in standing.places}
        life.places = {token: place for token, place in life.places.items() if token in here}
        for new in standing.places:
            if new.token not in life.places:
                self._open(life, new, at, actor, handed=handed)
        self._follow(standing.others, at, actor)

    def _follow(self, others: Iterable[dossiers.Standing], at: datetime, actor: Actor) -> None:
        for standing in others:
            life = self._lives.get(standing.dossier_uid)
            if life is None and standing.places:
                life = self._leg(standing, at, actor)
            if life is not None:
                self._stands(life, standing, at, actor, handed=False)

    def _leg(self, standing: dossiers.Standing, at: datetime, actor: Actor) -> Life | None:
        """Return the life of a leg that was just sent; its parent's fate says what becomes of the first one."""
        with ledger.seeing({standing.places[0].unit_id}):
            row = dossiers.Dossier.objects.get(uid=standing.dossier_uid)
        parent = self._lives.get(UUID(row.link["parent_uid"]))
        if parent is None:
            return None
        minutes = worktime.between(at, standing.due_at, self.calendar) if standing.due_at else DAY
        first = not any(life.leg for life in self._lives.values() if life.planned is parent.planned)
        fate = replace(
            parent.fate, slow=0.0, stand_at=None, ask_at=None, leave_at=None, stop_at=None, pay_at=None, detours=0,
            pace=0.9 if parent.fate.leg in LEG_UNDER_WAY else parent.fate.pace, leg=parent.fate.leg if first else "",
        )  # fmt: skip
        life = Life(
            parent.planned, parent.definition, fate, parent.chance, parent.asked, total=max(30, minutes),
            uid=standing.dossier_uid, unit_id=standing.places[0].unit_id, leg=row.leg,
        )  # fmt: skip
        self._lives[life.uid] = life
        if row.link["silent"] and fate.leg == "silent" and standing.due_at:
            life.fate = replace(fate, leg="sent")
            self._plan("silence", standing.due_at + timedelta(days=1), life)
        return life

    def _leg_turned(self, life: Life, actor: Actor, at: datetime) -> bool:
        """Let an agency ask its sender, give the leg back, or refuse it, once; return whether it did."""
        way = life.fate.leg or ("asking" if life.chance.random() < LEG_ASKS else "")
        if life.turned or life.status not in (dossiers.Status.RECEIVED, dossiers.Status.PROCESSING):
            return False
        life.turned = True
        who: dict[str, Any] = {"actor": actor, "at": at, "dossier_uid": life.uid}
        if way == "asking":
            done = dossiers.ask_sender(papers=[LEG_PAPER], reason=LEG_ASKED, **who)
        elif way == "given_back":
            done = dossiers.give_back_leg(reason=LEG_BACK, **who)
        elif way == "refused":
            who["actor"] = self.staff.one("unit_head", life.unit_id, life.chance)
            done = dossiers.refuse_leg(reason=LEG_REFUSED, result_number=f"{life.planned.number}/TB", **who)
        else:
            return False
        life.status = done.status
        self._follow(done.others, at, actor)
        return True

    def _on_decide(self, due: Due) -> None:
        life = self._life(due)
        place = life.places.get(due.token)
        if place is None or life.fate.leg in LEG_STANDS:
            return
        actor = self.staff.one(place.duty, place.unit_id, life.chance)
        with ledger.seeing(actor.sees | {actor.unit_id}):
            legs = dossiers.Dossier.objects.get(uid=life.uid).legs
        leg = dossiers.leg_of_token(legs, place.token)
        if leg is not None:
            done = dossiers.decide_leg(
                actor=actor, at=due.at, dossier_uid=life.uid, leg=leg["key"], decision=dossiers.RESEND, reason=LEG_AGAIN
            )
            self._stands(life, done, due.at, actor)
            for other in done.others:
                again = self._lives.get(other.dossier_uid)
                if again is not None:
                    self._go_on(again, other, due.at)

    def _on_silence(self, due: Due) -> None:
        life = self._life(due)
        for standing in dossiers.agreed_by_silence(at=due.at):
            self._follow([standing, *standing.others], due.at, self.staff.one("unit_head", life.unit_id, life.chance))
