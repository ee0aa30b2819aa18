"""Money of a dossier: its fee lines are paid, and what was paid is corrected, by events; nothing is erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import NothingOwed, NothingPaid, ReasonNeeded
from lienthong.casework.dossiers.models import FeeLine, Party
from lienthong.casework.dossiers.rules.money import PaidLine
from lienthong.casework.dossiers.rules.status import LEFT
from lienthong.casework.dossiers.services import frame
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong

COUNTER = ("counter_clerk", "centre_officer")


@dataclass(frozen=True)
class PaidNow:
    """What an act on the money of a dossier did; no line when the same request was done before."""

    standing: Standing
    lines: tuple[PaidLine, ...]
    payer: str


def pay(*, actor: Actor, at: datetime, dossier_uid: UUID, fee_keys: Sequence[str], method: str, key: str = "") -> PaidNow:
    """Record that fee lines were paid in full: cash | transfer | online.  Who collects money calls `fees.collect`, which keeps
    the till and the receipt and calls this inside its transaction.

    Raises NothingOwed (also for no line at all, and for a dossier that was refused or withdrawn), ForeignAct, DossierUnknown.
    """
    access.must(actor, "cashier", *COUNTER, act="thu phí, lệ phí")
    wanted = list(dict.fromkeys(fee_keys))
    request = {"fees": wanted, "method": method}
    with frame.acting(actor=actor, at=at, verb="pay", dossier_uid=dossier_uid, key=key, request=request) as act:
        if act.repeated:
            return PaidNow(standing(act), (), "")
        lines = _locked(act, wanted)
        owed = [line for line in lines if line.paid < line.amount and act.dossier.status not in LEFT]
        if not wanted or len(owed) < len(wanted):
            missing = next((name for name in wanted if name not in {line.key for line in owed}), "")
            name = next((line.name for line in lines if line.key == missing), missing)
            raise NothingOwed(fee=name, dossier=act.dossier.code)
        done = tuple(PaidLine(line.key, line.kind, line.name, Dong(line.amount - line.paid)) for line in owed)
        act.events += [paid_in_full(line, at=at, method=method) for line in owed]
        FeeLine.objects.bulk_update(owed, ["paid", "paid_at", "method"])
        payer = Party.objects.filter(dossier=act.dossier, role__in=["owner", "submitter"]).order_by("-role").first()
    return PaidNow(standing(act), done, payer.name if payer else act.dossier.owner_name)


def paid_in_full(fee: FeeLine, *, at: datetime, method: str) -> frame.Event:
    """Let a fee line be paid, in memory; return the line of the history that says so."""
    body = {"fee": fee.key, "amount": fee.amount - fee.paid, "method": method}
    fee.paid, fee.paid_at, fee.method = fee.amount, at, method
    return frame.Event("fee_paid", ledger.Lifecycle.COMPLETED, body=body)


def give_back(
    *, actor: Actor, at: datetime, dossier_uid: UUID, amounts: Mapping[str, Dong], reason: str, still_owed: bool
) -> PaidNow:
    """Correct what was paid: by fee line the đồng that are given back.

    still_owed  the citizen must pay it again (it was taken wrongly); else the line costs that much less from now on.
    Only the head of the unit decides.  Not idempotent: who gives money back calls `fees.refund`, whose payment keeps the key of
    its request.  Raises NothingPaid, ReasonNeeded, ForeignAct, DossierUnknown.
    """
    access.must(actor, "unit_head", act="duyệt hoàn trả phí, lệ phí")
    if not reason.strip():
        raise ReasonNeeded(act="hoàn trả phí, lệ phí")
    with frame.acting(actor=actor, at=at, verb="give_back", dossier_uid=dossier_uid) as act:
        lines = {line.key: line for line in _locked(act, list(amounts))}
        for name, dong in amounts.items():
            line = lines.get(name)
            if line is None or not 0 < dong <= line.paid:
                raise NothingPaid(fee=line.name if line else name, dossier=act.dossier.code)
            line.paid -= dong
            line.amount -= 0 if still_owed else dong
            body = {"fee": name, "amount": dong, "still_owed": still_owed, "reason": reason.strip()}
            act.events.append(frame.Event("fee_returned", ledger.Lifecycle.COMPLETED, body=body))
        FeeLine.objects.bulk_update(lines.values(), ["paid", "amount"])
    done = tuple(PaidLine(name, lines[name].kind, lines[name].name, Dong(-dong)) for name, dong in amounts.items())
    return PaidNow(standing(act), done, act.dossier.owner_name)


def _locked(act: frame.Act, keys: Sequence[str]) -> list[FeeLine]:
    return list(FeeLine.objects.select_for_update(of=("self",)).filter(dossier=act.dossier, key__in=keys).order_by("pk"))
