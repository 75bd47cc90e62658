"""Registers the house with Django."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "sextant.base.permissions"
    label = "permissions"
