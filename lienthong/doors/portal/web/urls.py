"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.portal.web import (
    board,
    catalogue,
    filing,
    hearing,
    kiosk,
    lookup,
    mine,
    rating,
    signing,
    stopping,
    store,
    visiting,
)

app_name = "portal"
urlpatterns = [
    path("cong/", catalogue.home, name="home"),
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("danh-gia/", rating.rate, name="rate"),
    path("ngung-tin/<str:token>/", stopping.stop_notices, name="stop_notices"),
    path("thu-tuc-hanh-chinh/", catalogue.procedures_list, name="procedures"),
    path("thu-tuc-hanh-chinh/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc-hanh-chinh/<str:code>/ban-in/", catalogue.printed, name="printed"),
    path("cong/dang-nhap/", signing.begin, {"kind": "sign_in"}, name="sign_in"),
    path("cong/mo-tai-khoan/", signing.begin, {"kind": "register"}, name="register"),
    path("cong/dat-lai-mat-khau/", signing.begin, {"kind": "reset"}, name="reset"),
    path("cong/ma/", signing.code, name="code"),
    path("cong/ra/", signing.leave, name="leave"),
    path("nop-ho-so/<str:code>/", filing.begin, name="begin"),
    path("ban-khai/<uuid:uid>/bo/", mine.drop, name="drop"),
    path("ban-khai/<uuid:uid>/<slug:step>/nhap/", filing.keep, name="keep"),
    path("ban-khai/<uuid:uid>/<slug:step>/", filing.question, name="question"),
    path("ho-so-cua-toi/", mine.mine, name="mine"),
    path("ho-so-cua-toi/kho/", store.store, name="store"),
    path("ho-so-cua-toi/kho/<uuid:uid>/", store.stored, name="stored"),
    path("ho-so-cua-toi/kho/<uuid:uid>/tai/", store.file, name="stored_file"),
    path("ket-qua-ky-so/", store.opened, name="opened"),
    path("ket-qua-ky-so/<uuid:uid>/tai/", store.opened_file, name="opened_file"),
    path("kiem-tra-chu-ky/", store.check, name="check"),
    path("ho-so-cua-toi/<uuid:uid>/", mine.filed, name="filed"),
    path("ho-so-cua-toi/<uuid:uid>/bo-sung/", mine.supplement, name="supplement"),
    path("ho-so-cua-toi/<uuid:uid>/rut/", mine.withdraw, name="withdraw"),
    path("quay/<str:code>/", kiosk.kiosk, name="kiosk"),
    path("quay/<str:code>/lay-so/", kiosk.take, name="take_ticket"),
    path("quay/<str:code>/thu-tuc/", kiosk.matters, name="kiosk_matters"),
    path("quay/<str:code>/so/<uuid:uid>/", kiosk.ticket, name="ticket"),
    path("quay/<str:code>/so/<uuid:uid>/ten/", kiosk.name, name="ticket_name"),
    path("quay/<str:code>/so/<uuid:uid>/phieu.pdf", kiosk.printed, name="ticket_pdf"),
    path("quay/<str:code>/lich-hen/", kiosk.visit, name="kiosk_visit"),
    path("dat-lich/", visiting.units, name="visits"),
    path("dat-lich/<str:code>/", visiting.unit, name="visit_unit"),
    path("dat-lich/<str:code>/<uuid:uid>/", visiting.times, name="visit_times"),
    path("lich-hen/<str:code>/<str:ma>/", visiting.visit, name="visit"),
    path("lich-hen/<str:code>/<str:ma>/huy/", visiting.cancel, name="cancel_visit"),
    path("nghe/<uuid:uid>/", hearing.hear, name="hear"),
    path("bang/<str:code>/", board.board, name="board"),
]
