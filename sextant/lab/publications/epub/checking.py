"""`check_epub`: every rule on one book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .container import Container, EpubError, fingerprint
from .contrast import check_contrast
from .document_rules import Seen, check_document, check_language_of_all
from .documents import Document, each_document
from .findings import EpubCheck, Finding, Verdict, finding, met, rules
from .fixed import check_viewport
from .metadata_rules import Content, check_claims, check_metadata
from .navigation import read_navigation
from .package import Package, locked, read_package
from .package_rules import check_navigation, check_package, check_pages

MOST_ALIKE = 100
"""Findings of one kind in one file that are listed."""


def check_epub(path: Path) -> EpubCheck:
    """The findings on the book at `path`; nothing is unpacked to disk. A file that cannot be read as an EPUB has the verdict `not_checkable` and one
    finding of the rule `mimetype` that says why, so that a batch goes on."""
    path = Path(path)
    try:
        print_of_file = fingerprint(path)
    except EpubError as refusal:
        return EpubCheck(path.name, findings=[Finding("mimetype", "not_checkable", refusal.said)])
    try:
        with Container(path) as container:
            package = read_package(container)
            findings = _listed(_findings(container, package))
    except EpubError as refusal:
        return EpubCheck(path.name, print_of_file, findings=[Finding("mimetype", "not_checkable", refusal.said)])
    return EpubCheck(path.name, print_of_file, package.version, "fixed" if package.fixed else "reflowable", findings)


def _listed(found: Iterable[Finding]) -> list[Finding]:
    """In the order of the rules; of findings of one kind in one file the first `MOST_ALIKE`, and how many more there were."""
    times: Counter[tuple[str, Verdict, str, str]] = Counter()
    kept = []
    for one in found:
        kind = (one.rule, one.verdict, one.said.code, one.file)
        times[kind] += 1
        if times[kind] <= MOST_ALIKE:
            kept.append(one)
    for (rule, verdict, _code, file), number in times.items():
        if number > MOST_ALIKE:
            more = number - MOST_ALIKE
            kept.append(finding(rule, verdict, "more_alike", file=file, value=str(more), number=more))
    order = {key: place for place, key in enumerate(rules())}
    return sorted(kept, key=lambda one: order[one.rule])


def _findings(container: Container, package: Package) -> Iterator[Finding]:
    closed = locked(container)
    yield from _container(container)
    yield from _locked(package, closed)
    yield from check_package(container, package)
    yield from check_metadata(package)
    documents: dict[str, Document] = {}
    seen = Seen()
    for document in each_document(container, package, closed):
        documents[document.path] = document
        yield from check_document(document, package, seen)
        yield from check_contrast(container, document)
        yield from check_viewport(document, package)
    navigation = read_navigation(container, package, closed)
    yield from check_navigation(container, package, navigation, documents)
    yield from check_pages(package, navigation, documents)
    yield from check_language_of_all(package, seen)
    yield from check_claims(package, _content(documents, seen, bool(navigation.contents), bool(navigation.pages)))


def _content(documents: dict[str, Document], seen: Seen, contents: bool, pages: bool) -> Content:
    read = all(one.was_read for one in documents.values())
    return Content(seen.without_alternative, seen.pictures - seen.decorations, contents, pages, read)


def _container(container: Container) -> Iterator[Finding]:
    wrong = container.mimetype()
    yield finding("mimetype", "fail", wrong, file="mimetype") if wrong else met("mimetype", "mimetype")
    alike = container.alike()
    for name in alike:
        yield finding("names_alike", "fail", "name_alike", file=name, value=name)
    if not alike:
        yield met("names_alike")


def _locked(package: Package, closed: frozenset[str]) -> Iterator[Finding]:
    shut = sorted(closed & {one.path for one in package.items if one.is_document or one.kind in ("image/svg+xml", "text/css")})
    for name in shut:
        if all(place.item.path != name for place in package.spine):
            yield finding("locked", "not_checkable", "entry_locked", file=name)
    if not shut:
        yield met("locked")
