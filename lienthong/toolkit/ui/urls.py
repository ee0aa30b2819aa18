"""The living pattern page; a demo installation and the tests show it."""

from django.urls import path

from lienthong.toolkit.ui.patterns import patterns

urlpatterns = [path("mau", patterns, name="ui-patterns")]
