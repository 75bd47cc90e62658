"""How much a stream unpacks to, found out without unpacking more than is allowed: a bomb of a few kilobytes may unpack to gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from playa.ascii85 import ascii85decode, asciihexdecode

from .limits import LIMITS

FLATE = ("FlateDecode", "Fl")
WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "ASCII85Decode": ascii85decode,
    "A85": ascii85decode,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}
PICTURES = ("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF")
BLOCK = 1 << 16


def fits(stream: Any, most: int = LIMITS.stream) -> bool:
    """Whether the stream, of text and no picture, unpacks to at most so many bytes. One packed as pictures are is refused: it is no text."""
    filters = [one.name for one in stream.filters]
    if any(name in PICTURES for name in filters):
        return False
    data: bytes | None = stream.rawdata
    if stream.decipher and stream.objid is not None:
        data = stream.decipher(stream.objid, stream.genno or 0, data, stream.attrs)
    for place, name in enumerate(filters):
        if data is None:
            return False
        if name in FLATE:
            data = unpacked(data, most)
        elif name in WRITTEN:
            data = WRITTEN[name](data)
        elif name in COUNTED:
            # Nobody packs on top of these two; who does is refused rather than followed.
            return place == len(filters) - 1 and COUNTED[name](data, most) <= most
    return data is not None and len(data) <= most


def runs_length(data: bytes, most: int) -> int:
    """How many bytes run lengths unfold to (ISO 32000-1, 7.4.5); counting stops beyond `most`."""
    size = place = 0
    while place < len(data) and size <= most and data[place] != 128:
        copied = data[place] < 128
        size += data[place] + 1 if copied else 257 - data[place]
        place += data[place] + 2 if copied else 2
    return size


def strings_length(data: bytes, most: int) -> int:
    """How many bytes LZW unfolds to (ISO 32000-1, 7.4.4, codes widened early); counting stops beyond `most`. Only lengths of strings are kept."""
    lengths = [1] * 256 + [0, 0]
    size = before = bits = held = 0
    width = 9
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 257 or size > most:
            break
        if code == 256:
            del lengths[258:]
            width, before = 9, 0
            continue
        length = lengths[code] if code < len(lengths) else before + 1
        if before and len(lengths) < 4096:
            lengths.append(before + 1)
            width = min(max((len(lengths) + 1).bit_length(), 9), 12)
        size, before = size + length, length
    return size


COUNTED = {"LZWDecode": strings_length, "LZW": strings_length, "RunLengthDecode": runs_length, "RL": runs_length}


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
