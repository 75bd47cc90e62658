"""Small words of books and votes: ages, languages, stars, parts of a score."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.ui.numerals import written
from sextant.base.ui.templatetags.ui import chip
from sextant.base.words.fields import in_language
from sextant.work.reading.forms.books import language_in_words
from sextant.work.reading.models import AwardEntry, RecommendedList, Season
from sextant.work.reading.printed import ages_in_words

register = template.Library()


@register.simple_tag
def ages(low: int, high: int) -> str:
    """`7–10 years`."""
    return ages_in_words(low, high)


@register.filter
def language_name(code: str) -> str:
    """The language's name; its code where we have no name."""
    return language_in_words(code)


@register.filter
def said(both: Mapping[str, str]) -> str:
    """A frozen text in the reader's language."""
    return in_language(dict(both))


@register.filter
def plain_year(year: int | None) -> str:
    """A year without thousands; a dash where none is known."""
    return str(year) if year else "—"


@register.filter
def total(counts: Iterable[int]) -> int:
    return sum(counts)


def _heads(scale: str) -> list[str]:
    if scale == Season.Scale.THUMBS:
        return [_("Liked it"), _("Did not like it")]
    return [star_words(scale, star) for star in (5, 4, 3, 2, 1)]


@register.simple_tag
def star_heads(scale: str) -> SafeString:
    """Heads of the columns of counts, the best first."""
    return format_html_join("", '<th scope="col" class="number">{}</th>', ((name,) for name in _heads(scale)))


@register.simple_tag
def star_cells(scale: str, counts: Iterable[int]) -> SafeString:
    """Counts under these heads."""
    one, two, three, four, five = counts
    shown = (five, one) if scale == Season.Scale.THUMBS else (five, four, three, two, one)
    return format_html_join("", '<td class="number">{}</td>', ((written(number),) for number in shown))


@register.simple_tag
def star_sign(scale: str, star: int) -> str:
    """Stars as signs; a heart and a dash where readers say only whether they liked it."""
    if scale == Season.Scale.THUMBS:
        return "♥" if star == 5 else "–"
    return "★" * star


@register.simple_tag
def star_words(scale: str, star: int) -> str:
    """An answer in words."""
    if scale == Season.Scale.THUMBS:
        return _("I liked it") if star == 5 else _("I did not like it")
    return ngettext("%(star)s star", "%(star)s stars", star) % {"star": star}


@register.simple_tag
def award_chip(award: Mapping[str, Any]) -> SafeString:
    """A frozen award: its list, the place, the year."""
    place = str(dict(AwardEntry.PLACES)[award["place"]])
    words = f"{in_language(dict(award['name']))}: {place}" + (f", {award['year']}" if award["year"] else "")
    return chip(words, AwardEntry.PLACE_TONES[award["place"]])


@register.simple_tag
def score_parts(book: Mapping[str, Any]) -> SafeString:
    """The parts of a score, each with what it stands on."""
    parts = book["parts"]
    reviews, votes, awards = parts["reviews"], parts["votes"], parts["awards"]
    lines = [
        ngettext("Reviews: %(value)s of 100, from %(number)s review.", "Reviews: %(value)s of 100, from %(number)s reviews.", reviews["number"])
        % {"value": written(reviews["value"], 0), "number": reviews["number"]},
        _("Votes: %(value)s of 100; %(counted)s of %(voters)s voters count; libraries: %(libraries)s.")
        % {**{name: written(votes[name]) for name in ("counted", "voters", "libraries")}, "value": written(votes["value"], 0)},
        _("Awards: %(value)s of 100.") % {"value": written(awards["value"], 0)},
    ]
    return format_html('<ul class="plain-list small">{}</ul>', format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


@register.inclusion_tag("reading/_list_downloads.html", takes_context=True)
def list_downloads(context: Any, one: RecommendedList) -> dict[str, Any]:
    """The books as filtered as CSV, XLSX and JSON; the whole list as ONIX."""
    return {"onix": reverse("reading:list_onix", args=[one.season.year, one.version]), "request": context["request"]}
