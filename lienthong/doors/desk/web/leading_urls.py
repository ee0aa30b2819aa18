"""Addresses of the leaders' pages and of the administrator's."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web import leading, reports, running

app_name = "leaders"
urlpatterns = [
    path("lanh-dao/", leading.board, name="board"),
    path("lanh-dao/bang.csv", leading.board_csv, name="board_csv"),
    path("lanh-dao/viec/<int:unit_id>/", leading.workload, name="workload"),
    path("bao-cao/", reports.index, name="reports"),
    path("bao-cao/<slug:key>/", reports.report, name="report"),
    path("bao-cao/<slug:key>.xlsx", reports.report_xlsx, name="report_xlsx"),
    path("bao-cao/<slug:key>.pdf", reports.report_pdf, name="report_pdf"),
    path("bao-cao/<slug:key>/ho-so/", reports.rows, name="report_rows"),
    path("quan-tri/van-hanh/", running.operations, name="operations"),
    path("quan-tri/van-hanh/gui-lai/<uuid:uid>/", running.redeliver, name="redeliver"),
]
