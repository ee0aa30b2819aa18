"""Notices leave: claimed in one transaction, handed over outside any, recorded in another.

A try that was cut off between handing over and recording (the process killed, the line broken, an answer that says nothing)
leaves the notice `sending` or `unknown`; the gateway is asked before anything is sent again, and takes the uid once anyway.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.notices import rules
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.queries.templates import template
from lienthong.casework.notices.rules import State
from lienthong.casework.notices.services.channels import open_channels
from lienthong.casework.notices.services.letters import Answer, Channel, Letter, Outcome
from lienthong.office.ledger import public as ledger

STOP = {"vi": "Không muốn nhận tin «{name}» nữa: {link}", "en": "To receive no more messages «{name}»: {link}"}


@dataclass(frozen=True)
class Claimed:
    """A notice that this process tries now; `ask_first`: an earlier try may have reached the gateway."""

    notice: Notice
    letter: Letter
    ask_first: bool


def send_due(*, at: datetime, limit: int = 100, channels: Mapping[str, Channel] | None = None) -> int:
    """Send what is due at `at` (real clock); return how many were sent.

    A channel that cannot be met is left alone for the rest of this run.
    """
    ways = dict(open_channels() if channels is None else channels)
    sent = 0
    for _ in range(limit):
        claimed = _claim(at, ways)
        if claimed is None:
            break
        outcome = _try(ways[claimed.notice.channel], claimed)
        sent += outcome.answer is Answer.SENT
        _record(claimed.notice, outcome, at, ways)
        if outcome.unreachable:
            del ways[claimed.notice.channel]
    return sent


def _claim(at: datetime, channels: Collection[str]) -> Claimed | None:
    """Take the notice that is due longest and say so for good, before anything leaves.

    One that is being sent keeps its `next_try_at`, so the index of what is due finds those cut off too.
    """
    cut_off = Q(state=State.SENDING, begun_at__lte=at - rules.STALE_AFTER)
    due = Q(next_try_at__lte=at) & (Q(state__in=[State.WAITING, State.UNKNOWN]) | cut_off)
    with ledger.seeing_everything():
        rows = Notice.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        notice = rows.filter(due, channel__in=list(channels)).order_by("next_try_at", "id").first()
        if notice is None:
            return None
        ask_first = notice.state != State.WAITING
        notice.state, notice.begun_at, notice.attempts = State.SENDING, at, notice.attempts + 1
        notice.save(update_fields=["state", "begun_at", "attempts"])
        return Claimed(notice, letter_of(notice), ask_first)


def _try(channel: Channel, claimed: Claimed) -> Outcome:
    if claimed.ask_first:
        known = channel.ask(claimed.letter.uid)
        if known.answer is not Answer.NOT_SENT:
            return known
    return channel.send(claimed.letter)


def _record(notice: Notice, outcome: Outcome, at: datetime, channels: Mapping[str, Channel]) -> None:
    """Write how the try ended, if it is still this try's turn; a number that Zalo does not reach is told by SMS."""
    facts = _facts(notice, outcome, at, can_ask=channels[notice.channel].can_ask)
    with ledger.seeing_everything():
        mine = Notice.objects.filter(pk=notice.pk, state=State.SENDING, attempts=notice.attempts)
        if mine.update(**facts) and facts["state"] == State.FAILED and notice.channel == "zalo" and "sms" in channels:
            Notice.objects.bulk_create([notice.another(at=at, channel="sms")], ignore_conflicts=True)


def _facts(notice: Notice, outcome: Outcome, at: datetime, *, can_ask: bool) -> dict[str, Any]:
    again = at + rules.waiting_time(notice.attempts)
    fault = outcome.fault[:300]
    given_up = at - notice.created_at > rules.GIVE_UP_AFTER
    match outcome.answer:
        case Answer.SENT:
            return {"state": State.SENT, "sent_at": at, "receipt": outcome.receipt, "fault": "", "next_try_at": None}
        case Answer.REFUSED:
            return {"state": State.FAILED, "fault": fault, "next_try_at": None}
        case Answer.UNKNOWN:
            return {"state": State.UNKNOWN, "fault": fault, "next_try_at": again if can_ask and not given_up else None}
        case _ if given_up:
            words = f"đã thử {notice.attempts} lần trong ba ngày; {fault}"[:300]
            return {"state": State.FAILED, "fault": words, "next_try_at": None}
        case _:
            return {"state": State.WAITING, "fault": fault, "next_try_at": again}


def letter_of(notice: Notice) -> Letter:
    """Return a notice as it leaves: words of its own version of the template, links of this installation."""
    words = template(notice.template, notice.since, notice.language)
    fields = {**notice.fields, "link": LINKS[notice.about](notice)}
    stop_url = "" if words.must else stop_url_of(notice.channel, words.kind, notice.address)
    text = rules.fill(words.words(notice.channel), fields).strip()
    if stop_url and notice.channel != "sms":
        text += "\n\n" + STOP[words.language].format(name=words.name, link=stop_url)
    return Letter(notice.uid, notice.channel, notice.address, rules.fill(words.subject, fields), text, stop_url)


def stop_url_of(channel: str, kind: str, address: str) -> str:
    """Return the link by which an address stops a kind of notice."""
    secret = settings.SECRET_KEY.encode()
    token = rules.stop_token(secret, channel=channel, kind=kind, digest=rules.address_digest(secret, channel, address))
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:stop_notices', args=[token])}"


def _visit_url(notice: Notice) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:visit', args=[notice.fields['unit_code'], notice.dossier_code])}"


def _lookup_url(notice: Notice) -> str:
    found = dossiers.addressee(notice.dossier_uid)
    words = {"ma": notice.dossier_code, **({"khoa": found.lookup_key} if found else {})}
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:lookup')}?{urlencode(words)}"


def _petition_url(notice: Notice) -> str:
    """Return where its sender looks a petition up: the code is filled in, the key, which opens the answer, is not told."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:petition_lookup')}?{urlencode({'ma': notice.dossier_code})}"


LINKS = {rules.DOSSIER: _lookup_url, rules.VISIT: _visit_url, rules.PETITION: _petition_url}
"""Where a notice leads, by what it is about."""
