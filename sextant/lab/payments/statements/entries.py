"""XML of a statement handed out piece by piece, so that a large file takes no more memory than one entry of it.

Built on the standard library's expat. A document type declaration is refused as soon as it begins, before anything in
it is read: without one there are no entities to expand and none to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, XMLParser

from ..refusals import PaymentError, refuse

CHUNK = 1 << 16
PIECE_OF = "Stmt"


class Pieces:
    """A target for the parser: collects each child of `Stmt` whole, without namespaces, and forgets it when handed out.

    The names of its methods are those that `XMLParser` calls (Python's documentation of xml.etree.ElementTree).
    """

    def __init__(self) -> None:
        self.path: list[Element] = []
        self.text: list[str] = []
        self.done: list[Element] = []
        self.inside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        element = Element(name, attributes)
        if self.inside and self.path and self.path[-1].tag != PIECE_OF:
            self.path[-1].append(element)
        self.inside += name == PIECE_OF
        if name == PIECE_OF:
            self.done.append(element)
        self.path.append(element)
        self.text = []

    def data(self, text: str) -> None:
        self.text.append(text)

    def end(self, tag: str) -> None:
        element = self.path.pop()
        if not len(element):
            element.text = "".join(self.text).strip()
        self.text = []
        self.inside -= element.tag == PIECE_OF
        if self.inside and self.path[-1].tag == PIECE_OF:
            self.done.append(element)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise refuse("doctype")

    def close(self) -> None:
        """Nothing to hand over at the end: every piece is out already."""


class Broken(Exception):
    """The XML ends early or is no XML from `line` on; `open_entry` tells whether it was inside an entry."""

    def __init__(self, line: int, reason: str, open_entry: bool) -> None:
        super().__init__(reason)
        self.line, self.reason, self.open_entry = line, reason, open_entry


def pieces(stream: BinaryIO) -> Iterator[Element]:
    """An empty `Stmt` for each statement that begins, then its children one by one; `Broken` where the XML breaks."""
    target = Pieces()
    parser = XMLParser(target=target)  # noqa: S314 - a document type is refused before entities can be
    more = True
    while more:
        data = stream.read(CHUNK)
        more, trouble = bool(data), _fed(parser, data)
        yield from target.done
        target.done.clear()
        if trouble:
            raise Broken(*trouble, any(element.tag == "Ntry" for element in target.path))


def _fed(parser: XMLParser, data: bytes) -> tuple[int, str] | None:
    """Give the parser its next bytes, or tell it that there are none; line and reason where the XML breaks."""
    try:
        parser.feed(data) if data else parser.close()
    except ParseError as trouble:
        return trouble.position[0], str(trouble)
    except PaymentError:
        raise
    except (LookupError, ValueError) as trouble:
        return 1, str(trouble)
    return None
