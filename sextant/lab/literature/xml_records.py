"""Records of XML as the file streams by: one element each. A file that breaks off keeps those before the break."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .findings import Problem
from .reading import Raw
from .sources import Source

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def elements(source: Source, tag: str, beside: Callable[[Any], None] = lambda node: None) -> Iterator[Raw]:
    """Every element of that tag as `data`, with the line it starts on; it is emptied once the next is asked for.

    Elements that end outside of those are shown to `beside`. Entities are not resolved, nothing is fetched.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("start", "end"), recover=False, resolve_entities=False, no_network=True)
    starts: list[int] = []
    try:
        for line in source.lines():
            parser.feed((DECLARATION.sub("", line.text) if line.number == 1 else line.text) + "\n")
            for event, node in parser.read_events():
                if event == "start":
                    starts += [line.number] if node.tag == tag else []
                elif node.tag == tag:
                    text = etree.tostring(node, encoding="unicode").strip()
                    yield Raw(starts.pop(), text, node, [line.problem] if line.problem else [])
                    node.clear()
                elif not starts:
                    beside(node)
        parser.close()
    except etree.XMLSyntaxError as reason:
        source.damage.append(Problem("noted", "xml_broken", value=str(reason)))
        if starts:
            yield Raw(starts[-1], "", None, [Problem("refused", "xml_record_cut", value=str(reason))])
