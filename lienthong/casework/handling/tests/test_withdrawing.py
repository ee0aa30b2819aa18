"""A document under handling is recalled or replaced: its tasks say so, its leader ends it in one act, nothing new begins."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Letter
from lienthong.casework.handling.services.tasking import GONE, TO_END
from lienthong.casework.handling.testing import (
    AT,
    FRIDAY,
    WORDS,
    Hall,
    answered,
    came,
    chain,
    instructed,
    letter,
    marks,
    presented,
    risen,
)
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

LATER = AT + timedelta(hours=1)
MUCH_LATER = AT + timedelta(days=16)
WHY = "Tỉnh thu hồi, sai thẩm quyền"


def recalled(hall: Hall, uid: UUID) -> None:
    documents.recall(actor=hall.clerk, at=LATER, document_uid=uid, reason=WHY)
    told(hall, uid)


def replaced(hall: Hall, uid: UUID) -> UUID:
    """Let another letter that came take the place of one; return that other."""
    other = came(hall, symbol="1702/UBND-TH1")
    with ledger.seeing({hall.clerk.unit_id}):
        documents.link_replacement(old_uid=uid, new_uid=other)
    told(hall, uid)
    return other


def told(hall: Hall, uid: UUID) -> bool:
    """Let the listener hear of it, as the worker does."""
    with as_worker(), ledger.seeing_everything():
        return handling.tell_withdrawn(document_uid=uid, at=LATER)


def labels(actor: Actor) -> set[str]:
    with ledger.seeing(actor.sees):
        return {row.owner_label for row in tasks.inbox(actor, LATER).rows}


def test_the_tasks_of_a_recalled_letter_say_so_and_its_leader_is_asked_to_end_it(hall: Hall) -> None:
    uid = instructed(hall)
    recalled(hall, uid)

    assert labels(hall.lead) == labels(hall.co) == labels(hall.leader) == {GONE["state"]}
    assert marks(hall.leader, LATER) == [TO_END["recalled"]]
    assert told(hall, uid), "told twice"
    assert marks(hall.leader, LATER) == [TO_END["recalled"]]
    assert [one.activity for one in history(hall, uid)][-1] == "letter_recalled"


def history(hall: Hall, uid: UUID) -> list[ledger.EventRow]:
    with ledger.seeing(hall.leader.sees):
        return list(ledger.history(letter(hall, uid).uid))


def test_a_task_that_is_opened_after_the_recall_says_so_too(hall: Hall) -> None:
    uid = instructed(hall)
    recalled(hall, uid)
    handling.pass_down(
        actor=hall.lead, at=LATER, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )

    assert labels(hall.expert) == {GONE["state"]}


def test_the_leader_ends_a_recalled_letter_in_one_act_with_the_reason_of_the_register(hall: Hall) -> None:
    uid = instructed(hall)
    recalled(hall, uid)
    assert chain(hall.leader, uid).withdrawn == "recalled"
    assert set(chain(hall.leader, uid).acts) == {"end"}
    handling.end_withdrawn(actor=hall.leader, at=LATER, document_uid=uid)

    done = chain(hall.leader, uid)
    assert (done.state, done.closing) == ("filed", f"Văn bản đã bị thu hồi ngày 12/03/2018: {WHY}")
    assert {(part.state, part.reason) for part in hall.parts(uid)} == {("withdrawn", done.closing)}
    assert labels(hall.lead) == labels(hall.co) == labels(hall.leader) == set()
    with pytest.raises(handling.AlreadyEnded):
        handling.end_withdrawn(actor=hall.leader, at=LATER, document_uid=uid)
    assert not told(hall, uid), "what is ended is left alone"


def test_a_letter_that_was_not_instructed_yet_is_ended_by_its_clerk_too(hall: Hall) -> None:
    uid = presented(hall)
    recalled(hall, uid)
    assert chain(hall.clerk, uid).acts == ("end",)
    handling.end_withdrawn(actor=hall.clerk, at=LATER, document_uid=uid)

    assert letter(hall, uid).state == "filed"


def test_a_letter_that_was_replaced_names_what_took_its_place(hall: Hall) -> None:
    uid = instructed(hall)
    replaced(hall, uid)

    assert marks(hall.leader, LATER) == [TO_END["replaced"]]
    assert chain(hall.leader, uid).withdrawn == "replaced"
    handling.end_withdrawn(actor=hall.leader, at=LATER, document_uid=uid)
    assert letter(hall, uid).closing == "Văn bản đã được thay thế bằng 1702/UBND-TH1"


def test_nobody_is_told_to_handle_what_another_document_took_the_place_of(hall: Hall) -> None:
    fresh, waiting = came(hall, symbol="1700/UBND-TH1"), presented(hall)
    replaced(hall, waiting)
    with ledger.seeing({hall.clerk.unit_id}):
        documents.link_replacement(old_uid=fresh, new_uid=waiting)

    with pytest.raises(handling.DocumentReplaced) as no:
        handling.present(actor=hall.clerk, at=LATER, document_uid=fresh, leader_uid=hall.leader.person_uid)
    assert "1700/UBND-TH1 đã được thay thế bằng" in no.value.message
    with pytest.raises(handling.DocumentReplaced):
        handling.instruct(
            actor=hall.leader, at=LATER, document_uid=waiting, words=WORDS,
            named=[handling.Named("lead", hall.lead.unit_id, due=FRIDAY)],
        )  # fmt: skip


def test_only_a_letter_that_was_withdrawn_ends_for_that_reason_and_only_by_its_leader(hall: Hall) -> None:
    uid = instructed(hall)
    with pytest.raises(handling.NotWithdrawn):
        handling.end_withdrawn(actor=hall.leader, at=LATER, document_uid=uid)
    recalled(hall, uid)
    for actor in (hall.clerk, hall.lead):
        with pytest.raises(handling.NotYourPart):
            handling.end_withdrawn(actor=actor, at=LATER, document_uid=uid)


def test_what_was_recalled_does_not_rise_any_more(hall: Hall) -> None:
    uid = instructed(hall)
    risen(MUCH_LATER)
    assert len(marks(hall.leader, MUCH_LATER)) == 2
    recalled(hall, uid)

    assert marks(hall.leader, MUCH_LATER) == [TO_END["recalled"]]
    assert risen(MUCH_LATER) == handling.Risen()
    assert marks(hall.leader, MUCH_LATER) == [TO_END["recalled"]], "the watch touches its own marks only"


def test_what_is_answered_in_spite_of_the_recall_ends_the_mark_with_the_letter(hall: Hall) -> None:
    uid = instructed(hall)
    recalled(hall, uid)
    answered(hall, uid)
    handling.finish(actor=hall.lead, at=LATER, document_uid=uid, words="Đã xong trước khi thu hồi")

    assert marks(hall.leader, LATER) == []


def test_a_leader_who_left_is_told_through_who_leads_there_now(hall: Hall) -> None:
    uid = instructed(hall)
    with ledger.seeing(hall.leader.sees):
        Letter.objects.filter(document__uid=uid).update(leader_uid=hall.clerk.person_uid)
    recalled(hall, uid)

    assert marks(hall.leader, LATER) == [TO_END["recalled"]]


def test_a_document_that_nobody_handles_is_nobodys_task(hall: Hall) -> None:
    uid = came(hall)
    documents.recall(actor=hall.clerk, at=LATER, document_uid=uid, reason=WHY)

    assert not told(hall, uid)
    assert not told(hall, instructed(hall, symbol="1703/UBND-TH1")), "and what stands is not told of"


def test_the_listener_tells_of_it(hall: Hall) -> None:
    uid = instructed(hall)
    documents.recall(actor=hall.clerk, at=LATER, document_uid=uid, reason=WHY)
    with as_worker():
        outbox.deliver_due()

    assert len(marks(hall.leader, LATER)) == 1
