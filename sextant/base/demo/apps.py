"""Registers the house with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sextant.base.demo"
    label = "demo"
