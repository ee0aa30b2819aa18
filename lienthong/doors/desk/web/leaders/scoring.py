"""Scores of how procedures are handled: by unit and period, each figure opening its rows, what is not known with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.scores import public as scores
from lienthong.doors.desk.web import asking, leading_shapes, leading_tables, posting
from lienthong.doors.desk.web.leaders import evidencing, scoring_shapes
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.doors.desk.web.leaders.reports import MAPS, NOW, THEN, map_day
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form

USUAL = "quy-nay"
PAGE = 50


class SpanForm(Form):
    """The days that something is asked for; its names in the address are «tu» and «den»."""

    tu = DayField(label="Từ ngày")
    den = DayField(label="Đến hết ngày")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("tu") and given.get("den") and given["den"] < given["tu"]:
            self.add_error("den", "Đến hết ngày phải bằng hoặc sau Từ ngày.")
        return given


class ScoresForm(SpanForm):
    """The days that scores are asked for, and on which map: «ban-do»."""

    ban_do = forms.ChoiceField(label="Bản đồ đơn vị", choices=MAPS)

    def add_prefix(self, field_name: str) -> str:
        """Return the name of a field in the address."""
        return super().add_prefix(field_name).replace("_", "-")


@dataclass(frozen=True)
class Span:
    """What a page is asked: the set, the form, the period in words of addresses; `refusal` when the set has no such period."""

    index_set: scores.IndexSet
    form: ScoresForm
    days: tuple[date, date] | None
    refusal: Refusal | None
    typed: bool
    map_on: date | None = None
    now: bool = False

    @property
    def words(self) -> dict[str, str]:
        """Return the period and the map as addresses hold them."""
        days = {name: f"{day:%d/%m/%Y}" for name, day in zip(("tu", "den"), self.days or (), strict=False)}
        return {**days, "ban-do": NOW} if self.now else days

    @property
    def period(self) -> str:
        """Return the period in words, with the map when it is not that of then; empty when none is asked."""
        period = leading_shapes.period_words(*self.days) if self.days else ""
        return tongues.told("%(period)s, bản đồ đơn vị hiện nay", period=period) if period and self.now else period

    @property
    def status(self) -> int:
        """Return the status of the page: a period that somebody chose and that has no answer is wrong, the usual one is not."""
        return 422 if self.form.errors or (self.refusal and self.typed) else 200


def _known(key: str) -> scores.IndexSet:
    found = next((one for one in scores.sets() if one.key == key), None)
    if found is None:
        raise Http404
    return found


def ask_of(index_set: scores.IndexSet, given: Mapping[str, str], at: datetime) -> Span:
    """Return what an address asks of an index set: without words the usual period, with wrong ones the form as typed."""
    today = org.local_day(at)
    typed = bool(given.get("tu") or given.get("den") or given.get("ky"))
    named = leading_shapes.period(given.get("ky", "") or ("" if typed else USUAL), today)
    days = {"tu": f"{named[0]:%d/%m/%Y}", "den": f"{named[1]:%d/%m/%Y}"} if named else {}
    kept = {name: given.get(name, "") for name in ("tu", "den")}
    form = ScoresForm({**kept, "ban-do": given.get("ban-do") or THEN, **days})
    if not form.is_valid():
        return Span(index_set, form, None, None, typed)
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    try:
        scores.must_cover(index_set, first, last, today)
    except Refusal as no:
        return Span(index_set, form, (first, last), no, typed, now=form.cleaned_data["ban_do"] == NOW)
    return Span(
        index_set, form, (first, last), None, typed, map_day(form.cleaned_data, today), form.cleaned_data["ban_do"] == NOW
    )


def _must_ask(request: HttpRequest, key: str) -> tuple[Span, date, date]:
    """Return what is asked by an address that a page of ours made; 404 for one that somebody bent."""
    span = ask_of(_known(key), request.GET.dict(), clock.now())
    if span.days is None or span.refusal is not None:
        raise Http404
    return span, *span.days


def _scores(actor: Actor, span: Span, at: datetime, only: int | None = None) -> list[scores.UnitScore]:
    if span.days is None or span.refusal is not None:
        return []
    return scores.scores(span.index_set, *span.days, seen=seen_units(actor), at=at, only=only, map_on=span.map_on)


@require_safe
@duty(*LEADERS)
def index(request: HttpRequest) -> HttpResponse:
    """List the index sets with the days in which each is in force."""
    return render(request, "desk/leading/scores_index.html", {"sets": scores.sets()})


@require_safe
@duty(*LEADERS)
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Show the scores of every unit seen in a period."""
    actor, at = asking.actor_of(request), clock.now()
    span = ask_of(_known(key), request.GET.dict(), at)
    found = _scores(actor, span, at)
    lines = [scoring_shapes.unit_line(span.index_set, one, span.words) for one in found]
    facts = {
        "span": span,
        "period": span.period,
        "partial": scoring_shapes.partials(found),
        "chips": leading_shapes.period_chips(span.days, org.local_day(at), {"ban-do": NOW} if span.now else {}),
        "heads": scoring_shapes.heads(span.index_set),
        "page": Paginator(lines, PAGE).get_page(request.GET.get("trang")),
        "total": len(lines),
        "words": urlencode(span.words),
    }
    return render(request, "desk/leading/scores.html", facts, status=span.status)


@require_safe
@duty(*LEADERS)
@tongues.in_vietnamese
def board_xlsx(request: HttpRequest, key: str) -> HttpResponse:
    """Return every index of every unit in a period as a workbook."""
    actor, at = asking.actor_of(request), clock.now()
    span, first, last = _must_ask(request, key)
    found = _scores(actor, span, at)
    book = leading_tables.table_book(
        title=f"{span.index_set.name} ({span.index_set.number})",
        heads=scoring_shapes.BOOK_HEADS,
        rows=scoring_shapes.book_rows(span.index_set, found),
        notes=[
            tongues.translated("Kỳ %(period)s", period=span.period),
            *scoring_shapes.partials(found),
            "Điều chưa có số liệu không phải là 0 điểm.",
        ],
    )
    return leading_tables.xlsx_answer(f"{key}-{first:%Y%m%d}-{last:%Y%m%d}", book)


@require_safe
@duty(*LEADERS)
def unit(request: HttpRequest, key: str, unit_id: int) -> HttpResponse:
    """Show each index of a unit in a period: rule, figures, points, or why there are none."""
    actor, at = asking.actor_of(request), clock.now()
    span, *_ = _must_ask(request, key)
    found = next(iter(_scores(actor, span, at, unit_id)), None)
    if found is None:
        raise Http404
    facts = {
        "span": span,
        "period": span.period,
        "unit": found.unit,
        "groups": scoring_shapes.groups(
            span.index_set,
            found,
            span.words,
            may_judge=not span.now and scores.may_judge(actor, unit_id),
            closed=scores.closed_to(actor),
        ),
        "sum": scoring_shapes.total_words(found.total),
        "missing": found.total.missing,
        "band": found.band,
        "partial": scoring_shapes.partial(found),
        "words": urlencode(span.words),
    }
    return render(request, "desk/leading/score_unit.html", facts)


@require_safe
@duty(*LEADERS)
def rows(request: HttpRequest, key: str, unit_id: int, column: str) -> HttpResponse:
    """Show the rows that one figure of a unit counts, by the same words that counted it."""
    actor, at = asking.actor_of(request), clock.now()
    span, first, last = _must_ask(request, key)
    if column in scores.closed_to(actor):
        raise Http404
    question, houses = scores.asked(span.index_set, first, last, seen=seen_units(actor), at=at, map_on=span.map_on)
    house = next((one.unit for one in houses if one.unit.id == unit_id), None)
    try:
        found = scores.rows(question, column, unit_id, after=request.GET.get("sau", ""))
    except (KeyError, ValueError, DataError):  # DataError: a text of the address that no row can hold
        raise Http404 from None
    if house is None:
        raise Http404
    shows = scores.ground(column).shows
    facts = {
        "span": span,
        "unit": house,
        "period": span.period,
        "heading": scores.words(column),
        "shows": shows,
        "rows": [(row, list(zip(shows, row.cells, strict=True))) for row in found.rows],
        "words": urlencode(span.words),
        "first_url": f"?{urlencode(span.words)}" if request.GET.get("sau") else "",
        "next_url": f"?{urlencode({**span.words, 'sau': found.after})}" if found.after else "",
    }
    return render(request, "desk/leading/score_rows.html", facts)


class JudgeForm(evidencing.EvidenceForm):
    """Points that a person gives, with grounds."""

    points = forms.TypedChoiceField(label="Điểm", coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Căn cứ", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dựa vào đâu mà chấm mức này; không phát sinh thì nói rõ là không phát sinh.",
    )  # fmt: skip
    field_order = ("points", "note", "evidence")

    def __init__(self, *args: Any, asked: scores.Index, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "points",
            [
                (value, tongues.told("%(points)s điểm: %(words)s", points=value, words=words))
                for value, words in asked.choices.items()
            ],
        )


@require_http_methods(["GET", "POST"])
@duty(*scores.JUDGES)
def judge(request: HttpRequest, key: str, index: str) -> HttpResponse:
    """Ask for the points of an index that the law has a person judge; POST writes them down."""
    actor, at = asking.actor_of(request), clock.now()
    span, first, last = _must_ask(request, key)
    asked = span.index_set.index(index)
    if asked is None or asked.how is not scores.How.JUDGED:
        raise scores.IndexNotJudged(index=index)
    kept = evidencing.gather(request, actor)
    form = JudgeForm(request, kept, asked=asked)

    def write(given: dict[str, Any]) -> str:
        scores.judge(
            actor=actor, at=at, key=kept.key, index_set=key, index=index, first=first, last=last, held=kept.uids, **given
        )
        return tongues.told("Đã ghi %(points)s điểm cho chỉ số «%(index)s».", points=given["points"], index=asked.name)

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        answer = redirect("leaders:score_unit", key, actor.unit_id)
        answer["Location"] += f"?{urlencode(span.words)}"
        return answer
    facts = {
        "span": span, "form": form, "index": asked, "unit_id": actor.unit_id, "unit_name": actor.unit,
        "period": span.period, "words": urlencode(span.words),
    }  # fmt: skip
    return render(request, "desk/leading/judge.html", facts, status=status)
