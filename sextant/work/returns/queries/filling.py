"""A return as it is filled in: sections with their cells, each with last year's figure, what stands now, and what the checks ask."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from sextant.base.ui.numerals import written
from sextant.lab.returns.questionnaires import Item, Section
from sextant.lab.returns.questionnaires.bridging import replaced_in
from sextant.work.returns import states
from sextant.work.returns.answering import YES_NO_NAMES, said
from sextant.work.returns.models import Submission
from sextant.work.returns.queries.flags import question_of
from sextant.work.returns.queries.guesses import Guess, guesses_in
from sextant.work.returns.queries.questions import Before, before, questionnaire_of
from sextant.work.returns.queries.words import region_names, unit_name


@dataclass(frozen=True)
class Asking:
    """A question of a check beside a cell: its rule, whether it hinders sending, the question, and the words that answer it."""

    rule: str
    hard: bool
    question: str
    words: str


@dataclass
class CellShown:
    """One item on a page. `typed` is what the field holds: what stands, or what was just typed and refused (`error`). `series` says how the
    earlier figure was reckoned, or that the series breaks, where the item took the place of another one; `guess` is what was imputed where there
    is no number."""

    item: Item
    key: str
    label: str
    definition: str
    unit: str
    typed: str
    status: str
    earlier: str
    reasons: list[tuple[str, str]]
    choices: list[tuple[str, str]]
    asking: list[Asking] = field(default_factory=list)
    edited: bool = False
    error: str = ""
    saved: bool = False
    series: str = ""
    guess: Guess | None = None

    @property
    def shown(self) -> str:
        """The answer in words, for reading."""
        if self.status:
            return dict(self.reasons).get(self.status, self.status)
        if self.item.is_number and self.typed and not self.error:
            return written(float(self.typed), self.item.decimals)
        return dict(self.choices).get(self.typed, self.typed)

    @property
    def nothing(self) -> str:
        """Why there is no number, in words."""
        return self.shown or _("no answer")


@dataclass(frozen=True)
class SectionShown:
    """A section on the page of a return: how many items it has, how many are answered, lack an answer, and how many questions wait."""

    code: str
    title: str
    about: str
    items: int
    answered: int
    lacking: int
    errors: int
    doubts: int


def sections_of(row: Submission) -> list[SectionShown]:
    """The sections of a return in their order."""
    found = []
    for section in questionnaire_of(row.round).sections:
        keys = {item.key for item in section.items}
        flags = [flag for flag in row.flags if flag["item"] in keys]
        lacking = sum(flag["blank"] for flag in flags)
        errors = sum(flag["severity"] == "hard" for flag in flags) - lacking
        doubts = sum(flag["severity"] == "soft" and not flag["words"] for flag in flags)
        found.append(
            SectionShown(section.code, said(section.title), said(section.about), len(keys), len(keys & set(row.answers)), lacking, errors, doubts)
        )
    return found


def section_at(row: Submission, code: str) -> Section | None:
    return next((one for one in questionnaire_of(row.round).sections if one.code == code), None)


def cells_of(row: Submission, section: Section, earlier: Before | None = None) -> list[CellShown]:
    """The cells of a section as they stand."""
    earlier = earlier if earlier is not None else before(row.round, [row.library_id])
    values = earlier.of(row)
    cells = [_cell(row, item, values.get(item.key)) for item in section.items]
    for cell in cells:
        cell.series = _series(cell.item, earlier.year)
    return cells


def with_guesses(row: Submission, cells: list[CellShown]) -> list[CellShown]:
    """The same cells for reading; what was imputed for the library and its year stands where there is no number. Five queries at most."""
    collection = row.round.collection
    release = collection.years.select_related("collection").filter(year=row.round.year).first()
    if release is None:
        return cells
    found = guesses_in(release, [row.library_id], region_names(collection))
    for cell in cells:
        if not cell.typed and cell.item.is_number:
            cell.guess = found.get((row.library_id, cell.item.variable))
    return cells


def _series(item: Item, year: int | None) -> str:
    one = replaced_in(item, year) if year is not None else None
    if one is None:
        return ""
    words = {"year": year, "note": said(one.note), "formula": one.formula}
    if one.formula:
        return _("Asked otherwise in %(year)s, and reckoned here as %(formula)s: %(note)s") % words
    return _("Asked otherwise in %(year)s, and not to be compared: %(note)s") % words


def _cell(row: Submission, item: Item, earlier: Any) -> CellShown:
    answer = row.answers.get(item.key, {"value": None, "status": "", "origin": ""})
    value = answer["value"]
    typed = "" if value is None else (_number(value) if item.is_number else str(value))
    cell = CellShown(
        item=item,
        key=item.key,
        label=said(item.label),
        definition=said(item.definition),
        unit=unit_name(item.unit),
        typed=typed,
        status=answer["status"],
        earlier=written(earlier) if isinstance(earlier, int | float) else "",
        reasons=[(code, str(states.NO_NUMBER[code])) for code in item.may_be if code in states.NO_NUMBER],
        choices=choices_of(item),
        edited=answer["origin"] == "edited",
    )
    for flag in row.flags:
        if flag["item"] == item.key and not flag["blank"]:
            cell.asking.append(Asking(flag["rule"], flag["severity"] == "hard", question_of(flag), flag["words"]))
    return cell


def in_words(item: Item, value: Any) -> str:
    """An answer that was given to the item, as a reader writes it: a number, yes or no, what was chosen, or the text itself."""
    if item.is_number:
        return written(value, item.decimals)
    return dict(choices_of(item)).get(str(value), str(value))


def choices_of(item: Item) -> list[tuple[str, str]]:
    """What may be chosen: the codes with their words."""
    if item.kind == "yes_no":
        return [(code, str(name)) for code, name in YES_NO_NAMES.items()]
    return [(one.code, said(one.label)) for one in item.choices]


def _number(value: Any) -> str:
    """A number as it is typed: no separators, so that it can be sent back."""
    return str(int(value)) if float(value).is_integer() else repr(value)


def general_flags(row: Submission) -> list[dict[str, Any]]:
    """Questions about the return as a whole."""
    return [flag | {"question": question_of(flag)} for flag in row.flags if not flag["item"]]


def flags_by_section(row: Submission) -> list[dict[str, Any]]:
    """Every question of the checks with the section where it is answered; what only lacks an answer is counted by `sections_of`."""
    asked = questionnaire_of(row.round)
    places = {item.key: (section.code, said(item.label)) for section in asked.sections for item in section.items}
    return [flag | {"question": question_of(flag), "section": places.get(flag["item"], ("", ""))[0]} for flag in row.flags if not flag["blank"]]
