"""Rows as they were before an execution and after it: what an undo puts back, and how it knows that nothing came in between.

An undo is no business act but the taking back of one that nobody has built on: it restores rows of other apps as they stood,
whole and exactly, which no verb of those apps could promise.  Hence the SQL over their tables, here and nowhere else.
"""

# ruff: noqa: S608 - names of tables come from constants of this module, columns from the database; every value is a parameter

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from lienthong.casework.reorganisation.errors import WorkDoneSince
from lienthong.casework.reorganisation.models import Reorganisation, RowImage
from lienthong.toolkit.sentences import Sentence, Several

ORGANISATION = {
    "org_unit": "cây đơn vị", "org_unitera": "cây đơn vị", "org_succession": "kế thừa đơn vị",
    "org_servicearea": "địa bàn phục vụ", "org_unitcalendar": "lịch của đơn vị", "org_post": "vị trí việc làm",
    "org_appointment": "bổ nhiệm", "org_delegation": "ủy quyền",
}  # fmt: skip
"""Tables that are compared whole, with what an undo calls them when it meets a change."""
CASEWORK = {
    "dossiers_dossier": ("uid = ANY(%(uids)s)", "hồ sơ"),
    "tasks_task": ("object_uid = ANY(%(uids)s) AND closed_at IS NULL", "việc của hồ sơ"),
    "dossiers_handovernote": ("to_unit_id = ANY(%(units)s) AND accepted_at IS NULL", "giấy bàn giao hồ sơ"),
    "books_book": ("unit_id = ANY(%(units)s) AND closed_at IS NULL", "sổ"),
    "documents_body": ("keeper_id = ANY(%(units)s) AND until IS NULL", "cơ quan ban hành văn bản"),
    "documents_series": ("keeper_id = ANY(%(units)s) AND closed_at IS NULL", "sổ văn bản"),
    "workfiles_workfile": ("keeper_id = ANY(%(units)s) AND state IN ('open', 'submitted', 'closed')", "hồ sơ công việc"),
    "fees_receiptrange": ("unit_id = ANY(%(units)s) AND retired_at IS NULL", "biên lai"),
    "queue_countergroup": ("unit_id = ANY(%(units)s) AND closed_at IS NULL", "nhóm quầy"),
    "queue_counter": ("unit_id = ANY(%(units)s) AND closed_at IS NULL", "quầy"),
    "handover_keeping": ("unit_id = ANY(%(units)s)", "việc giữ sổ và con dấu"),
    "fees_paymentaccount": ("unit_id = ANY(%(units)s) AND until IS NULL", "tài khoản nhận tiền"),
    "fees_till": ("unit_id = ANY(%(units)s) AND automatic AND closed_at IS NULL", "quỹ thu do ngân hàng báo có"),
    "fees_banknotice": ("unit_id = ANY(%(units)s) AND state = 'held'", "báo có của ngân hàng"),
    "handling_letter": ("uid = ANY(%(uids)s)", "văn bản đang xử lý"),
    "handling_part": (
        "closed_at IS NULL AND letter_id IN (SELECT id FROM handling_letter WHERE uid = ANY(%(uids)s))", "phần việc của văn bản",
    ),
    "drafting_draft": ("unit_id = ANY(%(units)s) AND state IN ('open', 'submitted')", "dự thảo văn bản"),
    "drafting_opinion": (
        "unit_id = ANY(%(units)s) AND given_at IS NULL AND withdrawn_at IS NULL", "ý kiến về dự thảo",
    ),
    "agenda_week": ("keeper_id = ANY(%(units)s) AND state IN ('draft', 'submitted')", "tuần lịch công tác"),
    "agenda_entry": ("keeper_id = ANY(%(units)s) AND state IN ('proposed', 'accepted')", "mục lịch công tác"),
    "documents_share": (
        "document_id IN (SELECT d.uid FROM documents_document d JOIN handling_letter l ON l.document_id = d.id "
        "WHERE l.uid = ANY(%(uids)s))", "quyền xem văn bản",
    ),
    "deadlines_alert": ("unit_id = ANY(%(units)s) AND seen_at IS NULL AND closed_at IS NULL", "lời nhắc hạn"),
}  # fmt: skip
"""Tables of which the rows that units hold are compared."""
SEEN_MEANWHILE = ("deadlines_alert",)
"""Tables whose rows go on by themselves: looking at a warning is no work on what moved, and stays when the rest is undone."""
MADE = ("documents_share",)
"""Tables in which an execution makes rows: an undo takes them away again."""
CODES_TOLD = 5

Images = dict[tuple[str, int], str]


def organisation() -> Images:
    """Return every row of the organisation by (table, key), as JSON."""
    return {key: row for table in ORGANISATION for key, row in _asked(table, "true", {}).items()}


def held(uids: Collection[UUID], unit_ids: Collection[int]) -> Images:
    """Return the rows of dossiers and of what else units hold, by (table, key), as JSON."""
    facts = {"uids": list(uids), "units": list(unit_ids)}
    return {key: row for table, (where, _) in CASEWORK.items() for key, row in _asked(table, where, facts).items()}


def again(images: Collection[tuple[str, int]]) -> Images:
    """Return rows as they are now, by (table, key); one that is gone is left out."""
    keys: dict[str, list[int]] = {}
    for table, key in images:
        keys.setdefault(table, []).append(key)
    return {key: row for table, ids in keys.items() for key, row in _asked(table, "id = ANY(%(ids)s)", {"ids": ids}).items()}


def made(uids: Collection[UUID]) -> Images:
    """Return the rows about dossiers, letters and more of tables in which an execution makes some, by (table, key), as JSON."""
    facts = {"uids": list(uids), "units": []}
    return {key: row for table in MADE for key, row in _asked(table, CASEWORK[table][0], facts).items()}


def keys(row: Reorganisation, table: str) -> list[tuple[str, int]]:
    """Return the rows of a table of which an execution keeps an image, as `again` asks them."""
    return [(table, key) for key in row.images.filter(table=table).order_by("pk").values_list("row", flat=True)]


def _asked(table: str, where: str, facts: Mapping[str, Any]) -> Images:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, to_jsonb(t)::text FROM {table} t WHERE {where}", facts)
        return {(table, key): row for key, row in cursor.fetchall()}


def keep(row: Reorganisation, unit_id: int, before: Images, after: Images) -> None:
    """Keep what an execution made and changed; what a decision changes later keeps its first `before`."""
    changed = [key for key in after if before.get(key) != after[key]]
    known = {(one.table, one.row): one for one in row.images.filter(row__in=[key for _, key in changed])}
    for key in changed:
        if key in known:
            known[key].after = after[key]
    RowImage.objects.bulk_update([known[key] for key in changed if key in known], ["after"])
    RowImage.objects.bulk_create(
        [
            RowImage(
                reorganisation=row, unit_id=unit_id, table=table, row=key, before=before.get((table, key), ""),
                after=after[table, key],
            )
            for table, key in changed
            if (table, key) not in known
        ]
    )  # fmt: skip


def restore(row: Reorganisation) -> None:
    """Put every row back as it was before the execution.  Raises WorkDoneSince when one of them is no longer as it left it."""
    kept = list(row.images.order_by("-pk"))
    now = again([(one.table, one.row) for one in kept])
    kept = [_gone_on(one, now.get((one.table, one.row))) if one.table in SEEN_MEANWHILE else one for one in kept]
    names = ORGANISATION | {table: words for table, (_, words) in CASEWORK.items()}
    other = [one for one in kept if now.get((one.table, one.row)) != one.after]
    if other:
        raise WorkDoneSince(what=_words(other, names))
    tables = sorted({one.table for one in kept})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lienthong.taking_back', 'on', true)")
            for table in tables:
                made = [one.row for one in kept if one.table == table and not one.before]
                if made:  # tables of which an execution makes no row need no right to delete
                    cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [made])
            for table in tables:
                _put_back(cursor, table, [one for one in kept if one.table == table and one.before])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT set_config('lienthong.taking_back', '', true)")
    except IntegrityError as fault:
        more = Sentence("đơn vị hoặc vị trí mới đã có hồ sơ, sổ hoặc người ngoài những gì đã chuyển")
        raise WorkDoneSince(what=more) from fault
    row.images.all().delete()


def _gone_on(one: RowImage, now: str | None) -> RowImage:
    """Return an image of which only what the execution changed is put back, on the row as it is now."""
    if now is not None and one.before:
        before, after, here = json.loads(one.before), json.loads(one.after), json.loads(now)
        one.before = json.dumps(here | {name: value for name, value in before.items() if value != after[name]})
        one.after = now
    return one


def _put_back(cursor: Any, table: str, rows: Sequence[RowImage]) -> None:
    """Write what the execution changed in rows of a table as it was; of the other columns nobody needs the right to."""
    images = [(one.before, json.loads(one.before), json.loads(one.after)) for one in rows]
    names = sorted({name for _, before, after in images for name, value in before.items() if value != after[name]})
    if names:
        columns = ", ".join(f'"{name}" = was."{name}"' for name in names)
        told = f"unnest(%s::text[]) AS told (row), jsonb_populate_record(NULL::{table}, told.row::jsonb) AS was"
        cursor.execute(f"UPDATE {table} t SET {columns} FROM {told} WHERE t.id = was.id", [[before for before, _, _ in images]])


def _words(rows: Sequence[RowImage], names: Mapping[str, str]) -> str:
    """Return in words which rows are in the way: dossiers by their code, the rest by kind."""
    codes = sorted({json.loads(one.after)["code"] for one in rows if one.table in ("dossiers_dossier", "tasks_task")})
    kinds = sorted({names[one.table] for one in rows if one.table not in ("dossiers_dossier", "tasks_task")})
    return Several("; ", [listed(codes) if codes else "", *kinds])


def listed(codes: Sequence[str]) -> Sentence:
    """Return dossiers by their codes, the first five and how many more."""
    first, more = ", ".join(codes[:CODES_TOLD]), len(codes) - CODES_TOLD
    if more > 0:
        return Sentence("hồ sơ %(codes)s và %(more)s hồ sơ nữa", codes=first, more=more)
    return Sentence("hồ sơ %(codes)s", codes=first)
