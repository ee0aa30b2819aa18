"""Wiring of the app."""

from django.apps import AppConfig

from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import translated


class UiConfig(AppConfig):
    """thành phần trang."""

    name = "lienthong.toolkit.ui"
    label = "ui"
    verbose_name = "thành phần trang"

    def ready(self) -> None:
        """Let refusals speak the language of the page."""
        Refusal.translate = staticmethod(translated)
