"""Downloads: answers row by row, published results flat, and the codebook in both languages."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.lab.surveys.columns import Asked, columns
from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.summaries import Result
from sextant.society.surveys.models import Response, Survey, Weighting


def answers_table(survey: Survey, weighting: Weighting | None) -> Table:
    """Every answer that was sent, in the order of random keys; names only where the survey is not anonymous."""
    weights = weighting.weights if weighting is not None else {}
    rows = survey.responses.filter(state=Response.COMPLETE).select_related("person", "invitation").order_by("pk")
    named: tuple[Column, ...] = () if survey.is_anonymous else (Column("who", _("Who"), _name_of),)
    first = (*named, Column("language", _("Language"), lambda one: one.language))
    last = (Column("weight", _("Weight"), lambda one: weights.get(one.pk.hex)),) if weights else ()
    return Table(f"{survey.code}-answers", (*first, *(_column(one) for one in columns(survey.questionnaire)), *last), rows)


def _name_of(response: Response) -> str:
    if response.person is not None:
        return str(response.person)
    return response.invitation.email if response.invitation is not None else ""


def _column(asked: Asked) -> Column:
    return Column(asked.name, asked.words.said("ru") or asked.name, lambda one: asked.value(one.answers))


CODEBOOK = (
    Column("column", _("Column"), lambda row: row[0]),
    Column("kind", _("Kind"), lambda row: row[1]),
    Column("code", _("Code"), lambda row: row[2]),
    Column("ru", _("In Russian"), lambda row: row[3]),
    Column("en", _("In English"), lambda row: row[4]),
    Column("required", _("Must be answered"), lambda row: row[5]),
)


def codebook(survey: Survey) -> Table:
    """What every column holds, and below it what each of its codes means."""
    return Table(f"{survey.code}-codebook", CODEBOOK, list(_codebook(survey.questionnaire)))


def _codebook(whole: Questionnaire) -> Iterator[tuple[Any, ...]]:
    for one in columns(whole):
        yield one.name, one.question.kind, "", one.words.ru, one.words.en, one.question.required
        for option in one.codes:
            yield one.name, "", option.code, option.words.ru, option.words.en, None


def _told(name: str, title: Any, source: str, end: str) -> Column:
    return Column(name, title, lambda row: (row.get(source) or {}).get(end))


RESULTS = (
    Column("question", _("Question"), lambda row: row["question"]),
    Column("part", _("Part"), lambda row: row["part"]),
    Column("option", _("Option"), lambda row: row["option"]),
    Column("answered", _("Answers"), lambda row: row["answered"]),
    Column("count", _("Chosen by"), lambda row: row.get("count")),
    _told("value", _("Share or mean"), "plain", "value"),
    _told("low", _("Lower end"), "plain", "low"),
    _told("high", _("Upper end"), "plain", "high"),
    _told("weighted", _("Weighted"), "weighted", "value"),
    _told("weighted_low", _("Lower end, weighted"), "weighted", "low"),
    _told("weighted_high", _("Upper end, weighted"), "weighted", "high"),
    Column("withheld", _("Withheld"), lambda row: row["withheld"]),
)


def results_table(name: str, results: list[Result]) -> Table:
    """One row an option or a mean."""
    return Table(name, RESULTS, [row for one in results for row in _rows(one)])


def _rows(result: Result) -> Iterator[Result]:
    for part in result.get("parts", [result]):
        first = {"question": result["code"], "part": part["code"] if part is not result else "", "answered": part.get("answered")}
        if part.get("few"):
            yield {**first, "option": "", "withheld": True}
            continue
        for option in part.get("options", []):
            yield {**first, **option, "option": option["code"], "withheld": option["count"] is None}
        if part.get("mean"):
            yield {**first, "option": "mean", **part["mean"], "withheld": False}
        if not part.get("options") and not part.get("mean"):
            yield {**first, "option": "", "withheld": False}
