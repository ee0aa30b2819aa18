"""What a giver holds now: open tasks, books with their current numbers, ranges of receipts, seals and other things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.books import public as books
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.casework.fees import public as fees
from lienthong.casework.handover.models import Handover, HandoverItem, HandoverReceiver, Keeping
from lienthong.casework.handover.rules.listing import (
    BOOK_KEEPERS,
    KINDS,
    MONEY_KEEPERS,
    REGISTER_KEEPERS,
    SUCCESSION,
    Item,
    Share,
    keeps,
    receiver_of,
)
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence, Several


@dataclass(frozen=True)
class Listed:
    """What there is now.

    items    what goes by these minutes.
    loose    books and ranges without recorded keeper that the giver may keep or leave out, whether left out or not.
    """

    items: tuple[Item, ...]
    loose: tuple[Item, ...]


def listed(row: Handover) -> Listed:
    """Return what the giver of minutes holds now; of a succession what it moved, as it was written; seven statements, or one."""
    if row.scope == SUCCESSION:
        return Listed(tuple(_written(one) for one in row.items.order_by("place")), ())
    whole = row.scope == "unit"
    giver = None if whole else row.giver_uid
    found = [task_item(task) for task in tasks.in_hands(row.unit_id, giver)]
    found += [file_item(one) for one in workfiles.unfinished(row.unit_id, giver)]
    found += [draft_item(one) for one in drafting.unfinished(row.unit_id, giver)]
    things, loose = _kept(row)
    left = set(row.left_out)
    going = [*(one for one in (*found, *things) if str(one.uid) not in left), *_typed(row)]
    return Listed(tuple(sorted(going, key=lambda one: list(KINDS).index(one.kind))), tuple(loose))


def _written(one: HandoverItem) -> Item:
    return Item(one.kind, one.object_uid, one.token, one.group, one.label, one.detail)


def loose(row: Handover) -> list[Item]:
    """Return the books and ranges without recorded keeper that the giver may keep or leave out; four statements."""
    return _kept(row)[1]


def _kept(row: Handover) -> tuple[list[Item], list[Item]]:
    whole, found = row.scope == "unit", []
    kept = {one.object_uid: one for one in Keeping.objects.filter(unit_id=row.unit_id).order_by("pk")}
    loose, here = [], set()
    for thing in _things(row, {one.kind for one in kept.values() if one.keeper_uid == row.giver_uid}):
        here.add(thing.uid)
        keeper = kept.get(thing.uid)
        if keeper is None and not whole and keeps(thing, row.giver_duties):
            loose.append(thing)
        if whole or (keeper.keeper_uid == row.giver_uid if keeper else keeps(thing, row.giver_duties)):
            found.append(thing)
    found += [
        Item(one.kind, one.object_uid, 0, one.kind, one.label, "")
        for one in kept.values()
        if one.object_uid not in here and (whole or one.keeper_uid == row.giver_uid)
    ]
    return found, loose


def _typed(row: Handover) -> Iterator[Item]:
    for one in row.typed:
        yield Item(one["kind"], UUID(one["uid"]), 0, one["kind"], one["words"], "")


def _due(at: datetime | None) -> Sentence:
    return Sentence("hạn %(due)s", due=Figure(formats.moment(at), at, "moment")) if at else Sentence("đang tạm dừng")


def task_item(task: tasks.Task) -> Item:
    """Return a task as a line."""
    due = _due(task.due_at)
    label = f"{task.code} · {task.owner_label}"[:300]
    return Item("task", task.object_uid, task.token, f"task:{task.duty}", label, _within(Several("; ", (task.title, due)), 500))


def file_item(one: workfiles.HeldFile) -> Item:
    """Return a work file that is not finished as a line."""
    label = Sentence("%(symbol)s năm %(year)s", symbol=one.symbol, year=one.year)
    return Item("file", one.uid, 0, "file", label, _within(one.title, 500))


def draft_item(one: drafting.HeldDraft) -> Item:
    """Return a draft that is not finished as a line."""
    return Item("draft", one.uid, 0, "draft", f"{one.type_name} · {one.body}"[:300], _within(one.subject, 500))


def _within(words: str, most: int) -> str:
    """Return words that fit; cut short they are only what is written."""
    return words if len(words) <= most else words[:most]


def _things(row: Handover, recorded: Collection[str]) -> Iterator[Item]:
    """Yield what the unit has that the giver may keep, by duties of the post or a record of that kind; asked only then."""

    def may_keep(kind: str, duties: frozenset[str]) -> bool:
        return row.scope == "unit" or kind in recorded or not duties.isdisjoint(row.giver_duties)

    if may_keep("book", BOOK_KEEPERS | MONEY_KEEPERS):
        yield from map(book_item, books.running(row.unit_id))
    if may_keep("book", REGISTER_KEEPERS):
        yield from map(register_item, documents.running(row.unit_id))
    if may_keep("range", MONEY_KEEPERS):
        yield from map(range_item, fees.running_ranges(row.unit_id))


def book_item(book: books.BookRow) -> Item:
    """Return a volume with its current number as a line."""
    numbers = _last_of(book.taken, book.last)
    who = MONEY_KEEPERS if book.kind.fixed else BOOK_KEEPERS
    return Item(
        "book",
        book.uid,
        0,
        "book",
        book.kind.name,
        Sentence("quyển %(cited)s, %(numbers)s", cited=book.cited, numbers=numbers),
        who,
    )


def _last_of(taken: int, last: int) -> Sentence:
    if not taken:
        return Sentence("chưa dùng số nào")
    return Sentence("số cuối đã dùng %(last)s", last=Figure(formats.amount(last), last, "amount"))


def register_item(one: documents.RegisterRow) -> Item:
    """Return a register of documents with its current number as a line."""
    label = Sentence("Sổ văn bản của %(body)s: %(name)s", body=one.body, name=one.name)
    numbers = _last_of(one.taken, one.last)
    if one.year is None:
        detail = Sentence("nhiệm kỳ %(term)s, %(numbers)s", term=one.term, numbers=numbers)
    else:
        detail = Sentence("năm %(year)s, %(numbers)s", year=one.year, numbers=numbers)
    return Item("book", one.uid, 0, "book", label, detail, REGISTER_KEEPERS)


def range_item(one: fees.RangeRow) -> Item:
    """Return a range of receipts with its next number as a line."""
    label = Sentence(
        "%(name)s %(form)s, %(symbol)s: từ %(first)s đến %(last)s",
        name=one.name,
        form=one.form,
        symbol=one.symbol,
        first=one.first,
        last=one.last,
    )
    return Item(
        "range",
        one.uid,
        0,
        "range",
        label,
        Sentence("số tiếp theo %(next)s, còn %(left)s", next=one.next, left=Figure(formats.amount(one.left), one.left, "amount")),
        MONEY_KEEPERS,
    )


def kept_things(unit_ids: Iterable[int]) -> list[tuple[int, Item]]:
    """Return the seals and other things that somebody keeps at units, each with its unit; one statement."""
    rows = Keeping.objects.filter(unit_id__in=list(unit_ids)).exclude(kind__in=["book", "range"]).order_by("pk")
    return [
        (
            one.unit_id,
            Item(
                one.kind,
                one.object_uid,
                0,
                one.kind,
                one.label,
                Sentence("người giữ: %(name)s", name=one.keeper_name),
            ),
        )
        for one in rows
    ]


def shares_of(row: Handover, receivers: Iterable[HandoverReceiver]) -> list[Share]:
    """Return what each receiver takes over, in their order; for a succession none: the unit took it, whoever signs for it."""
    if row.scope == SUCCESSION:
        return []
    return [Share(one.person_uid, frozenset(one.groups)) for one in receivers]


def ownerless(row: Handover, now: Listed, receivers: Sequence[HandoverReceiver], at: datetime) -> list[str]:
    """Return in words what would have no owner after the hand-over: nobody named, nobody able, nobody left to keep it."""
    if row.scope == SUCCESSION:
        return []
    shares, able, wrong = shares_of(row, receivers), _Able(row, receivers, at), list[str]()
    people = {one.person_uid: one for one in receivers}
    for item in now.items:
        receiver = people.get(receiver_of(item.group, shares) or row.giver_uid)
        if item.kind == "task" and not (receiver and able.has(receiver, item.group.removeprefix("task:"))):
            duty = org.duty_name(item.group.removeprefix("task:"))
            name = receiver.name if receiver else Sentence("chưa ai")
            wrong.append(
                Sentence("việc «%(label)s» cần nhiệm vụ «%(duty)s» mà %(name)s không giữ", label=item.label, duty=duty, name=name)
            )
    taken = {item.uid for item in now.items}
    wrong += [
        Sentence("việc chưa ai nhận cần nhiệm vụ «%(duty)s»", duty=org.duty_name(duty))
        for duty in _waiting(row)
        if not able.heirs(duty)
    ]
    left = [item for item in now.loose if item.uid not in taken and not able.others(item.keepers)]
    wrong += [Sentence("«%(label)s» bỏ khỏi danh sách mà không còn ai khác giữ", label=item.label) for item in left]
    return wrong


def _waiting(row: Handover) -> list[str]:
    """Return the duties of the giver's post, when it ends, for which tasks of the unit wait that nobody took; one statement."""
    free = (
        tasks.in_hands(row.unit_id).filter(holder_uid=None, duty__in=org.carried(row.giver_duties))
        if row.ends
        else tasks.Task.objects.none()
    )
    return sorted(set(free.values_list("duty", flat=True)))


class _Able:
    """Who holds which duty at an instant, each asked once; as things will be when the giver's post has changed hands."""

    def __init__(self, row: Handover, receivers: Sequence[HandoverReceiver], at: datetime) -> None:
        self.row, self.at = row, at
        self.heir = next((one.person_uid for one in receivers if row.takes_post), None)
        self.known: dict[tuple[str, int], set[UUID]] = {}

    def has(self, receiver: HandoverReceiver, duty: str) -> bool:
        """Return whether a receiver may do tasks of a duty."""
        if receiver.person_uid == self.heir and duty in org.carried(self.row.giver_duties):
            return True
        return receiver.person_uid in self._holders(duty, receiver.unit_id)

    def others(self, duties: Iterable[str]) -> bool:
        """Return whether somebody of the unit other than the giver holds any of the duties."""
        return any(self._holders(duty, self.row.unit_id) - {self.row.giver_uid} for duty in sorted(duties))

    def heirs(self, duty: str) -> bool:
        """Return whether somebody holds a duty of the giver when the post has changed hands."""
        return self.heir is not None or self.others([duty])

    def _holders(self, duty: str, unit_id: int) -> set[UUID]:
        if (duty, unit_id) not in self.known:
            held = org.holders(duty, unit_id, self.at)
            self.known[duty, unit_id] = {one.person_uid for one in held if one.via_delegation is None}
        return self.known[duty, unit_id]
