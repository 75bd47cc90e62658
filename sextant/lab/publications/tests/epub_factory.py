"""Small EPUBs made for tests: a right one by default, with whatever a test wants to spoil."""

from __future__ import annotations

import zipfile
from pathlib import Path

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ACCESSIBLE = {
    "schema:accessMode": "textual",
    "schema:accessModeSufficient": "textual",
    "schema:accessibilityFeature": "tableOfContents",
    "schema:accessibilityHazard": "none",
    "schema:accessibilitySummary": "Everything is text.",
    "dcterms:conformsTo": "EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
    "a11y:certifiedBy": "A library",
}
BODY = "<h1>One</h1><p>The cat sat on the mat. It was glad.</p>"


def page(body: str = BODY, *, title: str = "<title>One</title>", language: str = 'xml:lang="en" lang="en"', head: str = "") -> str:
    """An XHTML document."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {language}>\n'
        f"<head>{title}{head}</head>\n<body>{body}</body></html>"
    )


def nav(lines: str = '<li><a href="one.xhtml">One</a></li>', more: str = "") -> str:
    """A navigation document."""
    return page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>{more}', title="<title>Contents</title>")


def ncx(points: str = '<navPoint id="p"><navLabel><text>One</text></navLabel><content src="one.xhtml"/></navPoint>', uid: str = "urn:x:1") -> str:
    """A table of contents of EPUB 2."""
    return (
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head><meta name="dtb:uid" content="{uid}"/></head>'
        f"<docTitle><text>B</text></docTitle><navMap>{points}</navMap></ncx>"
    )


def package(
    names: list[str],
    *,
    version: str = "3.0",
    meta: dict[str, str] | None = None,
    extra: str = "",
    dc: str = "<dc:title>Book</dc:title><dc:language>en</dc:language>",
    spine: str | None = None,
) -> str:
    """A package document that lists these files, XHTML ones in the spine."""
    three = version.startswith("3")
    given = ACCESSIBLE if meta is None else meta
    lines = "".join(
        f'<meta property="{name}">{value}</meta>' if three else f'<meta name="{name}" content="{value}"/>' for name, value in given.items()
    )
    modified = '<meta property="dcterms:modified">2026-01-31T12:00:00Z</meta>' if three else ""
    kinds = {"xhtml": "application/xhtml+xml", "css": "text/css", "ncx": "application/x-dtbncx+xml", "jpg": "image/jpeg", "svg": "image/svg+xml"}
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="{kinds[name.rpartition(".")[2]]}"{" properties=" + chr(34) + "nav" + chr(34) if name == "nav.xhtml" else ""}/>'
        for number, name in enumerate(names)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number, name in enumerate(names) if name.endswith(("xhtml", "svg")) and name != "nav.xhtml")
    toc = f' toc="i{names.index("toc.ncx")}"' if "toc.ncx" in names else ""
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="{version}" unique-identifier="uid"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="uid">urn:x:1</dc:identifier>{dc}{modified}{lines}{extra}</metadata>'
        f"<manifest>{items}</manifest><spine{toc}>{order if spine is None else spine}</spine></package>"
    )


def write(path: Path, files: dict[str, str | bytes], *, mimetype: str | None = "application/epub+zip", container: str | None = CONTAINER) -> Path:
    """A ZIP of these files, those without a folder put into OEBPS."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        if mimetype is not None:
            book.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        if container is not None:
            book.writestr("META-INF/container.xml", container)
        for name, data in files.items():
            book.writestr(name if "/" in name else f"OEBPS/{name}", data)
    return path


def book(folder: Path, files: dict[str, str | bytes] | None = None, **asked: object) -> Path:
    """A right EPUB 3 with the document `one.xhtml`; `files` replaces or adds, `asked` goes to `package`."""
    whole: dict[str, str | bytes] = {"nav.xhtml": nav(), "one.xhtml": page()} | (files or {})
    listed = [name for name in whole if "/" not in name and name != "content.opf"]
    whole.setdefault("content.opf", package(listed, **asked))  # type: ignore[arg-type]
    return write(folder / "book.epub", whole)


def old_book(folder: Path, files: dict[str, str | bytes] | None = None, **asked: object) -> Path:
    """A right EPUB 2."""
    whole: dict[str, str | bytes] = {"toc.ncx": ncx(), "one.xhtml": page()} | (files or {})
    whole["content.opf"] = package([name for name in whole if "/" not in name], version="2.0", **asked)  # type: ignore[arg-type]
    return write(folder / "book.epub", whole)
