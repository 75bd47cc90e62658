"""Addresses of ui."""

from django.urls import path

from sextant.base.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.patterns, name="patterns"),
    path("theme/", views.choose_theme, name="theme"),
]
