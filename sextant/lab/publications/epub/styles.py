"""The style that the author gives an element: colours, size, weight, place. What cannot be known is None, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .colours import Colour, read_colour
from .container import Container, Unreadable, resolve
from .css import UNKNOWN, CssRule, read_sheet
from .markup import Element, elements, local, text_of, words_in
from .matching import Sheets

MEDIUM = 16.0
"""CSS px of type whose size nobody sets: what reading systems start from."""
UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""CSS px in absolute units."""
KEYWORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
TAG_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67, "small": 0.83, "big": 1.17, "sub": 0.83, "sup": 0.83}
"""Sizes of tags in em that reading systems give by default."""
BOLD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"})
SLANTED = frozenset({"i", "em", "cite", "dfn", "var", "address"})
SHEET_BYTES = 2**20
"""The largest style sheet that is read."""
MOST_SHEETS = 50
"""Style sheets of one document that are read, imported ones among them."""
_LENGTH = re.compile(r"(-?[\d.]+)\s*([a-z%]*)")


@dataclass(frozen=True, slots=True)
class Style:
    """`ink` and `ground` as colours; `ink_known` and `ground_known` say whether they can be told, `ink_given` and `ground_given` whether the author
    sets them. `size` in CSS px or None; `leading` the line's height in px, or as a multiple of the size (`leading_times`)."""

    ink: Colour = (0, 0, 0)
    ground: Colour = (255, 255, 255)
    ink_known: bool = True
    ground_known: bool = True
    ink_given: bool = False
    ground_given: bool = False
    size: float | None = MEDIUM
    size_given: bool = False
    weight: int | None = 400
    upright: bool | None = True
    families: str = ""
    leading: float | None = None
    leading_times: float | None = None
    shown: bool = True
    declared: tuple[tuple[str, str], ...] = ()

    def own(self, name: str) -> str:
        """A property set on this element itself; empty where it is not."""
        return dict(self.declared).get(name, "")


def sheets_of(container: Container, path: str, root: Element) -> tuple[Sheets, list[str]]:
    """All style sheets of a document in their order, and those that could not be read."""
    rules: list[CssRule] = []
    lost: list[str] = []
    seen: set[str] = set()
    for element in elements(root, "link", "style"):
        if local(element) == "style":
            found, imports = read_sheet(_raw(element))
            rules += _imported(container, path, imports, lost, seen) + found
        elif "stylesheet" in (element.get("rel") or "").lower().split() and "alternate" not in (element.get("rel") or "").lower():
            rules += _linked(container, path, element.get("href") or "", lost, seen)
    return Sheets(rules, container), lost


def _raw(element: Element) -> str:
    return "".join(str(part) for part in element.itertext()) if len(element) else (element.text or words_in(element))


def _linked(container: Container, base: str, href: str, lost: list[str], seen: set[str]) -> list[CssRule]:
    """Rules of a sheet with those that it imports before them; each sheet is read once a book and taken once a document."""
    found = resolve(base, href)
    if found is None:
        lost.append(href)
        return []
    if found[0] in seen:
        return []
    seen.add(found[0])
    if found[0] not in container.sheets:
        try:
            container.sheets[found[0]] = read_sheet(text_of(container.read(found[0], SHEET_BYTES)))
        except Unreadable:
            container.sheets[found[0]] = None
    sheet = container.sheets[found[0]]
    if sheet is None or len(seen) > MOST_SHEETS:
        lost.append(href)
        return []
    rules, imports = sheet
    return _imported(container, found[0], imports, lost, seen) + rules


def _imported(container: Container, base: str, imports: list[str], lost: list[str], seen: set[str]) -> list[CssRule]:
    return [rule for href in imports for rule in _linked(container, base, href, lost, seen)]


def style_of(element: Element, parent: Style, sheets: Sheets) -> Style:
    """The element's style, from its parent's and what is declared on it."""
    declared = sheets.declared(element)
    tag = local(element)
    style = replace(parent, declared=tuple(declared.items()))
    style = _colours(style, element, declared)
    style = _size(style, tag, declared)
    style = _face(style, tag, declared)
    if declared.get("display", "").startswith("none") or declared.get("visibility") in ("hidden", "collapse"):
        style = replace(style, shown=False)
    elif declared.get("visibility") == "visible":
        style = replace(style, shown=True)
    return style


def _colours(style: Style, element: Element, declared: dict[str, str]) -> Style:
    ink = declared.get("color") or element.get("color") or (element.get("text") if local(element) == "body" else None) or ""
    if ink and ink.lower() not in ("inherit", "currentcolor", "unset"):
        colour = read_colour(ink)
        style = replace(style, ink=colour or style.ink, ink_known=colour is not None, ink_given=True)
    ground = _ground(declared, element)
    if declared.get("opacity", "1") not in ("1", "1.0", "100%") or declared.get("mix-blend-mode", "normal") != "normal":
        style = replace(style, ink_known=False)
    if ground is None:
        return style
    colour = read_colour(ground)
    return replace(style, ground=colour or style.ground, ground_known=colour is not None, ground_given=True)


def _ground(declared: dict[str, str], element: Element) -> str | None:
    """The ground that is set here: None where it lets the one behind through."""
    image = declared.get("background-image", "none").lower()
    if image not in ("none", "initial"):
        return UNKNOWN
    plain = declared.get("background-color", "").lower()
    if not plain and "background" in declared:
        short = declared["background"].lower()
        if short == UNKNOWN or re.search(r"url\(|gradient\(|var\(", short):
            return UNKNOWN
        words = re.findall(r"rgba?\([^)]*\)|[^\s]+", short)
        plain = next(
            (word for word in words if read_colour(word)), "transparent" if {"none", "transparent"} & set(words) or "0" in words else UNKNOWN
        )
    plain = plain or (element.get("bgcolor") or "").lower()
    return None if plain in ("", "transparent", "inherit", "initial", "unset", "none") else plain


def length(text: str, em: float | None, whole: float | None = None) -> float | None:
    """A length in CSS px; `em` what one em is, `whole` what 100 % is. None where it cannot be told."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if not found or found[1].count(".") > 1 or not found[1].strip("-."):
        return None
    number, unit = float(found[1]), found[2]
    if unit in UNITS:
        return number * UNITS[unit]
    if not unit:
        return 0.0 if number == 0 else None
    base = {"em": em, "rem": MEDIUM, "%": whole}.get(unit)
    return None if base is None else number * (base / 100 if unit == "%" else base)


def _size(style: Style, tag: str, declared: dict[str, str]) -> Style:
    text = declared.get("font-size", "").lower()
    if not text:
        if tag in TAG_SIZES and style.size is not None:
            return replace(style, size=style.size * TAG_SIZES[tag])
        return style
    if text in ("inherit", "unset"):
        return style
    if text in KEYWORDS:
        return replace(style, size=KEYWORDS[text], size_given=True)
    if text in ("smaller", "larger"):
        return replace(style, size=None if style.size is None else style.size * (1.2 if text == "larger" else 1 / 1.2))
    found = length(text, style.size, style.size)
    absolute = text.endswith(tuple(UNITS))
    return replace(style, size=found if found is None or found > 0 else None, size_given=absolute or style.size_given)


def _face(style: Style, tag: str, declared: dict[str, str]) -> Style:
    weights = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
    weight = declared.get("font-weight", "").lower()
    if weight and weight != "inherit":
        style = replace(style, weight=weights.get(weight, int(weight) if weight.isdecimal() and len(weight) < 5 else None))
    elif tag in BOLD:
        style = replace(style, weight=700)
    slant = declared.get("font-style", "").lower()
    if slant and slant != "inherit":
        style = replace(style, upright={"normal": True, "italic": False, "oblique": False}.get(slant))
    elif tag in SLANTED:
        style = replace(style, upright=False)
    if "font-family" in declared:
        style = replace(style, families=declared["font-family"])
    leading = declared.get("line-height", "").lower()
    if leading and leading != "inherit":
        plain = re.fullmatch(r"\d*\.?\d+", leading)
        style = replace(style, leading_times=float(leading) if plain else None, leading=None if plain else length(leading, style.size, style.size))
    return style
