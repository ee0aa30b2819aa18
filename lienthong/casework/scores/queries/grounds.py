"""The rows that indices count and the columns over them; the engine of reports counts and lists them by the same words.

Every ground obeys the contract of `reports.Ground` and speaks of units in its words, so that it can be asked on a map; besides,
%(houses)s maps each unit of the map to the one it is scored with.
"""

from __future__ import annotations

from lienthong.casework.reports import public as reports

_SAYS = reports.Wording()
_DAY = "({0} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
_OF_DOSSIER = (
    reports.Shown("code", "Mã hồ sơ", "dossier"),
    reports.Shown("owner_name", "Chủ hồ sơ"),
    reports.Shown("procedure_name", "Thủ tục"),
)
PROCEDURE = "JOIN procedures_procedureversion v ON v.id = d.version_id JOIN procedures_procedure p ON p.id = v.procedure_id"
SCORED = "d.limits <> '{}' AND d.parent_id IS NULL"
"""Which dossiers are scored: those with a limit; legs are not counted apart."""
ENDED = "d.ended_at >= %(a)s AND d.ended_at < %(b)s AND d.ended_as = 9"
_ENDED_HERE = f"{_SAYS.dossier_in} AND {ENDED}"
ASKED = "(SELECT count(*) FROM dossiers_supplement s WHERE s.dossier_id = d.id) AS asked"
"""How often the citizen was asked for more."""
_COMPLAINT = "b.kind = 'behaviour' AND b.state <> 'refused'"
COMPLAINED = f"""EXISTS (SELECT 1 FROM petitions_petition b
                  WHERE b.dossier_code <> '' AND b.dossier_code = d.code AND {_COMPLAINT}) AS complained"""  # noqa: S608 - constants
"""Whether somebody complained of behaviour at the dossier; an empty code is said to be none, as the index is of the others."""
FACE = "CASE b.face WHEN 'very' THEN 'Rất hài lòng' WHEN 'good' THEN 'Hài lòng' ELSE 'Không hài lòng' END AS face_name"

_SHOWS_SERVED = (
    *_OF_DOSSIER, reports.Shown("received_at", "Nhận lúc", "moment"), reports.Shown("ended_at", "Xong lúc", "moment"),
    reports.Shown("asked", "Số lần bổ sung", "number"), reports.Shown("", "Kết quả", "end"),
)  # fmt: skip
_SHOWS_STEP = (
    *_OF_DOSSIER, reports.Shown("title", "Bước"), reports.Shown("unit_name", "Đơn vị làm"),
    reports.Shown("due_at", "Hạn của bước", "moment"), reports.Shown("closed_at", "Xong bước lúc", "moment"),
)  # fmt: skip

SERVED = reports.Ground(
    "served",
    f"""WITH levels AS MATERIALIZED (
  SELECT id, definition -> 'online' ->> 'level' AS level FROM procedures_procedureversion
), seen AS (
  SELECT d.id, d.received_at AS at, d.uid, d.code, d.owner_name, p.name AS procedure_name, {_SAYS.dossier_of} AS unit_name,
         d.channel, l.level AS online_level, d.received_at, d.ended_at, d.ended_as, d.verdict, d.due_at,
         {ASKED},
         {COMPLAINED}
    FROM dossiers_dossier d {PROCEDURE} JOIN levels l ON l.id = d.version_id {_SAYS.dossier_unit}
   WHERE {_SAYS.dossier_in} AND d.received_at < %(b)s AND {SCORED}
     AND (d.received_at >= %(a)s OR (d.ended_at >= %(a)s AND d.ended_at < %(b)s))
)""",  # noqa: S608 - constants
    _SHOWS_SERVED,
)  # fmt: skip
"""Dossiers received or ended in the period, with how often the citizen was asked for more; legs are not counted apart."""

STEPS = reports.Ground(
    "steps",
    f"""WITH seen AS (
  SELECT t.id, t.closed_at AS at, t.object_uid AS uid, t.code, d.owner_name, p.name AS procedure_name, {_SAYS.step_of}, t.title,
         t.due_at, t.closed_at, w.name AS unit_name
    FROM dossiers_dossier d {PROCEDURE} {_SAYS.dossier_unit}
         JOIN tasks_task t ON t.object_uid = d.uid {_SAYS.step_unit}
   WHERE {_ENDED_HERE} AND t.unit_id = ANY (%(units)s) AND t.kind = 'task' AND t.closed_at IS NOT NULL AND t.due_at IS NOT NULL
)""",  # noqa: S608 - constants
    _SHOWS_STEP,
)  # fmt: skip
"""Steps with a limit of the dossiers that ended in the period, by the unit that did them."""

_HERE = "('', 'reception', 'one_stop', 'service_centre')"
OFFERED = reports.Ground(
    "offered",
    f"""WITH {_SAYS.committees}, seen AS (
  SELECT v.id * 1000000 + u.place AS id, coalesce(v.published_at, v.since::timestamptz) AS at, NULL::uuid AS uid,
         p.national_code AS code, p.name AS procedure_name, p.field, u.id AS unit_id,
         coalesce(v.definition -> 'channels', '[]') @> '["online"]' AS online,
         v.definition -> 'online' ->> 'level' AS online_level,
         EXISTS (SELECT 1 FROM jsonb_array_elements(v.definition -> 'nodes') n
                  WHERE n ->> 'kind' = 'task' AND coalesce(n ->> 'at', '') IN {_HERE}) AS received_there,
         NOT EXISTS (SELECT 1 FROM jsonb_array_elements(v.definition -> 'nodes') n
                      WHERE coalesce(n ->> 'at', '') NOT IN {_HERE}
                         OR EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(n -> 'legs', '[]')) l
                                     WHERE coalesce(l ->> 'at', '') NOT IN {_HERE})) AS whole_there
    FROM procedures_procedureversion v JOIN procedures_procedure p ON p.id = v.procedure_id
         JOIN committees u ON u.level = v.level
   WHERE v.state = 'published' AND v.since <= %(day)s AND (v.until IS NULL OR v.until > %(day)s) AND p.kind = 'external'
)""",  # noqa: S608 - constants
    (
        reports.Shown("code", "Mã thủ tục"), reports.Shown("procedure_name", "Thủ tục"), reports.Shown("field", "Lĩnh vực"),
        reports.Shown("at", "Ban hành lúc", "moment"),
    ),
)  # fmt: skip
"""Procedures in force on the period's last day, for each People's Committee whose level is competent."""

RATED = reports.Ground(
    "rated",
    f"""WITH seen AS (
  SELECT b.id, b.rated_at AS at, b.dossier_uid AS uid, b.dossier_code AS code, b.face, b.comment, {_SAYS.book_of},
         p.name AS procedure_name, {FACE}
    FROM ratings_rating b JOIN procedures_procedure p ON p.id = b.procedure_id {_SAYS.book_unit}
   WHERE {_SAYS.book_in} AND b.rated_at >= %(a)s AND b.rated_at < %(b)s
)""",  # noqa: S608 - constants
    (
        reports.Shown("code", "Mã hồ sơ", "dossier"), reports.Shown("procedure_name", "Thủ tục"),
        reports.Shown("face_name", "Mức hài lòng"), reports.Shown("comment", "Góp ý"),
        reports.Shown("at", "Đánh giá lúc", "moment"),
    ),
)  # fmt: skip
"""Ratings given in the period."""

PETITIONED = reports.Ground(
    "petitioned",
    f"""WITH seen AS (
  SELECT b.id, b.came_at AS at, b.uid, b.code, {_SAYS.book_of}, b.came_at, b.due_at, b.closed_at, b.felt, b.felt_at,
         u.name AS unit_name, {_COMPLAINT} AS complaint,
         EXISTS (SELECT 1 FROM dossiers_dossier d
                  WHERE d.code = b.dossier_code AND {SCORED} AND coalesce(d.ended_as, 9) = 9) AS tied,
         CASE b.kind WHEN 'behaviour' THEN 'Hành vi' WHEN 'procedure' THEN 'Quy định, thủ tục' ELSE 'Việc khác' END AS kind_name,
         CASE b.felt WHEN 'good' THEN 'Hài lòng' WHEN 'bad' THEN 'Không hài lòng' ELSE '' END AS felt_name
    FROM petitions_petition b {_SAYS.book_unit}
   WHERE {_SAYS.book_in} AND b.came_at < %(b)s
     AND (b.closed_at IS NULL OR b.closed_at >= %(a)s OR b.felt_at >= %(a)s)
)""",  # noqa: S608 - constants
    (
        reports.Shown("code", "Mã", "petition"), reports.Shown("kind_name", "Về việc"), reports.Shown("unit_name", "Đơn vị"),
        reports.Shown("came_at", "Nhận lúc", "moment"), reports.Shown("due_at", "Hạn trả lời", "moment"),
        reports.Shown("closed_at", "Khép lúc", "moment"), reports.Shown("felt_name", "Người gửi đánh giá"),
    ),
)  # fmt: skip
"""Petitions that were open in the period, closed or judged by their sender in it.

tied  about a dossier that is or will be scored itself: a complaint about any other one would else count nowhere.
"""

HOUSE = reports.Axis("(%(houses)s::jsonb ->> unit_id::text)", "(%(houses)s::jsonb ->> unit_id::text)", "Đơn vị")
_SETTLED = "ended_at >= %(a)s AND ended_at < %(b)s AND ended_as = 9"
_CAME = "received_at >= %(a)s"
_ANSWERED = "(closed_at >= %(a)s AND closed_at < %(b)s)"
_OVERDUE = "((closed_at IS NULL OR closed_at >= %(b)s) AND due_at < %(b)s)"
_FELT = "felt <> '' AND felt_at >= %(a)s AND felt_at < %(b)s"
_STEP_LATE, _SAME_DAY = "closed_at > due_at", f"{_DAY.format('closed_at')} < {_DAY.format('due_at')}"


def _report(ground: reports.Ground | str, *columns: reports.Column) -> reports.Report:
    key = ground if isinstance(ground, str) else ground.key
    own = None if isinstance(ground, str) else ground
    return reports.Report(f"scores-{key}", "", "", "", key, columns, HOUSE, own=own)


def _column(key: str, words: str, counts: str, *, of: str = "") -> reports.Column:
    return reports.Column(key, (words,), counts, of=of)


REPORTS = (
    _report(
        SERVED,
        _column("settled", "Hồ sơ xong trong kỳ", _SETTLED),
        _column("early", "Xong trước hạn", f"{_SETTLED} AND verdict = 'early'"),
        _column("on_time", "Xong đúng hạn", f"{_SETTLED} AND verdict IN ('on_time', '')"),
        _column("late", "Xong quá hạn", f"{_SETTLED} AND verdict = 'overdue'"),
        _column("calm_early", "Trước hạn, không bị phản ánh", f"{_SETTLED} AND verdict = 'early' AND NOT complained"),
        _column("calm_on_time", "Đúng hạn, không bị phản ánh", f"{_SETTLED} AND verdict IN ('on_time', '') AND NOT complained"),
        _column("calm_not", "Quá hạn hoặc bị phản ánh về thái độ", f"{_SETTLED} AND (verdict = 'overdue' OR complained)"),
        _column("asked_0", "Không phải bổ sung", f"{_SETTLED} AND asked = 0"),
        _column("asked_1", "Bổ sung một lần", f"{_SETTLED} AND asked = 1"),
        _column("asked_more", "Bổ sung nhiều lần", f"{_SETTLED} AND asked > 1"),
        _column("received", "Hồ sơ nhận trong kỳ", _CAME),
        _column("received_online", "Nhận trực tuyến", f"{_CAME} AND channel = 'online'"),
        _column("of_whole", "Hồ sơ của thủ tục toàn trình", f"{_CAME} AND online_level = 'whole'"),
        _column("whole_online", "Nộp trực tuyến toàn trình", f"{_CAME} AND online_level = 'whole' AND channel = 'online'"),
        _column("of_unknown", "Hồ sơ của thủ tục chưa rõ mức", f"{_CAME} AND online_level IS NULL"),
        _column(
            "online_late", "Hồ sơ trực tuyến quá hạn",
            f"channel = 'online' AND (({_SETTLED} AND verdict = 'overdue') OR (ended_at IS NULL AND due_at < %(b)s))",
        ),
    ),
    _report(
        STEPS,
        _column("step_early", "Bước xong trước hạn", f"NOT {_STEP_LATE} AND {_SAME_DAY}"),
        _column("step_on_time", "Bước xong đúng hạn", f"NOT {_STEP_LATE} AND NOT {_SAME_DAY}"),
        _column("step_late", "Bước xong quá hạn", _STEP_LATE),
    ),
    _report(
        OFFERED,
        _column("procedures", "Thủ tục thuộc thẩm quyền", "true"),
        _column("received_there", "Nhận tại một cửa", "received_there"),
        _column("whole_there", "Làm trọn tại một cửa", "whole_there"),
        _column("procedures_online", "Nộp được trực tuyến", "online"),
        _column("procedures_whole", "Thủ tục toàn trình", "online_level = 'whole'"),
        _column("procedures_partial", "Thủ tục một phần", "online_level = 'partial'"),
        _column("procedures_unknown", "Thủ tục chưa rõ mức", "online_level IS NULL"),
    ),
    _report(
        "paying",
        _column("fee_dossiers", "Hồ sơ của thủ tục có phí", "NOT catalogue AND with_fee"),
        _column("paid_online", "Thanh toán trực tuyến", "NOT catalogue AND with_fee AND online"),
        _column("fee_procedures", "Thủ tục có phí phát sinh hồ sơ", "NOT catalogue AND with_fee", of="procedure"),
        _column("paid_procedures", "Thủ tục thanh toán trực tuyến", "NOT catalogue AND with_fee AND online", of="procedure"),
    ),
    _report(
        "digital",
        _column("arrived", "Hồ sơ nhận trong kỳ", _CAME),
        _column("scanned", "Có giấy tờ đã số hóa", f"{_CAME} AND scanned"),
    ),
    _report(
        PETITIONED,
        _column("complaints", "Phản ánh về thái độ, không gắn hồ sơ", "complaint AND NOT tied AND came_at >= %(a)s"),
        _column("petitions", "Phản ánh đã xử lý hoặc quá hạn", f"({_ANSWERED} OR {_OVERDUE})"),
        _column("petitions_in_time", "Xử lý đúng hạn", f"{_ANSWERED} AND closed_at <= due_at"),
        _column("petitions_late", "Quá hạn", f"(({_ANSWERED} AND closed_at > due_at) OR {_OVERDUE})"),
        _column("felt", "Người gửi đánh giá cách xử lý", _FELT),
        _column("felt_good", "Hài lòng với cách xử lý", f"{_FELT} AND felt = 'good'"),
    ),
    _report(
        RATED,
        _column("rated", "Đánh giá nhận được", "true"),
        _column("satisfied", "Hài lòng, rất hài lòng", "face IN ('very', 'good')"),
    ),
)  # fmt: skip
"""Every count that an index may ask for, by ground."""
COLUMNS = {column.key: (report, column) for report in REPORTS for column in report.columns}
"""Where each count comes from."""
