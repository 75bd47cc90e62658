"""Registers the house with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sextant.base.audit"
    label = "audit"
