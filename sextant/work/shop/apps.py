"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "sextant.work.shop"
    label = "shop"

    def ready(self) -> None:
        from sextant.work.shop import registrations

        registrations.register_all()
