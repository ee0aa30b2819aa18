"""Wiring of the app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """kho tệp."""

    name = "lienthong.office.files"
    label = "files"
    verbose_name = "kho tệp"
