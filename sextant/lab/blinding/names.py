"""Names of people in a text: whole, with initials or alone, in any case, in either alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .people import Confidence
from .profiles import Known, Profile, Tag
from .tokens import Token, joined, spaced, tokens_of

NEAR = re.compile(r"[\s.,_]{0,5}")
WITHIN = re.compile(r"[\s\-‐‑–—\u00ad\ufffe\x02]{1,5}")
HONOURED = re.compile(r"(?:\bим\.|\bимени)\s*$", re.IGNORECASE)
"""«Библиотека имени Чехова»: rather the one who is honoured than the author."""
COMPANIONS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Letters of the text that name a person."""

    start: int
    stop: int
    person: int
    what: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that stands at words `first` to `after` − 1."""

    first: int
    after: int
    tag: Tag
    whole: bool
    """Whether all words of the name are there: both of Мамин-Сибиряк."""
    token: Token


class Reader:
    """Looks through one text. `small` are forms that also stand there without a capital: words rather than names."""

    def __init__(self, text: str, known: Known, small: frozenset[str]) -> None:
        self.text, self.known, self.small = text, known, small
        self.words = tokens_of(text)
        self.at: dict[int, list[_Name]] = {}
        self.until: dict[int, list[_Name]] = {}
        for name in self._names():
            self.at.setdefault(name.first, []).append(name)
            self.until.setdefault(name.after, []).append(name)

    def hits(self) -> Iterator[Hit]:
        """Every place, overlapping ones too."""
        for names in list(self.at.values()):
            for name in names:
                one = self.known.profiles[name.tag.person]
                found = self._family(name, one) if name.tag.role == "family" else self._given(name, one) if name.tag.role == "given" else None
                if found:
                    yield found
        yield from self._glued()

    def _names(self) -> Iterator[_Name]:
        for number, word in enumerate(self.words):
            for token, taken in self._readings(number, word):
                for tag in {tag for reading in token.readings for tag in self.known.tags(reading)}:
                    yield self._extended(number, taken, token, tag)

    def _readings(self, number: int, word: Token) -> Iterator[tuple[Token, int]]:
        yield word, 1
        yield from joined(self.text, self.words, number)
        if len(word.raw) == 1:
            apart = spaced(self.text, self.words, number)
            if apart:
                yield apart

    def _extended(self, number: int, taken: int, token: Token, tag: Tag) -> _Name:
        """The name with its further words, as far as they follow."""
        words = self.known.profiles[tag.person].words[tag.role]
        after, part = number + taken, tag.part + 1
        if tag.part == 0:
            while part < len(words) and after < len(self.words) and self._follows(after) and self._takes(tag, part, self.words[after]):
                after, part = after + 1, part + 1
        return _Name(number, after, tag, tag.part == 0 and part == len(words), token)

    def _follows(self, number: int) -> bool:
        return bool(WITHIN.fullmatch(self.text[self.words[number - 1].stop : self.words[number].start]))

    def _takes(self, tag: Tag, part: int, word: Token) -> bool:
        wanted = (tag.person, tag.role, part)
        return any((one.person, one.role, one.part) == wanted for reading in word.readings for one in self.known.tags(reading))

    def _family(self, name: _Name, one: Profile) -> Hit | None:
        """A family name with what stands beside it."""
        right, right_ok, right_wrong = self._beside(name.after, one, 1)
        left, left_ok, left_wrong = self._beside(name.first - 1, one, -1)
        start, stop = self._span(left if left_ok else name.first, right if right_ok else name.after)
        if left_ok or right_ok:
            what = "found_full_name" if "given" in left_ok | right_ok else "found_initials"
            sure = name.tag.own and name.whole if what == "found_initials" else one.tells or not name.token.is_small
            return Hit(start, stop, one.number, what, "certain" if sure else "likely")
        return self._alone(name, one, contradicted=left_wrong or right_wrong)

    def _alone(self, name: _Name, one: Profile, *, contradicted: bool) -> Hit | None:
        small, short = name.token.is_small, len(name.token.raw) < 3
        if (small and (not one.tells or not name.whole)) or short:
            return None
        ordinary = not one.tells or any(reading in self.small for reading in name.token.readings)
        doubtful = ordinary or small or contradicted or not name.tag.own or not name.whole or self._honoured(name)
        start, stop = self._span(name.first, name.after)
        return Hit(start, stop, one.number, "found_family", "likely" if doubtful else "certain")

    def _honoured(self, name: _Name) -> bool:
        start = self.words[name.first].start
        return bool(HONOURED.search(self.text[max(0, start - 12) : start]))

    def _given(self, name: _Name, one: Profile) -> Hit | None:
        """A given name with the patronymic after it, or with the first letter of the family name."""
        if not name.whole:
            return None
        for other in self.at.get(name.after, ()):
            if (other.tag.person, other.tag.role) == (one.number, "patronymic") and self._near(name.after):
                return Hit(*self._span(name.first, other.after), one.number, "found_given_patronymic", "certain")
        if self._is_initial(name.after, one, "family") and self._near(name.after) and self._dotted(name.after):
            return Hit(*self._span(name.first, name.after + 1), one.number, "found_given_initial", "likely")
        return None

    def _beside(self, number: int, one: Profile, step: int) -> tuple[int, set[str], bool]:
        """Given name, patronymic and initials from word `number` on, to the right (1) or left (−1): the border of what belongs
        to the person, what it is, and whether initials stand there that are somebody else's."""
        border, found, letters = (number if step > 0 else number + 1), set[str](), []
        for _ in range(COMPANIONS):
            if not 0 <= number < len(self.words) or not self._near(number if step > 0 else number + 1, comma=step > 0):
                break
            name = next((n for n in (self.at if step > 0 else self.until).get(number if step > 0 else number + 1, ()) if self._is_mine(n, one)), None)
            if name:
                found.add(name.tag.role)
                number = name.after if step > 0 else name.first - 1
            elif self._looks_initial(number):
                letters.append(number)
                number += step
            else:
                break
            if not letters:
                border = number if step > 0 else number + 1
        if not letters:
            return border, found, False
        if self._initials_agree(sorted(letters), one, found):
            return (number if step > 0 else number + 1), found | {"initial"}, False
        return border, found, True

    def _is_mine(self, name: _Name, one: Profile) -> bool:
        return name.tag.person == one.number and name.tag.role != "family" and name.whole

    def _near(self, number: int, *, comma: bool = False) -> bool:
        """Whether word `number` stands by the one before it. A comma may part a family name from what follows it
        (Chekhov, A.), not from what goes before: in a list that is somebody else's."""
        if not 0 < number < len(self.words):
            return False
        between = self.text[self.words[number - 1].stop : self.words[number].start]
        return bool(NEAR.fullmatch(between)) and between.count("\n") < 2 and (comma or "," not in between)

    def _looks_initial(self, number: int) -> bool:
        """`А.`, `Yu.` or `АП`."""
        raw = self.words[number].raw
        if raw.isupper() and len(raw) == 2 and not self._dotted(number):
            return True
        return (len(raw) == 1 or (raw.isascii() and len(raw) <= 3 and raw[1:].islower())) and raw[0].isupper() and self._is_letter(number)

    def _is_letter(self, number: int) -> bool:
        """An initial has a dot, or stands by another initial, or ends the line; `А` and `В` are words as well."""
        raw = self.words[number].raw
        if self._dotted(number) or (len(raw) == 1 and raw.isascii() and raw not in "AI"):
            return True
        after = self.text[self.words[number].stop : self.words[number].stop + 1]
        return len(raw) == 1 and (not after or after in "\r\n,;)")

    def _dotted(self, number: int) -> bool:
        stop = self.words[number].stop
        return self.text[stop : stop + 1] == "."

    def _is_initial(self, number: int, one: Profile, role: str) -> bool:
        if not 0 <= number < len(self.words) or role not in one.initials or not self.words[number].raw[0].isupper():
            return False
        return any(one.initials[role].fullmatch(reading) for reading in self.words[number].readings)

    def _initials_agree(self, letters: Sequence[int], one: Profile, found: set[str]) -> bool:
        """First the given name's, then the patronymic's; after the whole given name only the patronymic's."""
        roles = ["patronymic"] if "given" in found else ["given", "patronymic"]
        raw = self.words[letters[0]].raw
        if len(letters) == 1 and len(raw) == 2 and raw.isupper():
            pair = zip(raw.casefold(), roles, strict=False)
            return len(roles) == 2 and all(role in one.initials and one.initials[role].fullmatch(letter) for letter, role in pair)
        if len(letters) > len(roles):
            return False
        return all(self._is_initial(number, one, role) or role not in one.initials for number, role in zip(letters, roles, strict=False)) and (
            roles[0] in one.initials or "given" in found
        )

    def _glued(self) -> Iterator[Hit]:
        for word in self.words:
            if len(word.raw) > 4:
                for one in self.known.profiles:
                    if any(one.glued.fullmatch(reading) and not self.known.tags(reading) for reading in word.readings):
                        yield Hit(word.start, word.stop, one.number, "found_handle", "likely")

    def _span(self, first: int, after: int) -> tuple[int, int]:
        stop, raw = self.words[after - 1].stop, self.words[after - 1].raw
        initial = len(raw) <= 3 and raw[0].isupper() and self.text[stop : stop + 1] == "."
        return self.words[first].start, stop + initial
