"""Contrast of the colours that the author sets (WCAG 2.0, 1.4.3), by a small cascade.

Limits: a colour is measured where the author sets the ink, the ground or both; black and white stand for the one not set, as in reading systems'
day mode. Where a picture, a gradient, transparency, a colour not known or a selector not understood may have a say, where a style sheet is missing,
and where text is placed freely over other things, the contrast cannot be checked. Colours that readers choose themselves are no matter of the book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .colours import contrast
from .container import Container
from .documents import Document
from .findings import Finding, Where, finding, met
from .markup import SILENT, Element, line_of, local
from .matching import Sheets
from .styles import Style, sheets_of, style_of

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 24.0, 56 / 3
"""CSS px of 18 pt, and of 14 pt for bold type (WCAG 2.0, “large scale”)."""
FREE = ("absolute", "fixed")
MOST_SHOWN = 20


def check_contrast(container: Container, document: Document) -> Iterator[Finding]:
    """One finding a pair of colours that is too weak or cannot be told, with its first place; one where all measured pairs suffice."""
    if document.root is None or document.is_drawing:
        return
    sheets, lost = sheets_of(container, document.path, document.root)
    for name in lost:
        yield finding("contrast", "not_checkable", "sheet_absent", file=document.path, element="link", value=name)
    counted: Counter[str] = Counter()
    shown: set[str] = set()
    for element, style, free in _with_text(document.root, Style(), sheets, False):
        if not (style.ink_given or style.ground_given):
            continue
        verdict, value, least = _judged(style, free)
        counted[verdict] += 1
        key = f"{verdict} {value}" if verdict == "fail" else verdict
        if verdict == "pass" or key in shown or len(shown) > MOST_SHOWN:
            continue
        shown.add(key)
        place: Where = {"file": document.path, "line": line_of(element), "element": local(element)}
        if verdict == "fail":
            ratio = f"{contrast(style.ink, style.ground):.2f}"
            code = "contrast_weak" if style.ground_given else "contrast_weak_on_white"
            yield finding("contrast", "fail", code, **place, value=value, ratio=ratio, least=f"{least:.1f}")
        else:
            yield finding("contrast", "not_checkable", "contrast_unknown", **place, value=value)
    if counted and set(counted) == {"pass"} and not lost:
        yield met("contrast", document.path, str(counted["pass"]))


def _judged(style: Style, free: bool) -> tuple[str, str, float]:
    """Verdict, colours in words, and the ratio wanted."""
    if not style.ink_known or not style.ground_known or (free and not style.ground_given):
        return "not_checkable", "", LEAST
    large = style.size is not None and (style.size >= LARGE or (style.size >= LARGE_BOLD and (style.weight or 0) >= 700))
    ratio = contrast(style.ink, style.ground)
    words = f"#{_hex(style.ink)} / #{_hex(style.ground)}"
    if style.size is None and LEAST_LARGE <= ratio < LEAST:
        return "not_checkable", words, LEAST
    least = LEAST_LARGE if large else LEAST
    return ("pass" if ratio >= least else "fail"), words, least


def _hex(colour: tuple[int, int, int]) -> str:
    return "".join(f"{part:02x}" for part in colour)


def _with_text(root: Element, style: Style, sheets: Sheets, free: bool) -> Iterator[tuple[Element, Style, bool]]:
    """Elements with words of their own, their style, and whether they are placed freely. Walks without recursion."""
    waiting = [(root, style, free)]
    while waiting:
        element, above, was_free = waiting.pop()
        if local(element) in SILENT or not isinstance(element.tag, str) or local(element) == "svg":
            continue
        own = style_of(element, above, sheets)
        is_free = was_free or own.own("position") in FREE
        if own.own("background-color") or own.own("background"):
            is_free = is_free and not own.ground_given
        if not own.shown or _hidden_here(element):
            continue
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            yield element, own, is_free
        waiting += [(child, own, is_free) for child in reversed(element) if isinstance(child.tag, str)]


def _hidden_here(element: Element) -> bool:
    """Hidden from everyone by an attribute of its own (what is hidden from assistive technology alone is still seen)."""
    return element.get("hidden") is not None
