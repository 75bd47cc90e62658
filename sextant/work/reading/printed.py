"""A published list as accessible PDF (PDF/UA-1), from its frozen content."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.exports.typeset import typeset
from sextant.base.ui.numerals import written
from sextant.base.words.fields import in_language
from sextant.work.reading.models import AwardEntry, RecommendedList

TEMPLATE = Path(__file__).parent / "typst" / "list.typ"


def ages_in_words(low: int, high: int) -> str:
    """`7–10 years`, as the reader's language has it."""
    if low == high:
        return ngettext("%(age)s year", "%(age)s years", low) % {"age": low}
    return ngettext("%(low)s–%(age)s year", "%(low)s–%(age)s years", high) % {"low": low, "age": high}


def _book(book: dict[str, Any], language: str) -> dict[str, Any]:
    places = dict(AwardEntry.PLACES)
    awards = [f"{in_language(one['name'], language)}: {places[one['place']]}" + (f", {one['year']}" if one["year"] else "") for one in book["awards"]]
    made = [book["author"]]
    made += [_("illustrated by %(name)s") % {"name": book["illustrator"]}] if book["illustrator"] else []
    made += [_("translated by %(name)s") % {"name": book["translator"]}] if book["translator"] else []
    called = in_language(book["called"], language)
    numbers = {"score": written(book["score"], 1), "low": written(book["low"], 1), "high": written(book["high"], 1)}
    return {
        "called": called,
        "original": book["title"] if book["title"] != called else "",
        "made": "; ".join(made),
        "imprint": f"{book['publisher']}, {book['published']}. ISBN {book['isbn']}. {ages_in_words(book['age_from'], book['age_to'])}",
        "topics": ", ".join(in_language(one["name"], language) for one in book["topics"]),
        "note": in_language(book["note"], language),
        "awards": "; ".join(awards),
        "score": _("Score %(score)s (95 %% interval %(low)s–%(high)s)") % numbers if book["score"] is not None else "",
        "why": in_language(book["why"], language),
    }


def list_pdf(one: RecommendedList, language: str) -> bytes:
    """The list in that language. Raises ValidationError with a sentence."""
    content = one.content
    with translation.override(language):
        day = date_format(date.fromisoformat(content["published_on"]))
        words = {
            "language": language,
            "over": _("Recommended list of books for children and teenagers"),
            "title": in_language(content["title"], language),
            "dated": _("Version %(number)s, published on %(day)s") % {"number": content["version"], "day": day},
            "foreword": in_language(content["foreword"], language),
            "books": [_book(book, language) for book in content["books"]],
            "method_title": _("How it was made"),
            "method": [str(line) for line in method_in_words(content["method"])],
            "digest": f"SHA-256 {one.digest}",
        }
    return typeset(TEMPLATE, words)


def method_in_words(method: dict[str, Any]) -> list[str]:
    """How the scores were counted, in sentences of the active language."""
    if not method:
        return []
    return [
        _("The score is made of the council's reviews (%(reviews)s %%), young readers' votes (%(votes)s %%) and awards (%(awards)s %%).")
        % method["weights"],
        _("A book needs %(least)s reviews by members of the council who have no interest in it.") % {"least": method["least_reviews"]},
        _("Of one library at most %(cap)s voters count for a book, whatever it reports.") % {"cap": method["cap"]},
        _(
            "Few voices weigh little: reviews are drawn towards the season's mean with the weight of %(prior)s reviews, "
            "and votes enter by the middle of Wilson's interval. Intervals are those of %(level)s %%."
        )
        % {"prior": written(method["prior"], 0), "level": method["level"]},
        _("The scores propose; people decide, and say why where they decide otherwise. A second person has published the list."),
    ]
