"""Every act on a dossier, and a dossier in every status, for tests that ask the same of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DoneRequest, DueDate, FeeLine, PaperLine, Party, Supplement
from lienthong.casework.dossiers.public import Status
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.outbox.models import Delivery

PAPER = "Bản vẽ mặt cắt móng"
EVERY = frozenset(Status)
HANDED = EVERY - {Status.REGISTERED, Status.REFUSED, Status.WITHDRAWN, Status.RETURNED}


@dataclass(frozen=True)
class Stage:
    """A building permit received at the district's centre, brought to a status; `token` is its open task, 1 without one."""

    world: given.World
    uid: UUID
    status: Status
    at: datetime
    token: int = 1

    @property
    def clerk(self) -> Actor:
        """The counter clerk of the centre, cashier too."""
        return self.world.centre_clerk

    @property
    def hand(self) -> Actor:
        """Whoever may do the open task; without one the clerk."""
        found = given.open_tasks(self.clerk, self.uid)
        return self.world.who_does(found[0]) if found else self.clerk

    @property
    def centre_head(self) -> Actor:
        """The director of the centre."""
        return self.world.district.actor("service_centre", "unit_head")

    @property
    def division_head(self) -> Actor:
        """The head of the division of infrastructure."""
        return self.world.district.actor("infrastructure", "division_head")

    def outcome(self) -> str:
        """Return the first exit of the step where it stands."""
        step = next((task.step for task in given.open_tasks(self.clerk, self.uid)), "receive")
        edges = given.dossier(self.clerk, self.uid).version and self.version().definition.node(step).edges
        return edges[0].outcome if edges else "done"

    def version(self) -> Any:
        """Return the version of the building permit in force."""
        return given.procedures.version_in_force(given.PERMIT, self.world.at.date())


@dataclass(frozen=True)
class Act:
    """An act: its service, who does it, with what facts, and in which statuses it is allowed."""

    do: Callable[..., dossiers.Standing]
    who: Callable[[Stage], Actor]
    facts: Callable[[Stage], dict[str, Any]]
    allowed: frozenset[Status]

    def __call__(self, stage: Stage, *, actor: Actor | None = None, key: str = "", **facts: Any) -> dossiers.Standing:
        """Do it on the dossier of the stage, an hour after it came there."""
        at = stage.at + timedelta(hours=1)
        asked = self.facts(stage) | facts
        return self.do(actor=actor or self.who(stage), at=at, dossier_uid=stage.uid, key=key, **asked)


def _because(stage: Stage) -> dict[str, Any]:
    return {"reason": "Chờ kết luận của thanh tra"}


def _token(stage: Stage) -> dict[str, Any]:
    return {"token": stage.token}


def _plain(stage: Stage) -> dict[str, Any]:
    return {}


def _by_clerk(stage: Stage) -> Actor:
    return stage.clerk


def _by_hand(stage: Stage) -> Actor:
    return stage.hand


def _by_division_head(stage: Stage) -> Actor:
    return stage.division_head


def _pay(**asked: Any) -> dossiers.Standing:
    return dossiers.pay(**asked).standing


ACTS: dict[str, Act] = {
    "accept": Act(dossiers.accept, _by_clerk, _plain, frozenset({Status.REGISTERED})),
    "take_over": Act(dossiers.take_over, _by_hand, _token, HANDED),
    "assign": Act(dossiers.assign, _by_hand, lambda stage: {**_token(stage), "person_uid": stage.hand.person_uid}, HANDED),
    "advance": Act(
        dossiers.advance, _by_hand, lambda stage: {**_token(stage), "outcome": stage.outcome(), "note": "Đủ điều kiện"},
        frozenset({Status.RECEIVED, Status.PROCESSING}),
    ),
    "send_back": Act(
        dossiers.send_back, _by_hand, lambda stage: {**_token(stage), **_because(stage)}, frozenset({Status.PROCESSING})
    ),
    "move_to_version": Act(
        dossiers.move_to_version, lambda stage: stage.centre_head,
        lambda stage: {"version_uid": stage.version().uid, "mapping": {}, **_because(stage)}, dossiers.OPEN,
    ),
    "request_supplement": Act(
        dossiers.request_supplement, _by_hand, lambda stage: {"papers": [PAPER], **_because(stage)},
        frozenset({Status.RECEIVED, Status.PROCESSING}),
    ),
    "receive_supplement": Act(
        dossiers.receive_supplement, _by_clerk, lambda stage: {"papers": [dossiers.Paper("section", PAPER, originals=1)]},
        frozenset({Status.SUPPLEMENT_REQUESTED}),
    ),
    "require_payment": Act(dossiers.require_payment, _by_hand, _because, frozenset({Status.PROCESSING})),
    "payment_made": Act(dossiers.payment_made, _by_clerk, _plain, frozenset({Status.PAYMENT_REQUIRED})),
    "stop": Act(dossiers.stop, _by_division_head, _because, frozenset({Status.PROCESSING})),
    "restart": Act(dossiers.restart, _by_division_head, _plain, frozenset({Status.STOPPED})),
    "refuse": Act(dossiers.refuse, _by_clerk, _because, frozenset({Status.REGISTERED, Status.SUPPLEMENT_REQUESTED})),
    "withdraw": Act(
        dossiers.withdraw, _by_clerk, _because,
        frozenset({Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT_REQUESTED, Status.STOPPED}),
    ),
    "return_result": Act(
        dossiers.return_result, _by_clerk, lambda stage: {"receiver": "Hoàng Thị Sen", "receiver_id": "100123456"},
        frozenset({Status.COMPLETED}),
    ),
    "pay": Act(
        _pay, _by_clerk, lambda stage: {"fee_keys": [fee_of(stage)], "method": "cash"},
        EVERY - {Status.COMPLETED, Status.RETURNED, Status.REFUSED, Status.WITHDRAWN},
    ),
    "put_on_shelf": Act(dossiers.put_on_shelf, _by_clerk, lambda stage: {"shelf": "Kệ 3, ngăn B"}, EVERY),
    "reopen": Act(
        dossiers.reopen, lambda stage: stage.centre_head, lambda stage: {"step": "appraise", **_because(stage)}, dossiers.FINAL
    ),
}  # fmt: skip
"""The statuses follow domain.md 1.5.  A fee is taken while it is owed: in the two last stages it was paid before, and who was
refused or withdrew owes nothing.  A paper bundle may be put on another shelf at any time."""

REASONED = ("send_back", "move_to_version", "request_supplement", "require_payment", "stop", "refuse", "withdraw", "reopen")


def fee_of(stage: Stage) -> str:
    """Return the key of the permit's fee."""
    return str(next(fee.key for fee in stage.version().definition.fees if fee.amount))


def stages(world: given.World) -> dict[Status, Stage]:
    """Return a dossier in each of the ten statuses, each brought there by acts alone."""
    return {status: _brought(world, status) for status in Status}


_WAYS: dict[Status, tuple[str, ...]] = {
    Status.REGISTERED: (),
    Status.RECEIVED: ("accept",),
    Status.REFUSED: ("refuse",),
    Status.PROCESSING: ("accept", "advance", "advance"),
    Status.SUPPLEMENT_REQUESTED: ("accept", "advance", "advance", "request_supplement"),
    Status.PAYMENT_REQUIRED: ("accept", "advance", "advance", "require_payment"),
    Status.WITHDRAWN: ("accept", "withdraw"),
    Status.STOPPED: ("accept", "advance", "advance", "stop"),
    Status.COMPLETED: ("accept", "pay", *["advance"] * 6),
    Status.RETURNED: ("accept", "pay", *["advance"] * 6, "return_result"),
}


def _brought(world: given.World, status: Status) -> Stage:
    application = given.an_application(given.PERMIT)
    uid = dossiers.register(actor=world.centre_clerk, at=world.at, application=application).dossier_uid
    stage = Stage(world, uid, Status.REGISTERED, world.at)
    for name in _WAYS[status]:
        facts: dict[str, Any] = {"result_number": "15/GPXD"} if name == "advance" else {}
        done = ACTS[name](stage, **facts)
        token = done.places[0].token if done.places else 1
        stage = Stage(world, uid, done.status, stage.at + timedelta(hours=1), token)
    assert stage.status is status, f"{stage.status!r} instead of {status!r}"
    return stage


def everything(stage: Stage) -> dict[str, Any]:
    """Return every row that belongs to the dossier: its own, around it, tasks, ledger, outbox, requests, participants."""
    units = {unit.pk for unit in stage.world.district.units.values()}
    with ledger.seeing(units):
        mine = {"dossier__uid": stage.uid}
        found: dict[str, Any] = {
            model.__name__: list(model.objects.filter(**mine).order_by("pk").values())
            for model in (Party, PaperLine, FeeLine, Supplement, DueDate)
        }
        found["row"] = dossiers.Dossier.objects.filter(uid=stage.uid).values().get()
        found["tasks"] = list(tasks.Task.objects.filter(object_uid=stage.uid).order_by("pk").values())
        found["ledger"] = [(event.seq, event.activity) for event in ledger.history(stage.uid)]
        found["requests"] = list(DoneRequest.objects.order_by("pk").values_list("key", "verb"))
        found["outbox"] = Delivery.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT unit_id, until FROM ledger_participation WHERE object_uid = %s ORDER BY unit_id", [stage.uid])
            found["participants"] = cursor.fetchall()
    return found
