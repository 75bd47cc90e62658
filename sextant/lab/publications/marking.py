"""The picture of a page with its findings marked: a frame around each place and its number, told apart by line as well as by colour."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from .pages import Box, Page, Reading

INK = {"fail": (176, 26, 32), "aside": (92, 70, 160), "open": (138, 86, 0)}
DASH = {"fail": (), "aside": (14, 7), "open": (4, 5)}
"""Lengths in pixels of dash and gap; none for an unbroken line."""
AIR_PT = 3.0
LARGE = 300_000
"""Bytes from which on a picture is a painting rather than text, which JPEG holds in a tenth of the room."""
POINTS_A_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page: `sort` is `fail` (decides), `aside` (not verified, decides nothing) or `open` (could not be checked)."""

    number: int
    box: Box
    sort: str


def marked(picture: bytes, page: Page, marks: Sequence[Mark]) -> bytes:
    """The picture of the whole visible page with the marks on it, as PNG, or as JPEG where PNG would be large. Boxes are in points from the page's lower
    left."""
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    draw = ImageDraw.Draw(image)
    scale = image.width / (page.width_mm * POINTS_A_MM) if page.width_mm else 1.0
    taken: list[tuple[float, float]] = []
    for mark in sorted(marks, key=lambda one: one.sort == "fail"):
        frame = _frame(mark.box, scale, image)
        _outline(draw, frame, mark.sort)
        _number(draw, mark, frame, image, taken)
    out = io.BytesIO()
    image.save(out, "PNG")
    if out.tell() > LARGE:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=88, subsampling=0)
    return out.getvalue()


def kind_of_picture(picture: bytes) -> str:
    """`png` or `jpeg`, by its first bytes."""
    return "jpeg" if picture.startswith(b"\xff\xd8") else "png"


def _frame(box: Box, scale: float, image: Image.Image) -> Box:
    """The box in pixels from the upper left, with air around it, within the picture."""
    x0, y0, x1, y1 = box
    left, right = sorted((x0, x1))
    low, high = sorted((y0, y1))
    air = AIR_PT * scale
    top = image.height - high * scale - air
    foot = image.height - low * scale + air
    return (max(left * scale - air, 1), max(top, 1), min(right * scale + air, image.width - 2), min(foot, image.height - 2))


def _outline(draw: ImageDraw.ImageDraw, frame: Box, sort: str) -> None:
    left, top, right, foot = frame
    if right <= left or foot <= top:
        return
    for start, end in (((left, top), (right, top)), ((right, top), (right, foot)), ((right, foot), (left, foot)), ((left, foot), (left, top))):
        _line(draw, start, end, sort)


def _line(draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], sort: str) -> None:
    dash = DASH[sort]
    if not dash:
        draw.line([start, end], fill=INK[sort], width=3)
        return
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1.0)
    step, at = sum(dash), 0.0
    while at < length:
        to = min(at + dash[0], length)
        draw.line([_between(start, end, at / length), _between(start, end, to / length)], fill=INK[sort], width=3)
        at += step


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _number(draw: ImageDraw.ImageDraw, mark: Mark, frame: Box, image: Image.Image, taken: list[tuple[float, float]]) -> None:
    """The number in a disc to the left of the frame's upper corner, so that it hides no letters; moved down where another disc is."""
    radius = max(image.width * 0.018, 9.0)
    x = min(max(frame[0] - radius, radius + 1), image.width - radius - 1)
    y = min(max(frame[1] + radius, radius + 1), image.height - radius - 1)
    while any(abs(x - other) < 2 * radius and abs(y - level) < 2 * radius for other, level in taken) and y + 3 * radius < image.height:
        y += 2.1 * radius
    taken.append((x, y))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=INK[mark.sort], outline=(255, 255, 255), width=2)
    font = ImageFont.load_default(size=radius * 1.15)
    draw.text((x, y), str(mark.number), fill=(255, 255, 255), font=font, anchor="mm")


def drawn(reading: Reading, number: int, dpi: float = 96) -> bytes:
    """A page drawn from its measurements alone, where the file cannot be rendered: its outline, and a grey bar for each run. PNG."""
    page = next(one for one in reading.pages if one.page == number)
    scale = dpi / 72
    size = (max(round(page.width_mm * POINTS_A_MM * scale), 1), max(round(page.height_mm * POINTS_A_MM * scale), 1))
    image = Image.new("RGB", size, (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=(160, 160, 160))
    for run in reading.text:
        if run.page == number:
            left, low, right, high = (value * scale for value in run.box)
            if right > left and high > low:
                draw.rectangle((left, size[1] - high, right, size[1] - low), fill=(214, 214, 210))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
