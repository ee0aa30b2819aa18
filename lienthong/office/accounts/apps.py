"""Wiring of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """tài khoản."""

    name = "lienthong.office.accounts"
    label = "accounts"
    verbose_name = "tài khoản"
