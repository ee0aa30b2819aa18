"""Addresses of the calendar at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.agenda import concluding, entries, outputs, weeks

WEEK = "lich-cong-tac/<uuid:keeper>/<str:body>/<str:label>"
urlpatterns = [
    path("lich-cong-tac/", weeks.home, name="agenda"),
    path("lich-cong-tac/dang-ky/", entries.asked, name="agenda_asked"),
    path("lich-cong-tac/ket-luan/", concluding.jobs, name="agenda_jobs"),
    path("lich-cong-tac/dia-chi/", outputs.feeds, name="agenda_feeds"),
    path("lich-cong-tac/dia-chi/<uuid:uid>/thu-hoi/", outputs.revoke, name="revoke_agenda_feed"),
    path("lich-cong-tac/ics/<str:secret>.ics", outputs.feed, name="agenda_feed"),
    path("lich-cong-tac/muc/<uuid:uid>/", entries.entry, name="agenda_entry"),
    path("lich-cong-tac/muc/<uuid:uid>/sua/", entries.amend, name="amend_agenda_entry"),
    path("lich-cong-tac/muc/<uuid:uid>/xep/", entries.accept, name="accept_agenda_entry"),
    path("lich-cong-tac/muc/<uuid:uid>/ket-luan/", concluding.conclude, name="conclude_agenda_entry"),
    path("lich-cong-tac/muc/<uuid:uid>/<slug:verb>/", entries.refuse, name="refuse_agenda_entry"),
    path("lich-cong-tac/viec/<uuid:uid>/", concluding.job, name="agenda_job"),
    path("lich-cong-tac/viec/<uuid:uid>/nhan-viec/", concluding.claim, name="claim_agenda_job"),
    path("lich-cong-tac/viec/<uuid:uid>/thoi/", concluding.withdraw, name="withdraw_agenda_job"),
    path("lich-cong-tac/nguoi/<uuid:uid>/<str:label>/", weeks.person, name="agenda_person"),
    path("lich-cong-tac/tuan/<uuid:uid>/trinh/", weeks.submit, name="submit_agenda_week"),
    path("lich-cong-tac/tuan/<uuid:uid>/duyet/", weeks.approve, name="approve_agenda_week"),
    path("lich-cong-tac/tuan/<uuid:uid>/tra-lai/", weeks.give_back, name="give_back_agenda_week"),
    path("lich-cong-tac/ban/<uuid:uid>/da-xem/", weeks.see, name="see_agenda_edition"),
    path("lich-cong-tac/<uuid:keeper>/<str:body>/ghi/", entries.write, name="agenda_write"),
    path(f"{WEEK}.pdf", outputs.week_pdf, name="agenda_week_pdf"),
    path(f"{WEEK}.xlsx", outputs.week_xlsx, name="agenda_week_xlsx"),
    path(f"{WEEK}.ics", outputs.week_ics, name="agenda_week_ics"),
    path(f"{WEEK}/", weeks.week, name="agenda_week"),
]
