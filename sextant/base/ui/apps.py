"""Registers the house with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sextant.base.ui"
    label = "ui"
