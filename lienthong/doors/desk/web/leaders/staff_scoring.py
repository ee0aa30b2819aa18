"""The figures of a person at work: one's own, and for the head of the unit everybody's; each figure opens its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lienthong.casework.scores import public as scores
from lienthong.doors.desk.web import asking, leading_shapes
from lienthong.doors.desk.web.leaders import scoring_shapes
from lienthong.doors.desk.web.leaders.scoring import Span, ask_of
from lienthong.office.accounts.public import duty, signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock


@dataclass(frozen=True)
class Line:
    """An index of a person: its points in words, why they are not known, the figures it comes from."""

    index: scores.Index
    points: str
    most: str
    known: bool
    why: str
    counts: tuple[scoring_shapes.Count, ...]


def _span(request: HttpRequest) -> Span:
    return ask_of(scores.staff_set(), request.GET.dict(), clock.now())


def _asked(span: Span, at_unit: int) -> dict[str, object]:
    return {
        "span": span, "period": span.period, "words": urlencode(span.words), "unit_id": at_unit,
        "unit": org.unit(at_unit), "chips": leading_shapes.period_chips(span.days, org.local_day(clock.now()), {}),
    }  # fmt: skip


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own figures at the unit in which one acts now."""
    actor = asking.actor_of(request)
    return _sheet(request, actor.unit_id, actor.person_uid)


@require_safe
@signed_in
def person(request: HttpRequest, unit_id: int, person_uid: UUID) -> HttpResponse:
    """Show the figures of a person to that person and to the head of the unit."""
    return _sheet(request, unit_id, person_uid)


def _sheet(request: HttpRequest, unit_id: int, person_uid: UUID) -> HttpResponse:
    actor, span = asking.actor_of(request), _span(request)
    facts: dict[str, object] = {
        "own": actor.person_uid == person_uid, "leads": scores.may_read_staff(actor, unit_id, None), "found": None,
    }  # fmt: skip
    if span.days is None or span.refusal is not None:
        return render(request, "desk/leading/staff_score.html", _asked(span, unit_id) | facts, status=span.status)
    try:
        (found,) = scores.staff_scores(unit_id, *span.days, actor=actor, at=clock.now(), only=person_uid)
    except scores.PersonNotOfUnit as no:
        asked = _asked(replace(span, refusal=no), unit_id)
        return render(request, "desk/leading/staff_score.html", asked | facts, status=no.status if span.typed else 200)
    facts |= {
        "found": found,
        "lines": [_line(one, found, unit_id, span.words) for one in found.scores],
        "sum": scoring_shapes.total_words(found.total),
        "beside": [_count(found, column, unit_id, span.words) for column in scores.beside()],
    }
    return render(request, "desk/leading/staff_score.html", _asked(span, unit_id) | facts)


def _line(score: scores.Score, found: scores.StaffScore, unit_id: int, words: dict[str, str]) -> Line:
    counts = tuple(_count(found, column, unit_id, words) for column in score.index.figures if column in found.shown)
    points = scoring_shapes.points
    return Line(score.index, points(score.points), points(score.index.most), score.points is not None, score.why, counts)


def _count(found: scores.StaffScore, column: str, unit_id: int, words: dict[str, str]) -> scoring_shapes.Count:
    value = found.counts.get(column) or 0
    url = reverse("leaders:staff_rows", args=[unit_id, found.person_uid, column])
    return scoring_shapes.Count(scores.staff_words(column), value, f"{url}?{urlencode(words)}" if value else "")


@require_safe
@duty(*scores.HEADS)
def people(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show the figures of everybody of the unit to its head."""
    actor, span = asking.actor_of(request), _span(request)
    facts: dict[str, object] = {"lines": [], "heads": scores.staff_set().indices}
    if span.days is not None and span.refusal is None:
        found = scores.staff_scores(unit_id, *span.days, actor=actor, at=clock.now())
        facts["lines"] = [
            {
                "name": one.name,
                "titles": one.titles,
                "url": f"{reverse('leaders:staff_score', args=[unit_id, one.person_uid])}?{urlencode(span.words)}",
                "cells": [(told.index.name, scoring_shapes.points(told.points), told.points is not None) for told in one.scores],
                "rated": [_count(one, column, unit_id, span.words) for column in scores.beside()],
                "sum": scoring_shapes.total_words(one.total),
            }
            for one in found
        ]
    return render(request, "desk/leading/staff_scores.html", _asked(span, unit_id) | facts, status=span.status)


@require_safe
@signed_in
def rows(request: HttpRequest, unit_id: int, person_uid: UUID, column: str) -> HttpResponse:
    """Show the rows that one figure of a person counts, by the same words that counted it."""
    actor, span, at = asking.actor_of(request), _span(request), clock.now()
    if span.days is None or span.refusal is not None:
        raise Http404
    try:
        found = scores.staff_rows(
            unit_id, person_uid, column, *span.days, actor=actor, at=at, after=request.GET.get("sau", "")
        )  # fmt: skip
    except (KeyError, ValueError, DataError):  # DataError: a text of the address that no row can hold
        raise Http404 from None
    held = org.person(person_uid)
    shows = scores.staff_ground(column).shows
    facts = {
        "name": held.name if held else "",
        "person_uid": person_uid,
        "heading": scores.staff_words(column),
        "shows": shows,
        "rows": [(row, list(zip(shows, row.cells, strict=True))) for row in found.rows],
        "first_url": f"?{urlencode(span.words)}" if request.GET.get("sau") else "",
        "next_url": f"?{urlencode({**span.words, 'sau': found.after})}" if found.after else "",
    }
    return render(request, "desk/leading/staff_rows.html", _asked(span, unit_id) | facts)
