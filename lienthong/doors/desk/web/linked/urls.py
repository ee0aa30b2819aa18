"""Addresses of the graph, from each thing that it may begin with."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.linked import sheet

urlpatterns = [
    path("van-ban/<uuid:uid>/lien-quan/", sheet.linked, {"kind": "document"}, name="linked_document"),
    path("du-thao/<uuid:uid>/lien-quan/", sheet.linked, {"kind": "draft"}, name="linked_draft"),
    path("ho-so/<uuid:uid>/lien-quan/", sheet.linked, {"kind": "dossier"}, name="linked_dossier"),
    path("ho-so-cong-viec/<uuid:uid>/lien-quan/", sheet.linked, {"kind": "work_file"}, name="linked_work_file"),
]
