"""Drawings as text: the same bytes for the same figures, no style attributes.

On a page the elements carry classes and the theme colours them; a standalone drawing, for a PDF or a download,
carries presentation attributes instead and no links.
"""

from collections.abc import Iterable
from html import escape

FONT = "Golos Text"
LETTER = 8.6
"""Width of a letter in the size that drawings are lettered in."""
INK, SOFT, FAINT, LINE, SEA, BRASS, GROUND = "#1a2332", "#454e5f", "#5d6474", "#d8cdb8", "#0d4f74", "#a97d24", "#dde6e8"
ATTRIBUTES: dict[str, dict[str, str]] = {
    "chart__grid": {"stroke": LINE, "stroke-width": "1", "fill": "none"},
    "chart__axis": {"stroke": INK, "stroke-width": "1", "fill": "none"},
    "chart__line": {"stroke": SEA, "stroke-width": "2.25", "fill": "none", "stroke-linejoin": "round", "stroke-linecap": "round"},
    "chart__line--2": {"stroke": BRASS},
    "chart__line--3": {"stroke": "#7a4a52"},
    "chart__line--4": {"stroke": FAINT, "stroke-dasharray": "5 4"},
    "chart__area": {"fill": GROUND, "stroke": "none"},
    "chart__dot": {"fill": SEA, "stroke": "#ffffff", "stroke-width": "1.5"},
    "chart__dot--2": {"fill": BRASS},
    "chart__dot--3": {"fill": "#7a4a52"},
    "chart__dot--4": {"fill": FAINT},
    "chart__bar": {"fill": SEA},
    "chart__bar--2": {"fill": BRASS},
    "chart__bar--3": {"fill": "#6f97ad"},
    "chart__bar--4": {"fill": "#b9ad95"},
    "chart__bar--quiet": {"fill": "#9fb4bf"},
    "chart__target": {"stroke": BRASS, "stroke-width": "1.5", "stroke-dasharray": "2 3", "fill": "none"},
    "chart__whisker": {"stroke": SOFT, "stroke-width": "1", "fill": "none"},
    "chart__box": {"fill": GROUND, "stroke": SEA, "stroke-width": "1"},
    "chart__median": {"stroke": SEA, "stroke-width": "2.5", "fill": "none"},
    "chart__own": {"fill": BRASS, "stroke": "#ffffff", "stroke-width": "1.5"},
    "chart__mark": {"fill": SEA, "stroke": SEA, "stroke-width": "1.75"},
    "chart__text": {"fill": SOFT, "font-family": FONT, "font-size": "14"},
    "chart__text--strong": {"fill": INK, "font-weight": "600"},
    "chart__text--target": {"fill": "#7d5a10"},
}


def short(number: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, content: str = "", **attributes: object) -> str:
    """One element; `class_` gives the class, `_` in other names stands for `-`; numbers are shortened."""
    written = ""
    for name, value in attributes.items():
        text = short(value) if isinstance(value, float | int) else str(value)
        written += f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"'
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


class Pen:
    """Writes the elements of one drawing, with classes or with attributes."""

    def __init__(self, standalone: bool) -> None:
        self.standalone = standalone
        self.parts: list[str] = []

    def _dressed(self, classes: str) -> dict[str, object]:
        if not self.standalone:
            return {"class_": classes}
        worn: dict[str, object] = {}
        for name in classes.split():
            worn.update({key.replace("-", "_"): value for key, value in ATTRIBUTES.get(name, {}).items()})
        return worn

    def put(self, tag: str, classes: str, *, title: str = "", url: str = "", **attributes: object) -> None:
        """Adds a shape; with a title it explains itself on hovering, with an address it is a link."""
        inside = element("title", escape(title)) if title else ""
        shape = element(tag, inside, **self._dressed(classes), **attributes)
        self.parts.append(element("a", shape, href=url, aria_label=title) if url and not self.standalone else shape)

    def text(self, words: str, x: float, y: float, *, anchor: str = "start", classes: str = "chart__text", title: str = "") -> None:
        """Adds a line of text; with a title it explains itself on hovering."""
        inside = (element("title", escape(title)) if title else "") + escape(words)
        self.parts.append(element("text", inside, **self._dressed(classes), x=x, y=y, text_anchor=anchor))


def document(parts: Iterable[str], *, title: str, description: str, width: float, height: float, standalone: bool, linked: bool) -> str:
    """The whole drawing with its name and description for those who do not see it."""
    size = f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}"'
    name = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    if standalone:
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{name}{"".join(parts)}</svg>'
    role = "group" if linked else "img"
    return f'<svg class="chart__drawing" {size} role="{role}" aria-label="{escape(f"{title}. {description}")}">{name}{"".join(parts)}</svg>'
