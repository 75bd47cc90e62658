"""Registers the home page with Django and its door in the navigation."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sextant.front.home"
    label = "home"
