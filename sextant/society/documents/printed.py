"""A version set as accessible PDF (PDF/UA-1) by Typst, and as plain text; the same bytes whenever it is made."""

from pathlib import Path
from textwrap import wrap

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.ui.links import full_url
from sextant.base.ui.templatetags.ui import day
from sextant.base.words.fields import in_language
from sextant.society.documents import states
from sextant.society.documents.models import Clause, Version

TEMPLATE = Path(__file__).parent / "typst" / "document.typ"
WIDTH = 78


def _said(thing: Version | Clause, name: str, language: str) -> str:
    """The words in the language asked for, else in the other."""
    return in_language({code: getattr(thing, f"{name}_{code}") for code in ("ru", "en")}, language)


def _status(version: Version) -> str:
    """What the reader holds in hand: a draft, a frozen text, or a publication with its day."""
    number = {"number": version.number}
    if version.state in states.LAID_OPEN:
        at = {**number, "day": day(version.publication.published_on)}
        return _("Version %(number)s, published on %(day)s") % at
    return (_("Version %(number)s, a draft") if version.is_draft else _("Version %(number)s, frozen; not published")) % number


def version_pdf(version: Version, language: str) -> bytes:
    """The version in one language. Nothing in it depends on the hour or on the reader."""
    with translation.override(language):
        address = full_url(reverse("documents:version", args=[version.document.code, version.number]))
        words = {
            "language": language,
            "title": _said(version, "title", language),
            "summary": _said(version, "summary", language),
            "status": _status(version),
            "contents": _("Contents"),
            "address": address,
            "fingerprint_title": _("Fingerprint of the text (SHA-256)"),
            "fingerprint": version.fingerprint,
            "demo": _("Demo association: this document is invented.") if version.document.is_demo else "",
            "clauses": [
                {
                    "number": one.number,
                    "heading": _said(one, "heading", language),
                    "chapter": one.is_chapter,
                    "paragraphs": [part.strip() for part in _said(one, "text", language).replace("\r\n", "\n").split("\n") if part.strip()],
                }
                for one in version.ordered_clauses
            ],
        }
        return typeset(TEMPLATE, words)


def version_text(version: Version, language: str) -> str:
    """Plain text, 78 signs a line: title, then every clause with its number."""
    with translation.override(language):
        title = _said(version, "title", language)
        parts = [title, "=" * min(len(title), WIDTH), _status(version)]
        if summary := _said(version, "summary", language):
            parts += ["", *wrap(summary, WIDTH)]
        for one in version.ordered_clauses:
            parts += ["", *wrap(" ".join(filter(None, (one.number, _said(one, "heading", language)))), WIDTH)]
            for paragraph in _said(one, "text", language).replace("\r\n", "\n").split("\n"):
                parts += wrap(paragraph, WIDTH) or [""]
        parts += ["", f"SHA-256 {version.fingerprint}"] if version.fingerprint else []
        return "\n".join(parts) + "\n"
