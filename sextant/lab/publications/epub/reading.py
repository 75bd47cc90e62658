"""The text of a book in reading order, for those who count its words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .container import Container, Unreadable
from .documents import BREAKS
from .findings import refuse
from .markup import BLOCKS, SILENT, Element, elements, kinds, local, parse_entry
from .package import Package, locked, read_package

MARKS = BREAKS | {"page-list", "toc", "landmarks"}


@dataclass(frozen=True, slots=True)
class BookText:
    """The text, a paragraph a line; the book's language (first named, empty where none); `lost` names documents that could not be read."""

    text: str
    language: str
    lost: tuple[str, ...]


def readable_text(path: Path) -> str:
    """The text in reading order, a paragraph a line. Alternatives of pictures, page numbers, ruby readings and parts out of the reading order
    (`linear="no"`, the navigation document) are left out. Raises `EpubError` where nothing can be read."""
    return read_book(path).text


def read_book(path: Path) -> BookText:
    """The same with the language, and with the documents that could not be read."""
    path = Path(path)
    with Container(path) as container:
        package = read_package(container)
        closed = locked(container)
        parts, lost = [], []
        for name in _in_order(package):
            try:
                if name in closed:
                    raise Unreadable("entry_locked")
                parts.append(_text(parse_entry(container, name, lenient=True)))
            except Unreadable:
                lost.append(name)
        if lost and not parts:
            raise refuse("nothing_readable", path.name, name=lost[0])
        language = next(iter(package.languages), "")
    return BookText("\n".join(part for part in parts if part), language, tuple(lost))


def _in_order(package: Package) -> list[str]:
    nav = package.nav
    names = [place.item.path for place in package.spine if place.linear and place.item.is_document and place.item.path]
    return [name for name in dict.fromkeys(names) if nav is None or name != nav.path]


def _text(root: Element) -> str:
    """The text of a document, with a new line at both ends of a block."""
    body = next(elements(root, "body"), root)
    parts: list[str] = []
    waiting: list[Element | str] = [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        tail = one.tail or "" if one is not body else ""
        if not isinstance(one.tag, str) or local(one) in SILENT or kinds(one) & MARKS or one.get("hidden") is not None:
            parts.append(tail)
            continue
        edge = "\n" if local(one) in BLOCKS else " " if local(one) == "br" else ""
        parts += [edge, " ".join((one.text or "").split("\n"))]
        waiting.append(edge + " ".join(tail.split("\n")))
        waiting += reversed(one)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
