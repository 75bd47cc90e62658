"""The fonts of a book, each looked into once: its facts, and the height of its small letters by the letters that the book sets in it."""

from __future__ import annotations

from typing import Any

from .fonts import Facts, facts_of
from .outlines import Outlines
from .shown import Shown


class FontBook:
    """Fonts by themselves. Codes of letters are gathered while pages are read; heights are measured afterwards."""

    def __init__(self) -> None:
        self._fonts: dict[int, Any] = {}
        self._codes: dict[int, dict[str, int]] = {}
        self._facts: dict[int, Facts] = {}
        self._outlines: dict[int, Outlines] = {}
        self._heights: dict[int, float | None] = {}

    def heard(self, shown: Shown) -> None:
        """Remembers by which codes the font shows its letters."""
        key = id(shown.font)
        codes = self._codes.get(key)
        if codes is None:
            self._fonts[key] = shown.font
            codes = self._codes[key] = {}
        codes.update(zip(shown.strings, shown.codes, strict=True))

    def facts(self, font: Any) -> Facts:
        """What the file states of the font."""
        key = id(font)
        if key not in self._facts:
            self._fonts[key] = font
            try:
                self._facts[key] = facts_of(font, self._looked_into(font).tables)
            except MemoryError:
                raise
            except Exception:
                # The font's description is damaged; of its letters only the measures are known.
                self._facts[key] = Facts(str(font.basefont))
        return self._facts[key]

    def x_height(self, font: Any) -> float | None:
        """Ems from the baseline to the top of x, н or the like; None where it cannot be measured."""
        key = id(font)
        if key not in self._heights:
            try:
                self._heights[key] = self._looked_into(font).x_height(self._codes.get(key, {}))
            except MemoryError:
                raise
            except Exception:
                self._heights[key] = None
        return self._heights[key]

    def _looked_into(self, font: Any) -> Outlines:
        if id(font) not in self._outlines:
            self._outlines[id(font)] = Outlines(font)
        return self._outlines[id(font)]
