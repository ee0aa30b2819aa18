"""Addresses of delivery at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.delivery import addressing, copying, lists, sending

urlpatterns = [
    path("van-ban/gui/", lists.deliveries, name="deliveries"),
    path("van-ban/gui/da-gui.xlsx", lists.deliveries_xlsx, name="deliveries_xlsx"),
    path("van-ban/gui/goi-tin/", lists.wrong_packets, name="wrong_packets"),
    path("van-ban/gui/goi-tin/<str:packet>/", lists.wrong_packet, name="wrong_packet"),
    path("van-ban/gui/noi-nhan/", addressing.addresses, name="recipients"),
    path("van-ban/gui/nhom/", addressing.group, name="new_recipient_group"),
    path("van-ban/gui/nhom/<uuid:uid>/", addressing.group, name="recipient_group"),
    path("van-ban/gui/nhom/<uuid:uid>/bo/", addressing.drop_group, name="close_recipient_group"),
    path("van-ban/gui/co-quan/", addressing.agency, name="new_agency"),
    path("van-ban/gui/co-quan/<uuid:uid>/", addressing.agency, name="agency"),
    path("van-ban/gui/co-quan/<uuid:uid>/bo/", addressing.drop_agency, name="close_agency"),
    path("van-ban/gui/lai/<uuid:uid>/", sending.send_again, name="send_again"),
    path("van-ban/gui/tra-loi/<uuid:uid>/", sending.answer, name="answer_recall"),
    path("van-ban/gui/<uuid:uid>/", sending.send, name="send_document"),
    path("van-ban/gui/<uuid:uid>/sao/", copying.copy, name="copy_document"),
    path("van-ban/gui/<uuid:uid>/thu-hoi/", sending.recall, name="recall_document"),
    path("van-ban/gui/<uuid:uid>/cap-nhat/", sending.update, name="update_document"),
]
