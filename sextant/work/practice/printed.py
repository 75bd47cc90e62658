"""A brief as accessible PDF (PDF/UA-1) set by Typst."""

from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.work.practice.models import Brief

TEMPLATE = Path(__file__).parent / "typst" / "brief.typ"


def brief_pdf(brief: Brief, sections: list[tuple[str, str]]) -> bytes:
    """The brief in the active language; one that is not published says so on every page. Raises ValidationError with a sentence."""
    finding, published = brief.finding, brief.published_on
    dated = _("Version %(number)s, published on %(day)s") % {"number": brief.number, "day": date_format(published)} if published else ""
    words = {
        "language": (translation.get_language() or "ru")[:2],
        "over": _("From science to practice"),
        "title": brief.title or finding.title,
        "dated": dated or _("Version %(number)s, not published") % {"number": brief.number},
        "sections": [[title, text] for title, text in sections if text],
        "strength_title": _("How strong the evidence is"),
        "strength": f"{capfirst(finding.get_strength_display())}. {finding.strength_defined}",
        "source_title": _("The work"),
        "source": finding.citation,
        "address": finding.source_url,
    }
    return typeset(TEMPLATE, words)
