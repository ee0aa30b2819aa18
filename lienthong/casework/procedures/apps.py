"""Wiring of the app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """thủ tục hành chính."""

    name = "lienthong.casework.procedures"
    label = "procedures"
    verbose_name = "thủ tục hành chính"
