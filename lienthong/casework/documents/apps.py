"""Wiring of the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """văn bản."""

    name = "lienthong.casework.documents"
    label = "documents"
    verbose_name = "văn bản"
