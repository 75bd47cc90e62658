"""Pictures are known by their content, measured without being decoded, refused when they break off, and cut where they end."""

import struct
import zlib

import pytest

from sextant.lab.pictures import Picture, PictureError, read_picture


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 3, height: int = 2, extra: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", zlib.compress(b"\x00" * 8)) + chunk(b"IEND", b"")


def jpeg(width: int = 300, height: int = 200) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    app = b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
    return (
        b"\xff\xd8"
        + app
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda"
        + struct.pack(">H", 8)
        + scan
        + b"\x11\xff\x00\x22\xff\xd0\x33\xff\xd9"
    )


def gif(frames: int, hundredths: int = 50) -> bytes:
    control = b"\x21\xf9\x04\x00" + struct.pack("<H", hundredths) + b"\x00\x00"
    image = b"\x2c" + struct.pack("<HHHH", 0, 0, 5, 4) + b"\x00\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HH", 5, 4) + b"\x80\x00\x00" + b"\x00" * 6 + (control + image) * frames + b"\x3b"


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


LOSSY = b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
LOSSLESS = b"\x2f" + struct.pack("<I", (99) | (49 << 14))
CANVAS = b"\x02\x00\x00\x00" + (199).to_bytes(3, "little") + (99).to_bytes(3, "little")
FRAME = b"\x00" * 12 + (1500).to_bytes(3, "little") + b"\x00"
ANIMATED = chunk(b"acTL", struct.pack(">II", 2, 0)) + chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 3, 2, 0, 0, 1, 4, 0, 0)) * 2


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (png(728, 90), Picture("png", 728, 90)),
        (png(3, 2, ANIMATED), Picture("png", 3, 2, 2, 0.5)),
        (jpeg(), Picture("jpeg", 300, 200)),
        (gif(1), Picture("gif", 5, 4)),
        (gif(3), Picture("gif", 5, 4, 3, 1.5)),
        (webp((b"VP8 ", LOSSY)), Picture("webp", 640, 480)),
        (webp((b"VP8L", LOSSLESS)), Picture("webp", 100, 50)),
        (webp((b"VP8X", CANVAS), (b"ANMF", FRAME), (b"ANMF", FRAME)), Picture("webp", 200, 100, 2, 3.0)),
    ],
)
def test_a_picture_is_measured(content, picture):
    assert read_picture(content) == picture


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"RIFF\x04\x00\x00\x00WAVE", b"MZ\x90"]
)
def test_what_is_no_picture_is_none(content):
    assert read_picture(content) is None


@pytest.mark.parametrize("content", [png(), jpeg(), gif(2), webp((b"VP8 ", LOSSY))], ids=["png", "jpeg", "gif", "webp"])
def test_a_picture_cut_anywhere_is_refused(content):
    start = 12 if content.startswith(b"RIFF") else 8 if content.startswith(b"\x89PNG") else 6 if content.startswith(b"GIF") else 3
    for end in range(start, len(content)):
        with pytest.raises(PictureError):
            read_picture(content[:end])


TRAILERS = {"film": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, "second": jpeg(8, 8), "script": b"<?php echo 1;", "one byte": b"\x00"}
"""Phones put a film or a smaller picture after the end marker."""


@pytest.mark.parametrize("trailer", TRAILERS)
@pytest.mark.parametrize("content", [png(), jpeg(), gif(2), webp((b"VP8 ", LOSSY))], ids=["png", "jpeg", "gif", "webp"])
def test_what_follows_the_end_is_not_the_pictures_and_is_cut_away(content, trailer):
    alone, followed = read_picture(content), read_picture(content + TRAILERS[trailer])
    assert (followed, followed.end, alone.end) == (alone, len(content), len(content))


def test_a_wrong_check_sum_is_refused():
    content = bytearray(png())
    content[17] ^= 1
    with pytest.raises(PictureError, match="broken"):
        read_picture(bytes(content))


def test_a_picture_that_claims_to_be_huge_is_measured_at_once():
    assert read_picture(png(2**31 - 1, 2**31 - 1)) == Picture("png", 2**31 - 1, 2**31 - 1)


@pytest.mark.parametrize("content", [png(0, 5), gif(0)])
def test_an_empty_picture_is_refused(content):
    with pytest.raises(PictureError, match="empty"):
        read_picture(content)
