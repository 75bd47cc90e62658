"""Registers the house with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sextant.base.accounts"
    label = "accounts"
