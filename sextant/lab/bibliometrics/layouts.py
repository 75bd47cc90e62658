"""A map that can be read: nodes near those they are tied to, no label over another (needs numpy).

Places are found by the VOS mapping technique (van Eck, Waltman, Dekker & van den Berg, “A comparison of two techniques for
bibliometric mapping”, JASIST 61, 2010): the sum of s_ij · |x_i − x_j|² is made small while the mean distance stays 1, here by
majorisation from a spectral beginning, so that the same network has the same map. Then labels, the largest first, take the
free place nearest to their node; those without room are left to be shown by pointing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sextant.lab.sentences import Said

from .findings import say
from .networks import Network, association_strength

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
STEPS = 300
MARGIN = 0.06
"""The share of the drawing left free on each side."""
LETTER = 0.6
"""The mean width of a letter of the text face, in its size."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node on the drawing: its middle and radius in pixels, the box of its label (left, top, right, bottom; None where it has no room)."""

    name: str
    x: float
    y: float
    radius: float
    text_size: float
    box: Box | None


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing with its size in pixels, nodes with the largest first, and notes."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    notes: tuple[Said, ...]


def places(network: Network) -> Floats:
    """The place of each node in the plane, about the origin, mean distance 1. For up to some thousand nodes."""
    number = len(network.names)
    if number < 3:
        return np.column_stack([np.arange(number) - (number - 1) / 2, np.zeros(number)])
    likeness = association_strength(network).ties.toarray()
    likeness *= number * (number - 1) / max(likeness.sum(), 1e-300)
    likeness += 0.02  # a slight pull keeps parts that nothing links on one sheet
    np.fill_diagonal(likeness, 0.0)
    return _settled(likeness, _spectral(likeness))


def _spectral(likeness: Floats) -> Floats:
    """The two smoothest directions of the normalised Laplacian, signs fixed by their largest part."""
    root = 1 / np.sqrt(likeness.sum(axis=1))
    _values, vectors = np.linalg.eigh(np.eye(len(likeness)) - root[:, None] * likeness * root[None, :])
    found = vectors[:, 1:3] * root[:, None]
    found *= np.sign(found[np.abs(found).argmax(axis=0), [0, 1]])
    spread = found.std(axis=0)
    return found / np.where(spread > 0, spread, 1.0) + 1e-3 * np.column_stack([np.cos(np.arange(len(found))), np.sin(np.arange(len(found)))])


def _settled(likeness: Floats, at: Floats) -> Floats:
    """Majorisation of Σ s|x_i − x_j|² − 2Σ|x_i − x_j|, whose minimum is the VOS map up to its scale: x = V⁺ B(x) x with V the
    Laplacian of the likenesses and B(x) that of 1 / distances."""
    number = len(at)
    laplacian = np.diag(likeness.sum(axis=1)) - likeness
    inverse = np.linalg.inv(laplacian + 1.0 / number) - 1.0 / number
    for _step in range(STEPS):
        gaps = np.linalg.norm(at[:, None] - at[None, :], axis=2)
        pull = np.divide(1.0, gaps, out=np.zeros_like(gaps), where=gaps > 1e-9)
        moved = inverse @ (pull.sum(axis=1)[:, None] * at - pull @ at)
        still = float(np.abs(moved - at).max()) < 1e-6 * float(np.abs(moved).max())
        at = moved
        if still:
            break
    at = at - at.mean(axis=0)
    mean = np.linalg.norm(at[:, None] - at[None, :], axis=2).sum() / (number * (number - 1))
    return at / max(mean, 1e-300)


def drawn(network: Network, *, labels: Sequence[str] | None = None, width: int = 960, height: int = 640, text: tuple[float, float] = (11, 20)) -> Map:
    """The map with circles whose areas are the sizes of the nodes, and labels (names, if not given otherwise) of `text` pixels,
    the smallest and the largest."""
    words = list(labels if labels is not None else network.names)
    share = np.sqrt(network.sizes / max(float(network.sizes.max(initial=0.0)), 1e-300))
    radii, sizes = 3 + 15 * share, text[0] + (text[1] - text[0]) * share
    at = _apart(_on_sheet(places(network), width, height), radii, width, height)
    order = sorted(range(len(words)), key=lambda place: (-network.sizes[place], network.names[place]))
    boxes = _boxes(order, words, at, radii, sizes, (width, height))
    spots = [
        Spot(network.names[i], round(float(at[i, 0]), 2), round(float(at[i, 1]), 2), round(float(radii[i]), 2), round(float(sizes[i]), 2), boxes[i])
        for i in order
    ]
    hidden = sum(spot.box is None for spot in spots)
    return Map(width, height, tuple(spots), (say("labels_hidden", count=hidden),) if hidden else ())


def _on_sheet(at: Floats, width: int, height: int) -> Floats:
    """The longest direction lies level; ranks are blended in so that a crowded middle opens up."""
    if len(at) < 2:
        return np.full((len(at), 2), [width / 2, height / 2])
    _u, _s, axes = np.linalg.svd(at - at.mean(axis=0), full_matrices=False)
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    turned = (at - at.mean(axis=0)) @ axes.T
    spread = np.ptp(turned, axis=0)
    straight = (turned - turned.min(axis=0)) / np.where(spread > 0, spread, 1.0)
    straight[:, spread <= 0] = 0.5
    ranked = turned.argsort(axis=0).argsort(axis=0) / max(len(at) - 1, 1)
    blended = np.where(spread > 0, 0.5 * straight + 0.5 * ranked, 0.5)
    sheet = np.array([width, height])
    return MARGIN * sheet + blended * (1 - 2 * MARGIN) * sheet


def _apart(at: Floats, radii: Floats, width: int, height: int) -> Floats:
    """Circles that overlap are pushed apart, by half of what is wanting each."""
    at = at.copy()
    low, high = radii[:, None] + 1, np.array([width, height])[None, :] - radii[:, None] - 1
    wanted = radii[:, None] + radii[None, :] + 3
    for _step in range(200):
        gaps = at[:, None] - at[None, :]
        far = np.linalg.norm(gaps, axis=2)
        np.fill_diagonal(far, np.inf)
        short = np.clip(wanted - far, 0.0, None)
        if not short.any():
            break
        at = np.clip(at + 0.5 * (gaps / np.maximum(far, 1e-6)[:, :, None] * short[:, :, None]).sum(axis=1), low, high)
    return at


def _boxes(order: list[int], words: list[str], at: Floats, radii: Floats, sizes: Floats, sheet: tuple[int, int]) -> list[Box | None]:
    """Beside each circle, where no label stands and no circle lies; else where no larger one lies."""
    taken: list[Box] = []
    found: list[Box | None] = [None] * len(words)
    circles = np.column_stack([at - radii[:, None], at + radii[:, None]])
    for rank, i in enumerate(order):
        wide, tall = LETTER * sizes[i] * len(words[i]), 1.2 * sizes[i]
        free = [box for box in _inside(_ways(at[i], radii[i], wide, tall), wide, tall, sheet) if not any(_cross(box, one) for one in taken)]
        clear = [box for box in free if not _any_cross(box, np.delete(circles, i, axis=0))]
        clear += [box for box in free if not _any_cross(box, circles[order[:rank]])]
        if clear:
            found[i] = clear[0]
            taken.append(clear[0])
    return found


def _ways(at: Floats, radius: float, wide: float, tall: float) -> list[tuple[float, float]]:
    """Upper left corners of a label: below, above, right, left and askew of its circle, then the same a little further off."""
    found: list[tuple[float, float]] = []
    for gap in (1.0, 7.0):
        r, slant = radius + gap, 0.7 * radius + gap
        x, y = float(at[0]), float(at[1])
        found += [(x - wide / 2, y + r), (x - wide / 2, y - r - tall), (x + r, y - tall / 2), (x - r - wide, y - tall / 2)]
        found += [(x + slant, y + slant - tall / 2), (x - slant - wide, y + slant - tall / 2)]
        found += [(x + slant, y - slant - tall / 2), (x - slant - wide, y - slant - tall / 2)]
    return found


def _inside(ways: list[tuple[float, float]], wide: float, tall: float, sheet: tuple[int, int]) -> list[Box]:
    """Boxes with these upper left corners that lie on the sheet whole."""
    boxes = [(round(float(x), 2), round(float(y), 2), round(float(x + wide), 2), round(float(y + tall), 2)) for x, y in ways]
    return [box for box in boxes if box[0] >= 0 and box[1] >= 0 and box[2] <= sheet[0] and box[3] <= sheet[1]]


def _cross(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _any_cross(box: Box, others: Floats) -> bool:
    return bool(((box[0] < others[:, 2]) & (others[:, 0] < box[2]) & (box[1] < others[:, 3]) & (others[:, 1] < box[3])).any())
