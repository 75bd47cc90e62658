"""Letters to those who nominated a book."""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.work.reading import states
from sextant.work.reading.models import Book


def write_about_book(book: Book) -> None:
    """To whoever nominated it: taken into the season, or not and why."""
    to = book.nominated_by
    if to is None or not to.email or is_invented(to.email, is_demo=book.is_demo):
        return
    with translation.override(to.language):
        page = full_url(reverse("reading:book", args=[book.pk]))
    context = {"title": book.title, "state": book.state, "reason": book.reason, "year": book.season.year, "page": page}
    key = f"reading.book_decided:{book.pk}:{timezone.now().isoformat()}"[:160]
    write_letter(key=key, template="reading.book_decided", to=to, language=to.language, context=context, about=book)


def sample() -> dict[str, Any]:
    """An invented book to preview the letter with."""
    return {"title": "Кот на маяке", "state": states.DECLINED, "reason": "…", "year": 2030, "page": full_url("/…")}


def register_letters() -> None:
    register("reading.book_decided", _("Recommended list: nomination looked over"), sample=sample)
