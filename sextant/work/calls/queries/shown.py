"""An entry as a juror or a voter may see it: in a double-blind call without anybody's name, and without answers that are for the office."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sextant.work.calls.models import Answer, Entry, EntryFile, Field, Review
from sextant.work.calls.queries.entries import answered


@dataclass(frozen=True)
class ShownAnswer:
    """A question and what of its answer may be read; `waits` where names are still being looked for."""

    field: Field
    text: str
    rows: list[list[object]]
    files: list[EntryFile]
    held: int = 0
    waits: bool = False


@dataclass(frozen=True)
class Shown:
    """The entry for one juror. In a double-blind call title and answers have names taken out, and there are no people."""

    code: str
    title: str
    answers: list[ShownAnswer]
    people: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    waits: bool = False


def _blind(answer: Answer | None, checked: bool) -> str:
    return answer.blind_text if answer is not None and checked else ""


def _rows(answer: Answer | None, blind: bool, checked: bool) -> list[list[object]]:
    if answer is None or (blind and not checked):
        return []
    return list(answer.blind_rows if blind else answer.rows)


def shown_to_juror(review: Review) -> Shown:
    """What this juror reads of the entry; hidden answers never, names not in a double-blind call."""
    entry, blind = review.entry, review.entry.call.is_double_blind
    checked = entry.names_checked
    answers = []
    for one in answered(entry, with_hidden=False):
        files = [file for file in one.files if not blind or file.may_be_shown_blind]
        text = _blind(one.answer, checked) if blind else (one.answer.text if one.answer else "")
        rows = _rows(one.answer, blind, checked)
        answers.append(ShownAnswer(one.field, text, rows, files, len(one.files) - len(files), blind and not checked))
    topics = [str(topic) for topic in entry.topics.all()]
    if not blind:
        people = [entry.person.full_name, *(one.name for one in entry.coauthors.all())]
        return Shown(entry.code, entry.title, answers, people, topics)
    return Shown(entry.code, entry.title_for_jury, answers, [], topics, not checked)


@dataclass(frozen=True)
class Candidate:
    """An entry that stands in a public vote: its number, its title, its category, and its author unless the call is double-blind."""

    key: int
    code: str
    title: str
    category: str
    author: str


def shown_to_public(entries: Iterable[Entry]) -> list[Candidate]:
    """Entries for voters; a title of a double-blind call only after names were taken out of it."""
    found = []
    for entry in entries:
        blind = entry.call.is_double_blind
        title = entry.title_for_jury if blind else entry.title
        found.append(Candidate(entry.pk, entry.code, title, str(entry.category or ""), "" if blind else entry.person.full_name))
    return found
