"""Addresses of documents at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.documents import arriving, issuing, registers, sheet

urlpatterns = [
    path("van-ban/", registers.shelf, name="document_registers"),
    path("van-ban/den/<str:body>/", arriving.register_incoming, name="register_incoming"),
    path("van-ban/den/<str:body>/ky-hieu/", arriving.read_symbol, name="read_symbol"),
    path("van-ban/di/<str:body>/", issuing.issue_outgoing, name="issue_outgoing"),
    path("van-ban/so/<uuid:uid>/", registers.register, name="document_register"),
    path("van-ban/so/<uuid:uid>.pdf", registers.register_pdf, name="document_register_pdf"),
    path("van-ban/so/<uuid:uid>.xlsx", registers.register_xlsx, name="document_register_xlsx"),
    path("van-ban/so/<uuid:uid>/huy/<uuid:entry>/", registers.void, name="void_document_number"),
    path("van-ban/<uuid:uid>/", sheet.document, name="document"),
]
