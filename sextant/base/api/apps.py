"""Registers the house with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sextant.base.api"
    label = "api"
