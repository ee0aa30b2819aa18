"""The catalogue of procedures for the public: by field, by search, each with its sheet and its printed form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from lienthong.casework.guidance import public as guidance
from lienthong.casework.procedures import public as procedures
from lienthong.doors.portal.web import sheet
from lienthong.doors.portal.web.forms import SearchForm
from lienthong.doors.portal.web.frame import framed
from lienthong.office.accounts.public import open_to_public
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.ui.tongues import translated

SHOWN = 40


@require_safe
@open_to_public("trang đầu của người dân; không có dữ liệu hồ sơ")
def home(request: HttpRequest) -> HttpResponse:
    """Show the ways in: look up, find a procedure."""
    fields = [(name, len(rows)) for name, rows in procedures.catalogue(org.local_day(clock.now()))]
    return render(request, "portal/home.html", framed({"fields": fields, "form": SearchForm()}))


@require_safe
@open_to_public("thủ tục hành chính phải được công khai")
def procedures_list(request: HttpRequest) -> HttpResponse:
    """Show what was searched for, the procedures of one field, or all fields."""
    today, form = org.local_day(clock.now()), SearchForm(request.GET)
    text, field = form.cleaned_data.get("tu", "") if form.is_valid() else "", request.GET.get("linh-vuc", "")[:200]
    facts: dict[str, Any] = {"form": form, "text": text, "field": field, "fields": [], "found": [], "levels": sheet.LEVELS}
    if text:
        facts["found"] = procedures.search(text, today, limit=SHOWN)
    else:
        groups = dict(procedures.catalogue(today))
        facts["fields"] = [(name, len(rows)) for name, rows in groups.items()]
        facts["found"] = groups.get(field, [])
    return render(request, "portal/procedures.html", framed(facts), status=422 if form.errors else 200)


@require_safe
@open_to_public("thủ tục hành chính phải được công khai")
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure as it holds today."""
    facts = _facts(code)
    facts["spoken"] = guidance.heard("procedure", facts["version"].code)
    return render(request, "portal/procedure.html", facts)


@require_safe
@open_to_public("bản in của thủ tục công khai")
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure as it is printed and posted at the counter: everything open, steps drawn."""
    return render(request, "portal/printed.html", _facts(code))


def _facts(code: str) -> dict[str, Any]:
    version = procedures.version_in_force(code[:30], org.local_day(clock.now()))
    definition = version.definition
    facts = {
        "version": version,
        "definition": definition,
        "level": sheet.LEVELS.get(version.level, version.level),
        "audience": ", ".join(translated(sheet.AUDIENCES[one]).lower() for one in definition.audience),
        "channels": ", ".join(translated(procedures.CHANNEL_NAMES[one]) for one in definition.channels) or translated("mọi cách"),
        "online_level": translated(procedures.ONLINE_NAMES[definition.online.level]) if definition.online else "",
        "online_sure": definition.online is not None and definition.online.mark == sheet.SURE,
        "limits": sheet.limits(definition),
        "prices": sheet.prices(definition),
        "handed_in": sheet.papers(definition, "submit"),
        "shown": sheet.papers(definition, "show"),
        "basis": [(one, one.mark != sheet.SURE) for one in definition.legal_basis],
        "steps": sheet.steps(definition),
        "online": "online" in definition.channels,
        "graph": mark_safe(procedures.graph_svg(definition)),  # noqa: S308 - drawn by us, every word in it escaped
    }
    return framed(facts)
