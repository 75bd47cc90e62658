"""Registers the house with Django, and its call."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sextant.base.search"
    label = "search"

    def ready(self) -> None:
        from sextant.base.api.urls import mount
        from sextant.base.search.api import router

        mount("search", router)
