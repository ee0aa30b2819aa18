"""Money that comes by bank: the unit's account, notices of the bank settled by themselves or held for a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import access
from lienthong.casework.fees.errors import (
    AccountTaken,
    AccountTooEarly,
    AmountDiffers,
    BadAccount,
    DayClosed,
    NoticeDiffers,
    NoticeNoteNeeded,
    NoticeUnknown,
    NoticeUnreadable,
    ReceiptsUsedUp,
)
from lienthong.casework.fees.models import BankNotice, PaymentAccount
from lienthong.casework.fees.rules import vietqr
from lienthong.casework.fees.services import collecting
from lienthong.casework.fees.services.gateways import Told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@dataclass(frozen=True)
class Heard:
    """What became of a notice: settled | held | closed; `repeated` = told before, nothing changed now."""

    notice_uid: UUID
    state: str
    why: str
    repeated: bool


def set_account(*, actor: Actor, at: datetime, bank_bin: str, bank_name: str, number: str, holder: str, since: date) -> UUID:
    """Let citizens pay into an account from a day on; the one before ends on that day.

    Raises AccountTooEarly, BadAccount, AccountTaken, NotYourMoney.
    """
    access.must(actor, access.APPROVERS)
    if since < vietqr.OFFERED_FROM:
        raise AccountTooEarly(day=formats.day(vietqr.OFFERED_FROM))
    number = re.sub(r"[\s.-]", "", number).upper()
    if not re.fullmatch(r"[0-9]{6}", bank_bin) or not re.fullmatch(r"[0-9A-Z]{1,19}", number):
        raise BadAccount
    if not bank_name.strip() or not holder.strip():
        raise BadAccount
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        kept = PaymentAccount.objects.select_for_update(of=("self",)).filter(unit_id=actor.unit_id, until=None).first()
        if kept is not None:
            kept.until = max(since, kept.since)
            kept.save(update_fields=["until"])
        row = PaymentAccount(
            unit_id=actor.unit_id, bank_bin=bank_bin, bank_name=bank_name.strip()[:100], number=number, since=since,
            holder=holder.strip()[:100],
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as clash:
            raise AccountTaken from clash
        body = {"bank_bin": bank_bin, "number": number, "since": since}
        tell(actor, at, row.uid, "account_set", body, "payment_account", participants=(actor.unit_id,))
    return row.uid


def hear(*, told: Told, at: datetime) -> Heard:
    """Take in what the bank tells: pays the dossier when everything agrees, holds it for a person when anything does not.

    Told again, nothing changes.  Raises NoticeUnreadable (no account of ours), NoticeDiffers.
    """
    accounts = PaymentAccount.objects.filter(bank_bin=told.bank_bin, number=told.account.upper(), since__lte=org.local_day(at))
    account = accounts.order_by("-since", "-pk").first()
    if account is None:
        raise NoticeUnreadable(field="account")
    homes = _homes(account, org.local_day(at))
    digest = hashlib.sha256(repr(astuple(told)).encode()).digest()
    with transaction.atomic(), ledger.seeing(homes.line):
        meant = _meant(told.content, homes.codes)
        unit_id = meant.unit_id if meant is not None and meant.unit_id in homes.units else next(iter(homes.units))
        made = BankNotice(
            unit_id=unit_id, account=account, transaction=told.transaction, digest=digest, amount=told.amount,
            content=told.content, paid_at=told.paid_at, told_at=at,
        )  # fmt: skip
        BankNotice.objects.bulk_create([made], ignore_conflicts=True)
        notice = BankNotice.objects.select_for_update(of=("self",)).get(account=account, transaction=told.transaction)
        if notice.uid != made.uid:
            if bytes(notice.digest) != digest:
                raise NoticeDiffers(transaction=told.transaction)
            return Heard(notice.uid, notice.state, notice.why, repeated=True)
        actor = _bank(account, homes.units[unit_id])
        _settle(actor, at, notice, meant)
        notice.save(update_fields=["state", "why", "dossier_uid", "dossier_code", "handled_at", "handled_by"])
        body = {"amount": notice.amount, "state": notice.state, "why": notice.why, "account": account.uid}
        tell(actor, at, notice.uid, "notice_heard", body, "bank_notice", participants=(unit_id,))
    return Heard(notice.uid, notice.state, notice.why, repeated=False)


@dataclass(frozen=True)
class _Homes:
    """Who has on a day what an account's unit had, the larger part first (the unit itself while it lives, or without heir).

    line   these units and all of which a part came to them: whose dossiers may be meant.
    codes  under which these dossiers are numbered.
    """

    units: dict[int, org.UnitRow]
    line: frozenset[int]
    codes: tuple[str, ...]


def _homes(account: PaymentAccount, day: date) -> _Homes:
    heirs = [one.unit for one in org.successors(account.unit_id, day)] or [org.unit(account.unit_id)]
    line = org.line_of([account.unit_id, *(one.id for one in heirs)], day)
    known = org.units(line)
    codes = [code for key in sorted(line) for code in (known[key].code, known[key].code_legacy) if code]
    return _Homes({one.id: one for one in heirs}, frozenset(line), tuple(dict.fromkeys(codes)))


def _bank(account: PaymentAccount, unit: org.UnitRow) -> Actor:
    """Return who acts when the bank tells something: the account itself, as a cashier of a unit with a till of its own."""
    return Actor(
        person_uid=account.uid, post_uid=account.uid, unit_id=unit.id, unit_uid=unit.uid, unit=unit.name,
        name=f"Báo có {account.bank_name} {account.number}", duties=frozenset({"cashier"}), sees=frozenset({unit.id}),
    )  # fmt: skip


def _meant(content: str, units: Sequence[str]) -> dossiers.Brief | None:
    """Return the one dossier that a transfer's text means; None when it means none, or more than one.

    units  the codes under which dossiers of the account's unit, and of those that came to it, are numbered.
    """
    found = [uid for code in vietqr.codes_in(content, units) if (uid := dossiers.find(code)) is not None]
    return dossiers.brief(found[0]) if len(found) == 1 else None


def _settle(actor: Actor, at: datetime, notice: BankNotice, meant: dossiers.Brief | None) -> None:
    """Pay what the notice is for, in memory as far as the notice goes; whatever does not agree holds it."""
    if meant is None:
        notice.why = "unknown"
        return
    notice.dossier_uid, notice.dossier_code = meant.uid, meant.code
    owed = dossiers.owed_lines(meant.uid)
    if meant.unit_id != actor.unit_id:
        notice.why = "elsewhere"
    elif not owed:
        notice.why = "nothing_owed"
    elif sum(line.amount for line in owed) != notice.amount:
        notice.why = "amount"
    else:
        try:
            with transaction.atomic():
                _collect(actor, at, notice, meant.uid, owed, "online")
        except dossiers.NothingOwed:  # paid by another way since the sum was read
            notice.why = "nothing_owed"
        except DayClosed:
            notice.why = "day_closed"
        except ReceiptsUsedUp:
            notice.why = "receipts"
        else:
            notice.state, notice.handled_at, notice.handled_by = "settled", at, actor.name


def _collect(actor: Actor, at: datetime, notice: BankNotice, uid: UUID, owed: Sequence[dossiers.PaidLine], method: str) -> None:
    keys, key = [line.fee_key for line in owed], f"bank:{notice.uid}"
    collecting.collect(actor=actor, at=at, dossier_uid=uid, fee_keys=keys, method=method, key=key, origin="bank")


def settle_notice(*, actor: Actor, at: datetime, notice_uid: UUID, dossier_code: str) -> None:
    """Pay a dossier with held money, into the actor's own till; the sums must agree.

    Raises NoticeUnknown, AmountDiffers, dossiers.DossierUnknown, DayClosed, ReceiptsUsedUp, NotYourMoney.
    """
    access.must(actor, access.CASHIERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        notice = _held(actor, notice_uid)
        code = dossier_code.strip().upper()
        uid = dossiers.find(code)
        if uid is None:
            raise dossiers.DossierUnknown(dossier=code)
        owed = dossiers.owed_lines(uid)
        sum_ = sum(line.amount for line in owed)
        if sum_ != notice.amount:
            raise AmountDiffers(amount=formats.amount(notice.amount), dossier=code, owed=formats.amount(sum_))
        notice.dossier_uid, notice.dossier_code = uid, code
        _collect(actor, at, notice, uid, owed, "transfer")
        _handled(actor, at, notice, "settled", f"Thu vào hồ sơ {code}")


def close_notice(*, actor: Actor, at: datetime, notice_uid: UUID, note: str) -> None:
    """Close a held notice without paying anything: the money was returned, or belongs elsewhere.

    Raises NoticeUnknown, NoticeNoteNeeded, NotYourMoney.
    """
    access.must(actor, access.CASHIERS)
    if not note.strip():
        raise NoticeNoteNeeded
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _handled(actor, at, _held(actor, notice_uid), "closed", note.strip()[:300])


def _held(actor: Actor, uid: UUID) -> BankNotice:
    rows = BankNotice.objects.select_for_update(of=("self",)).filter(uid=uid, unit_id=actor.unit_id, state="held")
    notice = rows.first()
    if notice is None:
        raise NoticeUnknown(notice=str(uid))
    return notice


def _handled(actor: Actor, at: datetime, notice: BankNotice, state: str, note: str) -> None:
    notice.state, notice.handled_at, notice.handled_by, notice.note = state, at, actor.name, note
    notice.save(update_fields=["state", "handled_at", "handled_by", "note", "dossier_uid", "dossier_code"])
    tell(actor, at, notice.uid, "notice_handled", {"state": state, "note": note}, "bank_notice")


def tell(
    actor: Actor, at: datetime, uid: UUID, activity: str, body: dict[str, object], kind: str,
    *, participants: tuple[int, ...] = (),
) -> None:  # fmt: skip
    """Write into the ledger what happened to an account or a notice (`kind`)."""
    ledger.append(
        ledger.Entry(
            stream=uid, activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            objects=(ledger.ObjectRef(kind, uid),), body=body, participants=participants,
        )
    )  # fmt: skip
