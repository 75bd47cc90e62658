"""DOCX, XLSX and PPTX without what tells who wrote them (Office Open XML, ECMA-376; from memory, clauses not seen).

Parts that are about the author go, with the relations and content types that name them. In all others, attributes that
name a person are made neutral, whatever element they stand on, so that a new place for them is met as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import basename, dirname, join, normpath

from . import trees
from .findings import BlindingError, refuse
from .kinds import PICTURES, kind_of
from .limits import Limits
from .marks import clean_marks, comment_authors
from .packages import packed, unpacked
from .pictures import cleaned_picture
from .removals import Account

Strip = Callable[[bytes, str, Account, Limits, int], bytes]
TYPES = "[Content_Types].xml"
GONE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"docProps/(?!.*thumbnail).*", "properties"),
        (r".*thumbnail[^/]*", "thumbnails"),
        (r"customXml/.*", "custom_data"),
        (r"docMetadata/.*|ppt/tags/.*|xl/customProperty.*", "custom_data"),
        (r"_xmlsignatures/.*", "signatures"),
        (r"word/(?:glossary/)?people\.xml", "people"),
        (r".*/printerSettings[^/]*\.bin|.*/printerSettings/.*", "printers"),
        (r".*/vbaProject.*|.*/vbaData\.xml", "macros"),
        (r"xl/revisions/.*|ppt/changesInfos/.*|ppt/revisionInfo\.xml", "histories"),
        (r"word/recipientData.*|word/mailMerge.*", "custom_data"),
    )
)
UNNEEDED = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData")
"""Kinds of relations that lead out of the document and that it does without."""
EMBEDDED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf"})
QUIET = re.compile(r".*\.(?:odttf|fntdata|ttf|otf|sigs)")
"""Parts of fonts: they name their maker, not the author."""


def cleaned_ooxml(content: bytes, account: Account, limits: Limits, depth: int, strip: Strip) -> bytes:
    """The document without its metadata; `strip` cleans what is embedded in it."""
    parts = unpacked(content, limits)
    if TYPES not in parts or "_rels/.rels" not in parts:
        raise refuse("broken")
    if b"macroEnabled" in parts[TYPES]:
        raise refuse("macros_refused")
    gone = _without(parts, account)
    kept: dict[str, bytes] = {TYPES: b""}
    lost = {name: _relations(name, parts[name], gone, account, limits) for name in parts if name.endswith(".rels")}
    for name in sorted(parts, key=lambda one: (_order(one), one)):
        if name in gone or name == TYPES:
            continue
        if name.endswith(".rels"):
            kept[name] = lost[name][0]
        elif _is_xml(name, parts[name]):
            kept[name] = _part(name, parts[name], lost, account, limits)
        else:
            kept[name] = cleaned_member(name, parts[name], account, limits, depth, strip)
    kept[TYPES] = _types(parts[TYPES], gone, limits)
    return packed({name: kept[name] for name in [TYPES, *(name for name in parts if name in kept and name != TYPES)]})


def _order(name: str) -> int:
    """Lists of authors first, so that their numbers follow them."""
    return 0 if comment_authors(name) else 1


def _is_xml(name: str, data: bytes) -> bool:
    """Whether a part is one of the document's own; drawings and pages of other makers are written by other rules."""
    return name.endswith((".xml", ".vml")) or (data[:5] == b"<?xml" and not name.endswith((".svg", ".html", ".htm", ".xhtml")))


def _without(parts: dict[str, bytes], account: Account) -> frozenset[str]:
    """The names of parts that go, with their own relations."""
    gone = set()
    for name in parts:
        code = next((code for pattern, code in GONE if pattern.fullmatch(name)), "")
        if code:
            gone.add(name)
            account.took(code)
    return frozenset(gone | {name for name in parts if name.endswith(".rels") and _source(name) in gone})


def _source(relations: str) -> str:
    """The part whose relations these are: `word/document.xml` for `word/_rels/document.xml.rels`."""
    return join(dirname(dirname(relations)), basename(relations)[: -len(".rels")])


def _relations(name: str, data: bytes, gone: frozenset[str], account: Account, limits: Limits) -> tuple[bytes, frozenset[str]]:
    """The relations that stay, and the identifiers of those that went. Places on a computer become `removed`."""
    root = trees.parsed(data, limits)
    folder, lost = dirname(dirname(name)), set()
    for one in list(root):
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        outside = one.get("TargetMode") == "External"
        inside = normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))
        if kind in UNNEEDED or (not outside and inside in gone):
            lost.add(one.get("Id", ""))
            account.took("paths", kind in UNNEEDED)
            root.remove(one)
        elif outside and trees.is_local_path(target):
            one.set("Target", "removed")
            account.took("paths")
    return trees.written(root), frozenset(lost)


def _part(name: str, data: bytes, lost: dict[str, tuple[bytes, frozenset[str]]], account: Account, limits: Limits) -> bytes:
    try:
        root = trees.parsed(data, limits)
    except BlindingError as refusal:
        if name.endswith(".vml") and refusal.code == "broken":
            account.left("part_left", "vml")
            return data
        raise
    own = lost.get(join(dirname(name), "_rels", basename(name) + ".rels"))
    if own and own[1]:
        _unlink(root, own[1])
    clean_marks(name, root, account)
    return trees.written(root)


def _unlink(root: trees.Tree, lost: frozenset[str]) -> None:
    """Elements that lean on a relation that went; of a page's setup only the printer."""
    leaning = [(one, key) for one in root.iter() for key, value in one.attrib.items() if value in lost and "relationships" in key]
    for element, key in leaning:
        if trees.local(element.tag) == "pageSetup":
            del element.attrib[key]
        else:
            trees.remove(element)


def cleaned_member(name: str, data: bytes, account: Account, limits: Limits, depth: int, strip: Strip) -> bytes:
    """A picture or document inside a document, cleaned; anything else is left and said."""
    kind = kind_of(data) if data else "text"
    if kind in PICTURES:
        try:
            return cleaned_picture(data, kind, account, limits, turn=False)
        except BlindingError as refusal:
            if refusal.code != "broken":
                raise
            account.left("part_left", kind)
            return data
    if kind in EMBEDDED:
        if depth >= limits.depth:
            raise refuse("nested", most=limits.depth)
        return strip(data, kind, account, limits, depth + 1)
    if data and not QUIET.fullmatch(name):
        account.left("part_left", name.rpartition(".")[2][:8] if kind in ("unknown", "text") else kind)
    return data


def _types(data: bytes, gone: frozenset[str], limits: Limits) -> bytes:
    root = trees.parsed(data, limits)
    for one in list(root):
        if one.get("PartName", "").lstrip("/") in gone:
            root.remove(one)
    return trees.written(root)
