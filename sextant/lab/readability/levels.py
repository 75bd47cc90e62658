"""How hard a text is: all formulas of its language side by side, with how far they disagree. No number is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import floor, inf
from typing import Any

from sextant.lab.sentences import Said

from . import formulas
from .counting import MOST_CHARACTERS, Counts, count, language_of_letters
from .findings import ReadabilityError, refuse, say

Formula = Callable[[Counts], float | None]
Band = tuple[float, float]
SHORT = 100
"""Words below which formulas say little: they were fitted on passages of about a hundred words or more."""
AGE = 5
"""Years between a grade and the age in it: grade 1 at 6 (the table of plainrussian.ru; in the United States alike)."""
STAGES: tuple[tuple[int, int, float, float], ...] = ((1, 3, 8.1, 10.7), (4, 9, 10.2, 14.6), (10, 11, 15.6, 17.9))
"""First and last grade of a stage of Russian schools, and the quartiles of words per sentence in texts of that stage with 100 words or more
(corpora SovChLit and TextsByGrade, as ruts 0.19.0 gives them): what is usual, not what is prescribed."""
EASE_BANDS: tuple[tuple[float, float, float], ...] = ((90, 5, 5), (80, 6, 6), (70, 7, 7), (60, 8, 9), (50, 10, 12), (30, 13, 16), (-inf, 17, inf))
"""Least Flesch ease and the grades it is read as (Flesch 1949, from memory)."""
DALE_CHALL_BANDS: tuple[tuple[float, float, float], ...] = ((10, 16, inf), (9, 13, 15), (8, 11, 12), (7, 9, 10), (6, 7, 8), (5, 5, 6), (-inf, 1, 4))
"""Least Dale–Chall score and its grades (Dale and Chall 1948, from memory)."""
GRADE, EASE, INDEX = "grade", "ease", "index"

ENGLISH: tuple[tuple[str, str, Formula], ...] = (
    ("flesch", EASE, formulas.flesch),
    ("flesch_kincaid", GRADE, formulas.flesch_kincaid),
    ("smog", GRADE, formulas.smog),
    ("ari", GRADE, formulas.ari),
    ("coleman_liau", GRADE, formulas.coleman_liau),
    ("dale_chall", "dale_chall", formulas.dale_chall),
    ("lix", INDEX, formulas.lix),
)
RUSSIAN: tuple[tuple[str, str, Formula], ...] = (
    ("flesch_oborneva_a", EASE, formulas.flesch_oborneva_a),
    ("flesch_oborneva_b", EASE, formulas.flesch_oborneva_b),
    ("flesch_kincaid_plainrussian", GRADE, formulas.flesch_kincaid_plainrussian),
    ("flesch_kincaid_academic", GRADE, formulas.flesch_kincaid_academic),
    ("sis_2023", GRADE, formulas.sis_2023),
    ("smog_russian", GRADE, formulas.smog_russian),
    ("ari_russian", GRADE, formulas.ari_russian),
    ("coleman_liau_russian", GRADE, formulas.coleman_liau_russian),
    ("dale_chall_plainrussian", GRADE, formulas.dale_chall_plainrussian),
    ("lix", INDEX, formulas.lix),
)
FORMULAS = {"en": ENGLISH, "ru": RUSSIAN}


@dataclass(frozen=True, slots=True)
class Value:
    """One formula's answer. `grade` is the range of school grades it is read as (the same twice where the formula gives a grade itself), `age` the years
    that go with them; None where the formula has none. `high` of infinity means “and above”."""

    formula: str
    value: float
    kind: str
    grade: Band | None
    age: Band | None
    name: Said


@dataclass(frozen=True, slots=True)
class Norm:
    """A school stage, what is usual there in words per sentence, and where the text lies: `below`, `within` or `above`."""

    first: int
    last: int
    low: float
    high: float
    place: str


@dataclass(frozen=True, slots=True)
class Level:
    """Everything about a text. `lowest` and `highest` are the ends of what the formulas give as grades (middle of a range), `spread` their distance;
    None where fewer than two give one. `notes` say what to beware of."""

    language: str
    counts: Counts
    values: tuple[Value, ...]
    lowest: float | None
    highest: float | None
    norms: tuple[Norm, ...]
    notes: tuple[Said, ...]

    @property
    def spread(self) -> float | None:
        """How many grades the formulas lie apart."""
        return None if self.lowest is None or self.highest is None else self.highest - self.lowest

    def value(self, formula: str) -> float | None:
        """The answer of one formula; None where it was not asked."""
        return next((one.value for one in self.values if one.formula == formula), None)

    def as_dict(self) -> dict[str, Any]:
        """For JSON; endless ranges end in null."""
        counts = asdict(self.counts) | {"by_syllables": {str(number): words for number, words in self.counts.by_syllables}}
        shown = [
            {"formula": one.formula, "value": one.value, "kind": one.kind, "grade": _ended(one.grade), "age": _ended(one.age)} for one in self.values
        ]
        means = {name: getattr(self.counts, name) for name in ("words_per_sentence", "syllables_per_word", "letters_per_word")}
        return {
            "language": self.language,
            "counts": counts | means,
            "values": shown,
            "lowest": self.lowest,
            "highest": self.highest,
            "spread": self.spread,
            "norms": [asdict(one) for one in self.norms],
            "notes": [{"code": one.code, "en": one.en, "ru": one.ru} for one in self.notes],
        }


def _ended(band: Band | None) -> list[float | None] | None:
    return None if band is None else [None if end == inf else end for end in band]


def read_level(text: str, language: str | None = None, *, easy: frozenset[str] | None = None) -> Level:
    """The level of a text in `ru` or `en`; without a language that of most letters, any other language has LIX alone.

    `easy`: familiar words in small letters, for Dale–Chall in English. Raises `ReadabilityError`: no words, or a text that is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise refuse("text_too_long", most=MOST_CHARACTERS)
    said = (language or "").lower().split("-")[0] or language_of_letters(text)
    counts = count(text, said, easy)
    if not counts.words:
        raise refuse("no_words")
    asked = FORMULAS.get(said, (("lix", INDEX, formulas.lix),))
    values = tuple(one for name, kind, formula in asked if (one := _value(name, kind, formula(counts))) is not None)
    middles = [_middle(one.grade) for one in values if one.grade is not None]
    lowest, highest = (min(middles), max(middles)) if len(middles) > 1 else (None, None)
    norms = tuple(Norm(*stage, _place(counts.words_per_sentence, stage[2], stage[3])) for stage in STAGES) if said == "ru" else ()
    return Level(said, counts, values, lowest, highest, norms, tuple(_notes(text, said, counts)))


def _value(name: str, kind: str, value: float | None) -> Value | None:
    if value is None:
        return None
    grade = _grade(kind, value)
    age = None if grade is None else (max(grade[0], 1) + AGE, max(grade[1], 1) + AGE)
    return Value(name, value, GRADE if kind == "dale_chall" else kind, grade, age, say(name))


def _grade(kind: str, value: float) -> Band | None:
    """The grade itself, rounded half up (never below 1), or the range that a scale is read as."""
    if kind == INDEX:
        return None
    if kind == GRADE:
        whole = float(max(1, floor(value + 0.5)))
        return whole, whole
    bands = EASE_BANDS if kind == EASE else DALE_CHALL_BANDS
    return next((low, high) for least, low, high in bands if value >= least)


def _middle(band: Band) -> float:
    return band[0] if band[1] == inf else (band[0] + band[1]) / 2


def _place(value: float, low: float, high: float) -> str:
    return "below" if value < low else "above" if value > high else "within"


def _notes(text: str, language: str, counts: Counts) -> list[Said]:
    found = []
    if counts.words < SHORT:
        found.append(say("text_short", words=counts.words))
    if language not in FORMULAS:
        found.append(say("lix_alone", language=language or "?"))
    elif language_of_letters(text) not in ("", language):
        found.append(say("other_letters", language=language))
    if language == "en" and counts.unfamiliar is None:
        found.append(say("no_easy_words"))
    if language == "en" and counts.sentences < 30:
        found.append(say("smog_short", sentences=counts.sentences))
    return found


__all__ = ["Level", "Norm", "ReadabilityError", "Value", "read_level"]
