"""Factories for tests: dossiers that wait in a village, a trip there, acts as a phone tells them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from PIL import Image, ImageDraw

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.trips import public as trips
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org import testing as org_given

VILLAGE = "Bản Đồng Cậm, xã Hoành Mô"


def a_listed_village(*, until: date | None = None) -> org.AdminUnit:
    """Let Đồng Cậm and its commune be places that an address is picked from."""
    above = org_given.a_place("Xã Hoành Mô", code="06841", path="Xã Hoành Mô, huyện Bình Liêu")
    return org_given.a_place("Bản Đồng Cậm", path=f"{VILLAGE}, huyện Bình Liêu", level="village", parent=above, until=until)


def a_result(world: given.World, name: str = "Hoàng Thị Sen", **facts: Any) -> UUID:
    """Let a birth be registered whose result waits for somebody of Đồng Cậm."""
    uid = given.received(world, owner=given.a_person(name, **facts))
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(world, uid, step, outcome)
    return uid


def copies_unpaid(world: given.World, owner: str = "Hoàng Thị Sen") -> UUID:
    """Let three copies of five pages (procedure 2.000815, 21,000 đồng) be certified that nobody has paid for yet."""
    person = given.a_person(owner)
    uid = given.received(world, "2.000815", case="many", owner=person, fees={"copy": 5}, copies={"copy": 3})
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(world, uid, step, outcome)
    return uid


def a_lacking(world: given.World, name: str = "Chíu Sếch Và", *, papers: tuple[str, ...] = ("Giấy chứng sinh",)) -> UUID:
    """Let a dossier of somebody of Đồng Cậm wait for papers."""
    uid = given.received(world, owner=given.a_person(name, id_number="100200300"))
    dossiers.request_supplement(
        actor=world.clerk,
        at=world.at + timedelta(minutes=30),
        dossier_uid=uid,
        papers=papers,
        reason="Bản chụp mờ, không đọc được.",
        reply_by=(world.at + timedelta(days=14)).date(),
    )
    return uid


def a_wish(world: given.World, name: str = "Tằng Thị Phùn", village: str = VILLAGE) -> UUID:
    """Let somebody of Đồng Cậm ask that a clerk comes."""
    wish = trips.Wish(name=name, village=village, wish="Khai sinh cho cháu, mẹ mới sinh", phone="0987654321")
    return trips.ask(actor=world.clerk, at=world.at, wish=wish)


def a_trip(world: given.World, *villages: str, hours: int = 5, key: str = "") -> UUID:
    """Plan a trip to Đồng Cậm (or other villages) for the same day."""
    at = world.at + timedelta(hours=hours)
    wanted = trips.Plan(on=at.date(), villages=villages or (VILLAGE,), clerks=[world.clerk.person_uid])
    return trips.plan(actor=world.clerk, at=at, wanted=wanted, key=key)


def shown(world: given.World, uid: UUID) -> trips.TripPage:
    """Return a trip as its unit sees it now."""
    with ledger.seeing(world.clerk.sees | {world.clerk.unit_id}):
        return trips.trip(world.clerk, uid)


def a_photo(words: str = "anh", *, kind: str = "JPEG", size: tuple[int, int] = (320, 240)) -> bytes:
    """Return a small picture that is different for different words."""
    picture = Image.new("RGB", size, (250, 248, 240))
    ImageDraw.Draw(picture).text((10, 10), words.encode("ascii", "replace").decode(), fill=(20, 20, 60))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def a_signature() -> trips.Attached:
    """Return a signature as a phone draws it."""
    return trips.Attached("signature", "chu-ky.png", a_photo("ky", kind="PNG", size=(200, 80)))


def a_mother(**facts: Any) -> dict[str, Any]:
    """Return a representative as a phone tells of one: the mother of a child."""
    told = {
        "name": "Chíu Thị Lìn", "basis": "mẹ của chủ hồ sơ", "kind": "citizen", "id_type": "cmnd", "id_number": "100777666",
        "born": "12/03/1985", "sex": "female", "phone": "0912345679", "email": "lin@example.vn", "address": VILLAGE,
    }  # fmt: skip
    return told | facts


@dataclass
class Phone:
    """A phone on a trip: it numbers what is done and keeps what it told, so that it can tell it again."""

    world: given.World
    trip: UUID
    device: UUID = field(default_factory=uuid4)
    made: int = 0

    def line(self, kind: str) -> trips.LineRow:
        """Return the first line of a kind of the run sheet."""
        return next(one for one in shown(self.world, self.trip).lines if one.kind == kind)

    def act(self, kind: str, *, line: trips.LineRow | None = None, at: datetime | None = None, **facts: Any) -> trips.Sent:
        """Do something in the village; return what the phone will tell."""
        self.made += 1
        return trips.Sent(
            uid=uuid4(), kind=kind, done_at=at or self.world.at + timedelta(hours=6), facts=facts, device=self.device,
            number=self.made, line_id=line.id if line else None, dossier_uid=line.dossier_uid if line else None,
        )  # fmt: skip

    def handed(self, *, at: datetime | None = None, **facts: Any) -> trips.Sent:
        """Hand a result over in the village."""
        told = {"receiver": "Hoàng Thị Sen", "receiver_id": "100123456"} | facts
        return self.act("return", line=self.line("return"), at=at, **told)

    def received(
        self, code: str = given.BIRTH, *, line: trips.LineRow | None = None, stands: Any = None, **person: str
    ) -> trips.Sent:
        """Receive a whole dossier in the village; `stands` is told of who stands for the applicant."""
        version = procedures.version_in_force(code, self.world.at.date())
        case = version.definition.cases[0].key
        papers = [
            {"key": one.key, "name": one.name, "shown_only": one.action == "show"}
            | ({} if one.action == "show" else {"originals": one.originals, "copies": one.copies or int(not one.originals)})
            for one in version.definition.papers_for(case)
            if one.required
        ]
        told = {"name": "Tằng Thị Phùn", "id_type": "cmnd", "id_number": "100999888", "born": "1990", "address": VILLAGE} | person
        facts: dict[str, Any] = {"version": str(version.uid), "case": case, "person": told, "papers": papers}
        if stands is not None:
            facts["representative"] = stands
        return self.act("receive", line=line, **facts)

    def tell(self, sent: trips.Sent, *attached: trips.Attached, hours: float = 8) -> trips.Told:
        """Tell an act when the link is back."""
        at = self.world.at + timedelta(hours=hours)
        return trips.merge(actor=self.world.clerk, at=at, trip_uid=self.trip, sent=sent, attached=attached)

    def says(self, *, finished: bool = False) -> None:
        """Tell how many acts it has made."""
        at = self.world.at + timedelta(hours=8)
        trips.phone_says(actor=self.world.clerk, at=at, trip_uid=self.trip, device=self.device, made=self.made, finished=finished)
