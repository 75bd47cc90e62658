"""Kinds of documents. A house brings its own in `apps.ready()`: who drafts, comments and votes, and what follows a publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from sextant.society.documents import states

if TYPE_CHECKING:
    from sextant.society.documents.models import Document, Publication, Version
    from sextant.society.members.models import Person

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Threshold:
    """How many of the votes must be “yes”: `share` of those cast for or against, or with `of_electorate` of all who may vote.

    `strict` means more than the share (a simple majority is more than a half), otherwise at least the share.
    """

    share: Fraction = HALF
    strict: bool = True
    of_electorate: bool = False


MAJORITY = Threshold()
TWO_THIRDS = Threshold(Fraction(2, 3), strict=False)


@dataclass(frozen=True)
class Guest:
    """Somebody without an account whom the house of a kind knows by a personal link.

    `key` is the house's own name of the guest (letters and digits, never shown). `link` is counted up when the link is made anew, so
    that earlier ones open nothing.
    """

    key: str
    name: str
    email: str = ""
    language: str = "ru"
    link: int = 1


@dataclass(frozen=True)
class DocumentKind:
    """One kind, under a code of its own.

    `may_draft(user)` opens the form of a new document; `may_edit(user, document)` is asked for everything that editors do (the
    document's own editors may always); `may_comment(user, document)` while a consultation `members` is open. `electorate(document, day)`
    gives those who may vote; they are written down by name when the vote opens. `guests(document)` gives those who vote beside them by a
    personal link; `guest_at(document, key)` gives a guest as long as the link is good, who reads and comments, and None once the place
    is withdrawn, erased, or has become a person's. `leads_to(document)` gives a sentence and an address for what a published document
    has become elsewhere. `quorum` is the share of them that has to take part.
    `on_published(publication)` is called in the transaction of the publication: what it raises undoes it. `check(version)` is asked before a
    draft is frozen, so that nobody reads or votes on a text that could not be published: what it raises refuses the step. `audience` is what a new
    consultation begins with, `votes` is false for a kind that is published without a vote, `secret` hides who voted how.
    """

    code: str
    name: str | Promise
    may_draft: Callable[[Any], bool]
    may_edit: Callable[[Any, Document], bool]
    may_comment: Callable[[Any, Document], bool]
    electorate: Callable[[Document, date], Iterable[Person]]
    quorum: Fraction = HALF
    threshold: Threshold = MAJORITY
    audience: str = states.MEMBERS
    votes: bool = True
    secret: bool = False
    on_published: Callable[[Publication], None] | None = None
    guests: Callable[[Document], Iterable[Guest]] | None = None
    guest_at: Callable[[Document, str], Guest | None] | None = None
    leads_to: Callable[[Document], tuple[str, str] | None] | None = None
    check: Callable[[Version], None] | None = None

    def guest(self, document: Document, key: str) -> Guest | None:
        """The guest of that key while the link is good; nobody where the kind knows no guests."""
        return self.guest_at(document, key) if self.guest_at is not None else None


def drafted_elsewhere(user: Any) -> bool:
    """`may_draft` of a kind whose documents grow out of something else, not of the form of a new document: nobody opens it."""
    return False


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> None:
    """Makes a kind known under its code; the same code again replaces it."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> DocumentKind:
    """The kind of that code; an unknown one is a KeyError, a programmer's mistake."""
    return _kinds[code]


def known(code: str) -> DocumentKind | None:
    """The kind of that code, or None where its house is not installed."""
    return _kinds.get(code)


def kinds() -> list[DocumentKind]:
    """All kinds by code."""
    return [_kinds[code] for code in sorted(_kinds)]
