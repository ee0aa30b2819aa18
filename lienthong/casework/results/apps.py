"""Wiring of the app."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """kết quả ký số."""

    name = "lienthong.casework.results"
    label = "results"
    verbose_name = "kết quả ký số"
