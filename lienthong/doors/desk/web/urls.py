"""Addresses of the staff pages."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web import acting, catalogue, dossier, files, handing, inbox, lists, receive, returning, waiting

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("viec/<uuid:uid>/", inbox.beside, name="beside"),
    path("tim/", lists.search, name="search"),
    path("ho-so/", lists.dossiers_list, name="dossiers"),
    path("ho-so/nhan/cho-tiep-nhan/", waiting.waiting, name="waiting"),
    path("ho-so/nhan/", receive.receive, name="receive"),
    path("ho-so/nhan/thu-tuc/", receive.find_procedure, name="find_procedure"),
    path("ho-so/nhan/dia-chi/", receive.find_place, name="find_place"),
    path("ho-so/nhan/giay-to/", receive.parts, name="parts"),
    path("ho-so/nhan/ban-quet/", receive.scans, name="hold_scans"),
    path("ho-so/nhan/giay-hen/", receive.preview, name="preview"),
    path("ho-so/nhan/nhap/<uuid:key>/", receive.draft, name="draft"),
    path("ho-so/nhan/nhap/<uuid:key>/bo/", receive.drop_draft, name="drop_draft"),
    path("ho-so/<uuid:uid>/", dossier.dossier, name="dossier"),
    path("ho-so/<uuid:uid>/da-nhan/", dossier.saved, name="saved"),
    path("ho-so/<uuid:uid>/giay-tiep-nhan.pdf", dossier.receipt_slip, name="receipt_slip"),
    path("ho-so/<uuid:uid>/phieu-kiem-soat.pdf", dossier.control_slip, name="control_slip"),
    path("ho-so/<uuid:uid>/chuyen/", acting.advance, name="advance"),
    path("ho-so/<uuid:uid>/viec/<slug:slug>/", acting.act, name="act"),
    path("ho-so/<uuid:uid>/ban-quet/", files.scan, name="scan"),
    path("tep/<uuid:uid>", files.show, name="file"),
    path("tra-ket-qua/", returning.give, name="return"),
    path("ban-giao/", handing.notes, name="notes"),
    path("ban-giao/lap/", handing.make, name="make_note"),
    path("ban-giao/<uuid:uid>/nhan/", handing.accept, name="accept_note"),
    path("ban-giao/<uuid:uid>.pdf", handing.note_pdf, name="note_pdf"),
    path("thu-tuc/", catalogue.catalogue, name="procedures"),
    path("thu-tuc/nap/", catalogue.upload, name="upload"),
    path("thu-tuc/<uuid:uid>/", catalogue.version, name="version"),
    path("thu-tuc/<uuid:uid>/<slug:verb>/", catalogue.step, name="version_step"),
]
