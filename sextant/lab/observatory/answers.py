"""What an analysis found: rows of a table, things to say, and what a drawing needs besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sextant.lab.bibliometrics.clusters import Cluster
from sextant.lab.bibliometrics.layouts import Map
from sextant.lab.bibliometrics.themes import Theme
from sextant.lab.sentences import Said

from .corpus import Corpus

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, notes, and what `drawings.py` needs (a map with clusters, or a strategic diagram). `kind` tells variants of an analysis apart
    (`authors`, `works-coupling`); `labels` are what nodes of a map are called in English and in Russian, where they are not concepts."""

    name: str
    rows: list[Row]
    notes: list[Said] = field(default_factory=list)
    map: tuple[Map, list[Cluster]] | None = None
    periods: list[tuple[str, list[Theme]]] = field(default_factory=list)
    kind: str = ""
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)

    def label(self, corpus: Corpus, name: str, language: str) -> str:
        """What a node is called."""
        return self.labels[name][language == "ru"] if name in self.labels else corpus.label(name, language)
