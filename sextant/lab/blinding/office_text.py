"""The text of office documents, part by part, with what is said of pictures and where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import trees
from .findings import Said, say
from .limits import LIMITS, Limits
from .packages import unpacked
from .people import Part

NOT_READ = re.compile(
    r"docProps/.*|customXml/.*|\[Content_Types\]\.xml|META-INF/.*|(?:.*/)?(?:meta|settings)\.xml|.*/(?:theme|styles|fontTable|people)[^/]*"
)
PLACES = (
    (re.compile(r"word/document\.xml|content\.xml"), "place_document"),
    (re.compile(r"word/header\d*\.xml"), "place_header"),
    (re.compile(r"word/footer\d*\.xml"), "place_footer"),
    (re.compile(r"word/(?:foot|end)notes\.xml"), "place_notes"),
    (re.compile(r".*comments?[^/]*/?[^/]*\.xml"), "place_comments"),
    (re.compile(r"ppt/slides/slide(\d+)\.xml"), "place_slide"),
    (re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml"), "place_slide_notes"),
    (re.compile(r"xl/worksheets/sheet(\d+)\.xml"), "place_sheet"),
    (re.compile(r"xl/sharedStrings\.xml"), "place_cells"),
)
BREAKS = frozenset(
    {"p", "h", "si", "is", "row", "comment", "br", "line-break", "cm", "tr", "tc", "table-cell", "list-item", "annotation", "creator", "date"}
)
TABS = frozenset({"tab", "s"})
READ = frozenset({"t", "delText", "instrText", "author", "text", "v"})
"""Elements of Office Open XML whose own text is read; in OpenDocument all text is."""
SAID = frozenset({"descr", "title", "alt", "author", "name", "initials"})
OWN_NAMES = frozenset({"docPr", "cNvPr", "sheet", "definedName", "ins", "del", "comment", "cmAuthor", "frame"})


def office_parts(content: bytes, limits: Limits = LIMITS) -> Iterator[Part]:
    """Every part of a document that has text, in the order of places, then of numbers."""
    found = unpacked(content, limits)
    order = {name: _place(name) for name in found if not NOT_READ.fullmatch(name)}
    for name in sorted(order, key=lambda one: (order[one][0], order[one][1], one)):
        if name.endswith(".rels"):
            text = _links(found[name], limits)
        elif name.endswith(".xml") and "/_rels/" not in name:
            text = _text(trees.parsed(found[name], limits), name)
        else:
            continue
        if text.strip():
            yield Part(_named(name), text)


def _place(name: str) -> tuple[int, int]:
    for number, (pattern, _) in enumerate(PLACES):
        if found := pattern.fullmatch(name):
            return number, int(found[1]) if found.groups() else 0
    return len(PLACES), 0


def _named(name: str) -> Said:
    for pattern, code in PLACES:
        if found := pattern.fullmatch(name):
            return say(code, number=found[1]) if found.groups() else say(code)
    return say("place_links") if name.endswith(".rels") else say("place_part", name=name)


def _links(data: bytes, limits: Limits) -> str:
    root = trees.parsed(data, limits)
    return "\n".join(one.get("Target", "") for one in root if one.get("TargetMode") == "External")


def _text(root: trees.Tree, name: str) -> str:
    """The text of one part: paragraphs and cells end lines; what is said of pictures stands after it."""
    everything = "/" not in name or name.endswith("/content.xml")
    pieces: list[str] = []
    beside: list[str] = []
    _read(root, everything, pieces, beside)
    lines = (line.rstrip() for line in ("".join(pieces) + "\n" + "\n".join(dict.fromkeys(beside))).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _read(root: trees.Tree, everything: bool, pieces: list[str], beside: list[str]) -> None:
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = trees.local(element.tag)
        if event == "start":
            if tag in OWN_NAMES:
                beside += [value for key, value in element.attrib.items() if trees.local(key) in SAID]
            if tag in TABS:
                pieces.append(" ")
            if tag in BREAKS:
                pieces.append("\n")
            if element.text and (everything or tag in READ):
                pieces.append(element.text)
        else:
            if tag in BREAKS or tag == "v":
                pieces.append("\n")
            if everything and element.tail:
                pieces.append(element.tail)
