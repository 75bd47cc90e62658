"""Registers the house with Django."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "sextant.base.letters"
    label = "letters"
