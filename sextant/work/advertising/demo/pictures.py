"""Pictures for the demo, drawn point by point and written as PNG with the standard library alone."""

import struct
import zlib

from sextant.lab.pictures.png import START

Colour = tuple[int, int, int]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, colours: list[Colour], points: list[bytes]) -> bytes:
    """A PNG of colours by number: `points` holds one byte a point, row by row."""
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = b"".join(bytes(colour) for colour in colours)
    packed = zlib.compress(b"".join(b"\x00" + row for row in points), 9)
    return START + _chunk(b"IHDR", header) + _chunk(b"PLTE", palette) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def banner(width: int, height: int, seed: int) -> bytes:
    """A row of book spines in quiet colours on a shelf; another seed gives another row."""
    colours: list[Colour] = [(246, 241, 230), (13, 79, 116), (169, 125, 36), (122, 74, 82), (35, 98, 63), (69, 78, 95), (216, 205, 184)]
    shelf = height - max(height // 12, 3)
    columns, x, number = [], 0, seed
    while x < width:
        number = (number * 1103515245 + 12345) % 2**31
        wide, tall = 8 + number % 17, shelf // 2 + number // 64 % max(shelf // 2 - 6, 1)
        columns += [(1 + number // 4096 % 5, shelf - tall, edge in (0, wide - 1)) for edge in range(wide)]
        x += wide
    rows = []
    for y in range(height):
        if y >= shelf:
            rows.append(bytes([5]) * width)
            continue
        rows.append(bytes(0 if y < top else 6 if edge or y - top in (6, 7) else colour for colour, top, edge in columns[:width]))
    return png(width, height, colours, rows)
