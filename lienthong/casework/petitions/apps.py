"""Wiring of the app."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """phản ánh, kiến nghị."""

    name = "lienthong.casework.petitions"
    label = "petitions"
    verbose_name = "phản ánh kiến nghị"
