"""Wiring of the app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """tài khoản công dân."""

    name = "lienthong.office.citizens"
    label = "citizens"
    verbose_name = "tài khoản công dân"
