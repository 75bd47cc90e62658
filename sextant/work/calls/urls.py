"""Addresses of the house."""

from django.urls import URLPattern

app_name = "calls"
urlpatterns: list[URLPattern] = []
