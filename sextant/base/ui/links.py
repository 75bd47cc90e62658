"""Whole addresses of pages, with the name of the site before them, and its host: for letters, QR codes, calendars and files."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def full_url(path: str) -> str:
    """The path with the name of the site before it."""
    return f"{settings.SEXTANT_URL}{path}"


def full_address(name: str, language: str, *args: str | int) -> str:
    """The whole address of the page with that name (`events:own`) in that language."""
    with translation.override(language):
        return full_url(reverse(name, args=args))


def site_host() -> str:
    """The host of the site alone, as identifiers of events in calendars and of letters end with it."""
    return urlsplit(settings.SEXTANT_URL).hostname or "localhost"
