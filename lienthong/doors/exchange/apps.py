"""Wiring of the app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """cổng kết nối."""

    name = "lienthong.doors.exchange"
    label = "exchange"
    verbose_name = "cổng kết nối"
