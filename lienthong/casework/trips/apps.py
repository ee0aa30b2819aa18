"""Wiring of the app."""

from django.apps import AppConfig


class TripsConfig(AppConfig):
    """chuyến về bản."""

    name = "lienthong.casework.trips"
    label = "trips"
    verbose_name = "chuyến về bản"
