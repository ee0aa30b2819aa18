"""Addresses of documents at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.documents import arriving, finding, grid, issuing, issuing_grid, keeping, mailing, registers, sheet

urlpatterns = [
    path("van-ban/", registers.shelf, name="document_registers"),
    path("van-ban/tim/", finding.find, name="find_document"),
    path("van-ban/nhiem-ky/", keeping.terms, name="document_terms"),
    path("van-ban/den/<str:body>/", arriving.register_incoming, name="register_incoming"),
    path("van-ban/den/<str:body>/ky-hieu/", arriving.read_symbol, name="read_symbol"),
    path("van-ban/den/<str:body>/nhieu/", grid.register_many, name="register_many"),
    path("van-ban/di/<str:body>/", issuing.issue_outgoing, name="issue_outgoing"),
    path("van-ban/di/<str:body>/nhieu/", issuing_grid.issue_many, name="issue_many"),
    path("van-ban/di/<str:body>/giu-so/", keeping.reserve, name="reserve_document_number"),
    path("van-ban/so/tu-giay/<str:body>/", keeping.begin, name="begin_document_register"),
    path("van-ban/so/<uuid:uid>/", registers.register, name="document_register"),
    path("van-ban/so/<uuid:uid>.pdf", registers.register_pdf, name="document_register_pdf"),
    path("van-ban/so/<uuid:uid>.xlsx", registers.register_xlsx, name="document_register_xlsx"),
    path("van-ban/so/<uuid:uid>/khoa/", keeping.close, name="close_document_register"),
    path("van-ban/so/<uuid:uid>/huy/<uuid:entry>/", registers.void, name="void_document_number"),
    path("van-ban/so/<uuid:uid>/dung/<uuid:entry>/", keeping.use, name="use_document_number"),
    path("van-ban/buu-dien/<str:body>/", mailing.postal, name="postal_register"),
    path("van-ban/buu-dien/<str:body>/so.pdf", mailing.postal_pdf, name="postal_register_pdf"),
    path("van-ban/buu-dien/<str:body>/so.xlsx", mailing.postal_xlsx, name="postal_register_xlsx"),
    path("van-ban/<uuid:uid>/", sheet.document, name="document"),
    path("van-ban/<uuid:uid>/chuyen/", sheet.move_on, name="move_document"),
    path("van-ban/<uuid:uid>/bi-thu.pdf", mailing.envelopes, name="envelopes"),
    path("van-ban/<uuid:uid>/ban-giay/", sheet.paper, name="join_paper"),
]
