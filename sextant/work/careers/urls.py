"""Addresses of the house."""

from django.urls import URLPattern

app_name = "careers"
urlpatterns: list[URLPattern] = []
