"""Why these two, and why nobody for the others: sentences in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from sextant.lab.sentences import Said, Sentences

from .people import Barred, Person, obstacle

_sentences = Sentences(Path(__file__).with_name("sentences.toml"))
say, remedy = _sentences.say, _sentences.remedy
Names = Mapping[str, tuple[str, str]]
"""Words (en, ru) of topics and languages by their codes; a code without words stands as it is."""


def _said(code: str, words: Sequence[tuple[str, str]], **more: object) -> Said:
    """A sentence with a list of words that differ by language."""
    english = say(code, list=", ".join(en for en, _ru in words), **more).en
    russian = say(code, list=", ".join(ru for _en, ru in words), **more).ru
    return Said(code, english, russian)


def _words(keys: Sequence[str], names: Names) -> list[tuple[str, str]]:
    return [names.get(key, (key, key)) for key in sorted(keys)]


def reasons(mentor: Person, mentee: Person, names: Names) -> tuple[Said, ...]:
    """What speaks for a pair: common topics, languages, the region, the hours between them."""
    topics = [topic for topic, weight in mentee.topics.items() if weight > 0 and mentor.topics.get(topic, 0) > 0]
    said = [_said("topics", _words(topics, names))] if topics else []
    said.append(_said("languages", _words(list(mentor.languages & mentee.languages), names)))
    if mentor.region and mentor.region == mentee.region:
        said.append(say("region"))
    apart = round(abs(mentor.offset - mentee.offset) % 24)
    hours = min(apart, 24 - apart)
    said.append(say("same_hours") if hours == 0 else say("hours", hours=hours))
    return tuple(said)


def obstacles(
    pairs: Sequence[tuple[str, str]], mentors: Sequence[Person], mentees: Sequence[Person], barred: Barred = ()
) -> dict[str, tuple[Said, Said]]:
    """For every mentee without a pair, and every mentor with no pair at all: which constraint, and what would help.

    The nearest obstacle is told: full places before what forbids, and among the latter the one that a change of one's own
    profile would lift (topic, language) before those that nothing lifts. Nobody else is named.
    """
    barred = frozenset(barred)
    paired, busy = {mentee for _mentor, mentee in pairs}, Counter(mentor for mentor, _mentee in pairs)
    found = {}
    for mentee in mentees:
        if mentee.key not in paired:
            codes = Counter(obstacle(mentor, mentee, barred) for mentor in mentors)
            found[mentee.key] = _obstacle("mentee", codes)
    for mentor in mentors:
        if not busy[mentor.key]:
            codes = Counter(obstacle(mentor, mentee, barred) for mentee in mentees)
            found[mentor.key] = _obstacle("mentor", codes, places=mentor.places)
    return found


def _obstacle(side: str, codes: Counter[str], places: int = 1) -> tuple[Said, Said]:
    if places == 0:
        code = "mentor_no_places"
    elif not codes.total():
        code = f"{side}_nobody"
    elif codes[""]:
        code = f"{side}_full"
    elif codes["topic"]:
        code = f"{side}_topic"
    elif codes["language"]:
        code = f"{side}_language"
    else:
        code = f"{side}_forbidden"
    count = codes[""] if code.endswith("_full") else codes.total()
    return say(code, count=count), remedy(code, count=count)
