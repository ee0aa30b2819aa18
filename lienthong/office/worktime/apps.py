"""Wiring of the app."""

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """thời gian làm việc."""

    name = "lienthong.office.worktime"
    label = "worktime"
    verbose_name = "thời gian làm việc"
