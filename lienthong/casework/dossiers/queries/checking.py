"""The invariants of dossiers: numbers without gaps, tasks as the marking says, dates as the calendar says, history that adds up.

Run by `lienthong check-invariants`, which sees everything, after every fault test and nightly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from lienthong.casework.dossiers.models import Dossier, DueDate
from lienthong.casework.dossiers.rules.earliest import ruling
from lienthong.casework.dossiers.rules.engine import Marking
from lienthong.casework.dossiers.rules.legs import is_open, state_of
from lienthong.casework.dossiers.rules.replaying import replayed
from lienthong.casework.dossiers.rules.status import NAMES, RUNNING, Status, may_follow
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
REPLAYED = 5_000
"""Histories replayed by one run: all open dossiers and the latest ended ones; the ledger's own check reads everything."""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("I7", "Mã hồ sơ và số thứ tự trong sổ liên tục, không trùng, không khuyết", numbers),
        Invariant("I8", "Hạn trả của hồ sơ đang mở đúng bằng hạn tính lại từ lịch làm việc", dates),
        Invariant("I9", "Mỗi vị trí của hồ sơ có đúng một việc đang mở", places),
        Invariant("I16", "Mỗi chặng liên thông khớp với điều hồ sơ gốc ghi, và luôn có người giữ", legs_agree),
        Invariant("dossiers.entered", "Kết quả vào sổ văn bản đi là đúng một văn bản, cùng số", entered),
        Invariant("I13", "Trạng thái hồ sơ khớp với lịch sử trong sổ cái", histories),
    ]


_NUMBERS = """
WITH taken AS (
  SELECT coalesce(origin_unit_id, unit_id) AS unit_id,
         to_char(to_date(split_part(code, '-', 2), 'YYMMDD'), 'YYYY-MM-DD') AS series,
         split_part(code, '-', 3)::int AS number FROM dossiers_dossier
  UNION ALL
  SELECT coalesce(origin_unit_id, unit_id), '20' || left(split_part(code, '-', 2), 2), book_line FROM dossiers_dossier
), counted AS (
  SELECT unit_id, series, count(*) AS many, count(DISTINCT number) AS different, max(number) AS highest FROM taken GROUP BY 1, 2
)
SELECT (SELECT name FROM org_unit WHERE id = coalesce(c.unit_id, n.unit_id)),
       coalesce(c.series, n.series), c.many, c.different, c.highest, n.last
FROM counted c FULL JOIN (SELECT * FROM dossiers_dailynumber WHERE series NOT LIKE 'note-%%') n USING (unit_id, series)
WHERE (c.many, c.different, c.highest, n.last) IS DISTINCT FROM (c.many, c.many, c.many::int, c.many::int) LIMIT %s
"""


def numbers() -> list[str]:
    """Return series of numbers with a gap, a double, or a counter that lies."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [SHOWN])
        return [
            f"{unit}, dãy {series}: {many or 0} hồ sơ, {different or 0} số khác nhau, "
            f"số cao nhất {highest or 0}, bộ đếm {last or 0}"
            for unit, series, many, different, highest, last in cursor.fetchall()
        ]


def dates() -> list[str]:
    """Return open dossiers whose due date differs from the one worked out again from their history."""
    wrong = []
    rows: dict[int, list[DueDate]] = {}
    for kept in DueDate.objects.filter(dossier__ended_at=None).order_by("since", "pk").iterator(2_000):
        rows.setdefault(kept.dossier_id, []).append(kept)
    for dossier in Dossier.objects.filter(ended_at=None).order_by("pk").iterator(1_000):
        limits = ruling(dossier.limits, worktime)
        if not limits:
            continue
        said = procedures.version_by_id(dossier.version_id).definition.case(dossier.case).after_supplement
        policy = said or worktime.resume_policy(dossier.received_at.astimezone(VIETNAM).date())
        steps = [(row.reason, row.since, row.due_at) for row in rows.get(dossier.pk, [])]
        again = replayed(steps, limits, worktime.calendar(dossier.calendar), policy, worktime)
        due = again[0] if again else None
        if due != dossier.due_at:
            wrong.append(f"{dossier.code}: ghi {dossier.due_at}, tính lại {due}")
    return wrong[:SHOWN]


def places() -> list[str]:
    """Return dossiers whose open tasks are not exactly the tokens of their marking."""
    wrong = []
    found: dict[object, list[int]] = {}
    for uid, token in (
        tasks.Task.objects.filter(object_type="dossier", closed_at=None).order_by("pk").values_list("object_uid", "token")
    ):
        found.setdefault(uid, []).append(token)
    standing = Dossier.objects.exclude(marking__tokens=[]).order_by("pk").values_list("uid", "code", "marking")
    for uid, code, marking in standing.iterator(2_000):
        tokens = sorted(token.number for token in Marking.from_dict(marking).tokens)
        held = sorted(found.pop(uid, []))
        if tokens != held:
            wrong.append(f"{code}: vị trí {tokens}, việc đang mở {held}")
    wrong += [f"Việc mở mà hồ sơ không còn vị trí: {uid}" for uid in found]
    return wrong[:SHOWN]


def legs_agree() -> list[str]:
    """Return legs that their parent does not know as they are, and open legs that nobody holds at either end."""
    wrong = []
    for leg in Dossier.objects.filter(parent__isnull=False).select_related("parent").order_by("-pk")[:REPLAYED]:
        said = leg.parent.legs.get(leg.leg, {}) if leg.parent is not None else {}
        state = str(state_of(Status(leg.status), leg.link))
        there = datetime.fromisoformat(said["due_at"]) if said.get("due_at") else None
        if (said.get("code"), said.get("state")) != (leg.code, state) or (leg.ended_at is None and there != leg.due_at):
            wrong.append(f"{leg.code}: hồ sơ gốc ghi {said.get('code')} {said.get('state')} {there}; chặng: {state} {leg.due_at}")
    for parent in Dossier.objects.filter(ended_at=None).exclude(legs={}).order_by("-pk")[:REPLAYED]:
        tokens = {token.number for token in Marking.from_dict(parent.marking).tokens}
        unheld = [leg["code"] for leg in parent.legs.values() if is_open(leg) and leg["token"] not in tokens]
        wrong += [f"{parent.code}: không ai chờ chặng {code}" for code in unheld]
    idle = Dossier.objects.filter(parent__isnull=False, ended_at=None, status__in=sorted(RUNNING), marking__tokens=[])
    wrong += [
        f"{code}: chặng đang mở mà không có việc nào" for code in idle.order_by("pk").values_list("code", flat=True)[:SHOWN]
    ]
    return wrong[:SHOWN]


_ENTERED = """
SELECT d.code, d.result_number FROM dossiers_dossier d
LEFT JOIN documents_document o ON o.uid = d.result_document AND o.direction = 'out' AND o.symbol = d.result_number
WHERE d.result_document IS NOT NULL AND o.id IS NULL ORDER BY d.id LIMIT %s
"""


def entered() -> list[str]:
    """Return results that say they stand in the outgoing register and do not, or under another number."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTERED, [SHOWN])
        return [f"{code}: số {number} không có trong sổ văn bản đi" for code, number in cursor.fetchall()]


def histories() -> list[str]:
    """Return dossiers whose last recorded status is not their status, or whose history makes a forbidden step."""
    return [fault for dossier in _recent() if (fault := _history_fault(dossier))][:SHOWN]


def _recent() -> Iterator[Dossier]:
    fields = ("uid", "code", "status", "ended_at", "leg")
    yield from Dossier.objects.filter(ended_at=None).order_by("-pk").only(*fields)[:REPLAYED]
    yield from Dossier.objects.filter(ended_at__isnull=False).order_by("-pk").only(*fields)[:REPLAYED]


def _history_fault(dossier: Dossier) -> str:
    before: Status | None = None
    for event in ledger.history(dossier.uid):
        said = event.facts.get("status")
        if said is None:
            continue
        now = Status(said)
        corrected = event.facts.get("verb") == "reopen"
        if before is not None and now is not before and not corrected and not may_follow(before, now, leg=bool(dossier.leg)):
            return f"{dossier.code}: «{NAMES[before]}» không thể thành «{NAMES[now]}»"
        before = now
    if before is None or before != dossier.status:
        return f"{dossier.code}: sổ cái ghi {before}, hồ sơ ghi {dossier.status}"
    return ""
