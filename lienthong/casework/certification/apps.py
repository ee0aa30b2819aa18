"""Wiring of the app."""

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """chứng thực."""

    name = "lienthong.casework.certification"
    label = "certification"
    verbose_name = "chứng thực"
