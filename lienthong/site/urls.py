"""Every address of the product."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from lienthong.site.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("lienthong.doors.exchange.rest.urls")),
    path("tai-khoan/", include("lienthong.office.accounts.web.urls")),
    path("tai-khoan/", include("lienthong.office.accounts.web.sign_in_urls")),
    path("", include("lienthong.doors.portal.web.urls")),
    path("", include("lienthong.doors.desk.web.leaders.leading_urls")),
    path("", include("lienthong.doors.desk.web.urls")),
]
