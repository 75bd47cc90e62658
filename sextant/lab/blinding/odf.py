"""ODT, ODS and ODP without what tells who wrote them (OpenDocument, ISO/IEC 26300; from memory, clauses not seen)."""

from __future__ import annotations

import re

from . import trees
from .findings import refuse
from .limits import Limits
from .ooxml import Strip, cleaned_member
from .packages import packed, unpacked
from .removals import Account

FIRST, MANIFEST = "mimetype", "META-INF/manifest.xml"
GONE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"(?:.*/)?meta\.xml", "properties"),
        (r"Thumbnails/.*", "thumbnails"),
        (r"META-INF/.*signatures\.xml", "signatures"),
        (r"Versions/.*|VersionList\.xml", "histories"),
        (r"Basic/.*|Scripts/.*|Dialogs/.*", "macros"),
        (r"layout-cache|.*/layout-cache", "custom_data"),
    )
)
PEOPLE = frozenset({"creator", "author-name", "initial-creator", "printed-by"})
INITIALS = frozenset({"creator-initials", "sender-initials", "author-initials"})
SENDER = re.compile(r"sender-\w+(?:-\w+)*")
DATES = frozenset({"date", "date-string"})
SETTINGS = frozenset({"PrinterName", "PrinterSetup", "Rsid", "RsidRoot", "CurrentDatabaseDataSource", "CurrentDatabaseCommand", "PrintFaxName"})
RSID = re.compile(r"(?:paragraph-)?rsid")
PARTS = frozenset({"content.xml", "styles.xml", "settings.xml"})


def cleaned_odf(content: bytes, account: Account, limits: Limits, depth: int, strip: Strip) -> bytes:
    """The document without its metadata; `strip` cleans what is embedded in it."""
    parts = unpacked(content, limits)
    if FIRST not in parts or MANIFEST not in parts or "content.xml" not in parts:
        raise refuse("broken")
    if b"encryption-data" in parts[MANIFEST]:
        raise refuse("encrypted")
    gone = _without(parts, account)
    kept: dict[str, bytes] = {}
    for name, data in parts.items():
        if name in gone:
            continue
        if name == FIRST:
            kept[name] = data
        elif name == MANIFEST:
            kept[name] = _manifest(data, gone, limits)
        elif name.rpartition("/")[2] in PARTS or name.endswith(".xml"):
            root = trees.parsed(data, limits)
            _clean(root, account)
            kept[name] = trees.written(root)
        elif name != "manifest.rdf":
            kept[name] = cleaned_member(name, data, account, limits, depth, strip)
        else:
            kept[name] = data
    ordered = {FIRST: kept[FIRST]} | kept
    return packed(ordered, plain=(FIRST,))


def _without(parts: dict[str, bytes], account: Account) -> frozenset[str]:
    gone = set()
    for name in parts:
        code = next((code for pattern, code in GONE if pattern.fullmatch(name)), "")
        if code:
            gone.add(name)
            account.took(code)
    return frozenset(gone)


def _manifest(data: bytes, gone: frozenset[str], limits: Limits) -> bytes:
    root = trees.parsed(data, limits)
    for entry in list(root):
        path = next((value for key, value in entry.attrib.items() if trees.local(key) == "full-path"), "")
        if path in gone or (path.endswith("/") and path != "/" and any(name.startswith(path) for name in gone) and path.split("/")[0] in _FOLDERS):
            root.remove(entry)
    return trees.written(root)


_FOLDERS = frozenset({"Thumbnails", "Versions", "Basic", "Scripts", "Dialogs"})


def _clean(root: trees.Tree, account: Account) -> None:
    """Makes one part neutral: creators of comments and changes, their days, printers, places on a computer."""
    for element in root.iter():
        tag = trees.local(element.tag)
        if tag in PEOPLE and element.text:
            element.text = account.author(element.text)
        elif tag in INITIALS and element.text not in (None, "A"):
            element.text = "A"
            account.took("authors")
        elif SENDER.fullmatch(tag) and element.text not in (None, "—"):
            element.text = "—"
            account.took("authors")
        elif tag in DATES and _of_somebody(element):
            element.text = "2000-01-01T00:00:00"
        elif tag == "config-item" and element.text and _setting(element) in SETTINGS:
            empty = "0" if "rsid" in _setting(element).lower() else None
            account.took("printers", element.text != empty)
            element.text = empty
        _attributes(element, account)


def _of_somebody(element: trees.Tree) -> bool:
    parent = element.getparent()
    return parent is not None and trees.local(parent.tag) in ("annotation", "change-info")


def _setting(element: trees.Tree) -> str:
    return next((value for key, value in element.attrib.items() if trees.local(key) == "name"), "")


def _attributes(element: trees.Tree, account: Account) -> None:
    for key, value in list(element.attrib.items()):
        word = trees.local(key)
        if RSID.fullmatch(word):
            del element.attrib[key]
            account.took("rsids")
        elif word in ("href", "filter-name", "connection-resource", "database-name") and trees.is_local_path(value):
            element.set(key, "")
            account.took("paths")
