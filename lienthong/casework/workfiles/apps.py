"""Wiring of the app."""

from django.apps import AppConfig


class WorkfilesConfig(AppConfig):
    """hồ sơ công việc."""

    name = "lienthong.casework.workfiles"
    label = "workfiles"
    verbose_name = "hồ sơ công việc"
