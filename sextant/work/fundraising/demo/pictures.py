"""Pictures for invented appeals: a shelf of books, drawn row by row and packed as PNG, the same for the same seed."""

import struct
import zlib
from random import Random

WIDTH, HEIGHT, SHELVES, BOARD = 1200, 675, 3, 16
Colour = tuple[int, int, int]
PALETTES: dict[str, tuple[Colour, Colour, tuple[Colour, ...]]] = {
    "sea": ((221, 230, 232), (125, 90, 16), ((13, 79, 116), (31, 100, 137), (169, 125, 36), (154, 45, 38), (8, 58, 87), (236, 229, 214))),
    "brass": ((246, 241, 230), (90, 62, 20), ((125, 90, 16), (169, 125, 36), (35, 98, 63), (13, 79, 116), (75, 83, 98), (216, 205, 184))),
    "night": ((27, 50, 71), (199, 154, 67), ((132, 194, 230), (220, 181, 102), (243, 161, 150), (143, 205, 162), (236, 230, 216), (119, 132, 156))),
}


def shelf(seed: int, palette: str) -> bytes:
    """A PNG of a bookcase with spines of chance widths, heights and colours."""
    chance, (wall, wood, spines) = Random(seed), PALETTES[palette]
    rows: list[bytes] = []
    depth = HEIGHT // SHELVES
    for _place in range(SHELVES):
        books = _books(chance, spines, depth - BOARD)
        rows += _shelf_rows(books, wall, depth - BOARD)
        rows += [b"\x00" + bytes(wood) * WIDTH] * BOARD
    rows += [b"\x00" + bytes(wall) * WIDTH] * (HEIGHT - len(rows))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _books(chance: Random, spines: tuple[Colour, ...], most: int) -> list[tuple[int, int, Colour | None]]:
    """(width, height, colour) from left to right; no colour is a gap."""
    found: list[tuple[int, int, Colour | None]] = [(30, 0, None)]
    left = WIDTH - 30
    while left > 60:
        if chance.random() < 0.05:
            found.append((min(left, chance.randrange(20, 70)), 0, None))
        else:
            found.append((min(left, chance.randrange(18, 46)), chance.randrange(most * 55 // 100, most * 92 // 100), chance.choice(spines)))
        left -= found[-1][0]
    return [*found, (left, 0, None)]


def _shelf_rows(books: list[tuple[int, int, Colour | None]], wall: Colour, depth: int) -> list[bytes]:
    rows = []
    for y in range(depth):
        up = depth - y
        row = bytearray(b"\x00")
        for width, height, colour in books:
            if colour is None or up > height:
                row += bytes(wall) * width
            elif height * 78 // 100 < up < height * 84 // 100 or height * 14 // 100 < up < height * 17 // 100:
                row += bytes(_mixed(colour, wall, 45)) * (width - 2) + bytes(_mixed(colour, (0, 0, 0), 35)) * 2
            else:
                row += bytes(colour) * (width - 2) + bytes(_mixed(colour, (0, 0, 0), 35)) * 2
        rows.append(bytes(row))
    return rows


def _mixed(one: Colour, other: Colour, percent: int) -> Colour:
    return tuple((a * (100 - percent) + b * percent) // 100 for a, b in zip(one, other, strict=True))  # type: ignore[return-value]
