"""Wiring of the app."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """trình ký văn bản."""

    name = "lienthong.casework.approval"
    label = "approval"
    verbose_name = "trình ký văn bản"
