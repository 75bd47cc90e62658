"""Registers the house with Django."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "sextant.front.report"
    label = "report"
