"""Addresses of the account pages."""

from __future__ import annotations

from django.urls import path

from lienthong.office.accounts.web import views

app_name = "accounts"
urlpatterns = [
    path("chuc-vu/", views.capacity, name="capacity"),
    path("phien/<int:pk>/ket-thuc/", views.end_session, name="end_session"),
    path("du-lieu-da-giu/<str:token>/", views.kept_form, name="kept_form"),
    path("du-lieu-da-giu/<str:token>/bo/", views.drop_form, name="drop_form"),
]
