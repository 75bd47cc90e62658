"""Rules of the package and of navigation: title, language, identifier, table of contents, reading order, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .container import Container
from .documents import Document
from .findings import Finding, Where, because, finding, met
from .navigation import Entry, Navigation
from .package import Package

TAG = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8}|[xi])(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (BCP 47, from memory); whether its parts are registered is not asked."""
MODIFIED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def check_package(container: Container, package: Package) -> Iterator[Finding]:
    """Title, language, identifier, and the files that are named."""
    title = next(iter(package.values("dc:title")), None)
    if title:
        yield met("book_title", package.path, title.value[:120])
    else:
        yield finding("book_title", "fail", "metadata_absent", file=package.path, element="dc:title", name="dc:title")
    yield from _language(package)
    yield from _identifier(package)
    yield from _manifest(container, package)


def _language(package: Package) -> Iterator[Finding]:
    given = package.values("dc:language")
    wrong = [one for one in given if not TAG.fullmatch(one.value)]
    if not given:
        yield finding("book_language", "fail", "metadata_absent", file=package.path, element="dc:language", name="dc:language")
    for one in wrong:
        yield finding("book_language", "fail", "tag_malformed", file=package.path, line=one.line, element="dc:language", value=one.value)
    if given and not wrong:
        yield met("book_language", package.path, ", ".join(package.languages))


def _identifier(package: Package) -> Iterator[Finding]:
    named = [one for one in package.meta if one.name == "dc:identifier" and one.identity == package.unique and package.unique]
    if named and named[0].value:
        yield met("book_identifier", package.path, named[0].value[:120])
    else:
        code = "identifier_empty" if named else "identifier_unnamed"
        yield finding("book_identifier", "fail", code, file=package.path, element="dc:identifier", value=package.unique)
    if not package.is_three:
        return
    modified = next(iter(package.values("dcterms:modified")), None)
    if modified is None:
        yield finding("book_modified", "fail", "metadata_absent", file=package.path, element="dcterms:modified", name="dcterms:modified")
    elif not MODIFIED.fullmatch(modified.value):
        place: Where = {"file": package.path, "line": modified.line, "element": "dcterms:modified"}
        yield finding("book_modified", "fail", "modified_malformed", **place, value=modified.value)
    else:
        yield met("book_modified", package.path, modified.value)


def _manifest(container: Container, package: Package) -> Iterator[Finding]:
    wrong = False
    for item in package.items:
        remote = not item.path and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", item.href)
        if item.path in container or remote:
            continue
        wrong = True
        code = "file_absent" if item.path else "address_leads_out"
        yield finding("manifest", "fail", code, file=package.path, line=item.line, element="item", value=item.href)
    for identity, line in package.lost:
        wrong = True
        yield finding("manifest", "fail", "itemref_unknown", file=package.path, line=line, element="itemref", value=identity)
    if not wrong:
        yield met("manifest", package.path, str(len(package.items)))


def check_navigation(container: Container, package: Package, found: Navigation, documents: dict[str, Document]) -> Iterator[Finding]:
    """The table of contents: that it is there, where its lines lead, and in which order."""
    if found.trouble:
        seen = found.trouble in ("not_well_formed", "entry_absent", "encoding_wrong")
        yield finding("contents", "fail" if seen else "not_checkable", "nav_unreadable", file=found.file, **because(found.trouble))
        return
    if not found.contents:
        code = "contents_empty" if found.contents is not None else "contents_absent"
        yield finding("contents", "fail", code, file=found.file or package.path)
        return
    yield met("contents", found.file, str(len(found.contents)))
    yield from _links(container, package, found, documents)
    yield from _order(package, found, documents)
    yield from _whole(package, found, documents)
    if not package.is_three:
        unique = next((one.value for one in package.meta if one.name == "dc:identifier" and one.identity == package.unique), "")
        if found.identifier.strip() == unique:
            yield met("ncx_identifier", found.file)
        else:
            yield finding("ncx_identifier", "fail", "ncx_differs", file=found.file, element="dtb:uid", value=found.identifier, unique=unique)


def _links(container: Container, package: Package, found: Navigation, documents: dict[str, Document]) -> Iterator[Finding]:
    spine = {place.item.path for place in package.spine}
    wrong = False
    for entry in (found.contents or []) + (found.pages or []):
        code = _objection(container, entry, spine, documents)
        if code:
            wrong = True
            place: Where = {"file": found.file, "line": entry.line, "element": "a" if package.is_three else "navPoint"}
            yield finding("contents_links", "fail", code, **place, value=entry.href or entry.text, text=entry.text or "—")
    if not wrong:
        yield met("contents_links", found.file)


def _objection(container: Container, entry: Entry, spine: set[str], documents: dict[str, Document]) -> str | None:
    if not entry.text:
        return "line_without_words"
    if entry.path is None:
        return "line_leads_out"
    if entry.path == "":
        return None
    if entry.path not in container:
        return "line_leads_nowhere"
    if entry.path not in spine:
        return "line_outside_spine"
    document = documents.get(entry.path)
    if entry.fragment and document and document.was_read and entry.fragment not in document.places:
        return "fragment_unknown"
    return None


def _places(package: Package, entries: list[Entry], documents: dict[str, Document]) -> list[tuple[tuple[int, int], Entry]]:
    """Where the lines lead, as place in the spine and place in the document; lines that lead nowhere are left out."""
    order = {place.item.path: number for number, place in reversed(list(enumerate(package.spine)))}
    placed = []
    for entry in entries:
        if entry.path not in order:
            continue
        document = documents.get(entry.path or "")
        inside = document.places.get(entry.fragment, 0) if document and entry.fragment else 0
        placed.append(((order[entry.path or ""], inside), entry))
    return placed


def _order(package: Package, found: Navigation, documents: dict[str, Document]) -> Iterator[Finding]:
    placed = _places(package, found.contents or [], documents)
    wrong = [entry for (before, _one), (after, entry) in pairwise(placed) if after < before]
    for entry in wrong[:20]:
        yield finding("contents_order", "fail", "line_out_of_order", file=found.file, line=entry.line, value=entry.href, text=entry.text)
    if placed and not wrong:
        yield met("contents_order", found.file)


def _whole(package: Package, found: Navigation, documents: dict[str, Document]) -> Iterator[Finding]:
    """From its first line on, a table of contents reaches everything; only parts of the book before that line are out of its reach."""
    placed = _places(package, found.contents or [], documents)
    if not placed:
        return
    first = min(place for (place, _inside), _entry in placed)
    before = [one for one in package.spine[:first] if one.linear and one.item.path != found.file and not _is_cover(one.item.identity + one.item.href)]
    if before:
        names = ", ".join(one.item.href for one in before[:5])
        yield finding("contents_whole", "fail", "parts_before", file=found.file, value=names, number=len(before))
    else:
        yield met("contents_whole", found.file)


def _is_cover(name: str) -> bool:
    return "cover" in name.lower() or "title" in name.lower()


def check_pages(package: Package, found: Navigation, documents: dict[str, Document]) -> Iterator[Finding]:
    """Page breaks, page list, and the printed edition they come from (EPUB Accessibility 1.1, Page navigation)."""
    breaks = [(path, name) for path, document in documents.items() for name in document.page_breaks]
    source = any(package.values(name) for name in ("dc:source", "pageBreakSource", "schema:pageBreakSource", "a11y:pageBreakSource"))
    refined = any(one.name == "source-of" and one.value == "pagination" for one in package.meta)
    if found.pages:
        yield from _breaks_reached(found, breaks)
        if source or refined:
            yield met("page_source", package.path)
        else:
            yield finding("page_source", "not_checkable", "page_source_absent", file=package.path, element="dc:source")
    elif breaks:
        yield finding("page_list", "fail", "page_list_absent", file=found.file or package.path, value=str(len(breaks)), number=len(breaks))
    elif refined or package.values("pageBreakSource") or package.values("schema:pageBreakSource"):
        yield finding("page_list", "fail", "page_list_promised", file=found.file or package.path)


def _breaks_reached(found: Navigation, breaks: list[tuple[str, str]]) -> Iterator[Finding]:
    reached = {(entry.path, entry.fragment) for entry in found.pages or []}
    missed = [one for one in breaks if one not in reached]
    for path, name in missed[:20]:
        yield finding("page_list", "fail", "page_break_missed", file=path, element="pagebreak", value=name or "—")
    if not missed:
        yield met("page_list", found.file, str(len(found.pages or [])))
