"""Rows of a list of dissertations: which column holds what, and what a row means; a row that means nothing clear is refused with a sentence."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.search.stems import words_of
from sextant.lab.literature.identifiers import normal
from sextant.lab.topics.words import is_cyrillic
from sextant.work.scholarship import states
from sextant.work.scholarship.models import Dissertation

FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("topic"),
    "title_ru": gettext_lazy("topic in Russian"),
    "title_en": gettext_lazy("topic in English"),
    "author": gettext_lazy("author"),
    "supervisors": gettext_lazy("supervisors"),
    "degree": gettext_lazy("degree"),
    "field_code": gettext_lazy("speciality"),
    "school": gettext_lazy("school"),
    "department": gettext_lazy("department"),
    "state": gettext_lazy("state"),
    "day": gettext_lazy("day or year of the state"),
    "concepts": gettext_lazy("concepts"),
    "abstract": gettext_lazy("abstract"),
    "url": gettext_lazy("address of the text"),
    "doi": gettext_lazy("DOI"),
}
HEADINGS = {
    "title_en": r"title.*(en|англ)|(тема|название|заглавие).*англ",
    "title_ru": r"title.*(ru|рус)|(тема|название|заглавие).*рус",
    "supervisors": r"supervis|advis|руководител|консультант",
    "author": r"author|автор|соискател|аспирант|диссертант|фио|ф\.\s?и\.\s?о",
    "title": r"title|topic|тема|название|заглавие|наименование",
    "degree": r"degree|степен",
    "field_code": r"special|шифр|специальност|field",
    "department": r"department|кафедр|отдел",
    "school": r"school|universit|institut|organi[sz]ation|вуз|организац|место|учрежд|университет",
    "state": r"state|status|состояни|статус|этап",
    "day": r"date|day|year|дата|день|год",
    "concepts": r"concept|keyword|ключев|понят|тематик",
    "abstract": r"abstract|аннотац|реферат",
    "url": r"url|link|address|ссылк|адрес",
    "doi": r"^doi$",
}
DEGREES = (
    ("doctor", r"^d\.?\s?sc|doctor of|доктор|^д"),
    ("phd", r"ph\.?\s?d"),
    ("master", r"master|магист"),
    ("candidate", r"candidate|кандидат|^к"),
)
WORDS_OF_STATES = (
    (states.DEFENDED, r"defend|защищ|защита"),
    (states.ABANDONED, r"abandon|прекращ|отчисл|оставл"),
    (states.REVIEW, r"review|экспертиз|предзащит|рецензи|рассмотрен"),
    (states.IN_WORK, r"work|progress|в работе|выполня|готов"),
    (states.APPROVED, r"approv|утвержд"),
    (states.PLANNED, r"plan|планир|предлаг"),
)
EARLIEST = 1900


@dataclass(frozen=True)
class Row:
    """One dissertation of the file. `key` is the same for one topic of one author and school, brought however often."""

    line: int
    values: dict[str, Any]
    author: str
    supervisors: str
    concepts: tuple[str, ...]
    school: str
    state: str
    day: date
    key: str


def guess(header: list[str]) -> dict[str, str]:
    """Which column seems to hold what, by its heading; each field once."""
    found: dict[str, str] = {}
    for place, heading in enumerate(header):
        for name, pattern in HEADINGS.items():
            if name not in found.values() and re.search(pattern, heading.casefold()):
                found[str(place)] = name
                break
    return found


def row_of(line: int, cells: list[Any], columns: Mapping[str, str], *, school: str, today: date) -> Row:
    """What a row means; `school` stands where the row names none. A row without a state is defended where it has a day, else planned."""
    told = {name: cells[int(place)] for place, name in columns.items() if name and int(place) < len(cells)}
    text = {name: " ".join(str(value if value is not None else "").replace("\x00", "").split()) for name, value in told.items()}
    titles = _titles(text)
    place = text.get("school") or school
    if not place:
        raise ValidationError(_("The row names no school, and none was chosen for the whole list."))
    state, day = _state(text.get("state", "")), _day(told.get("day"), today)
    values = {
        **titles,
        "degree": _one_of(
            DEGREES,
            text.get("degree", ""),
            Dissertation.Degree.CANDIDATE,
            _("“%(text)s” is no degree known here. Write candidate, doctor, PhD or master."),
        ),
        "field_code": text.get("field_code", "")[:200],
        "department": text.get("department", "")[:200],
        "url": _url(text.get("url", "")),
        "doi": _doi(text.get("doi", "")),
    }
    if abstract := text.get("abstract"):
        values["abstract_ru" if is_cyrillic(abstract) else "abstract_en"] = abstract
    first = next(iter(filter(None, titles.values())))
    plain = "|".join((" ".join(words_of(first)), " ".join(words_of(text.get("author", ""))), " ".join(words_of(place))))
    concepts = tuple(filter(None, (part.strip() for part in re.split(r"[;,]", text.get("concepts", "")))))
    key = hashlib.sha256(plain.encode()).hexdigest()
    state = state or (states.DEFENDED if text.get("day") else states.PLANNED)
    return Row(line, values, text.get("author", ""), text.get("supervisors", ""), concepts, place, state, day, key)


def _titles(text: Mapping[str, str]) -> dict[str, str]:
    found = {"title_ru": text.get("title_ru", ""), "title_en": text.get("title_en", "")}
    if title := text.get("title", ""):
        name = "title_ru" if is_cyrillic(title) else "title_en"
        found[name] = found[name] or title
    if not any(found.values()):
        raise ValidationError(_("The row has no topic."))
    if any(len(title) > 500 for title in found.values()):
        raise ValidationError(_("The topic is longer than 500 letters. Shorten it, or look whether cells have run together."))
    return found


def _one_of(known: tuple[tuple[str, str], ...], text: str, empty: str, refusal: str) -> str:
    if not text:
        return empty
    for name, pattern in known:
        if re.search(pattern, text.casefold()):
            return name
    raise ValidationError(refusal % {"text": text[:60]})


def _state(text: str) -> str:
    refusal = _("“%(text)s” is no state known here. Write planned, approved, in work, under review, defended or abandoned.")
    return _one_of(WORDS_OF_STATES, text, "", refusal)


def _day(cell: Any, today: date) -> date:
    """A day, or the last day of a year that is over (the first of the year that runs); an empty cell is today."""
    if cell is None or cell == "":
        return today
    found = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
    text = str(cell).strip()
    if found is None and re.fullmatch(r"\d{4}", text) and int(text):
        found = date(int(text), 12, 31) if int(text) < today.year else date(int(text), 1, 1)
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y") if found is None else ():
        try:
            found = datetime.strptime(text[:10], pattern).date()
            break
        except ValueError:
            continue
    if found is None:
        raise ValidationError(_("“%(cell)s” is no day. Write days as 2026-03-31 or 31.03.2026, or the year alone.") % {"cell": text[:40]})
    if found.year < EARLIEST or found > today:
        raise ValidationError(_("The day %(day)s lies in the future or before 1900.") % {"day": text[:40]})
    return found


def _url(text: str) -> str:
    if not text:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        raise ValidationError(
            _("“%(text)s” is no address of a page. Write it with https:// or leave the cell empty.") % {"text": text[:80]}
        ) from None
    return text[:400]


def _doi(text: str) -> str:
    if not text:
        return ""
    found = normal("doi", text)
    if not found:
        raise ValidationError(_("“%(text)s” is no DOI. Write it as 10.1234/abc or leave the cell empty.") % {"text": text[:80]})
    return found[:200]
