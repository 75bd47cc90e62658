"""Registers the house with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "sextant.base.office"
    label = "office"
