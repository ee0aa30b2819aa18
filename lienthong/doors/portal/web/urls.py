"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.portal.web import board, catalogue, kiosk, lookup, rating, stopping

app_name = "portal"
urlpatterns = [
    path("cong/", catalogue.home, name="home"),
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("danh-gia/", rating.rate, name="rate"),
    path("ngung-tin/<str:token>/", stopping.stop_notices, name="stop_notices"),
    path("thu-tuc-hanh-chinh/", catalogue.procedures_list, name="procedures"),
    path("thu-tuc-hanh-chinh/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc-hanh-chinh/<str:code>/ban-in/", catalogue.printed, name="printed"),
    path("quay/<str:code>/", kiosk.kiosk, name="kiosk"),
    path("quay/<str:code>/lay-so/", kiosk.take, name="take_ticket"),
    path("quay/<str:code>/so/<uuid:uid>/", kiosk.ticket, name="ticket"),
    path("quay/<str:code>/so/<uuid:uid>/ten/", kiosk.name, name="ticket_name"),
    path("quay/<str:code>/so/<uuid:uid>/phieu.pdf", kiosk.printed, name="ticket_pdf"),
    path("bang/<str:code>/", board.board, name="board"),
]
