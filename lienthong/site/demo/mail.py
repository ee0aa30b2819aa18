"""The mail of the demonstration's past: the crowd's letters are issued, sent, taken in and handled, month by month.

Each month is one part that the worker builds.  Within it days follow each other, so numbers and days go together in every
register: in the morning what came on paper the day before is registered, then people write, in the afternoon what came by wire
is taken in.  Until some weeks before the present everything goes on paper, as it did then [P]; by wire a letter carries its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo import approvals, crowd, open_letters
from lienthong.site.demo.chains import Came, Chains
from lienthong.site.demo.crowd import Mail
from lienthong.site.demo.letters import Desk, Post, before
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.site.demo.stories import Stories
from lienthong.toolkit import paper

WIRE = 10
"""So many working days before the present letters begin to go by wire."""
HANDLED_ELSEWHERE = 0.25
"""Which part of the letters to a commune at which nobody signs in is followed further than the register."""


@dataclass(frozen=True)
class Way:
    """A letter on its way to one desk: by wire, or on paper."""

    mail: Mail
    to: Desk
    symbol: str
    sender: Desk | None
    wire: bool
    key: str


def months_of(present: datetime, scene: Scene) -> list[tuple[int, int]]:
    """Return (year, month) of every month of the past of a scene, the oldest first."""
    return crowd.months(scene.first_day, org.local_day(present))


def write_month(present: datetime, scene: Scene, year: int, month: int) -> int:
    """Let the letters of one month be written, sent, registered and handled; return how many were issued or came.

    present  the demonstration's present.  Who has no clerk neither sends nor gets; doing it again adds nothing.
    """
    room = Mailroom(present, scene)
    return room.play(year, month)


@dataclass
class Mailroom:
    """Everybody's desks on the days of one month."""

    present: datetime
    scene: Scene
    calendar: worktime.Calendar = field(default_factory=lambda: worktime.calendar(CALENDAR))
    count: int = 0

    def __post_init__(self) -> None:
        self.staff = Staff(self.present)
        self.post = Post(self.present, self.calendar, self.staff, self._named_letter_came)
        self.chains = Chains(self.present, self.staff, self.calendar)
        self.desks = approvals.Desk(self.present, self.staff, self.calendar)
        self.stories = Stories(self)
        self.watched = {code for _, code, _ in self.scene.log_ins}
        self._divisions: dict[str, Desk | None] = {}

    def play(self, year: int, month: int) -> int:
        """Let the days of a month pass; return how many letters were issued or came from outside."""
        first, today = self.scene.first_day + timedelta(days=1), org.local_day(self.present)
        quiet = org.local_day(before(self.calendar, self.present, crowd.QUIET))
        writing = crowd.working_days(self.calendar, year, month, first, quiet)
        by_day: dict[date, list[Mail]] = {}
        for one in crowd.letters_of(year, month, writing, seed=self.scene.seed):
            by_day.setdefault(one.day, []).append(one)
        self.post.open_term()
        waiting: list[Way] = []
        for day in crowd.working_days(self.calendar, year, month, first, today):
            self._register(waiting, day, 60)
            ways = [way for one in by_day.get(day, []) for way in self._issue(one)]
            waiting = [way for way in ways if not way.wire]
            self._register([way for way in ways if way.wire], day, 7 * 60)
            self.stories.play(day)
            self._open_letters(day)
            self.post.carry_all(self.scene, day)  # last: what it sends is registered the next morning, at once
        if waiting:
            self._register(waiting, self.calendar.working_day_after(waiting[0].mail.day, 1), 30)
        if (year, month) == (today.year, today.month):
            self.post.keep_free()
        return self.count

    def desk(self, name: str) -> Desk | None:
        """Return the desk that a name of `crowd` means; None when nobody sits there, or it is no unit of ours."""
        where, _, number = name.partition(":")
        if where.startswith("division."):
            return self._division(where)
        found = self.post.desks.get(where, [])
        place = int(number or 0)
        return found[place] if place < len(found) else None

    def _division(self, function: str) -> Desk | None:
        if function not in self._divisions:
            units = org.units_on(org.local_day(self.present), function=function, level="district")[:1]
            clerks = [(unit, clerk) for unit in units for clerk in self.staff.holders("records_clerk", unit.id)[:1]]
            heads = [one for unit in units for one in self.staff.holders("leader", unit.id)[:1]]
            self._divisions[function] = (
                Desk(clerks[0][1], function, clerks[0][0], heads[0] if heads else None) if clerks else None
            )
        return self._divisions[function]

    # --- out -------------------------------------------------------------------------------------------------------

    def _issue(self, mail: Mail) -> Iterator[Way]:
        """Let a letter be issued and sent; yield its way to each desk that gets it."""
        at = self.calendar.day_opening(mail.day) + timedelta(minutes=45 + mail.minute)
        key = f"{mail.day}:{mail.sender}:{mail.subject}:{mail.minute}"
        to = [desk for name in mail.to if (desk := self.desk(name)) is not None]
        if mail.symbol:
            self.count += 1
            yield from (Way(mail, desk, mail.symbol, None, False, f"{key}:{desk.address}") for desk in to)
            return
        sender = self.desk(mail.sender)
        if sender is None or (mail.to and not to):
            return
        wire = at >= before(self.calendar, self.present, WIRE)
        made = self._numbered(mail, sender, at, to, key, wire=wire)
        if made.repeated or made.document_uid is None:
            return
        self.count += 1
        self._send(sender, made.document_uid, at, to, wire=wire)
        yield from (Way(mail, desk, made.label, sender, wire and _apart(desk, sender), f"{key}:{desk.address}") for desk in to)

    def _send(self, sender: Desk, uid: UUID, at: datetime, to: Iterable[Desk], *, wire: bool) -> None:
        keys = [desk.address for desk in to if _apart(desk, sender)]
        if keys:
            delivery.send(actor=sender.clerk, at=at, document_uid=uid, recipients=keys, on_paper=[] if wire else keys)

    def _numbered(
        self, mail: Mail, sender: Desk, at: datetime, to: Iterable[Desk], key: str, *, wire: bool
    ) -> documents.Numbered:
        signer = sender.signer
        new = documents.Outgoing(
            type_key=mail.type_key, subject=mail.subject, copies=len(mail.to) + 2, pages=2, drafter=self._drafter(mail),
            signer=signer.name if signer else "", signer_capacity=signer.post.upper() if signer else "",
            recipients="\n".join([*(f"{desk.unit.name};" for desk in to), "Lưu: VT."]),
            files=(self._file(mail, sender),) if wire else (),
        )  # fmt: skip
        return documents.issue_outgoing(actor=sender.clerk, at=at, body_key=sender.body_key, new=new, key=_key(f"out:{key}"))

    def _drafter(self, mail: Mail) -> str:
        """Return who drafted a công văn of the district: the symbol of the division whose business it is."""
        if mail.sender != "district" or mail.type_key != "cong-van":
            return ""
        return DRAFTERS.get(mail.areas[0], "VP")

    def _file(self, mail: Mail, sender: Desk) -> documents.Upload:
        facts = {
            "agency": sender.unit.name, "number": "", "on": mail.day, "subject": mail.subject, "signer": None,
            "words": [f"{mail.subject}.", "Văn bản này do bản trình diễn soạn; các đơn vị triển khai, báo cáo đúng hạn."],
        }  # fmt: skip
        return documents.Upload("van-ban.pdf", paper.render("delivery/sample.typ", facts, at=self.present))

    def post_now(
        self, mail: Mail, *, document_uid: UUID | None = None, symbol: str = "", came_on: date | None = None
    ) -> list[tuple[Desk, UUID, datetime]]:
        """Issue a letter of a story, or send one that was issued, and register it; return where it stands now, registered when.

        document_uid, symbol  of the issued document; the symbol alone: it comes from outside.   came_on  the same day when None.
        What was registered before is not told again.
        """
        fresh = document_uid is None and not symbol
        ways = list(self._issue(mail)) if fresh else self._ways(mail, symbol, document_uid)
        came = self.calendar.day_opening(came_on or mail.day) + timedelta(minutes=105 + mail.minute)
        found = []
        for way in ways:
            made = self._taken_in(way, came) if way.wire else self._written_in(way, came)
            if made is not None and made.document_uid is not None and not made.repeated:
                found.append((way.to, made.document_uid, came))
        return found

    def _ways(self, mail: Mail, symbol: str, document_uid: UUID | None) -> list[Way]:
        """Return the ways of a letter that has its number; one of ours is sent by wire."""
        sender = self.desk(mail.sender)
        to = [desk for name in mail.to if (desk := self.desk(name)) is not None]
        if sender is not None and document_uid is not None:
            at = self.calendar.day_opening(mail.day) + timedelta(minutes=45 + mail.minute)
            self._send(sender, document_uid, at, to, wire=True)
        key = f"story:{mail.subject}"
        return [
            Way(mail, desk, symbol, sender, sender is not None and _apart(desk, sender), f"{key}:{desk.address}:{mail.sender}")
            for desk in to
        ]

    # --- in --------------------------------------------------------------------------------------------------------

    def _register(self, ways: Iterable[Way], day: date, minutes: int) -> None:
        """Let clerks register what came to them on a day, so many minutes after the opening and later."""
        opening = self.calendar.day_opening(day) + timedelta(minutes=minutes)
        for number, way in enumerate(ways):
            at = opening + timedelta(minutes=number % 90)
            made = self._taken_in(way, at) if way.wire else self._written_in(way, at)
            if made is not None and not made.repeated and made.document_uid is not None:
                self._follow(way, made.document_uid, at)

    def _written_in(self, way: Way, at: datetime) -> documents.Numbered:
        new = self._incoming(way, at, "paper")
        return documents.register_incoming(
            actor=way.to.clerk, at=at, body_key=way.to.body_key, new=new, key=_key(f"in:{way.key}")
        )

    def _taken_in(self, way: Way, at: datetime) -> documents.Numbered | None:
        """Let a clerk register what the wire brought; the sender sees it registered then."""
        clerk = way.to.clerk
        with ledger.seeing(clerk.sees | {clerk.unit_id}):
            waiting = [one for one in intake.arrivals(clerk)[0] if one.proposal.symbol == way.symbol]
        if not waiting or way.sender is None:
            return None
        made = intake.register(
            actor=clerk, at=at, arrival_uid=waiting[0].uid, new=self._incoming(way, waiting[0].received_at, "inside")
        )
        if made.document_uid is not None:
            with ledger.seeing(clerk.sees | way.sender.clerk.sees | {clerk.unit_id}):
                delivery.registered(arrival_uid=waiting[0].uid, document_uid=made.document_uid, number=made.label, at=at)
        return made

    def _incoming(self, way: Way, came: datetime, channel: str) -> documents.Incoming:
        mail, sender, signer = way.mail, way.sender, way.to.signer
        own = sender is not None and sender.body_key != "people_council"
        return documents.Incoming(
            symbol=way.symbol, subject=mail.subject, issued_on=mail.day, type_key=mail.type_key, arrived_at=came, channel=channel,
            issuer="" if own else (f"HĐND {sender.unit.short_name}" if sender else mail.sender),
            issuer_uid=sender.unit.uid if own and sender else None, moved_on=org.local_day(came),
            moved_to=signer.post if signer else "",
        )  # fmt: skip

    # --- handling --------------------------------------------------------------------------------------------------

    def _follow(self, way: Way, uid: UUID, at: datetime) -> None:
        """Let a letter of the past be handled where it came, as its draw says; elsewhere some."""
        came = self._came(way.to, uid, way.mail.areas, at, way.key)
        if came is None:
            return
        if self._watched(way.to):
            self.chains.follow(came, self.chains.past(came))
        elif uuid5(NAMESPACE_URL, way.key).int % 100 < 100 * HANDLED_ELSEWHERE:
            self.chains.follow(came, "plain")

    def _watched(self, desk: Desk) -> bool:
        """Return whether letters of a desk are followed: somebody of it signs in."""
        return bool({desk.unit.code, desk.unit.admin_code} & self.watched)

    def _came(self, to: Desk, uid: UUID, areas: tuple[str, ...], at: datetime, key: str) -> Came | None:
        return Came(uid, to.clerk, to.signer, areas, at, key) if to.signer else None

    def _named_letter_came(self, to: Desk, uid: UUID, areas: tuple[str, ...], at: datetime, key: str) -> None:
        """Follow a letter that `letters` names."""
        came = self._came(to, uid, areas, at, key)
        if came is not None and self._watched(to):
            self.chains.follow(came, self.chains.past(came))

    def _open_letters(self, day: date) -> None:
        """Let the letters of a day come that are told by hand: they stand open today, one for each who signs in."""
        for number, one in enumerate(open_letters.OPEN):
            at = before(self.calendar, self.present, one.before) + timedelta(minutes=75 + number)
            desk = self.desk(one.desk)
            if org.local_day(at) != day or desk is None or at.date() <= self.scene.first_day:
                continue
            mail = Mail(day - timedelta(days=1), 0, one.issuer, one.type_key, one.subject, (one.desk,), one.areas, one.symbol)
            way = Way(mail, desk, one.symbol, None, False, f"open:{one.symbol}:{desk.address}")
            made = self._written_in(way, at)
            came = self._came(desk, made.document_uid, one.areas, at, way.key) if made.document_uid else None
            if came is not None and not made.repeated:
                self.count += 1
                self.chains.follow(came, one.script)


DRAFTERS = {
    "home_affairs": "NV", "finance": "TCKH", "land": "TNMT", "labour": "LĐTBXH", "culture": "VHTT", "education": "GDĐT",
    "infrastructure": "KTHT", "agriculture": "NNPTNT", "ethnic": "DT", "justice": "TP",
}  # fmt: skip
"""Symbols of the divisions that draft for the district, as `documents/data/bodies.yaml` has them."""


def _apart(one: Desk, other: Desk) -> bool:
    """Return whether two desks are of different offices: what one office keeps for two bodies goes from hand to hand."""
    return one.clerk.unit_id != other.clerk.unit_id


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:mail:{name}")
