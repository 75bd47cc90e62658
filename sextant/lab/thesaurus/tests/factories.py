"""Small thesauri for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from sextant.lab.thesaurus.concepts import Concept, Labels, Thesaurus, thesaurus

HEAD: dict[str, Any] = {"version": "1", "on": date(2026, 11, 26), "licence": "CC0-1.0", "title": ("Test", "Проба"), "namespace": "urn:test:"}


def concept(name: str, en: str, ru: str, **rest: Any) -> Concept:
    """A concept from `label | synonym | synonym` in each language; without anything broader it is a top concept."""
    sides = []
    for text in (en, ru):
        pref, *alt = [part.strip() for part in text.split("|")]
        sides.append(Labels(pref, tuple(alt)))
    rest.setdefault("top", not rest.get("broader") and not rest.get("deprecated"))
    return Concept(name, *sides, **rest)


def made(*concepts: Concept, **head: Any) -> Thesaurus:
    return thesaurus(concepts, **{**HEAD, **head})


def small() -> Thesaurus:
    """Libraries and catalogues: seven concepts, an acronym in each language, and a label that may mean two things."""
    return made(
        concept("c0001", "library", "библиотека"),
        concept("c0002", "public library", "публичная библиотека | общедоступная библиотека", broader=("c0001",), related=("c0006",)),
        concept("c0003", "library catalogue", "каталог библиотеки", broader=("c0001",)),
        concept("c0004", "OPAC | online catalogue", "электронный каталог | ЭК", broader=("c0003",)),
        concept("c0005", "cataloguing", "каталогизация", broader=("c0001",)),
        concept("c0006", "RDA (cataloguing rules)", "RDA (каталогизация)", broader=("c0005",)),
        concept("c0007", "Research Data Alliance | RDA (research data)", "Альянс исследовательских данных | RDA (научные данные)"),
    )
