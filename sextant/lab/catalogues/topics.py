"""Topics that a library wants in balance: told by words of subject headings and by class marks, in a TOML file of the library's own.

    [[topic]]
    id = "animals"
    words = ["animals", "животные"]
    classes = ["ddc 59", "udc 59", "bbk 28.6"]
    expected = 0.12

A word is looked for at the start of words of the subjects and title. `expected` is the share that the library aims at, if it has one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sextant.lab.shares import wilson

from .collection import Collection
from .describing import Title
from .findings import refuse
from .measures import Cell, Table


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; `expected` None: no aim."""

    id: str
    words: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    expected: float | None = None


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of that file; raises `CatalogueError` for what is no such TOML."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["topic"]
        return tuple(
            Topic(
                str(row["id"]),
                tuple(map(str, row.get("words", []))),
                tuple(str(one).casefold() for one in row.get("classes", [])),
                float(row["expected"]) if "expected" in row else None,
            )
            for row in rows
        )
    except OSError as reason:
        raise refuse("file_absent", file=path.name) from reason
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise refuse("toml_broken", file=path.name, reason=str(reason)) from reason
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        raise refuse("topics_wrong", file=path.name, reason=str(reason)) from reason


def matcher(topics: tuple[Topic, ...]) -> Callable[[Title], tuple[str, ...]]:
    """A function that names the topics of a title."""
    patterns = [
        (topic, re.compile(r"\b(?:" + "|".join(map(re.escape, topic.words)) + ")", re.IGNORECASE) if topic.words else None) for topic in topics
    ]

    def topics_of(title: Title) -> tuple[str, ...]:
        text = "\n".join((title.title, *title.subjects))
        mark = f"{title.scheme} {title.class_}".casefold()
        return tuple(
            topic.id for topic, words in patterns if (words and words.search(text)) or any(mark.startswith(start) for start in topic.classes)
        )

    return topics_of


def balance(collection: Collection, topics: tuple[Topic, ...]) -> Table:
    """The share of held titles on each topic with its Wilson interval of 95 %; `denominator` is the number of held titles. The aim stands in the keys."""
    held = collection.held()
    cells = []
    for topic in topics:
        places = tuple(place for place in held if topic.id in collection.titles[place].topics)
        low, high = wilson(len(places), len(held))
        aim = "" if topic.expected is None else f"{topic.expected:g}"
        verdict = "" if topic.expected is None else "below" if high < topic.expected else "above" if low > topic.expected else "within"
        keys = (("topic", topic.id), ("expected", aim), ("verdict", verdict))
        cells.append(Cell(keys, len(places) / len(held) if held else None, len(places), len(held), places, low, high))
    return Table("topic_balance", tuple(cells))
