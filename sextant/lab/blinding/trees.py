"""XML parts read without danger and written the same way each time."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .findings import refuse
from .limits import LIMITS, Limits

DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LOCAL_PATH = re.compile(r"(?i)(?:file:/|\b[a-z]:[\\/](?![\\/])|\\\\[\w.$-]+\\|/(?:home|users)/)")
"""A place on somebody's computer: `file:///…`, `C:\\…`, `\\\\server\\…`, `/home/…`."""

Tree = Any


def parsed(data: bytes, limits: Limits = LIMITS) -> Tree:
    """The root of a part, comments and processing instructions left out. Refused: document types (entities could
    multiply without end or read files), parts beyond the limit, and what is no XML."""
    if len(data) > limits.xml:
        raise refuse("part_too_large", most=limits.xml >> 20)
    if DECLARED.search(data[:4096].replace(b"\x00", b"")) or DECLARED.search(data):
        raise refuse("entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refuse("broken") from None
    if root.getroottree().docinfo.doctype:
        raise refuse("entities")
    return root


def written(root: Tree) -> bytes:
    """The part as UTF-8 with its declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(name: object) -> str:
    """A name without its namespace; empty for what is no element."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def remove(element: Tree) -> None:
    """Takes an element out; the text after it stays with what is before it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def is_local_path(value: str) -> bool:
    """Whether a value names a place on somebody's computer."""
    return bool(LOCAL_PATH.search(value))
