"""Covers drawn for products that have none: the title on a ground whose figure follows from the product's number."""

from html import escape
from textwrap import wrap

from sextant.base.ui.svg import element, short
from sextant.work.shop.models import Product

WIDTH, HEIGHT, MARGIN = 300, 420, 26
GROUNDS = (
    ("#0d4f74", "#f6f1e6", "#c9a24a"),
    ("#23623f", "#f6f1e6", "#d8cdb8"),
    ("#7a4a52", "#fcf9f2", "#e0c48a"),
    ("#2b3550", "#f6f1e6", "#a97d24"),
    ("#e6d9b8", "#1a2332", "#0d4f74"),
    ("#dde6e8", "#1a2332", "#7d5a10"),
)
SERIF, SANS = "Literata, Georgia, serif", "Golos Text, Segoe UI, sans-serif"


def _figure(number: int, colour: str) -> list[str]:
    """Arcs, shelves or rays, after the limb of a sextant; one of three, in one of several measures."""
    kind, step = number % 3, 9 + number % 5 * 3
    style = {"fill": "none", "stroke": colour, "stroke_width": "1.5", "opacity": "0.75"}
    if kind == 0:
        return [element("circle", cx=WIDTH, cy=HEIGHT, r=60 + place * step, **style) for place in range(9)]
    if kind == 1:
        tops = [HEIGHT - 40 - (place * 37 + number * 13) % 70 for place in range(12)]
        return [element("path", d=f"M{short(MARGIN + place * 22)} {top}V{HEIGHT - MARGIN}", **style) for place, top in enumerate(tops)]
    return [element("path", d=f"M{WIDTH / 2} {HEIGHT + 40}L{short(place * 46 - 60)} {HEIGHT - 130 - number % 40}", **style) for place in range(10)]


def cover_of(product: Product) -> str:
    """The cover as a standalone SVG drawing; the same bytes for the same product."""
    ground, ink, brass = GROUNDS[product.pk % len(GROUNDS)]
    parts = [element("rect", width=WIDTH, height=HEIGHT, fill=ground), *_figure(product.pk, brass)]
    parts.append(element("path", d=f"M{MARGIN} 72H{WIDTH - MARGIN}", stroke=brass, stroke_width="2"))
    size, room = (25, 15) if len(product.title) < 60 else (20, 19)
    lines = wrap(product.title, room)[:7]
    if product.authors:
        author = product.authors if len(product.authors) < 34 else product.authors[:32].rsplit(" ", 1)[0] + " …"
        parts.append(element("text", escape(author), x=MARGIN, y=52, fill=ink, font_family=SANS, font_size="15"))
    for place, line in enumerate(lines):
        parts.append(
            element("text", escape(line), x=MARGIN, y=72 + size * 1.5 + place * size * 1.2, fill=ink, font_family=SERIF, font_size=str(size))
        )
    if product.year:
        parts.append(element("text", str(product.year), x=MARGIN, y=HEIGHT - MARGIN, fill=ink, font_family=SANS, font_size="15"))
    title = element("title", escape(product.title))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{title}{"".join(parts)}</svg>'
