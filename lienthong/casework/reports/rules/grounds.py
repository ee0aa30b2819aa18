"""The grounds that reports stand on: which rows there are to count, as SQL over the records of the casework.

Every ground yields `id`, `at` (timestamptz, both together the order of the rows), `unit_id`, and what its reports ask.
Parameters: %(a)s and %(b)s, the period [a, b); %(units)s, keys of the units; %(day)s, the last day of the period.  On a map
(`Ground.on_map`) also %(map)s, its day, and %(seats)s, %(lines)s: which unit of the map has what each unit held (rules.mapping).
Row-level security stands behind them: what the context does not see is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Shown:
    """A column of the list behind a figure: where it comes from, its head, and how it is drawn.

    kind   dossier, petition (a link by the row's `uid`), text, moment, dong, number, end (how a dossier ended).
    """

    source: str
    head: str
    kind: str = "text"


@dataclass(frozen=True)
class Ground:
    """Rows to be counted: the SQL of `WITH … seen AS (…)`, and what the list behind a figure shows of each."""

    key: str
    sql: str
    shows: tuple[Shown, ...]

    def on_map(self) -> str:
        """Return the SQL by which rows belong to the units of a map: where each stood on its day, and who has that unit's now."""
        body = self.sql
        for plain, mapped in _ON_MAP:
            body = body.replace(plain, mapped)
        return body.replace("WITH ", f"WITH {_SEATS}, ", 1)


_SEATS = "seats AS MATERIALIZED (SELECT * FROM unnest(%(seats)s::bigint[], %(lines)s::bigint[]) AS m (seat, unit))"
_STOOD = """CASE WHEN d.former = '[]' THEN d.unit_id ELSE coalesce((
    SELECT (f.value ->> 'unit')::bigint FROM jsonb_array_elements(d.former) WITH ORDINALITY AS f (value, n)
     WHERE (f.value ->> 'until')::date > %(map)s ORDER BY f.n LIMIT 1), d.unit_id) END"""
"""The unit that a dossier belonged to on the day of the map: a reorganisation notes until when it was whose."""
_IN, _OF, _UNIT = "d.unit_id = ANY (%(units)s)", "d.unit_id, u.name", "LEFT JOIN org_unit u ON u.id = d.unit_id"
_BOOK_IN, _BOOK_OF, _BOOK_UNIT = "b.unit_id = ANY (%(units)s)", "b.unit_id AS unit_id", "JOIN org_unit u ON u.id = b.unit_id"
_STEP_OF, _STEP_UNIT = "t.unit_id AS unit_id", "JOIN org_unit w ON w.id = t.unit_id"
_MADE, _MADE_FROM = "SELECT u.id, u.name, u.code, u.level, u.id AS place FROM org_unit u", "WHERE u.id = ANY (%(units)s)"
_ON_MAP = (
    (_IN, "(d.unit_id = ANY (%(units)s) OR d.origin_unit_id IS NOT NULL)"),
    (_OF, "m.unit AS unit_id, u.name"),
    (_UNIT, f"JOIN seats m ON m.seat = {_STOOD} JOIN org_unit u ON u.id = m.unit"),
    (_BOOK_OF, "m.unit AS unit_id"),
    (_BOOK_UNIT, "JOIN seats m ON m.seat = b.unit_id JOIN org_unit u ON u.id = m.unit"),
    (_STEP_OF, "n.unit AS unit_id"),
    (_STEP_UNIT, f"JOIN seats n ON n.seat = t.unit_id {_STEP_UNIT}"),
    (
        _MADE,
        "SELECT t.id, t.name, t.code, u.level, u.id AS place FROM org_unit u "
        "JOIN seats m ON m.seat = u.id JOIN org_unit t ON t.id = m.unit",
    ),
)
"""What the SQL of a ground says of units, and what it says on a map; a ground that does not use these words knows no map."""
OPEN = "(d.ended_at IS NULL OR d.ended_at >= %(b)s)"


def _versions(*told: str) -> str:
    """Return the facts of each version, read out of its text once and not once for every dossier; `told` = facts besides."""
    more = "".join(f",\n         {one}" for one in told)
    return f"""
WITH versions AS MATERIALIZED (
  SELECT v.id, v.procedure_id, v.level, p.field, p.national_code AS procedure,
         p.name AS procedure_name, p.interlinked, p.kind, v.since, v.until, v.state, v.published_at, v.document_code{more}
    FROM procedures_procedureversion v JOIN procedures_procedure p ON p.id = v.procedure_id
)"""  # noqa: S608 - constants


_VERSIONS = _versions()
_WITH_FEE = """EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(v.definition -> 'fees', '[]')) f
                  WHERE coalesce(f ->> 'moment', 'before') <> 'free') AS with_fee"""
_AT_ONE_STOP = """EXISTS (SELECT 1 FROM jsonb_array_elements(v.definition -> 'nodes') n
                  WHERE n ->> 'at' IN ('reception', 'one_stop', 'service_centre')) AS at_one_stop"""
_WITH_STEPS = (
    """EXISTS (SELECT 1 FROM jsonb_array_elements(v.definition -> 'nodes') n WHERE n ->> 'kind' = 'task') AS with_steps"""
)

_OF_DOSSIER = f"""d.id, d.received_at AS at, d.uid, d.code, d.owner_name,
         v.procedure_name, v.procedure, v.level, v.field,
         v.interlinked, d.channel, d.result_delivery, {_OF} AS unit_name, u.code AS unit_code, u.level AS unit_level,
         d.status, d.received_at, d.recorded_at, d.ended_at, d.ended_as, d.verdict, d.late_reason"""
_FROM_DOSSIER = f"dossiers_dossier d JOIN versions v ON v.id = d.version_id AND d.parent_id IS NULL {_UNIT}"
"""An interlinked dossier is counted once, where the citizen came [P]; its legs are told by the list of legs.
The unit is joined from the left, though every dossier has one: a report that does not name units then does not ask for them."""

_DOSSIER_SHOWS = (
    Shown("code", "Mã hồ sơ", "dossier"),
    Shown("owner_name", "Chủ hồ sơ"),
    Shown("procedure_name", "Thủ tục"),
    Shown("received_at", "Nhận lúc", "moment"),
)

_CASES = """, cases AS MATERIALIZED (
  SELECT v.id AS version_id, one ->> 'key' AS key, one ->> 'name' AS name
    FROM procedures_procedureversion v, jsonb_array_elements(v.definition -> 'cases') one
)"""


def _settling(key: str, *, cases: bool = False) -> Ground:
    """Return the ground of what was to be settled; `cases` names each dossier's case too, which costs a join for every row.

    What the counted columns ask stands in the index `dossier_settling`, so a report over all years reads no row.
    """
    named = "d.case AS case_key, coalesce(c.name, d.case) AS case_name, " if cases else ""
    joined = " LEFT JOIN cases c ON c.version_id = d.version_id AND c.key = d.case" if cases else ""
    sql = f"""{_VERSIONS}{_CASES if cases else ""}, seen AS (
  SELECT {_OF_DOSSIER}, {named}d.where_unit_id,
         coalesce((SELECT w.name FROM org_unit w WHERE w.id = d.where_unit_id), 'Chưa rõ đơn vị') AS where_name,
         CASE WHEN {OPEN} THEN (SELECT q.due_at FROM dossiers_duedate q WHERE q.dossier_id = d.id AND q.since < %(b)s
                                 ORDER BY q.since DESC, q.id DESC LIMIT 1)
              ELSE d.due_at END AS due_then
    FROM {_FROM_DOSSIER}{joined}
   WHERE {_IN} AND d.received_at < %(b)s AND (d.ended_at IS NULL OR d.ended_at >= %(a)s)
     AND d.limits <> '{{}}'
)"""  # noqa: S608 - constants
    ended = (Shown("due_then", "Hẹn trả", "moment"), Shown("ended_at", "Xong lúc", "moment"), Shown("", "Kết quả", "end"))
    return Ground(key, sql, (*_DOSSIER_SHOWS, *ended))


SETTLING, SETTLING_BY_CASE = _settling("settling"), _settling("settling-by-case", cases=True)
"""Dossiers received before the period's end and not ended before its beginning; `due_then` is the promise at the period's end."""

ARRIVING = Ground(
    "arriving",
    f"""{_VERSIONS}, seen AS (
  SELECT {_OF_DOSSIER} FROM {_FROM_DOSSIER}
   WHERE {_IN} AND d.received_at < %(b)s
     AND (d.received_at >= %(a)s OR d.status = 1 OR (d.ended_at >= %(a)s AND d.ended_at < %(b)s))
)""",  # noqa: S608 - constants
    (*_DOSSIER_SHOWS, Shown("recorded_at", "Ghi vào máy lúc", "moment"), Shown("late_reason", "Lý do nhập muộn")),
)
"""Dossiers that came in the period, ended in it, or were still to be taken at its end."""

_LEFT = "(d.ended_as IN (3, 7) AND d.ended_at < %(b)s)"
"""Refused or withdrawn before the period's end: what such a dossier has not paid it owes no more."""

FEES = Ground(
    "fees",
    f"""{_VERSIONS}, seen AS (
  SELECT f.id, coalesce(f.paid_at, d.received_at) AS at, d.uid, d.code, d.owner_name, f.name AS fee_name, f.kind AS fee_kind,
         CASE WHEN {_LEFT} THEN least(f.amount, f.paid) ELSE f.amount END AS amount, f.paid, f.paid_at, f.method,
         f.exempt_ground, d.received_at, d.id AS dossier_id, {_OF} AS unit_name,
         v.procedure, v.procedure_name, v.field,
         CASE WHEN f.paid_at >= %(a)s AND f.paid_at < %(b)s THEN f.paid ELSE 0 END AS paid_then
    FROM dossiers_feeline f JOIN dossiers_dossier d ON d.id = f.dossier_id JOIN versions v ON v.id = d.version_id
         {_UNIT}
   WHERE {_IN} AND ((d.received_at >= %(a)s AND d.received_at < %(b)s)
     OR (f.paid_at >= %(a)s AND f.paid_at < %(b)s))
)""",  # noqa: S608 - constants
    (
        Shown("code", "Mã hồ sơ", "dossier"), Shown("owner_name", "Chủ hồ sơ"), Shown("fee_name", "Khoản thu"),
        Shown("amount", "Phải thu (đồng)", "dong"), Shown("paid", "Đã thu (đồng)", "dong"), Shown("paid_at", "Thu lúc", "moment"),
        Shown("exempt_ground", "Căn cứ miễn"),
    ),
)  # fmt: skip
"""Charges of dossiers received in the period, and charges paid in it."""

CERTIFIED = Ground(
    "certified",
    f"""WITH seen AS (
  SELECT e.id, e.entered_at AS at, e.object_uid AS uid, e.label AS code, e.requester, e.subject, b.kind, {_BOOK_OF},
         u.name AS unit_name, (e.facts ->> 'pages')::int AS pages, (e.facts ->> 'copies')::int AS copies,
         (e.facts ->> 'fee')::bigint AS fee, e.voided_at, e.facts ->> 'signer' AS signer,
         CASE b.kind WHEN 'certified-copy' THEN 'Bản sao từ bản chính'
                     WHEN 'e-certified-copy' THEN 'Bản sao điện tử từ bản chính' WHEN 'signature' THEN 'Chữ ký, điểm chỉ'
                     ELSE 'Hợp đồng, giao dịch' END AS kind_name
    FROM books_bookentry e JOIN books_book b ON b.id = e.book_id {_BOOK_UNIT}
   WHERE b.kind IN ('certified-copy', 'e-certified-copy', 'signature', 'transaction') AND {_BOOK_IN}
     AND e.entered_at >= %(a)s AND e.entered_at < %(b)s
)""",  # noqa: S608 - constants
    (
        Shown("code", "Số chứng thực", "dossier"), Shown("kind_name", "Loại việc"), Shown("requester", "Người yêu cầu"),
        Shown("subject", "Giấy tờ"), Shown("pages", "Số trang", "number"), Shown("copies", "Số bản", "number"),
        Shown("fee", "Phí (đồng)", "dong"), Shown("at", "Vào sổ lúc", "moment"),
    ),
)  # fmt: skip
"""Lines of the certification books of the period."""

COMMITTEES = f"""committees AS (
  {_MADE}
   {_MADE_FROM} AND (u.function = 'people_committee' OR u.functions @> '["people_committee"]')
     AND u.since <= %(day)s AND (u.until IS NULL OR u.until > %(day)s)
)"""


class Wording(NamedTuple):
    """The words about units of which a ground is made so that it can be asked on a map; `on_map` says others in their place.

    dossier_*  of a dossier d, its unit u.   book_*  of a row b that stays at its unit, u.   step_*  of a task t, its unit w.
    committees  the CTE `committees u` of People's Committees in force, `u.place` the one of then.
    """

    dossier_in: str = _IN
    dossier_of: str = _OF
    dossier_unit: str = _UNIT
    book_in: str = _BOOK_IN
    book_of: str = _BOOK_OF
    book_unit: str = _BOOK_UNIT
    step_of: str = _STEP_OF
    step_unit: str = _STEP_UNIT
    committees: str = COMMITTEES


_IN_FORCE = "v.state = 'published' AND v.since <= %(day)s AND (v.until IS NULL OR v.until > %(day)s) AND v.kind = 'external'"

PROCEDURES = Ground(
    "procedures",
    f"""{_versions(_AT_ONE_STOP, _WITH_STEPS)}, {COMMITTEES}, seen AS (
  SELECT v.id * 1000000 + u.place AS id, coalesce(v.published_at, v.since::timestamptz) AS at, NULL::uuid AS uid,
         v.procedure AS code,
         v.procedure_name, v.field, v.document_code, u.id AS unit_id, u.name AS unit_name, u.level AS unit_level, v.procedure,
         v.level, v.at_one_stop, v.with_steps
    FROM versions v JOIN committees u ON u.level = v.level WHERE {_IN_FORCE}
)""",  # noqa: S608 - constants
    (
        Shown("code", "Mã thủ tục"), Shown("procedure_name", "Thủ tục"), Shown("field", "Lĩnh vực"),
        Shown("document_code", "Quy trình nội bộ"), Shown("unit_name", "Đơn vị"), Shown("at", "Ban hành lúc", "moment"),
    ),
)  # fmt: skip
"""Procedures in force on the period's last day, for each People's Committee whose level is competent."""

DIGITAL = Ground(
    "digital",
    f"""{_VERSIONS}, seen AS (
  SELECT {_OF_DOSSIER},
         EXISTS (SELECT 1 FROM dossiers_paperline l WHERE l.dossier_id = d.id AND l.file_uid IS NOT NULL) AS scanned
    FROM {_FROM_DOSSIER}
   WHERE {_IN} AND d.received_at < %(b)s AND d.limits <> '{{}}'
     AND (d.received_at >= %(a)s OR (d.ended_at >= %(a)s AND d.ended_at < %(b)s))
)""",  # noqa: S608 - constants
    (*_DOSSIER_SHOWS, Shown("ended_at", "Xong lúc", "moment")),
)
"""Dossiers received or settled in the period, and whether a component of theirs was scanned."""

PAYING = Ground(
    "paying",
    f"""{_versions(_WITH_FEE)}, {COMMITTEES}, dues AS (
  SELECT f.dossier_id, bool_or(f.amount > 0 AND NOT (coalesce({_LEFT}, false) AND f.paid = 0)) AS owes,
         bool_or(f.paid > 0) AS paid, bool_or(f.paid > 0 AND f.method = 'online') AS online
    FROM dossiers_feeline f JOIN dossiers_dossier d ON d.id = f.dossier_id
   WHERE {_IN} AND d.received_at >= %(a)s AND d.received_at < %(b)s GROUP BY 1
), seen AS (
  SELECT {_OF_DOSSIER}, v.with_fee, coalesce(q.owes, false) AS owes, coalesce(q.paid, false) AS paid,
         coalesce(q.online, false) AS online, false AS catalogue
    FROM {_FROM_DOSSIER} LEFT JOIN dues q ON q.dossier_id = d.id
   WHERE {_IN} AND d.received_at >= %(a)s AND d.received_at < %(b)s AND d.limits <> '{{}}'
  UNION ALL
  SELECT -(v.id * 1000000 + u.place), coalesce(v.published_at, v.since::timestamptz), NULL, v.procedure, '', v.procedure_name,
         v.procedure, v.level, v.field, v.interlinked, '', '', u.id, u.name, u.code, u.level, NULL, NULL, NULL, NULL, NULL, '',
         '', v.with_fee, false, false, false, true
    FROM versions v JOIN committees u ON u.level = v.level WHERE {_IN_FORCE} AND v.with_fee
)""",  # noqa: S608 - constants
    (*_DOSSIER_SHOWS,),
)
"""Dossiers received in the period with what was paid and how; and the procedures with a fee that each unit is competent for."""

LEGS = Ground(
    "legs",
    f"""{_VERSIONS}, sent AS (
  SELECT d.id * 1000 + l.place AS id, d.uid, d.code, d.owner_name, d.unit_id, u.name AS unit_name, v.procedure, v.procedure_name,
         v.level, v.field, coalesce(o.id, 0) AS agency_id, coalesce(o.name, l.leg ->> 'unit') AS agency_name,
         l.leg ->> 'code' AS leg_code, l.leg ->> 'name' AS leg_name, l.leg ->> 'state' AS state,
         coalesce(l.leg ->> 'verdict', '') AS verdict, (l.leg ->> 'started_at')::timestamptz AS at,
         (l.leg ->> 'started_at')::timestamptz AS sent_at, (l.leg ->> 'due_at')::timestamptz AS due_at,
         (l.leg ->> 'finished_at')::timestamptz AS finished_at
    FROM {_FROM_DOSSIER}
         CROSS JOIN LATERAL (SELECT e.value AS leg, row_number() OVER (ORDER BY e.key) AS place FROM jsonb_each(d.legs) e) l
         LEFT JOIN org_unit o ON o.id = (l.leg ->> 'unit_id')::bigint
   WHERE d.unit_id = ANY (%(units)s) AND d.received_at < %(b)s AND d.legs <> '{{}}' AND l.leg ? 'uid'
), seen AS (
  SELECT *, CASE WHEN finished_at < %(b)s THEN state ELSE 'open' END AS ended
    FROM sent WHERE sent_at < %(b)s AND (finished_at IS NULL OR finished_at >= %(a)s)
)""",  # noqa: S608 - constants
    (
        Shown("code", "Hồ sơ gốc", "dossier"), Shown("leg_code", "Mã hồ sơ chặng"), Shown("leg_name", "Chặng"),
        Shown("agency_name", "Cơ quan giải quyết"), Shown("sent_at", "Gửi lúc", "moment"), Shown("due_at", "Hạn", "moment"),
        Shown("finished_at", "Xong lúc", "moment"), Shown("procedure_name", "Thủ tục"),
    ),
)  # fmt: skip
"""Interlinked legs sent before the period's end and not over before its beginning, as the dossier that sent them tells of them:
nobody reads the agency's own rows.  `ended`: how it was over before the period's end, else «open»."""

PETITIONS = Ground(
    "petitions",
    f"""WITH seen AS (
  SELECT b.id, b.came_at AS at, b.uid, b.code, b.kind, {_BOOK_OF}, u.name AS unit_name, u.code AS unit_code, b.state, b.came_at,
         b.due_at, b.closed_at, b.public_answer <> '' AS published, coalesce(p.field, 'Không nêu thủ tục') AS field,
         CASE b.kind WHEN 'behaviour' THEN 'Hành vi' WHEN 'procedure' THEN 'Quy định, thủ tục' ELSE 'Việc khác' END AS kind_name,
         (SELECT h.name FROM org_unit h WHERE h.id = b.handler_id) AS handler_name
    FROM petitions_petition b LEFT JOIN procedures_procedure p ON p.id = b.procedure_id {_BOOK_UNIT}
   WHERE {_BOOK_IN} AND b.came_at < %(b)s AND (b.closed_at IS NULL OR b.closed_at >= %(a)s)
)""",  # noqa: S608 - constants
    (
        Shown("code", "Mã", "petition"), Shown("kind_name", "Về việc"), Shown("handler_name", "Đơn vị xử lý"),
        Shown("came_at", "Nhận lúc", "moment"), Shown("due_at", "Hạn trả lời", "moment"),
        Shown("closed_at", "Khép lúc", "moment"),
    ),
)  # fmt: skip
"""Petitions that came before the period's end and were not closed before its beginning; who sent them is not shown here."""

GROUNDS = {
    ground.key: ground
    for ground in (
        SETTLING, SETTLING_BY_CASE, ARRIVING, FEES, CERTIFIED, PROCEDURES, DIGITAL, PAYING, LEGS, PETITIONS,
    )
}  # fmt: skip
