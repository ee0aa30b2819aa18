"""Wiring of the app."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """lịch công tác."""

    name = "lienthong.casework.agenda"
    label = "agenda"
    verbose_name = "lịch công tác"
