"""The templates of letters, by code. Apps register theirs in `apps.ready()`.

The words of `members.approved` stand in `templates/letters/members/approved.ru.txt` and `….en.txt`: the first line is
the subject, the rest the text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template import Context
from django.template.base import Template as DjangoTemplate
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Template:
    """A letter's code, its name for people, an invented context to preview it with, and whether its words are secret."""

    code: str
    title: str | Promise
    sample: Callable[[], dict[str, Any]]
    secret: bool = False

    def path(self, language: str) -> str:
        """Where Django finds the words in that language."""
        return f"letters/{self.code.replace('.', '/', 1)}.{language}.txt"

    def render(self, language: str, context: dict[str, Any]) -> tuple[str, str]:
        """Subject and text in that language. Plain text: nothing is escaped; a subject is always one line."""
        found: DjangoTemplate = get_template(self.path(language)).template  # type: ignore[attr-defined]
        with translation.override(language):
            words = found.render(Context({"site_url": settings.SEXTANT_URL, "language": language, **context}, autoescape=False))
        subject, _newline, body = words.strip().partition("\n")
        return " ".join(subject.split())[:300], body.strip() + "\n"


_templates: dict[str, Template] = {}
_seals: list[Callable[[Any], Q]] = []


def seal(sealed: Callable[[Any], Q]) -> None:
    """Adds letters that an officer must not read: `sealed(user)` selects them (an empty Q: none). For those who take part in what is being decided."""
    if sealed not in _seals:
        _seals.append(sealed)


def sealed_for(user: Any) -> Q:
    """Every letter that is sealed from this user; an empty Q where none is."""
    found = Q()
    for sealed in _seals:
        found |= sealed(user)
    return found


def register(code: str, title: str | Promise, *, sample: Callable[[], dict[str, Any]] = dict, secret: bool = False) -> None:
    """Makes a template known; `secret` for letters whose words let their reader in (links to reset a password, codes)."""
    _templates[code] = Template(code, title, sample, secret)


def template(code: str) -> Template:
    """The template of that code; an unknown one is a KeyError, a programmer's mistake."""
    return _templates[code]


def title_of(code: str) -> str:
    """The template's name for people; the code itself where a template was taken out of service."""
    return str(_templates[code].title) if code in _templates else code


def templates() -> list[Template]:
    return sorted(_templates.values(), key=lambda one: one.code)
