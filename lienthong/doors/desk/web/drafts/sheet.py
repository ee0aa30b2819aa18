"""One draft: its text, versions, comments, opinions, what breaks the rules of form; its papers; two versions side by side."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.drafts import panels, shapes
from lienthong.doors.desk.web.drafts.forms import CommentForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

OTHERS = {"type_key": "Tên loại", "file": "Tệp .docx"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@duty(*drafting.READERS)
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a draft with its last version.  Raises DraftUnknown."""
    actor, today = asking.actor_of(request), asking.today()
    row = drafting.draft(actor, uid)
    versions = drafting.versions(actor, uid)
    last, opinions = versions[0], drafting.opinions(uid)
    look, state = shapes.look_of(row)
    mine = row.unit_id == actor.unit_id and row.system == actor.capacity
    layout = drafting.layout_on(row.system, today)
    found = [*drafting.faults_in(row.system, row.type_key, last.content, today), *drafting.word_faults(last.word)]
    facts = {
        "row": row, "last": last, "versions": versions, "look": look, "state": state, "layout": layout,
        "faults": [
            (one, drafting.FIELD_NAMES.get(one.field) or OTHERS[one.field], drafting.ground_of(one, layout)) for one in found
        ],
        "comments": drafting.comments(uid), "opinions": [(one, drafting.VERDICTS.get(one.verdict, "")) for one in opinions],
        "blocks": drafting.blocks(last.content.text),
        "may_write": mine and row.state == "open", "may_settle": mine and row.state in ("open", "submitted"),
        "may_comment": row.state in ("open", "submitted"),
        "may_answer": any(one.waits and drafting.may_answer(actor, one.unit_id, one.person_uid) for one in opinions),
        "form": CommentForm(), "key": new_uid(), "panels": panels.panels_of(actor, row),
        "begun": versions[-1].begun_from,
    }  # fmt: skip
    return render(request, "desk/drafts/draft.html", facts)


def numbered(actor: Actor, uid: UUID, number: int) -> drafting.VersionRow:
    """Return a version of a draft by its number.  Raises VersionUnknown."""
    found = next((one for one in drafting.versions(actor, uid) if one.number == number), None)
    if found is None:
        raise drafting.VersionUnknown(version=str(number))
    return found


@require_safe
@duty(*drafting.READERS)
def pdf(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Return a version as PDF, its number and day left free, laid out as of today.  Raises VersionUnknown."""
    version = numbered(asking.actor_of(request), uid, number)
    return asking.pdf_of(f"du-thao-{number}", drafting.render(version.uid, on=asking.today()))


@require_safe
@duty(*drafting.READERS)
def word(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Return a version as .docx, laid out as of today.  Raises VersionUnknown."""
    version = numbered(asking.actor_of(request), uid, number)
    return docx_answer(f"du-thao-{number}", drafting.docx_of(version.uid, asking.today()))


def docx_answer(name: str, content: bytes) -> HttpResponse:
    """Return a .docx to be saved as `name`.docx."""
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@duty(*drafting.READERS)
def difference(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what differs between two versions, by words.  Raises DraftUnknown, VersionUnknown."""
    actor = asking.actor_of(request)
    row = drafting.draft(actor, uid)
    versions = drafting.versions(actor, uid)
    later = asking.whole(request.GET.get("den"), row.versions)
    earlier = asking.whole(request.GET.get("tu"), max(1, later - 1))
    by_number = {one.number: one for one in versions}
    if earlier not in by_number or later not in by_number:
        raise drafting.VersionUnknown(version=str(earlier))
    found = shapes.differs(by_number[earlier].content, by_number[later].content)
    facts = {
        "row": row, "earlier": by_number[earlier], "later": by_number[later], "changes": found, "versions": versions,
        "counted": shapes.counted(found),
    }  # fmt: skip
    return render(request, "desk/drafts/difference.html", facts)
