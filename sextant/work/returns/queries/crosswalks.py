"""Other forms filled from a year's totals or from one return, with the loss of every cell in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, FloatField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from sextant.base.words.money import in_thousands, sign
from sextant.lab.returns import dictionary
from sextant.lab.returns.crosswalks.declared import FormCell, load, names
from sextant.lab.returns.crosswalks.filling import FilledCell, fill, losses
from sextant.lab.returns.formulas import inputs_of
from sextant.lab.returns.questionnaires.reading import load as questionnaire
from sextant.lab.returns.questionnaires.reading import names as questionnaires
from sextant.work.returns import states
from sextant.work.returns.answering import said
from sextant.work.returns.models import Aggregate, Library, LibraryReturn, Round, Submission, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.questions import questionnaire_of

LOSSES: dict[str, str | Promise] = {
    "exact": pgettext_lazy("loss", "exact"),
    "approximate": pgettext_lazy("loss", "approximate"),
    "partial": pgettext_lazy("loss", "partial"),
    "none": pgettext_lazy("loss", "cannot be filled"),
    "empty": pgettext_lazy("loss", "not filled"),
}
TONES = {"exact": "good", "approximate": "info", "partial": "warn", "none": "bad", "empty": "quiet"}
PLACES: tuple[tuple[re.Pattern[str], str | Promise], ...] = (
    (
        re.compile(r"section (?P<section>\d+), row (?P<row>\d+), column (?P<column>\d+) \(edition of (?P<source>\w+)\)"),
        pgettext_lazy("place in a form", "section %(section)s, row %(row)s, column %(column)s (edition of %(source)s)"),
    ),
    (
        re.compile(r"section (?P<section>\d+), column (?P<column>\d+) \(instructions of (?P<source>\w+)\)"),
        pgettext_lazy("place in a form", "section %(section)s, column %(column)s (instructions of %(source)s)"),
    ),
    (re.compile(r"section (?P<section>\d+), column (?P<column>\d+)"), pgettext_lazy("place in a form", "section %(section)s, column %(column)s")),
    (re.compile(r"column (?P<column>\w+)"), pgettext_lazy("place in a form", "column %(column)s")),
)


@dataclass(frozen=True)
class Source:
    """What a form is filled from: values and reasons by variable or item, and of totals how many libraries each rests on."""

    values: dict[str, float]
    statuses: dict[str, str]
    libraries: dict[str, int]


@dataclass(frozen=True)
class Cell:
    """A cell as a page shows it. `formula` in words; `why` what is lost, or why there is no value; `libraries` None for a single return."""

    code: str
    name: str
    place: str
    unit: str
    value: float | None
    status: str
    loss: str
    loss_name: str
    tone: str
    formula: str
    formula_code: str
    why: str
    libraries: int | None


@dataclass(frozen=True)
class Filled:
    """A form: its titles, where its cells were read, its cells, and how many have which loss."""

    name: str
    title: str
    edition: str
    sources: tuple[str, ...]
    cells: list[Cell]
    losses: list[tuple[str, str, int]]


def forms() -> list[str]:
    """The shipped forms."""
    return names()


def of_year(release: YearRelease) -> Source:
    """The year's totals; of items that are no variables, the sums over the published returns of its round."""
    rows = Aggregate.objects.filter(release=release, is_variable=True, group_kind="all")
    told = {row.indicator: row for row in rows}
    values = {code: row.value for code, row in told.items() if row.value is not None}
    statuses = {code: row.status for code, row in told.items() if row.value is None}
    statuses |= dict.fromkeys(release.variables.keys() - told.keys(), "missing")
    found = Source(values, statuses, {code: row.n for code, row in told.items()})
    work = Round.objects.filter(collection=release.collection_id, year=release.year).first()
    if work is not None:
        _add_items(found, work)
    return found


def _add_items(found: Source, work: Round) -> None:
    asked = [key for key, item in questionnaire_of(work).by_key.items() if item.is_number and not item.variable and key in _items()]
    rows = Submission.objects.filter(round=work, state=states.PUBLISHED_RETURN)
    wanted: dict[str, Any] = {}
    for key in asked:
        number = Cast(KT(f"answers__{key}__value"), FloatField())
        wanted |= {f"sum_{key}": Sum(number), f"count_{key}": Count(number)}
    told = rows.aggregate(**wanted) if wanted else {}
    for key in asked:
        if told[f"count_{key}"]:
            found.values[key], found.libraries[key] = told[f"sum_{key}"], told[f"count_{key}"]
        else:
            found.statuses[key] = "missing"


def of_library(library: Library, year: int) -> Source | None:
    """One return in force, with the items of its questionnaire where it was published; None where the library gave no return."""
    row = LibraryReturn.objects.filter(library=library, year=year, is_current=True).first()
    if row is None:
        return None
    found = Source(dict(row.values), dict(row.statuses), {})
    answers = Submission.objects.filter(library=library, round__year=year, state=states.PUBLISHED_RETURN).values_list("answers", flat=True).first()
    for key, answer in (answers or {}).items():
        if key in _items() and isinstance(answer.get("value"), int | float):
            found.values[key] = answer["value"]
        elif key in _items() and answer.get("status"):
            found.statuses[key] = states.IN_THE_PANEL.get(answer["status"], "missing")
    return found


def _items() -> set[str]:
    """Items that some form reads beside the variables of the dictionary."""
    return {item for name in names() for item in load(name).items}


def filled(name: str, source: Source, currency: str = "") -> Filled:
    """A form with every cell filled, or with the reason why not; money is in `currency`, where that is known."""
    form = load(name)
    told = fill(form, source.values, source.statuses)
    cells = [_cell(cell, one, source.libraries, currency) for cell, one in zip(form.cells, told, strict=True)]
    counts = losses(told)
    summary = [(str(LOSSES[loss]), TONES[loss], counts[loss]) for loss in LOSSES if counts.get(loss)]
    return Filled(name, words.text_of(form, "title"), words.text_of(form, "edition"), form.sources, cells, summary)


def _cell(cell: FormCell, one: FilledCell, libraries: Mapping[str, int], currency: str) -> Cell:
    loss = one.loss if one.status in ("ok", "no_source") else "empty"
    inputs = inputs_of(one.formula) if one.formula else ()
    counted = [libraries[code] for code in inputs if code in libraries] if one.value is not None else []
    return Cell(
        cell.code,
        words.text_of(cell, "label"),
        _place(cell.place),
        _unit(cell, currency),
        one.value,
        one.status,
        loss,
        str(LOSSES[loss]),
        TONES[loss],
        _in_words(one.formula, inputs),
        one.formula,
        _why(one),
        min(counted) if counted else None,
    )


def _unit(cell: FormCell, currency: str) -> str:
    """The unit of a cell; money in the collection's currency, and in thousands where the form wants them."""
    if cell.unit != "money" or not currency:
        return words.unit_name(cell.unit)
    thousands = any(way.formula.endswith("/ 1000") for way in cell.ways)
    return in_thousands(currency) if thousands else sign(currency)


def _why(one: FilledCell) -> str:
    """What is lost; where there is no value, what is lacking for it, and in which way."""
    lost = words.text_of(one, "why")
    if one.status in ("ok", "no_source"):
        return lost
    reason = str(words.STATUS_NAMES[one.status])
    lacking = ", ".join(_name(code) for code in one.absent)
    return str(_("%(reason)s: %(figures)s") % {"reason": reason, "figures": lacking}) if lacking else reason


def _place(text: str) -> str:
    """A place in a form, in the reader's language."""
    for pattern, sentence in PLACES:
        found = pattern.fullmatch(text)
        if found:
            return str(sentence) % found.groupdict()
    return text


def _name(code: str) -> str:
    """The name of a variable, or of an item as the questionnaires have it."""
    if code in dictionary.variables():
        return words.variable_name(code)
    for name in questionnaires():
        item = questionnaire(name).by_key.get(code)
        if item is not None:
            return said(item.label)
    return code


def _in_words(formula: str, inputs: tuple[str, ...]) -> str:
    """A formula with the names of its figures."""
    text = formula.replace("*", "×").replace("/", "÷").replace(" - ", " − ")
    for code in sorted(inputs, key=len, reverse=True):
        text = re.sub(rf"\b{code}\b", lambda _found, code=code: _quoted(_name(code)) if len(inputs) > 1 else _name(code), text)  # type: ignore[misc]
    return text


def _quoted(name: str) -> str:
    return f"«{name}»" if get_language() == "ru" else f"“{name}”"


def records(found: Filled) -> Iterator[dict[str, Any]]:
    """A record a cell, for files and programs."""
    for cell in found.cells:
        told = {"form": found.name, "cell": cell.code, "name": cell.name, "place": cell.place, "unit": cell.unit, "value": cell.value}
        yield told | {"status": cell.status, "loss": cell.loss, "formula": cell.formula_code, "why": cell.why, "libraries": cell.libraries}
