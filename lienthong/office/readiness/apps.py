"""Wiring of the app."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """mức sẵn sàng của bộ phận một cửa."""

    name = "lienthong.office.readiness"
    label = "readiness"
    verbose_name = "mức sẵn sàng của bộ phận một cửa"
