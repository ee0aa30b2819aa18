"""Those who handle a letter take their part on, pass it down, give it back, answer it; who leads finishes the letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.errors import (
    AnswerUnknown,
    CooperatorsOpen,
    LeadFinishes,
    NotForInfo,
    NotPassedDown,
    NotTheLead,
    OnlyForInfo,
    StillPassedDown,
    TargetUnknown,
)
from lienthong.casework.handling.events import LetterFinished, LetterTaken
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.choosing import targets
from lienthong.casework.handling.rules.words import is_late
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import (
    acting,
    also_ended,
    close,
    due_of,
    may_write,
    must_write,
    my_part,
    part_of,
    told,
)
from lienthong.casework.handling.services.instructing import give, new_part
from lienthong.office.files import public as files
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence

PASSED_DOWN = "Giao xử lý trong đơn vị"
OVERTAKEN = "Đã trả lời trước khi quyết định"


def take(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID) -> None:
    """Take a part on: it is being worked on from now; taken before, nothing changes.

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, NotForInfo.
    """
    with acting(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        if part.role == "info":
            raise NotForInfo
        if part.taken_at is None:
            _taken(letter, part, actor, at)
            told(letter, "part_taken", actor=actor, at=at, part=part.uid)


def _taken(letter: Letter, part: Part, actor: Actor, at: datetime) -> None:
    """Write down that a part is worked on; when it is the lead's, so is the letter."""
    if part.taken_at is None:
        part.taken_at = at
        part.save(update_fields=["taken_at"])
    if part.role == "lead" and part.parent_id is None and letter.taken_at is None:
        letter.taken_at, letter.state = at, "working"
        letter.save(update_fields=["taken_at", "state"])
        outbox.announce(LetterTaken(letter.document.uid, at))


def pass_down(
    *, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, person_uid: UUID, due: date | None = None, words: str = ""
) -> None:
    """Pass a part of the unit down to one of its people, until a day not after the own (none said: the own).

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, NotForInfo, StillPassedDown, TargetUnknown, DuePast,
    WordsTooLong, CannotHold of the task list.
    """
    with acting(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        access.must(actor.has(*access.LEADERS), "lãnh đạo đơn vị")
        if part.role == "info":
            raise NotForInfo
        _must_not_be_below(part)
        target = targets([(part.unit_id, person_uid)], at).get((part.unit_id, person_uid))
        if target is None or person_uid in access.hands(actor):
            raise TargetUnknown
        until = min(due_of(part.unit_id, due, at), part.due_at or at) if due else part.due_at
        _taken(letter, part, actor, at)
        made = new_part(letter, part.role, target, actor, at, due=until, words=words, parent=part)
        letter.save(update_fields=["last_token"])
        tasking.end(letter, [part.token], at, actor, "passed_down")
        told(letter, "part_passed_down", actor=actor, at=at, part=part.uid, to=person_uid)
        give(letter, made, actor, at, reason=PASSED_DOWN)


def take_back(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, reason: str) -> None:
    """Take back what one passed down; it is the own again.

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotPassedDown, WordsMissing, WordsTooLong.
    """
    why = must_write(reason, "reason")
    with acting(actor, document_uid) as letter:
        part = part_of(letter, part_uid)
        if part.parent is None or not access.may_do(actor, part.parent):
            raise NotPassedDown
        _leave(letter, part, "withdrawn", actor, at, why)
        told(letter, "part_taken_back", actor=actor, at=at, part=part.uid)
        tasking.ask_part(letter, part.parent, at, actor)


def give_back(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, reason: str) -> None:
    """Give a part back to who gave it, with the reason: the leader assigns it anew, or who passed it down does it.

    A letter whose lead was given back waits for an instruction again.
    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, StillPassedDown, WordsMissing, WordsTooLong.
    """
    why = must_write(reason, "reason")
    with acting(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        _must_not_be_below(part)
        _leave(letter, part, "returned", actor, at, why)
        if part.parent is None and part.role == "lead":
            letter.state = "presented"
            letter.save(update_fields=["state"])
        told(letter, "part_given_back", actor=actor, at=at, part=part.uid)
        if part.parent is not None:
            tasking.ask_part(letter, part.parent, at, actor)
        elif part.role != "info":
            tasking.ask_leader(letter, at, actor, step="again")


def _leave(letter: Letter, part: Part, state: str, actor: Actor, at: datetime, why: str) -> None:
    close([part], state=state, at=at, by=actor.name, reason=why)
    part.moves.filter(kind="extend", decision="").update(
        decision="refused", decided_at=at, decided_by=actor.name, decided_words=why
    )
    tasking.end(letter, [part.token, -part.token], at, actor, state)


def mark_read(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID) -> None:
    """Mark a letter as read by who is only informed; also when it is ended.

    Raises LetterUnknown, PartUnknown, PartClosed, NotYourPart, OnlyForInfo.
    """
    with also_ended(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        if part.role != "info":
            raise OnlyForInfo
        _done(letter, part, actor, at, "", [])
        told(letter, "letter_read", actor=actor, at=at, part=part.uid)


def answer(
    *,
    actor: Actor,
    at: datetime,
    document_uid: UUID,
    part_uid: UUID,
    words: str,
    uploads: Sequence[documents.Upload] = (),
    held: Sequence[UUID] = (),
) -> None:
    """Answer a part: who co-operates answers the one who leads, who it was passed down to answers who did that.

    uploads, held  files of the answer: their content, or those that the actor holds for the form.
    What was passed down comes back to be looked at.  Late is late: the due date stays.
    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, NotForInfo, LeadFinishes, StillPassedDown,
    WordsMissing, WordsTooLong, a FileRefused or FileUnknown.
    """
    said = must_write(words, "words")
    with acting(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        if part.role == "info":
            raise NotForInfo
        if part.role == "lead" and part.parent is None:
            raise LeadFinishes
        _must_not_be_below(part)
        _done(letter, part, actor, at, said, _kept(letter, actor, at, uploads, held))
        told(letter, "part_answered", actor=actor, at=at, part=part.uid, late=is_late(part.due_at, at, at))
        if part.parent is not None:
            tasking.ask_part(letter, part.parent, at, actor, step="review")


def finish(
    *,
    actor: Actor,
    at: datetime,
    document_uid: UUID,
    words: str,
    uploads: Sequence[documents.Upload] = (),
    held: Sequence[UUID] = (),
) -> None:
    """Finish a letter with what was done: who leads, when every co-operator has answered or was waived.

    Raises LetterUnknown, AlreadyEnded, NotTheLead, NotYourPart, CooperatorsOpen, StillPassedDown, WordsMissing, WordsTooLong, a
    FileRefused or FileUnknown.
    """
    said = must_write(words, "words")
    with acting(actor, document_uid) as letter:
        lead = _lead(letter)
        access.must(access.may_do(actor, lead), lead.name)
        _must_be_answered(letter, lead)
        _finish(letter, lead, actor, at, said, _kept(letter, actor, at, uploads, held))


def finish_with_answer(*, actor: Actor, at: datetime, document_uid: UUID, answer_uid: UUID) -> bool:
    """Finish a letter with the document that answers it; return whether it is finished now.

    By who leads it, or for the room that issued the answer, by who issued it: the answer is noted, and while a co-operator owes
    an answer the letter stays open for who leads.  Finished already, the answer is noted only when there is none.
    Raises LetterUnknown, NotTheLead, NotYourPart, AnswerUnknown.
    """
    with also_ended(actor, document_uid) as letter:
        issued = documents.Document.objects.filter(uid=answer_uid, direction="out").first()
        if issued is None or not documents.readable(actor, answer_uid):
            raise AnswerUnknown
        if letter.closed_at is not None and letter.answer_id is not None:
            return letter.state == "finished"
        lead = _lead(letter) if letter.closed_at is None else None
        issues = lead is not None and (access.may_do(actor, lead) or access.may_issue(actor, lead))
        allowed = issues or access.may_keep(actor, letter) or access.may_instruct(actor, letter)
        access.must(allowed, lead.name if lead else access.CLERK)
        letter.answer = issued
        letter.save(update_fields=["answer"])
        if lead is None:
            told(letter, "answer_noted", actor=actor, at=at, answer=answer_uid)
            return letter.state == "finished"
        if _owing(letter) or _below(lead):
            told(letter, "answer_noted", actor=actor, at=at, answer=answer_uid)
            return False
        _finish(
            letter,
            lead,
            actor,
            at,
            str(Sentence("Đã trả lời bằng văn bản %(symbol)s", symbol=issued.symbol or issued.subject[:200])),
            [],
        )
        return True


def became_dossier(*, actor: Actor, at: datetime, document_uid: UUID, code: str) -> bool:
    """Write that a letter became a citizen's dossier; return whether it is finished now.

    It is where the unit that received the dossier leads the letter, and nobody else owes an answer; a part that was passed down
    to who received it is answered with it.  Elsewhere the letter stays open for who leads.  Told again, or of a letter that
    nobody presented, nothing changes.   actor: who received the dossier.   Needs a context that sees the letter.
    """
    said = str(Sentence("Đã chuyển thành hồ sơ %(code)s", code=code))
    with transaction.atomic():
        rows = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("document")
        letter = rows.filter(document__uid=document_uid).first()
        if letter is None or letter.moves.filter(kind="dossier", words=said).exists():
            return False
        letter.moves.create(kind="dossier", at=at, by=actor.name, words=said)
        told(letter, "letter_became_dossier", actor=actor, at=at, dossier=code)
        lead = Part.objects.select_related("unit").filter(letter=letter, parent=None, role="lead", state="open").first()
        if lead is None or lead.unit_id != actor.unit_id or _owing(letter):
            return False
        below = _below(lead)
        if below is not None and (below.person_uid != actor.person_uid or _below(below)):
            return False
        if below is not None:
            _done(letter, below, actor, at, said, [])
        _finish(letter, lead, actor, at, said, [])
        return True


def _finish(letter: Letter, lead: Part, actor: Actor, at: datetime, said: str, kept: list[str]) -> None:
    _taken(letter, lead, actor, at)
    _done(letter, lead, actor, at, said, kept)
    letter.state, letter.closed_at, letter.closed_by, letter.closing = "finished", at, actor.name, said
    letter.save(update_fields=["state", "closed_at", "closed_by", "closing"])
    told(letter, "letter_finished", actor=actor, at=at, late=is_late(lead.due_at, at, at), answer=letter.answer_id is not None)
    tasking.end_all(letter, at, actor, "finished")
    outbox.announce(LetterFinished(letter.document.uid, at))


def _done(letter: Letter, part: Part, actor: Actor, at: datetime, said: str, kept: list[str]) -> None:
    part.state, part.closed_at, part.closed_by = "done", at, actor.name
    part.answer, part.files = may_write(said, "words"), kept
    part.save(update_fields=["state", "closed_at", "closed_by", "answer", "files"])
    part.moves.filter(kind="extend", decision="").update(
        decision="refused", decided_at=at, decided_by=actor.name, decided_words=OVERTAKEN
    )
    tasking.end(letter, [part.token, -part.token], at, actor, "done")


def _lead(letter: Letter) -> Part:
    lead = Part.objects.select_related("unit").filter(letter=letter, parent=None, role="lead", state="open").first()
    if lead is None:
        raise NotTheLead
    return lead


def _owing(letter: Letter) -> list[Part]:
    """Return the parts of co-operators whom the leader named and who owe an answer."""
    rows = Part.objects.select_related("unit").filter(letter=letter, parent=None, role="co", state="open")
    return list(rows.order_by("pk"))


def _below(part: Part) -> Part | None:
    return Part.objects.select_related("unit").filter(parent=part, state="open").first()


def _must_be_answered(letter: Letter, lead: Part) -> None:
    owing = _owing(letter)
    if owing:
        raise CooperatorsOpen(names="; ".join(part.name for part in owing))
    _must_not_be_below(lead)


def _must_not_be_below(part: Part) -> None:
    below = _below(part)
    if below is not None:
        raise StillPassedDown(name=below.name)


def _kept(letter: Letter, actor: Actor, at: datetime, uploads: Sequence[documents.Upload], held: Sequence[UUID]) -> list[str]:
    """Keep the files of an answer as files of the letter; return their uids."""
    stored = [files.store(one.content, name=one.name, actor=actor, object_uid=letter.uid, at=at) for one in uploads]
    adopted = [files.adopt(uid, actor=actor, object_uid=letter.uid, at=at) for uid in held]
    return [str(one.uid) for one in (*stored, *adopted)]
