"""What words are looked for on behalf of each identity: forms of the names, their Latin spellings, initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .cases import counterpart, declined, is_she, patronymics
from .people import Identity, Role
from .spellings import initial_of, pattern_of
from .telling import tells
from .tokens import CYRILLIC, fold

SEPARATORS = re.compile(r"[\s\-‐‑–—]+")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A word is part number `part` of that name of that person; `own` unless only the other sex is called so."""

    person: int
    role: Role
    part: int
    own: bool


@dataclass(slots=True)
class Word:
    """One word of a name: its forms, those of the other sex, and the Latin spellings of both."""

    own: frozenset[str]
    other: frozenset[str] = frozenset()
    latin_own: re.Pattern[str] = NEVER
    latin_other: re.Pattern[str] = NEVER

    def takes(self, reading: str) -> bool | None:
        """True for a form of one's own, False for one of the other sex, None for another word."""
        if reading in self.own or self.latin_own.fullmatch(reading):
            return True
        return False if reading in self.other or self.latin_other.fullmatch(reading) else None


@dataclass(slots=True)
class Profile:
    """One person, ready to be looked for."""

    number: int
    words: dict[Role, list[Word]] = field(default_factory=dict)
    initials: dict[Role, re.Pattern[str]] = field(default_factory=dict)
    tells: bool = False
    glued: re.Pattern[str] = NEVER
    """Family and given name in one word, such as a handle (`antonchekhov`, `achekhov`)."""


def profile(number: int, person: Identity) -> Profile:
    """What to look for on behalf of one identity; an empty one finds nothing."""
    made = Profile(number)
    family, given, patronymic = (split(text) for text in (person.family, person.given, person.patronymic))
    latin_family, latin_given = _latin_names(person.latin, family)
    she = is_she(patronymic[-1] if patronymic else "", family[-1] if family else "")
    if family or latin_family:
        made.words["family"] = [_word(one, she if len(family) == 1 else None, latin_family) for one in family or latin_family[:1]]
        made.initials["family"] = _initial((family or latin_family)[0])
        made.tells = len(family) > 1 or all(tells(one) for one in family or latin_family[:1])
    if given or latin_given:
        made.words["given"] = [_word(one, None, latin_given) for one in given or latin_given[:1]]
        made.initials["given"] = _initial(*(given[:1] + latin_given[:1]))
    if patronymic:
        made.words["patronymic"] = [_patronymic(one) for one in patronymic]
        made.initials["patronymic"] = _initial(patronymic[0])
    made.glued = _glued("".join(family), given[:1], patronymic[:1], latin_family, latin_given)
    return made


def split(name: str) -> list[str]:
    """The folded words of a name: two for Мамин-Сибиряк."""
    return [fold(word) for word in SEPARATORS.split(name.strip()) if word]


def _word(word: str, she: bool | None, latin: Sequence[str]) -> Word:
    if not CYRILLIC.search(word):
        return Word(frozenset({word, *latin}))
    own, turned = declined(word), counterpart(word)
    other = declined(turned) - own if turned and she is not None else frozenset()
    if turned and she is None:
        own |= declined(turned)
    return Word(own | set(latin), other, _spelled(own), _spelled(other))


def _patronymic(word: str) -> Word:
    if not CYRILLIC.search(word):
        return Word(frozenset({word}))
    own = frozenset(form for way in patronymics(word) for form in declined(way))
    return Word(own, frozenset(), _spelled(own))


def _spelled(forms: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(pattern_of(one) for one in sorted(forms))) if forms else NEVER


def _initial(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(f"{re.escape(word[:1])}|{initial_of(word)}" for word in words if word))


def _latin_names(latin: str, family: list[str]) -> tuple[list[str], list[str]]:
    """Family and given words of a name as its bearer writes it: `Anton Chekhov`, `Chekhov, Anton P.`"""
    before, comma, after = latin.partition(",")
    words = [word for word in split(latin.replace(".", " ")) if len(word) > 1]
    if comma:
        return split(before), [word for word in split(after.replace(".", " ")) if len(word) > 1]
    if not words:
        return [], []
    spelled = [_spelled(declined(one)) for one in family]
    found = [word for word in words if any(one.fullmatch(word) for one in spelled)] or words[-1:]
    return found, [word for word in words if word not in found]


def _glued(family: str, given: list[str], patronymic: list[str], latin_family: list[str], latin_given: list[str]) -> re.Pattern[str]:
    families = [word for word in (family, *latin_family) if len(word) > 3]
    if not families or not (given or latin_given):
        return NEVER
    names = "|".join(_either(one) for one in families)
    first, second = [*given, *latin_given], patronymic
    letters = "|".join(f"{re.escape(one[0])}|{initial_of(one)}" for one in first)
    more = "|".join(f"{re.escape(one[0])}|{initial_of(one)}" for one in second) or "(?!)"
    whole = "|".join(_either(one) for one in first)
    rest = f"(?:(?:{whole})|(?:{letters})(?:{more})?)"
    return re.compile(f"(?:{names}){rest}|{rest}(?:{names})")


def _either(word: str) -> str:
    return f"{re.escape(word)}|{pattern_of(word)}"


class Known:
    """All who are looked for. Asks of each different word are answered once."""

    def __init__(self, people: Sequence[Identity]) -> None:
        self.profiles = [profile(number, person) for number, person in enumerate(people)]
        self._tags: dict[str, tuple[Tag, ...]] = {}
        self._forms: dict[str, list[Tag]] = {}
        for one, role, part, word in self._words():
            for own, forms in ((True, word.own), (False, word.other)):
                for form in forms:
                    self._forms.setdefault(form, []).append(Tag(one.number, role, part, own))

    def tags(self, reading: str) -> tuple[Tag, ...]:
        """Whose names a word may be."""
        found = self._tags.get(reading)
        if found is None:
            found = tuple(self._forms.get(reading, ()))
            if reading.isascii():
                found += tuple(
                    Tag(one.number, role, part, bool(own))
                    for one, role, part, word in self._words()
                    if (own := word.takes(reading)) is not None and reading not in word.own | word.other
                )
            self._tags[reading] = found
        return found

    def _words(self) -> list[tuple[Profile, Role, int, Word]]:
        return [(one, role, part, word) for one in self.profiles for role, words in one.words.items() for part, word in enumerate(words)]
