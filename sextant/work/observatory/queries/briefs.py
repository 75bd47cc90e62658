"""What an edition says of a domain, as the beginning of a brief: figures to keep, and sentences in both languages to go on from."""

from collections import Counter
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.ui.numerals import written
from sextant.work.observatory.models import Edition
from sextant.work.observatory.queries.editions import analysis_of, works_of

AUTHORS, TITLES = 6, 3


def figures_of(edition: Edition, code: str) -> dict[str, Any]:
    """The row of the ranking that a brief keeps; empty where the concept has no place in it."""
    analysis = analysis_of(edition, "priorities")
    return analysis.row_of(code) if analysis else {}


def first_words(edition: Edition, code: str) -> dict[str, str]:
    """`known_ru`, `known_en`, `who_ru`, `who_en`: figures, latest works and the names that stand most often over works on the concept."""
    works = list(works_of(edition, code=code)[:400])
    total = works_of(edition, code=code).count()
    names = Counter(name.strip() for work in works for name in work.authors.split(",") if name.strip(" …"))
    often = [(name, number) for name, number in names.most_common(AUTHORS) if number > 1]
    found = {}
    for language in ("ru", "en"):
        with translation.override(language):
            found[f"known_{language}"] = _known(edition, total, [work.title for work in works[:TITLES]])
            found[f"who_{language}"] = "\n".join(f"— {name} ({_works(number)})" for name, number in often)
    return found


def _works(number: int) -> str:
    return ngettext("%(count)s work", "%(count)s works", number) % {"count": written(number)}


def _known(edition: Edition, total: int, titles: list[str]) -> str:
    first = _("%(works)s from %(first)s to %(last)s in “%(corpus)s”.") % {
        "works": _works(total),
        "first": edition.first_year,
        "last": edition.last_year,
        "corpus": edition.corpus.name,
    }
    return "\n".join([first, _("The latest:"), *(f"— {title}" for title in titles)])
