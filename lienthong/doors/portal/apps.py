"""Wiring of the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """cổng công dân."""

    name = "lienthong.doors.portal"
    label = "portal"
    verbose_name = "cổng công dân"
