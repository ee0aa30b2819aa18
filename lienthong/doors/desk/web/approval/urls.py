"""Addresses of approval at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.approval import acting, closing, lists, papers, sheet

urlpatterns = [
    path("trinh-ky/", lists.rounds, name="rounds"),
    path("trinh-ky/moi/<uuid:draft>/", acting.submit, name="submit_draft"),
    path("trinh-ky/<uuid:uid>/", sheet.show, name="round"),
    path("trinh-ky/<uuid:uid>/van-ban.pdf", sheet.paper, name="round_pdf"),
    path("trinh-ky/<uuid:uid>/phieu-trinh.pdf", sheet.slip, name="round_slip"),
    path("trinh-ky/<uuid:uid>/chu-ky/", sheet.signatures, name="round_signatures"),
    path("trinh-ky/<uuid:uid>/dong-y/", acting.approve, name="approve_round"),
    path("trinh-ky/<uuid:uid>/tra-lai/", acting.give_back, name="return_round"),
    path("trinh-ky/<uuid:uid>/rut/", acting.withdraw, name="withdraw_round"),
    path("trinh-ky/<uuid:uid>/ky/", acting.sign, name="sign_round"),
    path("trinh-ky/<uuid:uid>/ky-giay/", acting.sign_on_paper, name="sign_round_on_paper"),
    path("trinh-ky/<uuid:uid>/phat-hanh/", acting.issue, name="issue_round"),
    path("trinh-ky/<uuid:uid>/so-hoa/", acting.attest, name="attest_round"),
    path("van-ban/<uuid:uid>/so-hoa/", papers.attest, name="attest_document"),
    path("van-ban/<uuid:uid>/ky-sao/", papers.sign, name="sign_copy"),
    path("van-ban/so/<uuid:uid>/bien-ban/", closing.show, name="register_closing"),
    path("van-ban/so/<uuid:uid>/bien-ban.pdf", closing.pdf, name="register_closing_pdf"),
    path("van-ban/so/<uuid:uid>/bien-ban/ky/", closing.sign, name="sign_register_closing"),
    path("van-ban/so/<uuid:uid>/bien-ban/so-hoa/", closing.attest, name="attest_register_closing"),
]
