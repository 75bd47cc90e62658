"""Registers the house with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "sextant.base.jobs"
    label = "jobs"
