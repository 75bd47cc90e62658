"""Registers the house with Django."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "sextant.society.agenda"
    label = "agenda"
