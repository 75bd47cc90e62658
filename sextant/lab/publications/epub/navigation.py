"""Tables of contents and page lists, from the navigation document of EPUB 3 and the NCX of EPUB 2, in one form."""

from __future__ import annotations

from dataclasses import dataclass

from .container import Container, Unreadable, resolve
from .markup import OPS, Element, elements, line_of, local, parse_entry, words_in
from .package import Item, Package


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its text, the file and fragment it leads to (`path` None: out of the book, empty: no link), and where it stands."""

    text: str
    href: str
    path: str | None
    fragment: str
    line: int


@dataclass(slots=True)
class Navigation:
    """`file` holds it; None for a list that is not there. `trouble` is a key of sentences where the file cannot be read."""

    file: str = ""
    contents: list[Entry] | None = None
    pages: list[Entry] | None = None
    identifier: str = ""
    trouble: str = ""


def read_navigation(container: Container, package: Package, locked: frozenset[str]) -> Navigation:
    """The lists of the book: the navigation document in EPUB 3, else the NCX."""
    item = package.nav if package.is_three else package.ncx
    if item is None or not item.path:
        return Navigation()
    if item.path in locked:
        return Navigation(item.path, trouble="entry_locked")
    try:
        root = parse_entry(container, item.path)
    except Unreadable as trouble:
        return Navigation(item.path, trouble=trouble.code)
    return _nav(root, item) if package.is_three else _ncx(root, item)


def _nav(root: Element, item: Item) -> Navigation:
    found = Navigation(item.path)
    for nav in elements(root, "nav"):
        kinds = set((nav.get(f"{OPS}type") or "").split()) | ({"page-list"} if nav.get("role") == "doc-pagelist" else set())
        entries = [_link(one, item.path) for one in elements(nav, "a", "span") if local(one) == "a" or _heads(one)]
        if "toc" in kinds and found.contents is None:
            found.contents = entries
        if "page-list" in kinds and found.pages is None:
            found.pages = entries
    return found


def _heads(span: Element) -> bool:
    """A `span` that stands for a link: the heading of a part of the list."""
    parent = span.getparent()
    return parent is not None and local(parent) == "li"


def _link(element: Element, base: str) -> Entry:
    href = element.get("href") or ""
    text = words_in(element) or " ".join((one.get("alt") or "") for one in elements(element, "img")).strip()
    text = text or (element.get("aria-label") or element.get("title") or "").strip()
    return _entry(text, href, base, line_of(element))


def _entry(text: str, href: str, base: str, line: int) -> Entry:
    if not href:
        return Entry(text, "", "", "", line)
    found = resolve(base, href)
    return Entry(text, href, found[0] if found else None, found[1] if found else "", line)


def _ncx(root: Element, item: Item) -> Navigation:
    found = Navigation(item.path)
    found.identifier = next((one.get("content") or "" for one in elements(root, "meta") if one.get("name") == "dtb:uid"), "")
    if next(elements(root, "navMap"), None) is not None:
        found.contents = [_point(one, item.path) for one in elements(root, "navPoint")]
    if next(elements(root, "pageList"), None) is not None:
        found.pages = [_point(one, item.path) for one in elements(root, "pageTarget")]
    return found


def _point(element: Element, base: str) -> Entry:
    label = next(element.iterchildren("{*}navLabel"), None)
    content = next(element.iterchildren("{*}content"), None)
    href = (content.get("src") or "") if content is not None else ""
    return _entry(words_in(label) if label is not None else "", href, base, line_of(element))
