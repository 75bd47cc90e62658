"""Two versions of a questionnaire: items added, removed, reworded, moved, asked for otherwise, and put in the place of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sextant.lab.redlines.passages import Passage, paired
from sextant.lab.redlines.words import Segment
from sextant.lab.redlines.words import compared as words_compared

from .describing import FACTS, told
from .items import Item, Questionnaire

State = Literal["same", "added", "removed", "changed"]
TEXTS = ("label", "definition")


@dataclass(frozen=True)
class Reworded:
    """A text of an item in one language, with what was added and taken away. `name` is `label` or `definition`."""

    name: str
    language: str
    segments: list[Segment]


@dataclass(frozen=True)
class Otherwise:
    """A fact of an item (`describing.FACTS`) that was changed: in words before and after, English and Russian."""

    fact: str
    before: tuple[str, str]
    after: tuple[str, str]


@dataclass(frozen=True)
class ItemCompared:
    """An item in both versions (None where it is not there), and what happened to it. `moved`: it stands elsewhere in the order, or in
    another section. `replaces` are the items of the earlier version whose place it takes; its words are compared with the first of them."""

    before: Item | None
    after: Item | None
    moved: bool
    reworded: tuple[Reworded, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    replaces: tuple[Item, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def state(self) -> State:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.reworded or self.otherwise else "same"


def compared(before: Questionnaire, after: Questionnaire) -> list[ItemCompared]:
    """Every item in the order of the later version; removed ones stand where they stood. Items are the same by their code."""
    homes = [{item.code: section.code for section in asked.sections for item in section.items} for asked in (before, after)]
    pairs = paired([Passage("", code) for code in before.items], [Passage("", code) for code in after.items])
    rows = []
    for pair in pairs:
        old = before.items[pair.before.key] if pair.before else None
        new = after.items[pair.after.key] if pair.after else None
        moved = pair.moved or (old is not None and new is not None and homes[0][old.code] != homes[1][new.code])
        rows.append(_compared(old, new, moved, before))
    return rows


def changes(rows: list[ItemCompared]) -> list[ItemCompared]:
    """Those to which something happened."""
    return [row for row in rows if row.state != "same" or row.moved]


def _compared(old: Item | None, new: Item | None, moved: bool, before: Questionnaire) -> ItemCompared:
    known = before.by_key
    replaced = tuple(known[one.code] for one in new.replaces if one.code in known) if new and old is None else ()
    if old is None or new is None:
        return ItemCompared(old, new, moved, _reworded(replaced[0], new) if new and replaced else (), replaces=replaced)
    otherwise = []
    for fact in FACTS:
        was_told, now_told = ((told(item, fact, "en"), told(item, fact, "ru")) for item in (old, new))
        if was_told != now_told:
            otherwise.append(Otherwise(fact, was_told, now_told))
    return ItemCompared(old, new, moved, _reworded(old, new), tuple(otherwise))


def _reworded(old: Item, new: Item) -> tuple[Reworded, ...]:
    """The texts that differ, word by word."""
    return tuple(
        Reworded(name, language, words_compared(was, now))
        for name in TEXTS
        for language in ("en", "ru")
        if (was := getattr(old, name).sentence(language)) != (now := getattr(new, name).sentence(language))
    )
