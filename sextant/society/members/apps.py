"""Registers the house with Django."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "sextant.society.members"
    label = "members"
