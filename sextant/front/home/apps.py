"""Registers the house with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sextant.front.home"
    label = "home"
