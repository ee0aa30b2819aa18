"""Wiring of the app."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """hàng đợi."""

    name = "lienthong.casework.queue"
    label = "queue"
    verbose_name = "hàng đợi"
