"""Registers the house with Django."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "sextant.work.returns"
    label = "returns"
