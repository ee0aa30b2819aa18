"""Addresses of the staff pages."""

from __future__ import annotations

from django.urls import path, re_path

from lienthong.casework.delivery import public as delivery_app
from lienthong.casework.documents import public as documents_app
from lienthong.casework.dossiers import public as dossiers_app
from lienthong.casework.drafting import public as drafting_app
from lienthong.casework.handling import public as handling_app
from lienthong.casework.results import public as results_app
from lienthong.casework.workfiles import public as workfiles_app
from lienthong.doors.desk.web import books, inbox
from lienthong.doors.desk.web.agenda import urls as agenda
from lienthong.doors.desk.web.agenda.panel import agenda_panel
from lienthong.doors.desk.web.approval import drafting as draft_panel
from lienthong.doors.desk.web.approval import panel as approval_panel
from lienthong.doors.desk.web.approval import urls as approval
from lienthong.doors.desk.web.catalogue import catalogue, guiding, own_forms
from lienthong.doors.desk.web.certification import certifying, electronic
from lienthong.doors.desk.web.delivery import panel as delivery_panel
from lienthong.doors.desk.web.delivery import urls as delivery
from lienthong.doors.desk.web.documents import panels
from lienthong.doors.desk.web.documents import urls as documents
from lienthong.doors.desk.web.dossiers import (
    acting,
    dossier,
    files,
    handing,
    lists,
    notice_log,
    notices,
    returning,
    reusing,
    signing,
)
from lienthong.doors.desk.web.drafts import panel as drafts_panel
from lienthong.doors.desk.web.drafts import panels as boxes_of_drafts
from lienthong.doors.desk.web.drafts import urls as drafts
from lienthong.doors.desk.web.handling import panel as handling_panel
from lienthong.doors.desk.web.handling import urls as handling
from lienthong.doors.desk.web.intake import panel as intake_panel
from lienthong.doors.desk.web.intake import urls as intake
from lienthong.doors.desk.web.leaders import reminding
from lienthong.doors.desk.web.linked import rooms as linked_rooms
from lienthong.doors.desk.web.linked import urls as linked
from lienthong.doors.desk.web.money import banking, money, receipts
from lienthong.doors.desk.web.petitions import petitioning
from lienthong.doors.desk.web.queue import queue_matters, queue_setup, queueing, visiting
from lienthong.doors.desk.web.receiving import from_letter, receive, waiting
from lienthong.doors.desk.web.staff import absence, handover, staff_accounts, staffing
from lienthong.doors.desk.web.trips import carrying, trips
from lienthong.doors.desk.web.workfiles import panel as workfiles_panel
from lienthong.doors.desk.web.workfiles import urls as workfiles

panels.hang(
    intake_panel.panel,
    handling_panel.panel,
    from_letter.panel,
    approval_panel.panel,
    drafts_panel.panel,
    delivery_panel.panel,
    agenda_panel,
    workfiles_panel.panel,
)
boxes_of_drafts.hang(draft_panel.panel)
linked_rooms.hang(
    documents_app.LINKED, handling_app.LINKED, drafting_app.LINKED, dossiers_app.LINKED, delivery_app.LINKED,
    workfiles_app.LINKED,
    results_app.LINKED,
)  # fmt: skip
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
    path("ho-so/nhan/tu-van-ban/<uuid:uid>/", from_letter.from_letter, name="receive_letter"),
    path("ho-so/nhan/nhap/<uuid:key>/", receive.draft, name="draft"),
    path("ho-so/nhan/nhap/<uuid:key>/bo/", receive.drop_draft, name="drop_draft"),
    path("ho-so/<uuid:uid>/", dossier.dossier, name="dossier"),
    path("ho-so/<uuid:uid>/da-nhan/", dossier.saved, name="saved"),
    path("ho-so/<uuid:uid>/giay-tiep-nhan.pdf", dossier.receipt_slip, name="receipt_slip"),
    path("ho-so/<uuid:uid>/phieu-kiem-soat.pdf", dossier.control_slip, name="control_slip"),
    path("ho-so/<uuid:uid>/da-bao/", notice_log.told, name="told"),
    path("ho-so/<uuid:uid>/giay/<slug:slug>.pdf", notices.notice, name="notice"),
    path("ho-so/so-theo-doi/", notices.register, name="register"),
    path("ho-so/so-theo-doi.pdf", notices.register_pdf, name="register_pdf"),
    path("ho-so/so-theo-doi.xlsx", notices.register_xlsx, name="register_xlsx"),
    path("ho-so/<uuid:uid>/chuyen/", acting.advance, name="advance"),
    path("ho-so/<uuid:uid>/viec/<slug:slug>/", acting.act, name="act"),
    path("ho-so/<uuid:uid>/ban-quet/", files.scan, name="scan"),
    path("ho-so/<uuid:uid>/giay-da-co/", reusing.reuse, name="reuse"),
    path("ho-so/<uuid:uid>/ky-so/", signing.sign, name="sign_result"),
    path("ho-so/<uuid:uid>/ky-so/<uuid:result>/", signing.signed_result, name="signed_result"),
    path("tep/<uuid:uid>", files.show, name="file"),
    path("tra-ket-qua/", returning.give, name="return"),
    path("ban-giao/", handing.notes, name="notes"),
    path("ban-giao/lap/", handing.make, name="make_note"),
    path("ban-giao/<uuid:uid>/nhan/", handing.accept, name="accept_note"),
    path("ban-giao/<uuid:uid>.pdf", handing.note_pdf, name="note_pdf"),
    path("ban-giao/vang-mat/", absence.absences, name="absences"),
    path("ban-giao/vang-mat/<uuid:uid>/thu-hoi/", absence.end, name="end_absence"),
    path("ban-giao/bien-ban/", handover.handovers, name="handovers"),
    path("ban-giao/bien-ban/lap/", handover.begin, name="begin_handover"),
    path("ban-giao/bien-ban/<uuid:uid>/", handover.minutes, name="handover"),
    path("ban-giao/bien-ban/<uuid:uid>/nguoi-nhan/", handover.write, name="write_handover"),
    path("ban-giao/bien-ban/<uuid:uid>/ky/", handover.sign, name="sign_handover"),
    path("ban-giao/bien-ban/<uuid:uid>.pdf", handover.pdf, name="handover_pdf"),
    re_path(r"^ban-giao/bien-ban/(?P<uid>[0-9a-f-]{36})/(?P<slug>tu-choi|rut-lai)/$", handover.end, name="end_handover"),
    path("chung-thuc/", certifying.certify, name="certify"),
    path("chung-thuc/phi/", certifying.total, name="certify_total"),
    path("chung-thuc/nhap/<uuid:key>/", certifying.draft, name="certify_draft"),
    path("chung-thuc/<uuid:uid>/", certifying.certified, name="certified"),
    path("chung-thuc/<uuid:uid>/loi-chung.pdf", certifying.attestation, name="attestation"),
    path("chung-thuc/<uuid:uid>/phieu-thu.pdf", certifying.fee_slip, name="certify_fee_slip"),
    path("so/", books.shelf, name="books"),
    path("so/ban-sao-dien-tu/", electronic.copies, name="ecopies"),
    path("so/ban-sao-dien-tu/<uuid:uid>/", electronic.copy, name="ecopy"),
    path("so/tu-giay/", books.begin, name="begin_book"),
    path("so/<uuid:uid>/", books.volume, name="book"),
    path("so/<uuid:uid>.pdf", books.volume_pdf, name="book_pdf"),
    path("so/<uuid:uid>/huy/<uuid:entry>/", books.void, name="void_number"),
    re_path(r"^so/(?P<uid>[0-9a-f-]{36})/(?P<slug>quyen-moi|khoa-so)/$", books.turn, name="turn_book"),
    path("thu-phi/", money.today, name="money"),
    path("thu-phi/bao-co/", banking.notices, name="bank"),
    path("thu-phi/bao-co/tai-khoan/", banking.account, name="bank_account"),
    path("thu-phi/bao-co/<uuid:uid>/", banking.notice, name="bank_notice"),
    path("thu-phi/<uuid:uid>/", money.till, name="till"),
    path("thu-phi/<uuid:uid>.pdf", money.till_pdf, name="till_pdf"),
    path("thu-phi/luot/<uuid:uid>.pdf", money.receipt_pdf, name="money_receipt"),
    path("thu-phi/luot/<uuid:uid>/hoan-tra/", money.give_back, name="give_back"),
    path("ho-so/<uuid:uid>/thu-phi/", money.of_dossier, name="money_of"),
    path("bien-lai/", receipts.shelf, name="receipts"),
    path("bien-lai/bao-cao/", receipts.report, name="receipt_report"),
    path("bien-lai/bao-cao.xlsx", receipts.report_xlsx, name="receipt_report_xlsx"),
    path("bien-lai/bao-cao.pdf", receipts.report_pdf, name="receipt_report_pdf"),
    path("bien-lai/<uuid:uid>/", receipts.receipt_range, name="receipt_range"),
    path("hang-doi/", queue_setup.hours, name="queue"),
    path("hang-doi.csv", queue_setup.hours_csv, name="queue_csv"),
    path("hang-doi/quay/", queueing.strip, name="queue_strip"),
    path("hang-doi/quay/ngoi/", queueing.sit, name="queue_sit"),
    re_path(r"^hang-doi/quay/(?P<verb>goi|goi-lai|xong|bo-qua|vang|chuyen)/$", queueing.act, name="queue_act"),
    path("hang-doi/lich-hen/", visiting.visits, name="visits"),
    path("hang-doi/lich-hen/<str:day>/huy/", visiting.withdraw, name="withdraw_visits"),
    path("hang-doi/lich-hen/huy/<uuid:uid>/", visiting.withdraw_one, name="withdraw_visit"),
    path("hang-doi/lich-hen/cau-hinh/", visiting.plans, name="visit_plans"),
    path("hang-doi/cau-hinh/", queue_setup.setup, name="queue_setup"),
    path("hang-doi/cau-hinh/viec/<uuid:uid>/", queue_matters.matters, name="queue_matters"),
    re_path(
        r"^hang-doi/cau-hinh/(?P<verb>them-quay|dong-nhom|dong-quay)/(?P<uid>[0-9a-f-]{36})/$",
        queue_setup.change,
        name="queue_change",
    ),
    path("nhac-han/", reminding.reminders, name="reminders"),
    path("nhac-han/<uuid:uid>/xem/", reminding.see, name="see_reminder"),
    path("nhac-han/qua-han/", reminding.late, name="late"),
    path("nhac-han/qua-han.csv", reminding.late_csv, name="late_csv"),
    path("nhac-han/thu/<uuid:uid>/", reminding.letter, name="apology"),
    path("nhac-han/thu/<uuid:uid>.pdf", reminding.letter_pdf, name="apology_pdf"),
    path("nhac-han/thu/<uuid:uid>/gui/", reminding.send, name="send_apology"),
    path("mau-giay/", own_forms.kinds, name="forms"),
    path("mau-giay/ban/<uuid:uid>/", own_forms.version, name="form_version"),
    path("mau-giay/ban/<uuid:uid>/sua/", own_forms.rewrite, name="rewrite_form"),
    path("mau-giay/ban/<uuid:uid>/xem-thu.pdf", own_forms.version_pdf, name="form_pdf"),
    path("mau-giay/ban/<uuid:uid>/<slug:verb>/", own_forms.step, name="form_step"),
    path("mau-giay/<slug:key>/", own_forms.kind, name="form_kind"),
    path("mau-giay/<slug:key>/soan/", own_forms.draft, name="draft_form"),
    path("mau-giay/<slug:key>/co-san.pdf", own_forms.built_in_pdf, name="built_in_form"),
    path("chuyen-ve-ban/", trips.list_trips, name="trips"),
    path("chuyen-ve-ban/lap/", trips.plan, name="plan_trip"),
    path("chuyen-ve-ban/de-nghi/", trips.wishes, name="wishes"),
    path("chuyen-ve-ban/de-nghi/<uuid:uid>/bo/", trips.drop_wish, name="drop_wish"),
    path("chuyen-ve-ban/<uuid:uid>/", trips.trip, name="trip"),
    path("chuyen-ve-ban/<uuid:uid>.pdf", trips.sheet_pdf, name="trip_pdf"),
    path("chuyen-ve-ban/<uuid:uid>/viec/<uuid:act>/", trips.decide, name="trip_act"),
    path("chuyen-ve-ban/<uuid:uid>/tu-giay/", trips.from_paper, name="trip_paper"),
    path("chuyen-ve-ban/<uuid:uid>/mang-theo/", carrying.carry, name="carry_trip"),
    path("chuyen-ve-ban/<uuid:uid>/mang-theo/tho.js", carrying.worker, name="trip_worker"),
    path("chuyen-ve-ban/<uuid:uid>/gui/", carrying.exchange, name="trip_exchange"),
    path("chuyen-ve-ban/<uuid:uid>/<slug:verb>/", trips.turn, name="turn_trip"),
    path("nhan-su/", staffing.staff, name="staff"),
    path("nhan-su/vi-tri/lap/", staffing.make_post, name="make_post"),
    path("nhan-su/vi-tri/<uuid:uid>/giao/", staffing.appoint, name="appoint"),
    path("nhan-su/vi-tri/<uuid:uid>/bo/", staffing.end_post, name="end_post"),
    path("nhan-su/thoi-giu/<uuid:uid>/", staffing.dismiss, name="dismiss"),
    path("nhan-su/nguoi/<uuid:uid>/", staff_accounts.member, name="staff_member"),
    path("nhan-su/nguoi/<uuid:uid>/mat-khau/", staff_accounts.hand, name="hand_password"),
    re_path(r"^nhan-su/nguoi/(?P<uid>[0-9a-f-]{36})/(?P<slug>khoa|mo|go-lop-hai)/$", staff_accounts.turn, name="turn_account"),
    path("phan-anh/", petitioning.petitions_list, name="petitions"),
    path("phan-anh/so.xlsx", petitioning.register_xlsx, name="petitions_xlsx"),
    path("phan-anh/ghi/", petitioning.enter, name="enter_petition"),
    path("phan-anh/<uuid:uid>/", petitioning.petition, name="petition"),
    path("phan-anh/<uuid:uid>/nhan-viec/", petitioning.claim, name="claim_petition"),
    path("phan-anh/<uuid:uid>/<slug:verb>/", petitioning.act, name="petition_act"),
    path("huong-dan-noi/", guiding.recordings, name="guidance"),
    path("huong-dan-noi/<uuid:uid>/", guiding.recording, name="recording"),
    path("thu-tuc/", catalogue.catalogue, name="procedures"),
    path("thu-tuc/nap/", catalogue.upload, name="upload"),
    path("thu-tuc/<uuid:uid>/", catalogue.version, name="version"),
    path("thu-tuc/<uuid:uid>/<slug:verb>/", catalogue.step, name="version_step"),
    *linked.urlpatterns,
    *intake.urlpatterns,
    *handling.urlpatterns,
    *agenda.urlpatterns,
    *drafts.urlpatterns,
    *approval.urlpatterns,
    *delivery.urlpatterns,
    *workfiles.urlpatterns,
    *documents.urlpatterns,
]
