"""Wiring of the app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """hộp thư đi."""

    name = "lienthong.toolkit.outbox"
    label = "outbox"
    verbose_name = "hộp thư đi"
