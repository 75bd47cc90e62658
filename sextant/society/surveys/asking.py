"""What free answers ask for: texts for landing on concepts. They are counted and never shown.

Concepts that a reader gave to an answer are added to its words by their labels, so that they are landed on for sure.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.lab.surveys.questionnaires import WRITTEN
from sextant.society.concepts import demand
from sextant.society.concepts.demand import Asked
from sextant.society.surveys import states
from sextant.society.surveys.models import Response, Survey

LASTING = (states.CLOSED, states.PUBLISHED)


def asked_in_answers() -> Iterator[Asked]:
    """Free answers to surveys that are closed, one text an answer and question, on the day it was sent."""
    rows: QuerySet[Response] = Response.objects.filter(survey__state__in=LASTING, state=Response.COMPLETE).prefetch_related("codes__concept")
    for survey in Survey.objects.filter(state__in=LASTING).order_by("pk"):
        written = [one.code for one in survey.questionnaire.questions() if one.kind in WRITTEN]
        if written:
            for response in rows.filter(survey=survey).order_by("pk"):
                yield from _texts(response, written)


def _texts(response: Response, written: list[str]) -> Iterator[Asked]:
    for question in written:
        text = response.answers.get(question)
        if text and response.sent_on:
            labels = [one.concept.label_ru or one.concept.label_en for one in response.codes.all() if one.question == question]
            yield Asked(f"{response.pk.hex}:{question}", "\n".join([str(text), *labels]), response.sent_on)


def register() -> None:
    demand.register("survey-answers", _("Free answers to surveys"), asked_in_answers, lambda keys: [])
