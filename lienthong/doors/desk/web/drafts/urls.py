"""Addresses of drafting at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.drafts import listing, saying, sheet, templating, writing

urlpatterns = [
    path("du-thao/", listing.drafts, name="drafts"),
    path("du-thao/moi/", writing.begin, name="begin_document_draft"),
    path("du-thao/nhap/<uuid:key>/", writing.keep, name="keep_document_draft"),
    path("du-thao/mau/", templating.templates, name="office_templates"),
    path("du-thao/mau/moi/", templating.new, name="new_office_template"),
    path("du-thao/mau/tu-tep/", templating.bring, name="bring_office_template"),
    path("du-thao/mau/<uuid:uid>/", templating.template, name="office_template"),
    path("du-thao/mau/<uuid:uid>/sua/", templating.rewrite, name="rewrite_office_template"),
    path("du-thao/mau/<uuid:uid>/xem-thu.pdf", templating.pdf, name="office_template_pdf"),
    path("du-thao/mau/<uuid:uid>/xem-thu.docx", templating.word, name="office_template_docx"),
    path("du-thao/mau/<uuid:uid>/ban-hanh/", templating.publish, name="publish_office_template"),
    path("du-thao/mau/<uuid:uid>/thu-hoi/", templating.withdraw, name="withdraw_office_template"),
    path("du-thao/<uuid:uid>/", sheet.draft, name="document_draft"),
    path("du-thao/<uuid:uid>/sua/", writing.write, name="write_document_draft"),
    path("du-thao/<uuid:uid>/ban-<int:number>.pdf", sheet.pdf, name="draft_pdf"),
    path("du-thao/<uuid:uid>/ban-<int:number>.docx", sheet.word, name="draft_docx"),
    path("du-thao/<uuid:uid>/tai-len/", saying.bring, name="bring_draft_docx"),
    path("du-thao/<uuid:uid>/khac/", sheet.difference, name="draft_difference"),
    path("du-thao/<uuid:uid>/gop-y/", saying.comment, name="comment_draft"),
    path("du-thao/<uuid:uid>/gop-y/<uuid:comment>/", saying.settle, name="settle_draft_comment"),
    path("du-thao/<uuid:uid>/xin-y-kien/", saying.ask, name="ask_about_draft"),
    path("du-thao/<uuid:uid>/y-kien/", saying.answer, name="answer_about_draft"),
    path("du-thao/<uuid:uid>/thoi-hoi/<uuid:opinion>/", saying.withdraw, name="withdraw_draft_question"),
    path("du-thao/<uuid:uid>/bo/", saying.drop, name="drop_document_draft"),
]
