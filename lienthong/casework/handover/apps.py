"""Wiring of the app."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """bàn giao công việc."""

    name = "lienthong.casework.handover"
    label = "handover"
    verbose_name = "bàn giao công việc"
