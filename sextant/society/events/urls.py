"""Addresses of the house."""

from django.urls import URLPattern

app_name = "events"
urlpatterns: list[URLPattern] = []
