"""Addresses of handling at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.handling import acting, counting, lists, papers, sheet

urlpatterns = [
    path("van-ban/xu-ly/", lists.letters, name="letters"),
    path("van-ban/xu-ly/danh-sach.xlsx", lists.letters_xlsx, name="letters_xlsx"),
    path("van-ban/xu-ly/so/", papers.book, name="letter_book"),
    path("van-ban/xu-ly/so.pdf", papers.book_pdf, name="letter_book_pdf"),
    path("van-ban/xu-ly/so.xlsx", papers.book_xlsx, name="letter_book_xlsx"),
    path("van-ban/xu-ly/<uuid:uid>/", sheet.letter, name="letter"),
    path("van-ban/xu-ly/<uuid:uid>/trinh/", acting.present, name="present_letter"),
    path("van-ban/xu-ly/<uuid:uid>/but-phe/", acting.instruct, name="instruct_letter"),
    path("van-ban/xu-ly/<uuid:uid>/ket-thuc/", acting.end, name="end_letter"),
    path("van-ban/xu-ly/<uuid:uid>/luu/", acting.file_away, name="file_letter"),
    path("van-ban/xu-ly/<uuid:uid>/phan/<uuid:part>/<slug:verb>/", acting.act, name="letter_act"),
    path("van-ban/xu-ly/<uuid:uid>/phieu.pdf", papers.slip, name="letter_slip"),
    path("van-ban/xu-ly/<uuid:uid>/dau-den.pdf", papers.stamp, name="letter_stamp"),
    path("van-ban/xu-ly/<uuid:uid>/dau-den/<uuid:file>.pdf", papers.stamped, name="letter_stamped"),
    path("van-ban/thong-ke/", counting.statistics, name="letter_statistics"),
    path("van-ban/thong-ke/van-ban-den/", counting.arrivals, name="counted_arrivals"),
    path("van-ban/thong-ke/bang.xlsx", counting.statistics_xlsx, name="letter_statistics_xlsx"),
    path("van-ban/thong-ke/tuan/", counting.week, name="letter_week"),
]
