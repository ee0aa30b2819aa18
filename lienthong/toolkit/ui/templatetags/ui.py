"""Tags and filters of the page components.

Every tag takes explicit parameters, so a page never needs a variable that it did not set: the shell's tags look
into the context themselves and hide what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import charts, tongues
from lienthong.toolkit.ui.parts import STATUSES, Happening, Part, PathStep, Row, Shell, StatusLook, Tab

register = template.Library()

# --- the shell ------------------------------------------------------------------------------------------------------


def _shell(context: template.Context) -> Shell:
    return context.get("shell") or Shell()


@register.inclusion_tag("ui/_brand.html", takes_context=True)
def brand(context: template.Context) -> dict[str, Any]:
    """Draw the mark and the product's name, linked to the home page."""
    return {"home_url": _shell(context).home_url}


@register.inclusion_tag("ui/_bar.html", takes_context=True)
def bar(context: template.Context) -> dict[str, Any]:
    """Draw the top bar from `actor` and `shell` of the context, as far as they are there."""
    known = {name: context[name] for name in ("request", "language_url", "language_kept") if name in context}
    return {"actor": context.get("actor"), "shell": _shell(context), **known}


RAIL_HOLDS = 7
"""More would neither be read at a glance nor fit across a phone."""


@register.inclusion_tag("ui/_rail.html", takes_context=True)
def rail(context: template.Context) -> dict[str, Any]:
    """Draw the left rail from `menu` of the context: seven places, or six and the others behind «Thêm»."""
    menu = list(context.get("menu") or ())
    shown = len(menu) if len(menu) <= RAIL_HOLDS else RAIL_HOLDS - 1
    more = menu[shown:]
    return {
        "menu": menu[:shown],
        "more": more,
        "more_here": any(place.here for place in more),
        "more_count": sum(place.count for place in more),
    }


@dataclass(frozen=True)
class Note:
    """One message as it is drawn."""

    kind: str
    shape: str
    text: str


_NOTE_KINDS = {
    "success": ("good", "✓"),
    "warning": ("warn", "▲"),
    "error": ("bad", "■"),
    "info": ("info", "●"),
    "debug": ("info", "●"),
}


@register.inclusion_tag("ui/_messages.html", takes_context=True)
def messages(context: template.Context) -> dict[str, Any]:
    """Draw the messages that wait for this person (Django's messages), each with word, shape and colour."""
    waiting = context.get("messages") or ()
    return {"notes": [Note(*_NOTE_KINDS[message.level_tag], text=str(message)) for message in waiting]}


# --- status and clock -----------------------------------------------------------------------------------------------


def look_of(state: str) -> StatusLook:
    """Return how `state` looks; an unknown state is a defect of the page."""
    try:
        return STATUSES[str(state)]
    except KeyError:
        raise template.TemplateSyntaxError(f"unknown status {state!r}; known: {', '.join(STATUSES)}") from None


@register.inclusion_tag("ui/_status.html")
def status(state: str, label: str = "", *, box: bool = False) -> dict[str, Any]:
    """Draw a status as shape + word + colour; `label` replaces the word, `box` frames it."""
    look = look_of(state)
    return {"look": look, "word": label or tongues.translated(look.word), "box": box}


@register.inclusion_tag("ui/_clock.html")
def clock(
    state: str,
    due_at: datetime | None = None,
    minutes: int | None = None,
    where: str = "",
    used: int = 0,
    paused: int = 0,
    left: int = 0,
    *,
    head: bool = False,
) -> dict[str, Any]:
    """Draw the clock of a dossier or task, the same everywhere.

    minutes            working minutes left; negative when overdue; None when not known or not running.
    where              where it lies now, said when overdue.
    used, paused, left working minutes of the three shares of the thin bar; all 0 hides the bar.
    head               the large form for the head of a page.
    """
    look = look_of(state)
    shares = charts.shares((used, paused, left)) if used + paused + left else ()
    return {
        "look": look,
        "sentence": _clock_sentence(str(state), look, minutes),
        "due": _due(due_at),
        "where": where if state == "overdue" else "",
        "shares": shares,
        "head": head,
    }


def _clock_sentence(state: str, look: StatusLook, minutes: int | None) -> str:
    if minutes is None or state not in {"in_time", "due_soon", "overdue", "paused"}:
        return tongues.translated(look.word)
    span = pages.work_span(abs(minutes))
    if state == "paused":
        return tongues.translated("Tạm dừng, còn %(span)s", span=span)
    return tongues.translated("Quá hạn %(span)s" if minutes < 0 else "Còn %(span)s", span=span)


def _due(due_at: datetime | None) -> str:
    if due_at is None:
        return ""
    return tongues.translated("hẹn trả %(moment)s", moment=pages.moment_with_weekday(due_at))


# --- forms ----------------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, width: str = "") -> dict[str, Any]:
    """Draw a form field: label, hint, error, control; `width` is a class such as «w-10»."""
    if width:
        bound.field.widget.attrs["class"] = width
    return {"field": bound}


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Draw the summary of every error of `forms`, each linked to its field; nothing when all is well."""
    faults: list[tuple[str, str]] = []
    for form in forms:
        faults += [("", tongues.said(error)) for error in form.non_field_errors()]
        for bound in form:
            faults += [(_target(bound), _with_label(bound.label, error)) for error in bound.errors]
    return {"faults": faults}


@register.inclusion_tag("ui/_error_summary.html")
def error_summary_of(forms: Iterable[BaseForm]) -> dict[str, Any]:
    """Draw the same summary for a list of forms, such as the lines of a table."""
    return error_summary(*forms)


def _target(bound: BoundField) -> str:
    """Return the id of the box where typing goes: of a group of choices the first one."""
    if bound.use_fieldset and bound.subwidgets:
        return str(bound.subwidgets[0].id_for_label or bound.auto_id)
    return str(bound.id_for_label or bound.auto_id)


def _with_label(label: Any, error: Any) -> str:
    """Return the error as it stands when it names its field, else with the field's label before it."""
    name, words = tongues.said(label), tongues.said(error)
    return words if name.lower() in words.lower() else format_html("{}: {}", name, words)


# --- lists ----------------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/_pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], name: str = "trang") -> dict[str, Any]:
    """Draw the links between pages of a list; the other words of the address are kept. `name`: the page's parameter."""
    request = context.get("request")

    def address(number: int) -> str:
        if request is None:
            return f"?{name}={number}"
        words = request.GET.copy()
        words[name] = str(number)
        return f"?{words.urlencode()}"

    last = page.paginator.num_pages
    shown = sorted({1, page.number - 1, page.number, page.number + 1, last} & set(range(1, last + 1)))
    links = [
        (number, address(number), number == page.number, number - 1 > before)
        for before, number in zip([0, *shown], shown, strict=False)
    ]
    return {
        "links": links if last > 1 else [],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "first_row": pages.amount(page.start_index()),
        "last_row": pages.amount(page.end_index()),
        "total": pages.amount(page.paginator.count),
    }


@register.inclusion_tag("ui/_keyset.html")
def keyset(previous_url: str, next_url: str, words: str = "") -> dict[str, Any]:
    """Draw the two links of a list that pages by position (no count); an empty address hides its link."""
    return {"previous": previous_url, "next": next_url, "words": words}


@register.inclusion_tag("ui/_file.html")
def file_box(
    name: str, *, words: str = "Chọn tệp", about: str = "", look: str = "", shown: bool = True, **attrs: str | bool
) -> dict[str, Any]:
    """Draw a box for a file outside a form of Django: `words` on its button, `about` what for (heard, not seen).

    name   of the field; empty when a script reads it.  attrs: `id`, `accept`, `multiple`, `capture`, ... (True: without a value);
           an underscore stands for a hyphen.
    """
    plain = {key.replace("_", "-"): value for key, value in attrs.items() if value != ""}
    return {"widget": {"name": name, "attrs": plain, "words": words, "about": about, "look": look, "shown": shown}}


@register.inclusion_tag("ui/_tabs.html")
def tabs(items: Iterable[Tab], label: str) -> dict[str, Any]:
    """Draw tabs with counts; each is a link, so it works without scripts. `label` names the group."""
    return {"items": list(items), "label": label, "kind": "tabs", "link": ""}


@register.inclusion_tag("ui/_tabs.html")
def chips(items: Iterable[Tab], label: str) -> dict[str, Any]:
    """Draw filters as chips; the ones in use are marked by colour and by `aria-current`."""
    return {"items": list(items), "label": label, "kind": "chips", "link": "chip"}


@register.inclusion_tag("ui/_table.html")
def data_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Draw a plain table: the first cell of each row is its head, the others are right-aligned figures."""
    return {"caption": caption, "heads": heads, "rows": list(rows)}


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Draw the empty state: what will appear here, and what one can do now."""
    return {"title": title, "text": text, "url": url, "action": action}


# --- paths and time lines -------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/_path.html")
def path(steps: Iterable[PathStep]) -> dict[str, Any]:
    """Draw the path of a dossier: steps done, now, to come, skipped; parallel legs side by side."""
    return {"steps": list(steps)}


@register.inclusion_tag("ui/_timeline.html")
def timeline(happenings: Iterable[Happening]) -> dict[str, Any]:
    """Draw what happened, in the order given."""
    return {"happenings": list(happenings)}


@register.inclusion_tag("ui/_progress.html")
def progress(step: int, total: int) -> dict[str, Any]:
    """Draw «Bước 2 trên 5» with a bar."""
    return {"step": step, "total": total, "marks": [number <= step for number in range(1, total + 1)]}


@register.simple_tag
def stacked_bar(parts: Iterable[Part], title: str) -> SafeString:
    """Draw shares of a whole as one bar with legend and table (see `ui.charts`)."""
    return charts.stacked_bar(list(parts), title)


@register.simple_tag
def bar_chart(rows: Iterable[Row], title: str) -> SafeString:
    """Draw one bar for each row with its figure and a table (see `ui.charts`)."""
    return charts.bar_chart(list(rows), title)


# --- the language of the page ---------------------------------------------------------------------------------------


@register.filter
def said(words: Any) -> Any:
    """Return words from elsewhere in the language of the page, marked where they stay Vietnamese (see `ui.tongues`)."""
    return tongues.said("" if words is None else words)


@register.filter
def named(words: str) -> str:
    """Return a name as `tongues.named` tells it."""
    return tongues.named(words)


@register.filter
def translated(words: Any) -> str:
    """Return the same without a mark, for attributes and titles."""
    return tongues.translated("" if words is None else words)


@register.inclusion_tag("ui/_languages.html", takes_context=True)
def languages(context: template.Context) -> dict[str, Any]:
    """Draw the choice of language where the page can be had in English: the request carries `tongue` (site.language).

    The page's `language_url` is where the choice is posted, when not to the page's own address, None when nowhere;
    `language_kept` holds what is posted along by a page that is the answer to a form.
    """
    url = context.get("language_url", "")
    tongue = None if url is None else getattr(context.get("request"), "tongue", None)
    return {"tongue": tongue, "url": url, "kept": context.get("language_kept", {}), "name": tongues.LANGUAGE_FIELD}


# --- formats --------------------------------------------------------------------------------------------------------

UNKNOWN = "chưa rõ"


@register.filter
def day(value: date | None) -> str:
    """Return 12/03/2018; nothing for None."""
    return pages.day(value) if value else ""


@register.filter
def day_with_weekday(value: date | None) -> str:
    """Return «thứ Hai, 12/03/2018»; nothing for None."""
    return pages.day_with_weekday(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Return «08:00 ngày 12/03/2018» in Vietnamese time; nothing for None."""
    return pages.moment(value) if value else ""


@register.filter
def amount(value: int | None) -> str:
    """Return 118.000.000.000; «chưa rõ» for None, never 0."""
    return pages.amount(value) if value is not None else tongues.translated(UNKNOWN)


@register.filter
def file_size(size: int) -> str:
    """Return 8,6 KB of 8806 bytes."""
    return pages.file_size(size)


@register.filter
def work_span(minutes: int | None) -> str:
    """Return «2 ngày 3 giờ làm việc» of working minutes; «chưa rõ» for None."""
    return pages.work_span(minutes) if minutes is not None else tongues.translated(UNKNOWN)


@register.filter
def decimal(value: Decimal | float | None) -> str:
    """Return 29,8; «chưa rõ» for None, never 0."""
    return pages.decimal(Decimal(str(value))) if value is not None else tongues.translated(UNKNOWN)
