"""Rules of single documents: title, language, headings, pictures, tables, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from .documents import Document, decoration, has_words, hidden, name_of
from .findings import Finding, Verdict, Where, finding, met
from .markup import XLINK, Element, elements, kinds, language_of, line_of, local, words_in
from .package import Package

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
EMPTY_WORDS = frozenset(
    [
        "image",
        "images",
        "picture",
        "pictures",
        "photo",
        "figure",
        "graphic",
        "illustration",
        "img",
        "jpg",
        "png",
        "untitled",
        "изображение",
        "картинка",
        "рисунок",
        "рис",
        "фото",
        "фотография",
        "иллюстрация",
        "без",
        "названия",
    ]
)
VAGUE = frozenset(
    {"here", "click here", "click", "link", "this", "more", "read more", "тут", "здесь", "ссылка", "нажмите здесь", "подробнее", "далее"}
)
SCRIPTS = {
    "ru": "cyrillic",
    "uk": "cyrillic",
    "be": "cyrillic",
    "bg": "cyrillic",
    "en": "latin",
    "fr": "latin",
    "de": "latin",
    "es": "latin",
    "it": "latin",
}
_LETTERS = {"cyrillic": re.compile(r"[а-яёіїєґўА-ЯЁІЇЄҐЎ]"), "latin": re.compile(r"[a-zA-Zà-žÀ-Ž]")}
FEW_LETTERS = 40
"""Below so many letters their script says nothing of the language."""


@dataclass(slots=True)
class Seen:
    """What was counted over all documents."""

    pictures: int = 0
    without_alternative: int = 0
    decorations: int = 0
    languages: Counter[str] = field(default_factory=Counter)


def check_document(document: Document, package: Package, seen: Seen) -> Iterator[Finding]:
    """All rules of one document."""
    if document.root is None or document.body is None:
        verdict: Verdict = "fail" if document.trouble in ("not_well_formed", "encoding_wrong") else "not_checkable"
        yield finding("locked" if document.trouble == "entry_locked" else "well_formed", verdict, document.trouble, file=document.path)
        return
    yield met("well_formed", document.path)
    yield from _title(document)
    yield from _language(document, package, seen)
    if not document.is_drawing:
        yield from _headings(document, document.body)
        yield from _tables(document, document.body)
    yield from _pictures(document, document.body, seen)
    yield from _links(document, document.body)


def _title(document: Document) -> Iterator[Finding]:
    assert document.root is not None
    title = next((one for one in elements(document.root, "title") if document.is_drawing or _in_head(one)), None)
    text = words_in(title) if title is not None else ""
    if text:
        yield met("document_title", document.path, text[:120])
    else:
        code = "title_empty" if title is not None else "title_absent"
        yield finding("document_title", "fail", code, file=document.path, line=line_of(title) if title is not None else 0, element="title")


def _in_head(title: Element) -> bool:
    parent = title.getparent()
    return parent is not None and local(parent) == "head"


def _language(document: Document, package: Package, seen: Seen) -> Iterator[Finding]:
    assert document.root is not None
    root, body = document.root, document.body
    given = language_of(root)
    inner = language_of(body) if body is not None else None
    if not (given or "").strip() and not (inner or "").strip():
        yield finding("document_language", "fail", "language_absent", file=document.path, line=line_of(root), element=local(root))
        return
    said = (given or inner or "").strip()
    plain = (root.get("lang") or said).strip()
    if plain.lower() != said.lower():
        place: Where = {"file": document.path, "line": line_of(root), "element": local(root)}
        yield finding("document_language", "fail", "languages_differ", **place, value=f"{said}, {plain}")
        return
    yield met("document_language", document.path, said)
    primary = said.lower().split("-")[0]
    seen.languages[primary] += 1
    yield from _script(document, body if body is not None else root, primary)


def _script(document: Document, body: Element, primary: str) -> Iterator[Finding]:
    """Whether the letters are those of the language named; parts with a language of their own are left out."""
    wanted = SCRIPTS.get(primary)
    if not wanted:
        return
    text = _own_text(body)
    found = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    if sum(found.values()) >= FEW_LETTERS and found[wanted] * 2 < sum(found.values()):
        yield finding("language_agrees", "fail", "letters_differ", file=document.path, line=line_of(body), element="xml:lang", value=primary)


def _own_text(body: Element) -> str:
    parts: list[str] = []
    skipped: set[Element] = set()
    for one in elements(body):
        parent = one.getparent()
        if one is not body and (language_of(one) or parent in skipped):
            skipped.add(one)
        elif local(one) not in ("script", "style"):
            parts.append(one.text or "")
        if parent is not None and parent not in skipped and one is not body:
            parts.append(one.tail or "")
    return "".join(parts)


def check_language_of_all(package: Package, seen: Seen) -> Iterator[Finding]:
    """Whether any document is in a language that the package names: a whole book marked as another language is read aloud in the wrong voice."""
    named = {one.lower().split("-")[0] for one in package.languages}
    if not named or not seen.languages:
        return
    if named & set(seen.languages):
        yield met("language_agrees", package.path, ", ".join(sorted(named & set(seen.languages))))
    else:
        found = ", ".join(sorted(seen.languages))
        yield finding(
            "language_agrees", "fail", "no_document_in_language", file=package.path, element="xml:lang", value=found, book=", ".join(sorted(named))
        )


def _headings(document: Document, body: Element) -> Iterator[Finding]:
    above, wrong, any_heading = 0, False, False
    for one in elements(body, *HEADINGS):
        if hidden(one) or decoration(one):
            continue
        any_heading = True
        level = HEADINGS.index(local(one)) + 1
        place: Where = {"file": document.path, "line": line_of(one), "element": local(one)}
        if not words_in(one) and not any(name_of(document, image) for image in elements(one, "img", "svg")):
            yield finding("heading_text", "fail", "heading_empty", **place)
        if above and level > above + 1:
            wrong = True
            yield finding("heading_order", "fail", "heading_skips", **place, value=words_in(one), above=f"h{above}", tag=local(one))
        above = level
    if any_heading and not wrong:
        yield met("heading_order", document.path)


def _tables(document: Document, body: Element) -> Iterator[Finding]:
    right = 0
    for table in elements(body, "table"):
        rows = sum(1 for _ in table.iter("{*}tr"))
        cells = sum(1 for _ in table.iter("{*}td"))
        if decoration(table) or hidden(table) or rows < 2 or cells < 2:
            continue
        heads = next(table.iter("{*}th"), None) is not None or any(
            one.get("role") in ("rowheader", "columnheader") or one.get("scope") for one in elements(table, "td")
        )
        if heads:
            right += 1
        else:
            yield finding("table_headers", "fail", "table_without_headers", file=document.path, line=line_of(table), element="table", rows=rows)
    if right:
        yield met("table_headers", document.path, str(right))


def _pictures(document: Document, body: Element, seen: Seen) -> Iterator[Finding]:
    found = [one for one in elements(body, "img", "svg") if not _inside_drawing(one)]
    named = wrong = 0
    for one in found:
        verdict, code, value = _picture(document, one)
        place: Where = {"file": document.path, "line": line_of(one), "element": local(one)}
        seen.pictures += 1
        if verdict == "fail":
            wrong += 1
            seen.without_alternative += 1
            yield finding("image_alternative", "fail", code, **place, value=value)
        elif code == "decoration":
            seen.decorations += 1
        else:
            named += 1
            if _says_nothing(value, one):
                yield finding("image_words", "fail", "alternative_says_nothing", **place, value=value)
    if found and not wrong:
        yield met("image_alternative", document.path, str(named))
    if found and not named and not wrong and not has_words(body):
        yield finding("picture_page", "fail", "nothing_to_read", file=document.path, value=str(len(found)), number=len(found))
    yield from _repeated(document, found)


def _inside_drawing(element: Element) -> bool:
    return any(local(one) == "svg" for one in element.iterancestors())


def _picture(document: Document, element: Element) -> tuple[str, str, str]:
    """Verdict, key of the sentence and the alternative."""
    source = PurePosixPath(element.get("src") or element.get(f"{XLINK}href") or "?").name
    if hidden(element) or decoration(element):
        return "pass", "decoration", ""
    name = name_of(document, element)
    if local(element) == "img":
        if name:
            return "pass", "named", name
        return ("pass", "decoration", "") if element.get("alt") is not None else ("fail", "alt_absent", source)
    title = next((words_in(one) for one in element.iterchildren("{*}title", "{*}desc") if words_in(one)), "")
    if name or title:
        return "pass", "named", name or title
    if any(words_in(one) for one in elements(element, "text", "foreignObject")):
        return "pass", "named", " ".join(words_in(one) for one in elements(element, "text"))
    image = next(elements(element, "image"), None)
    return "fail", "svg_without_name", PurePosixPath(image.get(f"{XLINK}href") or image.get("href") or "svg").name if image is not None else "svg"


def _says_nothing(text: str, element: Element) -> bool:
    """An alternative that is a file's name, or only a word such as “image”."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    source = (element.get("src") or "").rpartition("/")[2].lower()
    return bool(source and text.lower() in (source, source.rpartition(".")[0])) or words <= EMPTY_WORDS


def _repeated(document: Document, found: list[Element]) -> Iterator[Finding]:
    """Different pictures under one and the same alternative, three or more of them."""
    told: dict[str, set[str]] = {}
    for one in found:
        if (one.get("alt") or "").strip():
            told.setdefault((one.get("alt") or "").strip(), set()).add(one.get("src") or "")
    for text, sources in told.items():
        if len(sources) >= 3:
            yield finding("image_words", "fail", "alternative_repeated", file=document.path, element="img", value=text, number=len(sources))


def _links(document: Document, body: Element) -> Iterator[Finding]:
    right = wrong = 0
    for one in elements(body, "a"):
        if not (one.get("href") or one.get(f"{XLINK}href")) or hidden(one):
            continue
        text = words_in(one) or name_of(document, one) or " ".join(name_of(document, image) for image in elements(one, "img", "svg")).strip()
        place: Where = {"file": document.path, "line": line_of(one), "element": "a"}
        if not text and not any(words_in(title) for title in one.iter("{*}title")):
            wrong += 1
            yield finding("link_text", "fail", "link_empty", **place, value=one.get("href") or "")
        elif text.lower().strip(" .…›»→") in VAGUE and "noteref" not in kinds(one):
            yield finding("link_words", "fail", "link_vague", **place, value=text)
        right += 1
    if right and not wrong:
        yield met("link_text", document.path, str(right))
