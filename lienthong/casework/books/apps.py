"""Wiring of the app."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """sổ."""

    name = "lienthong.casework.books"
    label = "books"
    verbose_name = "sổ"
