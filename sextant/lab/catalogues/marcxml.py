"""MARCXML as it streams by. The well-formed file is read by lxml's `iterparse`; from the first record that is damaged on, the file is cut at
its `record` elements and each is read by itself, so that one bad record costs one record.

Nothing outside is fetched, no document type is loaded, entities beyond XML's own five are not resolved: a record that uses one is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

from .iso2709 import Broken
from .records import LONGEST, Fields

if TYPE_CHECKING:
    from pathlib import Path

READ = 1 << 18
START = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)record(?=[\s>])")
DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
OAI = "http://www.openarchives.org/OAI/2.0/"
NAMESPACE = "http://www.loc.gov/MARC21/slim"
CONTROL = re.compile("[\x00-\x1f]+")
Parsed = tuple[int, bytes, "tuple[str, Fields] | Broken"]
"""Offset (−1 where it was not asked for), bytes (empty where the record is well) and the record or why it is none."""


def records(path: Path, opened: Callable[[Path], IO[bytes]]) -> Iterator[Parsed]:
    """Every record of the file; see the module."""
    from lxml import etree

    good = 0
    with opened(path) as handle:
        events = etree.iterparse(handle, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
        try:
            for _, node in events:
                if not isinstance(node.tag, str) or not node.tag.endswith("record") or etree.QName(node).localname != "record" or OAI in node.tag:
                    continue
                read = _shape(node)
                parent = node.getparent()
                if isinstance(read, Broken) or (parent is not None and parent.tag == node.tag):
                    break
                yield -1, b"", read
                good += 1
                _forget(node)
            else:
                return
        except (etree.XMLSyntaxError, OSError) as reason:
            if isinstance(reason, OSError):
                raise
    yield from _one_by_one(path, opened, good)


def _forget(node: Any) -> None:
    """Lets go of the record and of those before it, which lxml would keep under their collection."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def _shape(node: Any) -> tuple[str, Fields] | Broken:
    """Leader and fields of an element `record`, with text in UTF-8."""
    leader, fields = "", []
    for part in node:
        name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
        if name == "leader":
            leader = (part.text or "").strip("\r\n\t")
        elif name == "controlfield":
            fields.append((part.get("tag") or "", _bytes(part)))
        elif name == "datafield":
            marks = (part.get("ind1") or " ")[:1] + (part.get("ind2") or " ")[:1]
            inner = [b"\x1f" + (one.get("code") or " ")[:1].encode() + _bytes(one) for one in part if isinstance(one.tag, str)]
            fields.append((part.get("tag") or "", marks.encode() + b"".join(inner)))
        elif not isinstance(part.tag, str) and part.text and part.text.startswith("&"):
            return Broken("xml_entity")
    if any(len(tag) != 3 for tag, _ in fields):
        return Broken("xml_tag")
    if any(b"\xff" in data for _, data in fields):
        return Broken("xml_entity")
    return (leader.ljust(24)[:24], fields) if fields else Broken("xml_empty")


def _bytes(part: Any) -> bytes:
    """The text in UTF-8 with line ends and controls as spaces; an entity within it leaves the byte FF, which UTF-8 never has."""
    if len(part) and any(not isinstance(one.tag, str) and (one.text or "").startswith("&") for one in part):
        return b"\xff"
    text = part.text or ""
    return (text if text.isprintable() else CONTROL.sub(" ", text)).encode("utf-8", "replace")


def _one_by_one(path: Path, opened: Callable[[Path], IO[bytes]], skip: int) -> Iterator[Parsed]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    with opened(path) as handle:
        head = handle.read(200)
    declared = DECLARED.match(head)
    name = declared[1].decode() if declared else "utf-8"
    for number, (offset, data) in enumerate(_elements(path, opened)):
        if number < skip:
            continue
        prefix = START.match(data)
        mark = f":{prefix[1].decode()[:-1]}" if prefix and prefix[1] else ""
        wrapped = f'<?xml version="1.0" encoding="{name}"?><r xmlns{mark}="{NAMESPACE}">'.encode() + data + b"</r>"
        try:
            read = _shape(etree.fromstring(wrapped, parser)[0]) if prefix else Broken("xml_between")
        except (etree.XMLSyntaxError, ValueError, IndexError, LookupError) as reason:
            read = Broken("xml_broken", why=str(reason).partition(", line")[0])
        yield offset, data if isinstance(read, Broken) else b"", read


def _elements(path: Path, opened: Callable[[Path], IO[bytes]]) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of every element `record`: to its end tag, to the next start, or to the end of the file."""
    held, base, ended = b"", 0, False
    with opened(path) as handle:
        while True:
            start = START.search(held)
            end = start and _end(held, start)
            if (not end and not ended and len(held) < LONGEST) or (not start and not ended):
                more = handle.read(READ)
                ended = not more
                keep = len(held) if start else min(len(held), 80)
                base, held = base + len(held) - keep, held[len(held) - keep :] + more
                continue
            if not start:
                return
            stop = end or min(len(held), start.start() + LONGEST)
            yield base + start.start(), held[start.start() : stop]
            base, held = base + stop, held[stop:]


def _end(held: bytes, start: re.Match[bytes]) -> int:
    """Where the element ends: after its end tag, or before the next start if that comes first; 0 where neither is held."""
    closing = b"</" + start[1] + b"record>"
    end = held.find(closing, start.end())
    following = START.search(held, start.end(), end if end >= 0 else len(held))
    if following:
        return following.start()
    return end + len(closing) if end >= 0 else 0
