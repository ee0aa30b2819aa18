"""Wiring of the assembled product."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Sản phẩm hoàn chỉnh."""

    name = "lienthong.site"
    label = "site"
    verbose_name = "sản phẩm"
