"""Registers the house with Django."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "sextant.base.measures"
    label = "measures"
