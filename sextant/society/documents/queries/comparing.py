"""Two versions clause by clause and word by word, in one language or both; and a proposed wording beside its clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from sextant.lab.redlines.passages import Counted, Passage, counted, paired
from sextant.lab.redlines.words import Segment, compared
from sextant.society.documents.models import Clause, Comment, Version


@dataclass(frozen=True)
class Side:
    """A clause in one language: what was changed in its heading and in its text."""

    language: str
    heading: list[Segment]
    text: list[Segment]


@dataclass(frozen=True)
class Row:
    """A clause of both versions (None where it is not there), what happened to it, and its words in each language asked for."""

    before: Clause | None
    after: Clause | None
    state: str
    moved: bool
    sides: list[Side]

    @property
    def clause(self) -> Clause:
        """The clause as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found


def _words(clause: Clause | None, name: str, language: str) -> str:
    return getattr(clause, f"{name}_{language}") if clause else ""


def _passages(clauses: list[Clause], languages: Sequence[str]) -> list[Passage]:
    """What decides whether a clause was changed: heading and text in the languages asked for."""
    return [Passage("\n".join(_words(one, name, code) for code in languages for name in ("heading", "text")), one.key) for one in clauses]


def version_compared(before: Version, after: Version, languages: Sequence[str]) -> tuple[list[Row], Counted]:
    """All clauses in the order of the later version, removed ones where they stood; and how much was changed in all."""
    olds, news = before.ordered_clauses, after.ordered_clauses
    by_key = {one.key: one for one in olds}, {one.key: one for one in news}
    pairs = paired(_passages(olds, languages), _passages(news, languages))
    rows = []
    for pair in pairs:
        old = by_key[0].get(pair.before.key) if pair.before else None
        new = by_key[1].get(pair.after.key) if pair.after else None
        sides = [Side(code, *(compared(_words(old, name, code), _words(new, name, code)) for name in ("heading", "text"))) for code in languages]
        rows.append(Row(old, new, pair.state, pair.moved, sides))
    return rows, counted(pairs)


def wording_compared(comment: Comment) -> list[Segment]:
    """What a proposed wording changes in the clause it is about."""
    return compared(_words(comment.clause, "text", comment.language), comment.wording) if comment.wording and comment.clause else []
