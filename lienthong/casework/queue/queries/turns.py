"""Who is before whom in a group today, by the rule of turns."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from lienthong.casework.queue.models import Ticket
from lienthong.casework.queue.rules import turns
from lienthong.casework.queue.rules.states import State


def booked_is_next(group_id: int, day: date) -> bool:
    """Return whether a booked visitor is next among those without priority; one statement."""
    called = Ticket.objects.filter(group_id=group_id, day=day, priority="", called_at__isnull=False).exclude(state=State.WAITING)
    last = list(called.order_by("-called_at", "-pk").values_list("booked_for", flat=True)[:1])
    return turns.booked_turn(last[0] is not None if last else None)


def ahead(ticket: Ticket) -> int:
    """Return how many are called before a waiting ticket as things stand; at most two statements."""
    waiting = Ticket.objects.filter(group_id=ticket.group_id, day=ticket.day, state=State.WAITING)
    earlier = Q(issued_at__lt=ticket.issued_at) | Q(issued_at=ticket.issued_at, pk__lt=ticket.pk)
    if ticket.priority:
        return waiting.exclude(priority="").filter(earlier).count()
    booked = ticket.booked_for is not None
    if booked:
        earlier = Q(booked_for__lt=ticket.booked_for) | Q(booked_for=ticket.booked_for) & earlier
    same, other = Q(priority="", booked_for__isnull=not booked), Q(priority="", booked_for__isnull=booked)
    counted = waiting.aggregate(
        first=Count("pk", filter=~Q(priority="")),
        before=Count("pk", filter=same & earlier),
        others=Count("pk", filter=other),
    )
    booked_next = booked_is_next(ticket.group_id, ticket.day)
    return int(counted["first"]) + turns.ahead(
        booked=booked, before=counted["before"], others=counted["others"], booked_next=booked_next
    )
