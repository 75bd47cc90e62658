"""Colours as style sheets write them, and the contrast of two of them by WCAG 2.0."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]

NAMED: dict[str, Colour] = {
    "black": (0, 0, 0), "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "white": (255, 255, 255),
    "maroon": (128, 0, 0), "red": (255, 0, 0), "purple": (128, 0, 128), "fuchsia": (255, 0, 255), "magenta": (255, 0, 255),
    "green": (0, 128, 0), "lime": (0, 255, 0), "olive": (128, 128, 0), "yellow": (255, 255, 0), "navy": (0, 0, 128), "blue": (0, 0, 255),
    "teal": (0, 128, 128), "aqua": (0, 255, 255), "cyan": (0, 255, 255), "orange": (255, 165, 0), "brown": (165, 42, 42),
    "pink": (255, 192, 203), "gold": (255, 215, 0), "darkgray": (169, 169, 169), "darkgrey": (169, 169, 169), "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211), "dimgray": (105, 105, 105), "dimgrey": (105, 105, 105), "whitesmoke": (245, 245, 245),
    "darkblue": (0, 0, 139), "darkgreen": (0, 100, 0), "darkred": (139, 0, 0), "beige": (245, 245, 220), "ivory": (255, 255, 240),
}  # fmt: skip
"""The names of CSS that books use most; others are not known, and so is the contrast."""
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")


def read_colour(text: str) -> Colour | None:
    """sRGB of 0–255; None where it is not known or lets through what is behind it."""
    plain = text.strip().lower()
    if plain in NAMED:
        return NAMED[plain]
    found = _HEX.fullmatch(plain)
    if found:
        digits = found[1] if len(found[1]) > 4 else "".join(sign * 2 for sign in found[1])
        parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return (parts[0], parts[1], parts[2]) if len(parts) == 3 or parts[3] == 255 else None
    channels = _RGB.fullmatch(plain)
    if not channels or channels[4] not in (None, "1", "1.0", "100%"):
        return None
    values = [_channel(channels[number]) for number in (1, 2, 3)]
    return (values[0], values[1], values[2])


def _channel(text: str) -> int:
    value = float(text.rstrip("%")) * (2.55 if text.endswith("%") else 1) if text.count(".") < 2 and text.strip(".%") else 0.0
    return max(0, min(255, round(value)))


def luminance(colour: Colour) -> float:
    """Relative luminance, 0–1 (WCAG 2.0, “relative luminance”: sRGB, threshold 0.03928)."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.03928 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """(L1 + 0.05) / (L2 + 0.05), the lighter first: 1–21 (WCAG 2.0, “contrast ratio”)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
