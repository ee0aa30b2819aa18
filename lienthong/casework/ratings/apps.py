"""Wiring of the app."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """đánh giá hài lòng."""

    name = "lienthong.casework.ratings"
    label = "ratings"
    verbose_name = "đánh giá hài lòng"
