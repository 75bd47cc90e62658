"""Registers the house with Django."""

from django.apps import AppConfig


class WordsConfig(AppConfig):
    name = "sextant.base.words"
    label = "words"
