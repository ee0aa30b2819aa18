"""Wiring of the app."""

from django.apps import AppConfig


class MonthlyConfig(AppConfig):
    """báo cáo tháng."""

    name = "lienthong.casework.monthly"
    label = "monthly"
    verbose_name = "báo cáo tháng"
