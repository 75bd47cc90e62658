"""Addresses of finances."""

from django.urls import URLPattern

app_name = "finances"
urlpatterns: list[URLPattern] = []
