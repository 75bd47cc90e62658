"""What published surveys tell the trend radar: to each question with a choice the answer most often given."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.measures.radar import SHARE, Fact, Telling
from sextant.lab.surveys.questionnaires import CHOSEN_ONCE, Question
from sextant.lab.surveys.reading import from_table
from sextant.society.surveys import states
from sextant.society.surveys.models import Release, Survey

MOST = 12
"""Questions of a survey that are told."""


def told_to_radar() -> Iterator[Telling]:
    """From the newest release of every published survey, and from nothing but what it froze."""
    for survey in Survey.objects.filter(state=states.PUBLISHED).prefetch_related("releases").order_by("pk"):
        release = max(survey.releases.all(), key=lambda one: one.number, default=None)
        if release is not None:
            yield _telling(survey, release)


def _telling(survey: Survey, release: Release) -> Telling:
    page = reverse("surveys:results", args=[survey.code])
    questions = {one.code: one for one in from_table(release.content["questionnaire"]).questions()}
    leading = [_leading(questions[one["code"]], one, page) for one in release.content["results"] if one["kind"] in CHOSEN_ONCE]
    facts = (Fact(_("people who answered"), release.content["answers"], page), *[fact for fact in leading if fact][:MOST])
    about = _("What was answered most often to each question, as published in release %(number)s.") % {"number": release.number}
    return Telling(f"survey:{survey.code}", timezone.localdate(release.made_at), _("Survey: %(title)s") % {"title": survey.title}, about, page, facts)


def _leading(question: Question, result: dict[str, Any], page: str) -> Fact | None:
    """The option with the largest share, weighted where weights were used; None where shares are withheld."""
    shares = [(option["weighted"] or option["plain"] or {}).get("value") for option in result.get("options", [])]
    known = [(share, -place) for place, share in enumerate(shares) if share is not None]
    if not known:
        return None
    share, place = max(known)
    language = get_language() or "ru"
    option = next((one for one in question.choices if one.code == result["options"][-place]["code"]), None)
    answer = (option.words.said(language) or option.code) if option else result["options"][-place]["code"]
    return Fact(f"{question.words.said(language)} — {answer}", share, page, 0, SHARE)
