"""A small thesaurus in the site's tables, and people who curate it."""

from datetime import date
from typing import Any

from sextant.base.accounts.models import User
from sextant.base.permissions.models import Grant
from sextant.lab.thesaurus.concepts import FALLBACK, Labels, Thesaurus, thesaurus
from sextant.lab.thesaurus.concepts import Concept as Term
from sextant.society.concepts.actions.starting import store
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Section
from sextant.society.members.tests.factories import SectionFactory


def term(code: str, en: str, ru: str, **rest: Any) -> Term:
    """A concept from `label | synonym | synonym` in each language; without anything broader it heads a facet."""
    sides = []
    for text in (en, ru):
        pref, *alt = [part.strip() for part in text.split("|")]
        sides.append(Labels(pref, tuple(alt), (), f"What is meant by {pref}."))
    rest.setdefault("top", not rest.get("broader") and not rest.get("deprecated"))
    return Term(code, *sides, **rest)


def made(*terms: Term, namespace: str = FALLBACK) -> Thesaurus:
    """A thesaurus under the name that a site has which names none of its own."""
    return thesaurus(terms, version="1.0", on=date(2026, 1, 15), licence="CC0-1.0", title=("Test", "Проба"), namespace=namespace)


def small() -> Thesaurus:
    return made(
        term("c0001", "library", "библиотека"),
        term(
            "c0002", "public library | community library", "публичная библиотека | общедоступная библиотека", broader=("c0001",), related=("c0004",)
        ),
        term("c0003", "rural library", "сельская библиотека", broader=("c0002",)),
        term("c0004", "reading", "чтение"),
        term("c0005", "family reading", "семейное чтение", broader=("c0004",)),
    )


def stored_small() -> dict[str, Concept]:
    """The rows of the small thesaurus by code."""
    store(small())
    return {row.code: row for row in Concept.objects.all()}


def officer(make_user: Any, code: str = "research") -> User:
    """Somebody who chairs the section of that code and has no other office."""
    user = make_user()
    section = Section.objects.filter(code=code).first() or SectionFactory(code=code)
    Grant.objects.create(user=user, role="chair", scope_kind="members.section", scope_id=str(section.pk))
    return user
