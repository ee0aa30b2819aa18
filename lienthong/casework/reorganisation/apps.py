"""Wiring of the app."""

from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    """sắp xếp đơn vị."""

    name = "lienthong.casework.reorganisation"
    label = "reorganisation"
    verbose_name = "sắp xếp đơn vị"
