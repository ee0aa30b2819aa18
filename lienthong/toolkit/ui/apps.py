"""Wiring of the app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """thành phần trang."""

    name = "lienthong.toolkit.ui"
    label = "ui"
    verbose_name = "thành phần trang"
