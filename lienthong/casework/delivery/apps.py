"""Wiring of the app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """phát hành văn bản."""

    name = "lienthong.casework.delivery"
    label = "delivery"
    verbose_name = "phát hành văn bản"
