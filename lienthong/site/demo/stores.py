"""Citizens of the demonstration: their accounts, what they filed last evening, the signed results that lie in their stores.

The accounts are there before the first page opens; signing makes keys and loads pyHanko, so the worker does it behind the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.results import public as results
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.log_ins import PASSWORD, LogIn
from lienthong.site.demo.scenes import SCENES, Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.errors import DemoDataOnly
from lienthong.site.models import DemoProgress
from lienthong.toolkit import clock, paper
from lienthong.toolkit.clock import VIETNAM

HOME = "hoanh_mo"
ROLE = "Công dân, vào từ /cong/dang-nhap/"
KIND = UUID("5d8e6b0a-3f0e-5c58-9a54-6f6e8a3f7b11")
"""Under which the accounts get the same uid at every start."""
LOG_INS = ("congdan1@hoanhmo.example", "congdan2@hoanhmo.example")
SIGNED = ("1.001193", "1.000894", "1.004873", "2.000635")
"""Procedures whose results the citizens of the demonstration hold: what one has of oneself or one's child."""
COPY = "2.000635"
ANSWERS: dict[str, Any] = {
    "record": {"kind": "birth", "copies": 2},
    "subject": {"sex": "female", "ethnicity": "Tày", "nationality": "Việt Nam"},
    "registered": {"office": "UBND xã Hoành Mô"},
    "requester": {"relation": "Con đẻ", "purpose": "Làm hồ sơ nhập học"},
}


@dataclass(frozen=True)
class Own:
    """A dossier that a citizen of the demonstration had settled: what is needed to sign its result and to take it in."""

    uid: UUID
    code: str
    key: str
    title: str
    number: str
    owner: str
    on: date


def make(at: datetime, scene: Scene) -> list[LogIn]:
    """Make the citizens that are missing, each named as the owner of a settled dossier; return their log-ins.

    Each of them filed something from home on the evening before, too.  Fewer where the year that was played first is too short;
    what the worker plays afterwards, and a later present, change nothing.
    at  the demonstration's present.  Raises DemoDataOnly outside a demo installation.
    """
    if not settings.DEMO:
        raise DemoDataOnly
    table = []
    for login, own in zip(LOG_INS, _settled(scene), strict=False):
        told = citizens.NewCitizen(own.owner, email=login)
        if citizens.vouched(uid=_uid(scene, login), told=told, password=PASSWORD):
            _file_from_home(_uid(scene, login), told, at, scene)
        table.append(LogIn(login, PASSWORD, ROLE, _home(scene).short_name, own.owner))
    return table


def sign_next() -> int:
    """Let the next result be signed with sample keys and lie in its citizen's store; return how many, 0 when all do.

    Killed between the two it takes in what was signed already.
    """
    begun = _begun()
    if begun is None:
        return 0
    scene = SCENES[settings.DEMO_SCENE]
    uids = {login: _uid(scene, login) for login in LOG_INS}
    waiting = [login for login, uid in uids.items() if not _holds(uid)]
    mine = dict(zip(LOG_INS, _settled(scene), strict=False)) if waiting else {}
    login = next((one for one in waiting if one in mine), None)
    if login is None:
        return 0
    own = mine[login]
    _sign(own, begun.until, scene)
    with citizens.seeing(uids[login]):
        return results.claim(code=own.code, key=own.key)


def _uid(scene: Scene, login: str) -> UUID:
    return uuid5(KIND, f"{scene.key}/{login}")


def _holds(uid: UUID) -> bool:
    """Return whether a store holds something, asked by the worker: as a citizen's own, rows are shown to the web's role alone."""
    with ledger.seeing_everything():
        return bool(results.held_by(uid))


def _home(scene: Scene) -> org.UnitRow:
    return org.unit(scene.homes[HOME])


def _begun() -> DemoProgress | None:
    return DemoProgress.objects.order_by("pk").first()


def _settled(scene: Scene) -> list[Own]:
    """Return dossiers settled at the counter of the home in the year that was played first, of different owners, newest first.

    Of that year alone: so it says the same at every start, however far the worker has come with the years before.
    """
    begun = _begun()
    if begun is None:
        return []
    unit, found = org.unit(scene.counters[HOME]), dict[str, Own]()
    with ledger.seeing({unit.id}):
        rows = dossiers.Dossier.objects.filter(
            unit_id=unit.id, status=dossiers.Status.RETURNED, version__procedure__national_code__in=SIGNED,
            received_at__gte=datetime.combine(begun.fresh_from, time(), VIETNAM), returned_at__lte=begun.until,
        )  # fmt: skip
        for row in rows.exclude(result_number="").order_by("-returned_at", "-pk")[:40]:
            if row.owner_name not in found and len(found) < len(LOG_INS):
                title = procedures.version_by_id(row.version_id).definition.results[0].name
                found[row.owner_name] = Own(
                    row.uid,
                    row.code,
                    row.lookup_key,
                    title,
                    row.result_number,
                    row.owner_name,
                    org.local_day(row.returned_at or begun.until),
                )
    return list(found.values())


def _sign(own: Own, until: datetime, scene: Scene) -> None:
    home = _home(scene)
    head = Staff(until).holders("unit_head", home.id)[0]
    data = {
        "agency_name": home.name, "title": own.title, "number": own.number, "on": own.on, "owner": own.owner,
        "dossier": own.code, "signer": head.name,
    }  # fmt: skip
    wanted = results.ToSign(paper.render("site/sample_result.typ", data), "ket-qua-minh-hoa.pdf", own.title, own.number)
    results.sign_result(actor=head, at=until, real_at=clock.real_now(), dossier_uid=own.uid, wanted=wanted, key=f"demo-{own.uid}")


def _file_from_home(uid: UUID, told: citizens.NewCitizen, at: datetime, scene: Scene) -> None:
    evening = datetime.combine(org.local_day(at) - timedelta(days=1), time(19, 30), VIETNAM)
    version = procedures.version_in_force(COPY, evening.date())
    wanted = dossiers.Application(
        version.uid, version.definition.cases[0].key, "online", dossiers.Person(name=told.name, email=told.email)
    )
    answers = {**ANSWERS, "subject": {**ANSWERS["subject"], "person": {"name": told.name}}}
    unit = org.unit(scene.counters[HOME])
    dossiers.file_online(
        filer=dossiers.Filer(uid, told.name), unit_id=unit.id, at=evening, application=wanted, answers=answers, key=f"demo-{uid}"
    )
