"""What is painted on a page: text with its matrices, pictures, and paths that may be letters. Read from the raw description, forms within forms included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playa.content import ImageObject, PathObject, TextObject, XObjectObject
from playa.font import CIDFont, Type3Font
from playa.page import Page as RawPage

from ..pages import Box
from .frames import Matrix, around, times
from .layers import Layers
from .limits import LIMITS, Limits
from .shown import RECOGNISED, Shown, shown_by
from .streams import fits

OUTLINES_KEPT = 20_000


class TooMuch(Exception):
    """The page asks for more than the limits give."""


@dataclass(slots=True)
class Ink:
    """What a page paints. `apart` counts letters that are never measured, by their kind: `recognised`, `type3`, `hidden`, `vertical`."""

    shown: list[Shown] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    outlines: list[Box] = field(default_factory=list)
    apart: dict[str, int] = field(default_factory=dict)
    letters: int = 0
    objects: int = 0
    calls: int = 0
    damaged: bool = False
    large_picture: bool = False


@dataclass(frozen=True, slots=True)
class _Walk:
    ink: Ink
    frame: Matrix
    layers: Layers
    limits: Limits


def ink_on(page: RawPage, frame: Matrix, layers: Layers, limits: Limits = LIMITS) -> Ink:
    """All that the page paints. Raises `TooMuch`; what cannot be understood marks the ink `damaged`."""
    walk = _Walk(Ink(), frame, layers, limits)
    try:
        small = all(fits(stream, limits.stream) for stream in page.streams)
    except MemoryError:
        raise
    except Exception:
        walk.ink.damaged = True
        return walk.ink
    if not small:
        raise TooMuch
    _objects(walk, page, (), False)
    return walk.ink


def _objects(walk: _Walk, painted: Iterable[Any], within: tuple[int, ...], hidden: bool) -> None:
    """Everything that the page or form paints, one by one: what could not be understood is lost, and said to be, and the reader goes on after it."""
    ink = walk.ink
    objects: Iterator[Any] | None = None
    while True:
        try:
            objects = iter(painted) if objects is None else objects
            _object(walk, next(objects), within, hidden)
        except StopIteration:
            return
        except (TooMuch, MemoryError):
            raise
        except RecursionError:
            raise TooMuch from None
        except Exception:
            ink.damaged = True
            if objects is None:
                return
        ink.objects += 1
        if ink.objects > walk.limits.objects:
            raise TooMuch


def _object(walk: _Walk, one: Any, within: tuple[int, ...], hidden: bool) -> None:
    if isinstance(one, TextObject):
        _text(walk, one, hidden)
    elif isinstance(one, XObjectObject):
        _form(walk, one, within, hidden)
    elif isinstance(one, ImageObject):
        _picture(walk, one, hidden or walk.layers.hides(one.mcstack) or walk.layers.off(one.get("OC")))
    elif isinstance(one, PathObject) and one.fill and not hidden:
        _outlines(walk, one)


def _text(walk: _Walk, one: TextObject, hidden: bool) -> None:
    font = one.gstate.font
    if font is None:
        return
    if isinstance(font, CIDFont):
        font.multibyte = True
    ink = walk.ink
    if font.vertical:
        _apart(ink, "vertical", len(one))
        return
    shown = shown_by(one, walk.frame)
    if shown is None:
        return
    letters = sum(not string.isspace() for string in shown.strings)
    ink.letters += len(shown.strings)
    if ink.letters > walk.limits.letters:
        raise TooMuch
    if hidden or walk.layers.hides(one.mcstack):
        _apart(ink, "hidden", letters)
    elif shown.mode == RECOGNISED:
        _apart(ink, "recognised", letters)
    elif isinstance(font, Type3Font):
        _apart(ink, "type3", letters)
    else:
        ink.shown.append(shown)


def _apart(ink: Ink, kind: str, letters: int) -> None:
    if letters:
        ink.apart[kind] = ink.apart.get(kind, 0) + letters


def _form(walk: _Walk, one: XObjectObject, within: tuple[int, ...], hidden: bool) -> None:
    ink, number = walk.ink, one.stream.objid or id(one.stream)
    ink.calls += 1
    if number in within:
        return
    if ink.calls > walk.limits.calls or len(within) >= walk.limits.depth or not fits(one.stream, walk.limits.stream):
        raise TooMuch
    hidden = hidden or walk.layers.hides(one.mcstack) or walk.layers.off(one.stream.get("OC"))
    _objects(walk, one, (*within, number), hidden)


def _picture(walk: _Walk, one: ImageObject, hidden: bool) -> None:
    width, height = one.srcsize
    if width * height > walk.limits.pixels:
        walk.ink.large_picture = True
    if not hidden:
        walk.ink.pictures.append(around(times(one.ctm, walk.frame), (0, 0, 1, 1)))


def _outlines(walk: _Walk, one: PathObject) -> None:
    """Boxes of closed filled shapes with bends: what a letter drawn as a curve is made of."""
    matrix, kept = times(one.ctm, walk.frame), walk.ink.outlines
    points: list[tuple[float, float]] = []
    bends = False
    for segment in [*one.raw_segments, None]:
        if segment is None or segment.operator == "m":
            if points and bends and len(kept) < OUTLINES_KEPT:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                kept.append(around(matrix, (min(xs), min(ys), max(xs), max(ys))))
            points, bends = [], False
        if segment is not None:
            points += segment.points
            bends = bends or segment.operator in "cvy"
