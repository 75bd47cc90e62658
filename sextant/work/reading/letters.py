"""Letters to those who nominated a book."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import register
from sextant.work.reading import states
from sextant.work.reading.models import Book

INVENTED = ".example"
"""Addresses that never exist (RFC 2606); people of the demo have such ones."""


def write_about_book(book: Book) -> None:
    """To whoever nominated it: taken into the season, or not and why."""
    to = book.nominated_by
    if to is None or not to.email or (book.is_demo and to.email.endswith(INVENTED)):
        return
    with translation.override(to.language):
        page = f"{settings.SEXTANT_URL}{reverse('reading:book', args=[book.pk])}"
    context = {"title": book.title, "state": book.state, "reason": book.reason, "year": book.season.year, "page": page}
    key = f"reading.book_decided:{book.pk}:{timezone.now().isoformat()}"[:160]
    write_letter(key=key, template="reading.book_decided", to=to, language=to.language, context=context, about=book)


def sample() -> dict[str, Any]:
    """An invented book to preview the letter with."""
    return {"title": "Кот на маяке", "state": states.DECLINED, "reason": "…", "year": 2030, "page": f"{settings.SEXTANT_URL}/…"}


def register_letters() -> None:
    register("reading.book_decided", _("Recommended list: nomination looked over"), sample=sample)
