"""What is known of a font: its face, weight, width and slant, from what the file states; `unknown` where it states nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from playa import ContentStream, resolve

FACES = Path(__file__).with_name("faces.toml")
SERIF, SCRIPT, ITALIC, FORCE_BOLD = 2, 8, 64, 1 << 18
"""Flags of a font descriptor (ISO 32000-1, table 123)."""
WORDS = re.compile(r"[A-ZА-ЯЁ]?[a-zа-яё]+|[A-ZА-ЯЁ]+(?![a-zа-яё])|\d+")
SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True, slots=True)
class Facts:
    """A font as its file states it; `name` without the mark of a subset. `upright` is None where nothing is said."""

    name: str
    face: str = "unknown"
    weight: str = "unknown"
    width: str = "unknown"
    upright: bool | None = None
    embedded: bool = False


@cache
def named() -> dict[str, dict[str, list[str]]]:
    """What words in a font's name mean."""
    with FACES.open("rb") as handle:
        return tomllib.load(handle)


def facts_of(font: Any, tables: dict[str, Any]) -> Facts:
    """The facts of a font by its descriptor, its name and, where the font is embedded with them, its tables `OS/2` and `post`."""
    descriptor = {key: resolve(value) for key, value in font.descriptor.items()}
    name = SUBSET.sub("", str(font.basefont or font.fontname))
    words = _words(name)
    flags = descriptor.get("Flags")
    flags = flags if isinstance(flags, int) else 0
    panose = _panose(descriptor, tables)
    return Facts(
        name=name,
        face=_face(panose, words, flags),
        weight=_weight(panose, words, flags, _number(tables.get("weight"), descriptor.get("FontWeight"))),
        width=_width(panose, words, _number(tables.get("width")), descriptor.get("FontStretch")),
        upright=_upright(words, flags, descriptor, tables),
        embedded=any(isinstance(descriptor.get(key), ContentStream) for key in ("FontFile", "FontFile2", "FontFile3")),
    )


def _words(name: str) -> list[str]:
    found = [word.lower() for word in WORDS.findall(name)]
    pairs = [f"{one}{other}" for one, other in pairwise(found)] + [f"{one} {other}" for one, other in pairwise(found)]
    return [*pairs, *found]


def _meant(kind: str, words: list[str], among: tuple[str, ...] = ()) -> str:
    """What the words say of that kind, the first meaning of the file first; `among` keeps to some meanings."""
    for meaning, sayings in named()[kind].items():
        if (not among or meaning in among) and any(word in sayings for word in words):
            return meaning
    return ""


def _panose(descriptor: dict[str, Any], tables: dict[str, Any]) -> bytes:
    """Ten bytes of PANOSE: from the descriptor's Style (two bytes of family class before them) or from OS/2; empty if neither says a thing."""
    style = descriptor.get("Style")
    written = resolve(style.get("Panose")) if isinstance(style, dict) else None
    if isinstance(written, bytes) and len(written) == 12 and any(written[2:]):
        return written[2:]
    found = tables.get("panose", b"")
    return found if len(found) == 10 and any(found) else b""


def _face(panose: bytes, words: list[str], flags: int) -> str:
    """PANOSE first (family kind 2 is Latin text, 3 hand-written, 4 decorative; serif styles 11–15 are without serifs), then the name, then the flags, of
    which only those that are set say something: many producers set none."""
    if panose:
        if panose[0] == 2 and panose[1] >= 2:
            return "sans" if 11 <= panose[1] <= 15 else "serif"
        if panose[0] in (3, 4):
            return "script" if panose[0] == 3 else "display"
    if "sans" in words or "serif" in words or "slab" in words:
        return "sans" if "sans" in words else "serif"
    said = _meant("face", words)
    if said:
        return said
    if flags & SCRIPT:
        return "script"
    return "serif" if flags & SERIF else "unknown"


def _weight(panose: bytes, words: list[str], flags: int, stated: float | None) -> str:
    """The name's word for what is not regular, then the stated class (100–900; OpenType OS/2, PDF FontWeight), then PANOSE, then the name's word for what is
    regular (it may belong to the family: School Book), then the flag of forced bold."""
    said = _meant("weight", words, ("semibold", "light", "bold"))
    if said:
        return said
    if stated and 1 <= stated <= 1000:
        return "light" if stated < 350 else "regular" if stated < 550 else "semibold" if stated < 650 else "bold"
    if len(panose) == 10 and panose[0] == 2 and panose[2] >= 2:
        return _panose_weight(panose[2])
    if flags & FORCE_BOLD:
        return "bold"
    return _meant("weight", words) or "unknown"


def _panose_weight(digit: int) -> str:
    return "light" if digit <= 4 else "regular" if digit <= 6 else "semibold" if digit == 7 else "bold"


def _width(panose: bytes, words: list[str], stated: float | None, stretch: Any) -> str:
    """The name's word, the class of OS/2 (5 is normal), FontStretch, PANOSE's proportion (8, 6 condensed; 5, 7 extended)."""
    said = _meant("width", words)
    if said:
        return said
    if stated and 1 <= stated <= 9:
        return "narrow" if stated < 5 else "wide" if stated > 5 else "normal"
    named_stretch = getattr(stretch, "name", "")
    if named_stretch:
        return "narrow" if "Condensed" in named_stretch else "wide" if "Expanded" in named_stretch else "normal"
    if len(panose) == 10 and panose[0] == 2 and panose[3] >= 2:
        return "narrow" if panose[3] in (6, 8) else "wide" if panose[3] in (5, 7) else "normal"
    return "unknown"


def _upright(words: list[str], flags: int, descriptor: dict[str, Any], tables: dict[str, Any]) -> bool | None:
    angle = _number(descriptor.get("ItalicAngle"), tables.get("slant"))
    if flags & ITALIC or (angle is not None and abs(angle) > 0.5) or _meant("slant", words):
        return False
    return None if angle is None and not flags else True


def _number(*values: Any) -> float | None:
    return next((float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)), None)
