"""Wiring of the app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """công việc."""

    name = "lienthong.casework.tasks"
    label = "tasks"
    verbose_name = "công việc"
