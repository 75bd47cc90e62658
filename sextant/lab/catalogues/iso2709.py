"""Binary records (ISO 2709) out of a stream: cut, mended where nothing is lost by it, set aside where something would be.

A stretch ends at a record terminator. Where the length in the leader disagrees, the stretch is looked through for leaders that stand after a
terminator, so that a record whose end is lost does not take the next one with it. Directories are followed; where they do not fit but name as
many fields as there are, fields are taken in their order and the record says so. Memory: one stretch (`LONGEST`) and one read of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from .records import FIELD_END, LONGEST, RECORD_END, Fields, Note

READ = 1 << 20
FILL = re.compile(rb"[\s\x00\x1a\x1d]*")
LEADER = re.compile(rb"(?<=[\x1e\x1d\n])\d{5}[acdnopsx][a-z][a-z0-9 |#-][^\x1d-\x1f]{2}22\d{5}[^\x1d-\x1f]{3}4[45][0-9 ]{2}")
ENTRY = re.compile(r"([0-9A-Za-z]{3})(\d{4})(\d{5})")
LEAST = 26
"""A leader, an empty directory's terminator, and the record terminator."""


class Broken(Exception):
    """A stretch that is no readable record; `reason` is a code of `sentences.toml`."""

    def __init__(self, reason: str, **words: object) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, tuple(words.items())


def stretches(handle: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of every stretch up to its record terminator; fill between records (line ends, NUL, empty records) belongs to none.

    A stretch without terminator within `LONGEST` bytes is given out in pieces of that size, so that memory stays bounded.
    """
    held, start, base, ended = b"", 0, 0, False
    while True:
        fill = FILL.match(held, start)
        start = fill.end() if fill else start
        end = held.find(RECORD_END, start) + 1
        if not end and not ended and len(held) - start < LONGEST:
            more = handle.read(READ)
            ended = not more
            held, base, start = held[start:] + more, base + start, 0
            continue
        if not end:
            end = min(len(held), start + LONGEST)
        if start < end:
            yield from _split(base + start, held[start:end])
        if ended and end >= len(held):
            return
        start = end


def _split(offset: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The stretch, or the stretches it is made of where its length is wrong and leaders stand in it."""
    if data[:5].isdigit() and int(data[:5]) == len(data):
        yield offset, data
        return
    cuts = [0, *(found.start() for found in LEADER.finditer(data) if found.start() > 0), len(data)]
    for begin, end in pairwise(cuts):
        if data[begin:end].strip(b"\r\n"):
            yield offset + begin, data[begin:end]


def parse(data: bytes) -> tuple[str, Fields, list[Note]]:
    """Leader, fields and what was mended; raises `Broken` for what cannot be read without loss."""
    if len(data) < LEAST:
        raise Broken("too_short", length=len(data))
    if not data[:5].isdigit():
        raise Broken("no_leader")
    notes = [] if int(data[:5]) == len(data) else [Note("length_wrong", "LDR", (("said", data[:5].decode()), ("found", len(data))))]
    leader = data[:24].decode("latin-1")
    base = _base(data, notes)
    directory = data[24 : base - 1].decode("latin-1")
    entries = ENTRY.findall(directory)
    if len(entries) * 12 != len(directory):
        raise Broken("directory_broken", length=len(directory))
    end = len(data)
    if data[-1:] == RECORD_END:
        end -= 1
    elif data[-1:] == FIELD_END:
        notes.append(Note("no_terminator"))
    else:
        raise Broken("cut_off")
    pieces = data[base:end].split(FIELD_END)
    if pieces.pop():
        raise Broken("cut_off")
    position = 0
    fields: Fields = []
    if len(entries) == len(pieces):
        for (tag, length, start), piece in zip(entries, pieces, strict=True):
            size = len(piece) + 1
            if int(start) != position or int(length) != size:
                break
            position += size
            fields.append((tag, piece))
        else:
            return leader, fields, notes
    return leader, _unordered(entries, data[base:end], pieces, notes), notes


def _base(data: bytes, notes: list[Note]) -> int:
    """Where the fields begin: as the leader says if the directory ends there, else after the first field terminator."""
    said = data[12:17]
    if said.isdigit() and 25 <= int(said) <= len(data) and data[int(said) - 1 : int(said)] == FIELD_END and FIELD_END not in data[24 : int(said) - 1]:
        return int(said)
    found = data.find(FIELD_END, 24) + 1
    if not found:
        raise Broken("no_directory")
    notes.append(Note("base_wrong", "LDR", (("said", said.decode("latin-1")), ("found", found))))
    return found


def _unordered(entries: list[tuple[str, str, str]], body: bytes, pieces: list[bytes], notes: list[Note]) -> Fields:
    """Fields that do not stand in the order of the directory, or whose numbers are wrong."""
    spans = [(tag, int(start), int(start) + int(length) - 1) for tag, length, start in entries]
    if len(entries) <= len(pieces) and all(body[end : end + 1] == FIELD_END and FIELD_END not in body[start:end] for _, start, end in spans):
        if len(set(spans)) == len(spans) and (len(entries) == len(pieces) or not _unclaimed(spans, body)):
            return [(tag, body[start:end]) for tag, start, end in spans]
    if len(entries) != len(pieces):
        raise Broken("directory_counts", named=len(entries), found=len(pieces))
    tags = [tag for tag, _, _ in sorted(spans, key=lambda span: span[1])]
    fields = list(zip(tags, pieces, strict=True))
    for tag, piece in fields:
        if tag.startswith("00") == (piece[2:3] == b"\x1f"):
            raise Broken("directory_does_not_fit", tag=tag)
    notes.append(Note("directory_mended", "LDR"))
    return fields


def _unclaimed(spans: list[tuple[str, int, int]], body: bytes) -> bool:
    """Whether a part of the record that holds text belongs to no field."""
    position = 0
    for _, start, end in sorted(spans, key=lambda span: span[1]):
        if body[position:start].strip(b"\x1e "):
            return True
        position = max(position, end + 1)
    return bool(body[position:].strip(b"\x1e "))
