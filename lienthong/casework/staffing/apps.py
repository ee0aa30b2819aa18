"""Wiring of the app."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """nhân sự của đơn vị."""

    name = "lienthong.casework.staffing"
    label = "staffing"
    verbose_name = "nhân sự của đơn vị"
