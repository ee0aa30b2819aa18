"""Wiring of the app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """hồ sơ thủ tục hành chính."""

    name = "lienthong.casework.dossiers"
    label = "dossiers"
    verbose_name = "hồ sơ thủ tục hành chính"
