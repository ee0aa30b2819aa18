"""Wiring of the app."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """tổ chức."""

    name = "lienthong.office.org"
    label = "org"
    verbose_name = "tổ chức"
