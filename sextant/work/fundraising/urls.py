"""Addresses of fundraising."""

from django.urls import URLPattern

app_name = "fundraising"
urlpatterns: list[URLPattern] = []
