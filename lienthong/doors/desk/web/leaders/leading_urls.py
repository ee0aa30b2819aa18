"""Addresses of the leaders' pages and of the administrator's."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.dossiers import notice_log
from lienthong.doors.desk.web.leaders import (
    cutting,
    leading,
    leading_ratings,
    monthly,
    readiness,
    readiness_acts,
    reorganising,
    reports,
    running,
    scoring,
    staff_scoring,
)

app_name = "leaders"
urlpatterns = [
    path("lanh-dao/", leading.board, name="board"),
    path("lanh-dao/bang.csv", leading.board_csv, name="board_csv"),
    path("lanh-dao/viec/<int:unit_id>/", leading.workload, name="workload"),
    path("lanh-dao/cat-giam/", cutting.shown, name="cuts"),
    path("lanh-dao/cat-giam/<int:unit_id>/<str:code>/", cutting.draft, name="draft_cut"),
    path("bao-cao/thang/", monthly.months, name="months"),
    path("bao-cao/thang/<int:year>-<int:month>/", monthly.month, name="month"),
    path("bao-cao/thang/<int:year>-<int:month>.pdf", monthly.month_pdf, name="month_pdf"),
    path("lanh-dao/mot-cua/", readiness.board, name="readiness"),
    path("lanh-dao/mot-cua.xlsx", readiness.board_xlsx, name="readiness_xlsx"),
    path("lanh-dao/mot-cua/danh-gia/<slug:key>/", readiness_acts.assess, name="assess"),
    path("lanh-dao/mot-cua/xac-nhan/<uuid:uid>/", readiness_acts.review, name="review"),
    path("lanh-dao/mot-cua/rut/<uuid:uid>/", readiness_acts.withdraw, name="withdraw_assessment"),
    path("lanh-dao/mot-cua/<int:unit_id>/", readiness.unit, name="readiness_unit"),
    path("lanh-dao/mot-cua/<int:unit_id>/<slug:key>/", readiness.requirement, name="readiness_requirement"),
    path("bao-cao/chi-so/", scoring.index, name="scores"),
    path("bao-cao/chi-so/<slug:key>/", scoring.board, name="score_board"),
    path("bao-cao/chi-so/<slug:key>.xlsx", scoring.board_xlsx, name="score_xlsx"),
    path("bao-cao/chi-so/<slug:key>/<int:unit_id>/", scoring.unit, name="score_unit"),
    path("bao-cao/chi-so/<slug:key>/<int:unit_id>/<slug:column>/", scoring.rows, name="score_rows"),
    path("bao-cao/chi-so/<slug:key>/cham/<slug:index>/", scoring.judge, name="judge"),
    path("diem-cua-toi/", staff_scoring.mine, name="my_score"),
    path("diem-can-bo/<int:unit_id>/", staff_scoring.people, name="staff_scores"),
    path("diem-can-bo/<int:unit_id>/<uuid:person_uid>/", staff_scoring.person, name="staff_score"),
    path("diem-can-bo/<int:unit_id>/<uuid:person_uid>/<slug:column>/", staff_scoring.rows, name="staff_rows"),
    path("bao-cao/hai-long/", leading_ratings.satisfaction, name="ratings"),
    path("quan-tri/thong-bao/", notice_log.log, name="notices"),
    path("quan-tri/thong-bao/<uuid:uid>/gui-lai/", notice_log.resend, name="resend_notice"),
    path("bao-cao/", reports.index, name="reports"),
    path("bao-cao/<slug:key>/", reports.report, name="report"),
    path("bao-cao/<slug:key>.xlsx", reports.report_xlsx, name="report_xlsx"),
    path("bao-cao/<slug:key>.pdf", reports.report_pdf, name="report_pdf"),
    path("bao-cao/<slug:key>/ho-so/", reports.rows, name="report_rows"),
    path("sap-xep/", reorganising.index, name="reorganisations"),
    path("sap-xep/nap/", reorganising.load, name="load_reorganisations"),
    path("sap-xep/cho-chon/", reorganising.waiting, name="waiting_dossiers"),
    path("sap-xep/cho-chon/<uuid:uid>/<uuid:dossier_uid>/", reorganising.decide, name="decide_waiting"),
    path("sap-xep/<uuid:uid>/", reorganising.one, name="reorganisation"),
    path("sap-xep/<uuid:uid>/danh-sach/<slug:key>/", reorganising.lines, name="reorganisation_lines"),
    path("sap-xep/<uuid:uid>/<slug:verb>/", reorganising.act, name="reorganisation_act"),
    path("quan-tri/van-hanh/", running.operations, name="operations"),
    path("quan-tri/van-hanh/gui-lai/<uuid:uid>/", running.redeliver, name="redeliver"),
]
