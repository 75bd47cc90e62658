"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class PaidServicesConfig(AppConfig):
    name = "sextant.work.paid_services"
    label = "paid_services"

    def ready(self) -> None:
        from sextant.work.paid_services import registrations

        registrations.register_all()
