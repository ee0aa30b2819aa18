"""Wiring of the app."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class OutboxConfig(AppConfig):
    """hộp thư đi."""

    name = "lienthong.toolkit.outbox"
    label = "outbox"
    verbose_name = "hộp thư đi"

    def ready(self) -> None:
        """Import the `handlers` of every app of the house, so that they register."""
        for config in apps.get_app_configs():
            if config.name.startswith("lienthong.") and config.module and module_has_submodule(config.module, "handlers"):
                import_module(f"{config.name}.handlers")
