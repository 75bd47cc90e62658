"""What a stream unpacks to is counted right without unpacking it."""

from __future__ import annotations

import random

import pytest
from playa.lzw import lzwdecode
from playa.runlength import rldecode

from sextant.lab.publications.pdf.streams import runs_length, strings_length, unpacked


def packed(data: bytes) -> bytes:
    """LZW as PDF has it: codes of 9 to 12 bits, widened a code early."""
    table = {bytes([byte]): byte for byte in range(256)}
    bits, width, word = f"{256:09b}", 9, b""
    for byte in data:
        longer = word + bytes([byte])
        if longer in table:
            word = longer
            continue
        bits += f"{table[word]:0{width}b}"
        table[longer] = len(table) + 2
        word = bytes([byte])
        size = len(table) + 2
        width = 9 if size < 512 else 10 if size < 1024 else 11 if size < 2048 else 12
        if size >= 4094:
            bits += f"{256:0{width}b}"
            table, width = {bytes([one]): one for one in range(256)}, 9
    bits += f"{table[word]:0{width}b}" if word else ""
    bits += f"{257:0{width}b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


@pytest.mark.parametrize("seed", range(6))
def test_strings_of_lzw_are_counted(seed: int) -> None:
    lot = random.Random(seed)
    data = bytes(lot.choice(b"abc"[: seed % 3 + 1]) for _ in range(lot.randrange(1, 40_000)))
    assert lzwdecode(packed(data)) == data
    assert strings_length(packed(data), 1 << 20) == len(data)


@pytest.mark.parametrize("seed", range(6))
def test_runs_are_counted(seed: int) -> None:
    lot = random.Random(seed)
    data = (
        b"".join(bytes([length]) + (b"x" * (length + 1) if length < 128 else b"y") for length in (lot.choice((3, 90, 200, 255)) for _ in range(500)))
        + b"\x80"
    )
    assert runs_length(data, 1 << 30) == len(rldecode(data))


def test_counting_stops_beyond_the_most() -> None:
    assert 1000 < runs_length(b"\x81 " * 10_000, 1000) < 1200
    assert 1000 < strings_length(packed(b"a" * 500_000), 1000) < 3000
    import zlib

    assert unpacked(zlib.compress(b" " * 5000), 4999) is None
    assert unpacked(zlib.compress(b" " * 5000), 5000) == b" " * 5000
    assert unpacked(zlib.compress(b"repka" * 5000)[:40], 50_000).startswith(b"repka")
