"""Wiring of the app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """báo cáo."""

    name = "lienthong.casework.reports"
    label = "reports"
    verbose_name = "báo cáo"
