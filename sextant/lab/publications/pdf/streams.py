"""How much a stream unpacks to, found out without unpacking more than is allowed: a bomb of a few kilobytes may unpack to gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from .limits import LIMITS

FLATE = ("FlateDecode", "Fl")
FOLDED = {"LZWDecode": 1400, "LZW": 1400, "RunLengthDecode": 64, "RL": 64}
"""The most that these filters can unfold a byte to: a code of 9 bits to a string, two bytes to 128."""
PICTURES = ("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF")
BLOCK = 1 << 16


def fits(stream: Any, most: int = LIMITS.stream) -> bool:
    """Whether the stream unpacks to at most so many bytes. Streams of pictures are not asked: they are not unpacked here."""
    filters = [one.name for one in stream.filters]
    if any(name in PICTURES for name in filters):
        return True
    data: bytes | None = stream.rawdata
    if stream.decipher and stream.objid is not None:
        data = stream.decipher(stream.objid, stream.genno or 0, data, stream.attrs)
    for name in filters:
        if data is None:
            return False
        if name in FLATE:
            data = unpacked(data, most)
        elif name in FOLDED and len(data) * FOLDED[name] > most:
            return _unfolded(stream, most)
    return data is not None and len(data) <= most


def all_fit(streams: Iterable[Any], most: int = LIMITS.stream) -> bool:
    """Whether each of them does."""
    return all(fits(stream, most) for stream in streams)


def unpacked(data: bytes, most: int) -> bytes | None:
    """What zlib gives, or None where it would be more than `most` bytes. Damaged data gives what came before the damage."""
    machine, pieces, size = zlib.decompressobj(), [], 0
    waiting = memoryview(data)
    try:
        for start in range(0, len(waiting), BLOCK):
            piece = machine.decompress(waiting[start : start + BLOCK], most - size + 1)
            pieces.append(piece)
            size += len(piece)
            if size > most or machine.unconsumed_tail:
                return None
    except zlib.error:
        pass
    return b"".join(pieces)


def _unfolded(stream: Any, most: int) -> bool:
    """Only small streams are tried whole: they cannot do harm."""
    return len(stream.rawdata) <= most // 1400 and len(stream.buffer) <= most
