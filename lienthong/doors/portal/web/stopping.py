"""The link at the end of a notice: one click shows what would stop, one more stops it; a mail program may stop it by itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lienthong.casework.notices import public as notices
from lienthong.doors.portal.web.frame import framed
from lienthong.office.accounts.public import open_to_public
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import said


@csrf_exempt  # the signed link is the right to do it, and mail programs post it without a form of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người nhận tin không có tài khoản; liên kết ký số chỉ ngừng một loại tin tới chính địa chỉ đã nhận nó")
def stop_notices(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link is about; POST stops it, or with `lai` lets it come again."""
    refused, status = "", 200
    try:
        if request.method == "POST" and "lai" in request.POST:
            notices.want_again(token=token)
        elif request.method == "POST":
            notices.stop(token=token, at=clock.real_now())
    except Refusal as no:
        refused, status = said(no), no.status
    link = notices.stop_link(token)
    answer = render(request, "portal/stop_notices.html", framed({"link": link, "refused": refused}), status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
