"""What passes with a unit to its heir: posts with their holders, functions, and who serves its territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from lienthong.office.org import queries, rules
from lienthong.office.org.models import Appointment, Post, ServiceArea, Unit
from lienthong.office.org.services.changes import serve_area


@dataclass(frozen=True)
class Seated:
    """A holder of a post of a unit that is to end; `heir_id`: where the person went on, None: a decision is needed."""

    person_id: int
    name: str
    title: str
    unit_id: int
    heir_id: int | None = None


@dataclass(frozen=True)
class Legacy:
    """Posts and holders of units before they end, and the units below each: what `hand_down` gives on."""

    posts: tuple[tuple[Post, tuple[Appointment, ...]], ...]
    below: Mapping[int, frozenset[int]]
    on: date


def legacy(unit_ids: Sequence[int], on: date) -> Legacy:
    """Return what units that end on a day leave behind, asked before they are ended."""
    order = {unit_id: place for place, unit_id in enumerate(unit_ids)}
    valid = (Q(until__isnull=True) | Q(until__gt=on)) & Q(since__lt=on)
    posts = sorted(Post.objects.filter(valid, unit_id__in=order).order_by("rank", "pk"), key=lambda one: order[one.unit_id])
    held: dict[int, list[Appointment]] = {}
    rows = Appointment.objects.filter(valid, post__in=posts).select_related("person").order_by("seat", "pk")
    for row in rows:
        held.setdefault(row.post_id, []).append(row)
    below = {unit_id: {unit_id} for unit_id in unit_ids}
    above = {node.unit.id: node.unit.parent_id for node in queries.tree(on - timedelta(days=1))}
    for unit_id in above:
        higher: int | None = unit_id
        while higher is not None:
            if higher in below:
                below[higher].add(unit_id)
            higher = above.get(higher)
    territories = {unit_id: frozenset(found) for unit_id, found in below.items()}
    return Legacy(tuple((post, tuple(held.get(post.pk, ()))) for post in posts), territories, on)


@transaction.atomic
def hand_down(left: Legacy, *, heirs: Mapping[int, int], document: str) -> list[Seated]:
    """Give posts, holders, functions and service areas of ended units to their heirs; return where each holder went.

    heirs  the heir of each ended unit, in the order in which units are named: the first one named leads its heir when that has
           no head yet.  Other heads get no post by this act: who leads is decided by an appointment (Seated.heir_id is None).
    A post of another kind of unit (a division that becomes part of a commune) goes over without the duties of a head.
    """
    _give_functions(heirs)
    room = _Room(sorted(set(heirs.values())), left.on, document)
    led = {heir: any("unit_head" in post.duties for post in room.posts_of(heir)) for heir in room.heirs}
    leaders: dict[int, int] = {}
    functions = dict(Unit.objects.filter(pk__in={*heirs, *room.heirs}).values_list("pk", "function"))
    told = []
    for post, held in left.posts:
        heir_id = heirs.get(post.unit_id)
        alike = heir_id is not None and functions[post.unit_id] == functions[heir_id]
        leads = alike and heir_id is not None and not led[heir_id] and leaders.setdefault(heir_id, post.unit_id) == post.unit_id
        duties = rules.passing_duties(post.duties, alike=alike, leads=leads) if heir_id is not None else []
        if heir_id is not None and duties:
            room.seat(post, held, heir_id, duties)
        told += [_seated(one, post, heir_id if duties else None) for one in held]
    room.write()
    _serve_on(left, heirs)
    return told


def _seated(row: Appointment, post: Post, heir_id: int | None) -> Seated:
    return Seated(row.person_id, row.person.name, post.title, post.unit_id, heir_id)


class _Room:
    """The posts of heirs and who holds them on the day, read once and written once."""

    def __init__(self, heirs: Sequence[int], on: date, document: str) -> None:
        """Read what is there on the day; two statements."""
        self.heirs, self.on, self.document = heirs, on, document
        valid = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
        self.posts = list(Post.objects.select_for_update(no_key=True).filter(valid, unit_id__in=heirs).order_by("pk"))
        self.there = {post.pk: post.seats for post in self.posts}
        self.held: dict[int, list[Appointment]] = {id(post): [] for post in self.posts}
        mine = {post.pk: post for post in self.posts}
        for row in Appointment.objects.filter(valid, post__in=self.posts).order_by("seat", "pk"):
            self.held[id(mine[row.post_id])].append(row)

    def posts_of(self, unit_id: int) -> list[Post]:
        """Return the posts of one heir."""
        return [post for post in self.posts if post.unit_id == unit_id]

    def seat(self, old: Post, held: Sequence[Appointment], heir_id: int, duties: list[str]) -> None:
        """Let the holders of a post have the same post at the heir, which grows by as many seats as there are people."""
        same = (post for post in self.posts_of(heir_id) if (post.title, sorted(post.duties)) == (old.title, duties))
        post = next(same, None)
        if post is None:
            post = Post(
                unit_id=heir_id, title=old.title, duties=duties, capacity=old.capacity, system=old.system,
                seats=max(1, len(held)), rank=old.rank, since=self.on,
            )  # fmt: skip
            self.posts.append(post)
            self.held[id(post)] = []
        beside = self.held[id(post)]
        for row in held:
            if row.person_id not in {one.person_id for one in beside}:
                seat = next(number for number in range(1, len(beside) + 2) if number not in {one.seat for one in beside})
                facts = {"kind": row.kind, "decision": self.document[:200], "since": self.on}
                beside.append(Appointment(post=post, person_id=row.person_id, seat=seat, **facts))
        post.seats = max(post.seats, len(beside))

    def write(self) -> None:
        """Write new posts, grown posts and new appointments; three statements."""
        fresh = [post for post in self.posts if post.pk is None]
        Post.objects.bulk_create(fresh)
        Post.objects.bulk_update([post for post in self.posts if self.there.get(post.pk, post.seats) != post.seats], ["seats"])
        rows = [row for post in self.posts for row in self.held[id(post)] if row.pk is None]
        for row in rows:
            row.post_id = row.post.pk
        Appointment.objects.bulk_create(rows)


def _give_functions(heirs: Mapping[int, int]) -> None:
    """Let heirs do what the ended units did, so that a step which names a function still finds who does it."""
    found = {unit.pk: unit for unit in Unit.objects.select_for_update(no_key=True).filter(pk__in={*heirs, *heirs.values()})}
    for heir_id in sorted(set(heirs.values())):
        heir = found[heir_id]
        taken = {slug for old, to in heirs.items() if to == heir_id for slug in found[old].functions}
        if not taken <= set(heir.functions):
            heir.functions = sorted({*heir.functions, *taken})
            heir.save(update_fields=["functions"])


def _serve_on(left: Legacy, heirs: Mapping[int, int]) -> None:
    """Let who served the territory of an ended unit from outside the tree serve those who have it now."""
    ended = ServiceArea.objects.filter(until=left.on, area_id__in=heirs).select_related("unit").order_by("pk")
    for row in ended:
        if row.unit.until is not None and row.unit.until <= left.on:
            continue
        for area in sorted({heirs[one] for one in left.below[row.area_id] if one in heirs} - {row.unit_id}):
            serve_area(unit_id=row.unit_id, area_id=area, since=left.on)
