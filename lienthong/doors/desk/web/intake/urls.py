"""Addresses of intake at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.intake import arrivals, uploading

urlpatterns = [
    path("van-ban/cho-vao-so/", arrivals.arrivals, name="arrivals"),
    path("van-ban/cho-vao-so/them/<str:body>/", uploading.upload, name="upload_arrivals"),
    path("van-ban/cho-vao-so/<uuid:uid>/", arrivals.arrival, name="arrival"),
    path("van-ban/cho-vao-so/<uuid:uid>/ghep/<uuid:document>/", arrivals.join, name="join_arrival"),
    path("van-ban/cho-vao-so/<uuid:uid>/khong-nhan/", arrivals.refuse, name="refuse_arrival"),
    path("van-ban/cho-vao-so/<uuid:uid>/lay-lai/", arrivals.restore, name="restore_arrival"),
]
