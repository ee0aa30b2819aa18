"""The rows that tell of one person's work at a unit; the engine of reports counts and lists them by the same words.

Parameters: those of `reports.Ground`; %(units)s is the unit that the person works at.  A person has no map of units.
"""

from __future__ import annotations

from lienthong.casework.reports import public as reports
from lienthong.casework.scores.queries.grounds import ASKED, COLUMNS, COMPLAINED, ENDED, FACE, PROCEDURE, SCORED, SERVED, STEPS

_HANDS = """CROSS JOIN LATERAL (
    SELECT t.holder_uid::text AS holder FROM tasks_task t
     WHERE t.object_uid = {uid} AND t.unit_id = ANY (%(units)s) AND t.kind = 'task' AND t.closed_at IS NOT NULL
       AND t.holder_uid IS NOT NULL GROUP BY 1
  ) h"""
_SHOWS_RATING = (
    reports.Shown("code", "Mã hồ sơ", "dossier"), reports.Shown("procedure_name", "Thủ tục"),
    reports.Shown("face_name", "Mức hài lòng"), reports.Shown("at", "Đánh giá lúc", "moment"),
)  # fmt: skip

HANDLED = reports.Ground(
    "handled",
    f"""WITH seen AS (
  SELECT d.id, d.ended_at AS at, d.uid, d.code, d.owner_name, p.name AS procedure_name, h.holder, d.received_at, d.ended_at,
         d.ended_as, d.verdict, {ASKED},
         {COMPLAINED}
    FROM dossiers_dossier d {PROCEDURE} {_HANDS.format(uid="d.uid")}
   WHERE {ENDED} AND {SCORED}
)""",  # noqa: S608 - constants
    SERVED.shows,
)
"""Dossiers that ended in the period, once for each person who did a step of them at the unit."""

DONE = reports.Ground(
    "done",
    f"""WITH seen AS (
  SELECT t.id, t.closed_at AS at, t.object_uid AS uid, t.code, d.owner_name, p.name AS procedure_name,
         t.holder_uid::text AS holder, t.title, t.due_at, t.closed_at, w.name AS unit_name
    FROM dossiers_dossier d {PROCEDURE} JOIN tasks_task t ON t.object_uid = d.uid JOIN org_unit w ON w.id = t.unit_id
   WHERE {ENDED} AND t.unit_id = ANY (%(units)s) AND t.kind = 'task' AND t.closed_at IS NOT NULL AND t.due_at IS NOT NULL
     AND t.holder_uid IS NOT NULL
)""",  # noqa: S608 - constants
    STEPS.shows,
)
"""Steps with a limit that somebody held at the unit, of dossiers that ended in the period."""

LYING = reports.Ground(
    "lying",
    """WITH seen AS (
  SELECT t.id, t.opened_at AS at, t.object_uid AS uid, t.code, t.owner_label AS owner_name, t.subject, t.title, t.due_at,
         t.holder_uid::text AS holder
    FROM tasks_task t
   WHERE t.unit_id = ANY (%(units)s) AND t.kind = 'task' AND t.closed_at IS NULL AND t.due_at < %(b)s
     AND t.holder_uid IS NOT NULL
)""",
    (
        reports.Shown("code", "Mã hồ sơ", "dossier"), reports.Shown("owner_name", "Chủ hồ sơ"),
        reports.Shown("title", "Bước"), reports.Shown("due_at", "Hạn của bước", "moment"),
    ),
)  # fmt: skip
"""Open steps past their limit in somebody's hands at the unit now."""

FELT = reports.Ground(
    "felt",
    f"""WITH seen AS (
  SELECT b.id, b.rated_at AS at, b.dossier_uid AS uid, b.dossier_code AS code, p.name AS procedure_name, b.face, h.holder,
         {FACE}
    FROM ratings_rating b JOIN procedures_procedure p ON p.id = b.procedure_id {_HANDS.format(uid="b.dossier_uid")}
   WHERE b.rated_at >= %(a)s AND b.rated_at < %(b)s
)""",  # noqa: S608 - constants
    _SHOWS_RATING,
)
"""Ratings of the period, once for each person who did a step of the rated dossier at the unit."""

HAND = reports.Axis("holder", "holder", "Người làm")


def _report(ground: reports.Ground, *columns: reports.Column) -> reports.Report:
    return reports.Report(f"staff-{ground.key}", "", "", "", ground.key, columns, HAND, own=ground)


def _same(*keys: str) -> tuple[reports.Column, ...]:
    """Return columns as the scores of units have them: the same words for the same count."""
    return tuple(COLUMNS[key][1] for key in keys)


BESIDE = ("rated_very", "rated_good", "rated_bad", "lying_late")
"""Columns that are shown beside the points and give none."""
STAFF_REPORTS = (
    _report(
        HANDLED, *_same("early", "on_time", "late", "asked_0", "asked_1", "asked_more", "calm_early", "calm_on_time", "calm_not")
    ),
    _report(DONE, *_same("step_early", "step_on_time", "step_late")),
    _report(
        FELT,
        reports.Column("rated_very", ("Rất hài lòng",), "face = 'very'"),
        reports.Column("rated_good", ("Hài lòng",), "face = 'good'"),
        reports.Column("rated_bad", ("Không hài lòng",), "face = 'bad'"),
    ),
    _report(LYING, reports.Column("lying_late", ("Bước đang giữ đã quá hạn",), "true")),
)
"""Every count of a person, by ground."""
STAFF_COLUMNS = {column.key: (report, column) for report in STAFF_REPORTS for column in report.columns}
