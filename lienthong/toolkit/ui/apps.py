"""Wiring of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext

from lienthong.toolkit.errors import Refusal


class UiConfig(AppConfig):
    """thành phần trang."""

    name = "lienthong.toolkit.ui"
    label = "ui"
    verbose_name = "thành phần trang"

    def ready(self) -> None:
        """Let refusals speak the language of the page."""
        Refusal.translate = staticmethod(gettext)
