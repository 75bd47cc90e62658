"""Registers the house with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sextant.base.search"
    label = "search"
