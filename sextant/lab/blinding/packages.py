"""Zip archives of office documents: read within limits, and written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from .findings import refuse
from .limits import LIMITS, Limits

EARLIEST = (1980, 1, 1, 0, 0, 0)
ENCRYPTED = 0x1
STEP = 1 << 20
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    UnicodeDecodeError,
    EOFError,
    OSError,
    struct.error,
    RuntimeError,
    IndexError,
    KeyError,
)


def unpacked(content: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The parts by name in the order of the archive, folders left out.

    What the archive says of sizes is checked first, then what really comes out, so that neither a bomb nor a liar is
    unpacked. Refused too: passwords, two parts of one name, names that lead out of the archive.
    """
    parts: dict[str, bytes] = {}
    room = limits.expanded
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = packed.infolist()
            _check(infos, limits)
            for info in infos:
                if info.is_dir():
                    continue
                data = _read(packed, info, room, limits)
                room -= len(data)
                parts[info.filename] = data
    except BROKEN:
        raise refuse("broken") from None
    return parts


def _check(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise refuse("too_many_parts", most=limits.members)
    if sum(info.file_size for info in infos) > limits.expanded:
        raise refuse("bomb")
    names = [info.filename for info in infos]
    if len({name.casefold() for name in names}) < len(names):
        raise refuse("broken")
    for info in infos:
        if info.flag_bits & ENCRYPTED:
            raise refuse("encrypted")
        if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/") or ":" in info.filename:
            raise refuse("broken")


def _read(packed: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, limits: Limits) -> bytes:
    read: list[bytes] = []
    size = 0
    with packed.open(info) as part:
        while piece := part.read(STEP):
            size += len(piece)
            if size > room or (size > limits.plain and size > limits.ratio * max(info.compress_size, 1)):
                raise refuse("bomb")
            read.append(piece)
    return b"".join(read)


def packed(parts: Mapping[str, bytes], plain: tuple[str, ...] = ()) -> bytes:
    """An archive of those parts in that order, all of one early day, without comments or extra fields.

    Parts named in `plain` are stored as they are: OpenDocument wants its first part so.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = 0
            info.external_attr = 0
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()
