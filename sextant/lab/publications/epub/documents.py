"""The documents of the reading order as trees, with what several rules ask of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .container import Container, Unreadable
from .markup import SILENT, Element, elements, kinds, line_of, local, parse_entry, words_in
from .package import SVG_TYPE, Package, Place

BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
DECORATION = frozenset({"presentation", "none", "doc-pagebreak"})


@dataclass(slots=True)
class Document:
    """A file of the spine: its tree, or `trouble` as a key of sentences where there is none. `places` gives the order of its identities from 1."""

    path: str
    place: Place
    root: Element | None = None
    trouble: str = ""
    places: dict[str, int] = field(default_factory=dict)
    page_breaks: list[str] = field(default_factory=list)
    was_read: bool = False
    labels: dict[str, str] | None = None

    @property
    def is_drawing(self) -> bool:
        """An SVG file as a page."""
        return self.place.item.kind == SVG_TYPE

    @property
    def body(self) -> Element | None:
        """What is shown: the body, or the drawing."""
        if self.root is None:
            return None
        return self.root if self.is_drawing else next(elements(self.root, "body"), self.root)


def each_document(container: Container, package: Package, locked: frozenset[str]) -> Iterator[Document]:
    """Every document of the spine in reading order, one tree at a time: it is let go when the next one is asked for. Files of other kinds are left out."""
    found: set[str] = set()
    for place in package.spine:
        item = place.item
        if not item.path or item.path in found or not (item.is_document or item.kind == SVG_TYPE):
            continue
        found.add(item.path)
        document = _read(container, Document(item.path, place), locked)
        yield document
        document.root = document.labels = None


def _read(container: Container, document: Document, locked: frozenset[str]) -> Document:
    if document.path in locked:
        document.trouble = "entry_locked"
        return document
    try:
        document.root = parse_entry(container, document.path)
    except Unreadable as trouble:
        document.trouble = trouble.code
        return document
    document.was_read = True
    for number, element in enumerate(elements(document.root), 1):
        identity = element.get("id") or (element.get("name") if local(element) == "a" else None)
        if identity:
            document.places.setdefault(identity, number)
        if kinds(element) & BREAKS:
            document.page_breaks.append(element.get("id") or "")
    return document


def hidden(element: Element) -> bool:
    """Whether it, or what it stands in, is hidden from assistive technology or from everyone by an attribute."""
    one: Element | None = element
    while one is not None:
        if one.get("aria-hidden") == "true" or one.get("hidden") is not None:
            return True
        one = one.getparent()
    return False


def decoration(element: Element) -> bool:
    """Whether it is marked as decoration by its role."""
    return bool(set((element.get("role") or "").split()) & DECORATION)


def name_of(document: Document, element: Element) -> str:
    """Its accessible name by attributes: aria-labelledby (looked up), aria-label, alt, title; a simplification of the W3C's computation."""
    named = [_labels(document).get(identity, "") for identity in (element.get("aria-labelledby") or "").split()]
    text = " ".join(named).strip() or (element.get("aria-label") or "").strip()
    return text or (element.get("alt") or "").strip() or (element.get("title") or "").strip()


def _labels(document: Document) -> dict[str, str]:
    """Words by identity, of what some aria-labelledby points to."""
    if document.labels is None:
        document.labels = {}
        if document.root is not None:
            wanted = {name for one in elements(document.root) for name in (one.get("aria-labelledby") or "").split()}
            document.labels = {name: words_in(one) for one in elements(document.root) if (name := one.get("id") or "") in wanted}
    return document.labels


def has_words(element: Element) -> bool:
    """Whether anything stands there to be read, scripts and hidden parts aside."""
    for one in elements(element):
        if local(one) in SILENT or hidden(one):
            continue
        if (one.text or "").strip():
            return True
        if any((child.tail or "").strip() for child in one):
            return True
    return False


__all__ = ["Document", "decoration", "each_document", "has_words", "hidden", "line_of", "name_of"]
