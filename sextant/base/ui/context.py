"""What every page knows: languages, theme, navigation, and the notices that stand above everything."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from sextant.base.ui import navigation

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
Notice = Callable[[HttpRequest], Any]
_notices: list[Notice] = []


def register_notice(notice: Notice) -> None:
    """Adds a function `(request) -> sentence or None`; its sentence is shown as a ribbon on every page (“demo data”)."""
    if notice not in _notices:
        _notices.append(notice)


def theme_of(request: HttpRequest) -> str:
    """The theme the reader has chosen; `auto` follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def page(request: HttpRequest) -> dict[str, Any]:
    """Everything `ui/page.html` needs. Nothing is asked of the database until the template shows it."""
    language = getattr(request, "LANGUAGE_CODE", "ru")[:2]
    theme = theme_of(request)
    return {
        "language": language,
        "other_language": "en" if language == "ru" else "ru",
        "here": request.get_full_path(),
        "theme": theme,
        "next_theme": {"auto": "dark", "dark": "light", "light": "auto"}[theme],
        "search_url": navigation.address("home:search"),
        "main_doors": lambda: navigation.items(request, "main"),
        "account_doors": lambda: navigation.items(request, "account"),
        "footer_doors": lambda: navigation.items(request, "footer"),
        "demo_notice": lambda: next(filter(None, (notice(request) for notice in _notices)), None),
    }
