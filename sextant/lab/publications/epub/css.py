"""A small reader of style sheets: declarations of a few properties, and selectors that can be matched on a tree.

Understood: types, classes, identities, attributes, `:first-child`, `:last-child`, `:root`, `:link`, and the combinators descendant, child, next and
later sibling; `!important`; `@media` for screens; `@import`. What shows only at times (`:hover`, `::before`) is left out. A rule with any other
selector or condition is kept as `unsure`: it may apply, so what it sets is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNKNOWN = "?"
"""The value of a property that cannot be told, such as one that a rule not understood may set."""
MOST_RULES = 20_000
"""Rules of one sheet that are read; a sheet with more is cut there and marked."""
LONGEST_SELECTOR = 1000
"""A longer one is not understood."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?)*)\Z")
_PIECE = re.compile(r"[.#][\w-]+|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")
_ATTRIBUTE = re.compile(r"\[\s*([\w|:-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]*?)[\"']?\s*)?\]")
_SHORT_FONT = re.compile(
    r"((?:[a-z-]+\s+|[1-9]00\s+)*?)([\d.]+(?:[a-z]+|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*/\s*([\d.]+[a-z%]*|normal))?\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_AT_TIMES = {
    ":hover",
    ":active",
    ":focus",
    ":focus-within",
    ":focus-visible",
    ":target",
    ":visited",
    ":before",
    ":after",
    ":first-letter",
    ":first-line",
}
_KNOWN = {":first-child", ":last-child", ":root", ":link"}


@dataclass(frozen=True, slots=True)
class Compound:
    """A selector for one element. `pieces` are `.class`, `#identity`, `:first-child`; `attributes` name, comparison, value."""

    tag: str
    pieces: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from left to right, and the combinator before each (`""` before the first)."""

    parts: tuple[tuple[str, Compound], ...]
    specificity: tuple[int, int, int]
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class CssRule:
    """A selector with its declarations: property to value and whether it is important."""

    selector: Selector
    declarations: dict[str, tuple[str, bool]]


def declarations(text: str) -> dict[str, tuple[str, bool]]:
    """Properties of a block or of an attribute `style`, the last of each."""
    found: dict[str, tuple[str, bool]] = {}
    for part in _split(_COMMENT.sub(" ", text), ";"):
        name, colon, value = part.partition(":")
        if not colon or not value.strip():
            continue
        plain = value.strip()
        important = bool(re.search(r"!\s*important\s*\Z", plain, re.IGNORECASE))
        plain = re.sub(r"\s*!\s*important\s*\Z", "", plain, flags=re.IGNORECASE)
        key = name.strip().lower()
        for one, said in _font(plain).items() if key == "font" else ((key, plain),):
            if not (one in found and found[one][1] and not important):
                found[one] = (said, important)
    return found


def _font(value: str) -> dict[str, str]:
    """The short form `font` as the properties it sets; what it leaves out is set to the initial value."""
    if value.lower() in ("inherit", "unset"):
        return {}
    found = _SHORT_FONT.fullmatch(value)
    if not found:
        return dict.fromkeys(("font-size", "line-height", "font-weight", "font-style", "font-family"), UNKNOWN)
    words = found[1].lower().split()
    weight = next((word for word in words if word in ("bold", "bolder", "lighter") or word.isdecimal()), "normal")
    slant = next((word for word in words if word in ("italic", "oblique")), "normal")
    size, leading = found[2].lower(), (found[3] or "normal").lower()
    return {"font-size": size, "line-height": leading, "font-weight": weight, "font-style": slant, "font-family": found[4]}


def read_sheet(text: str) -> tuple[list[CssRule], list[str]]:
    """Rules in order, and the addresses that the sheet imports."""
    rules: list[CssRule] = []
    imports: list[str] = []
    for unsure, prelude, block in _blocks(_COMMENT.sub(" ", text)):
        if prelude.lower().startswith("@import"):
            address = re.search(r"[\"']([^\"']+)[\"']|url\(\s*([^)\s\"']+)\s*\)", prelude)
            if address:
                imports.append(address[1] or address[2])
            continue
        found = declarations(block)
        if not found:
            continue
        for part in _split(prelude, ","):
            selector = read_selector(part.strip(), unsure)
            if selector is not None:
                rules.append(CssRule(selector, found))
        if len(rules) > MOST_RULES:
            break
    return rules, imports


def _blocks(text: str, unsure: bool = False, depth: int = 0) -> Iterator[tuple[bool, str, str]]:
    """Whether a condition holds it, prelude, block; of nested `@media` the rules within."""
    at = 0
    while at < len(text):
        stop = _find(text, at, "{;")
        if stop == len(text):
            return
        prelude = text[at:stop].strip()
        if text[stop] == ";":
            if prelude:
                yield unsure, prelude, ""
            at = stop + 1
            continue
        end = _closing(text, stop)
        block = text[stop + 1 : end]
        at = end + 1
        if not prelude.startswith("@"):
            yield unsure, prelude, block
        elif prelude.lower().startswith(("@media", "@supports", "@layer", "@document")) and depth < 8:
            holds = _condition(prelude)
            if holds != "never":
                yield from _blocks(block, unsure or holds == "perhaps", depth + 1)


def _condition(prelude: str) -> str:
    words = prelude.lower().split(None, 1)
    if words[0] != "@media":
        return "perhaps"
    kinds = {one.strip() for one in (words[1] if len(words) > 1 else "all").split(",")}
    if kinds & {"all", "screen", "only screen", ""}:
        return "always"
    return "never" if kinds <= {"print", "speech", "aural", "braille", "tty", "amzn-mobi", "amzn-kf8"} else "perhaps"


def _find(text: str, at: int, signs: str) -> int:
    """The next of these signs outside strings and brackets; the end where there is none."""
    quote, brackets = "", 0
    while at < len(text):
        sign = text[at]
        if quote:
            if sign == "\\":
                at += 1
            elif sign == quote or sign == "\n":
                quote = ""
        elif sign in "\"'":
            quote = sign
        elif sign in "([":
            brackets += 1
        elif sign in ")]":
            brackets = max(0, brackets - 1)
        elif sign in signs and (not brackets or sign in "{}"):
            return at
        at += 1
    return len(text)


def _closing(text: str, opening: int) -> int:
    """Where the block that opens there closes."""
    depth, at = 0, opening
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at
        at = _find(text, at + 1, "{}")
    return len(text)


def _split(text: str, sign: str) -> list[str]:
    parts, at = [], 0
    while at <= len(text):
        end = _find(text, at, sign)
        parts.append(text[at:end])
        at = end + 1
    return [part for part in parts if part.strip()]


def read_selector(text: str, unsure: bool = False) -> Selector | None:
    """The selector; None for one that shows only at times."""
    if len(text) > LONGEST_SELECTOR:
        return Selector((("", Compound("*", (), ())),), (0, 0, 0), True)
    parts: list[tuple[str, Compound]] = []
    counts = [0, 0, 0]
    combinator = ""
    for piece in re.sub(r"\s*([>+~])\s*(?![^\[]*\])", r" \1 ", text).split():
        if piece in (">", "+", "~"):
            combinator = piece
            continue
        compound, doubt = _compound(piece, counts)
        if compound is None:
            return None
        unsure = unsure or doubt
        parts.append((combinator if combinator or not parts else " ", compound))
        combinator = ""
    if not parts:
        return None
    return Selector(tuple(parts), (counts[0], counts[1], counts[2]), unsure)


def _compound(text: str, counts: list[int]) -> tuple[Compound | None, bool]:
    """A compound, and whether it holds something not understood; None for a part that shows only at times."""
    found = _COMPOUND.match(text)
    if not found:
        return Compound("*", (), ()), True
    tag, doubt = (found[1] or "*"), False
    pieces: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    counts[2] += tag != "*"
    for piece in _PIECE.findall(found[2] or ""):
        if piece[0] == ":":
            plain = ":" + piece.lstrip(":").lower()
            if plain in _AT_TIMES or piece.startswith("::"):
                return None, False
            counts[1] += 1
            if plain in _KNOWN:
                pieces.append(plain)
            else:
                doubt = True
        elif piece[0] == "[":
            counts[1] += 1
            test = _ATTRIBUTE.fullmatch(piece)
            if test and test[2] in (None, "=", "~=", "^=", "$=", "*=", "|="):
                attributes.append((test[1].replace("|", ":"), test[2] or "", test[3] or ""))
            else:
                doubt = True
        else:
            counts[0 if piece[0] == "#" else 1] += 1
            pieces.append(piece)
    return Compound(tag, tuple(pieces), tuple(attributes)), doubt
