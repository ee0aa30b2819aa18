"""Addresses of delivery at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.delivery import addressing

urlpatterns = [
    path("van-ban/gui/noi-nhan/", addressing.addresses, name="recipients"),
    path("van-ban/gui/nhom/", addressing.group, name="new_recipient_group"),
    path("van-ban/gui/nhom/<uuid:uid>/", addressing.group, name="recipient_group"),
    path("van-ban/gui/nhom/<uuid:uid>/bo/", addressing.drop_group, name="close_recipient_group"),
    path("van-ban/gui/co-quan/", addressing.agency, name="new_agency"),
    path("van-ban/gui/co-quan/<uuid:uid>/", addressing.agency, name="agency"),
    path("van-ban/gui/co-quan/<uuid:uid>/bo/", addressing.drop_agency, name="close_agency"),
]
