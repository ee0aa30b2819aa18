"""Wiring of the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """sổ cái sự kiện."""

    name = "lienthong.office.ledger"
    label = "ledger"
    verbose_name = "sổ cái sự kiện"
