"""Wiring of the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """bàn làm việc."""

    name = "lienthong.doors.desk"
    label = "desk"
    verbose_name = "bàn làm việc"
