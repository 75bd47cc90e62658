"""Addresses of advertising."""

from django.urls import URLPattern

app_name = "advertising"
urlpatterns: list[URLPattern] = []
