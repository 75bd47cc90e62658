"""The letter to whoever is invited to write into a trend report."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.work.trends.models import Passage

INVITED = "trends.invitation"


def write_invitation(passage: Passage) -> None:
    """The chapter, and the page on which to write."""
    author = passage.author
    if author is None or passage.report.is_demo:
        return
    with translation.override(author.language):
        page = full_url(passage.get_absolute_url())
        context: dict[str, Any] = {"name": passage.name, "report": str(passage.report), "chapter": passage.get_chapter_display(), "page": page}
    key = f"{INVITED}:{passage.pk}"
    write_letter(key=key, template=INVITED, to=author.email, language=author.language, context=context, about=passage.report)


def sample() -> dict[str, Any]:
    """Invented words to preview the letter with."""
    return {"name": "Анна Пример", "report": "Trend report 2026", "chapter": "…", "page": full_url("/…")}


def register_letters() -> None:
    register(INVITED, _("Invitation to write into a trend report"), sample=sample)
