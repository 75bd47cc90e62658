"""Registers the house with Django."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "sextant.base.exports"
    label = "exports"
