"""A catalogue record as it is read: fields as slices of bytes, decoded only where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .encodings import Encoding, decoded

Fields: TypeAlias = list[tuple[str, bytes]]
"""Tag and content of each field in the order of the record. Content of a data field: two indicators, then subfields, each after `DELIMITER`."""
Format = Literal["marc21", "unimarc", "rusmarc"]
Kind = Literal["bibliographic", "authority", "holdings"]
Choice = Literal["auto", "marc21", "unimarc", "rusmarc"]

RECORD_END, FIELD_END, DELIMITER = b"\x1d", b"\x1e", b"\x1f"
LONGEST = 2_000_000
"""Bytes of one record that are held at most. ISO 2709 has five digits for the length, so 99,999; real exports go beyond and write a wrong length."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader had to mend or doubt: rule, field (`LDR`, a tag or empty), words for the sentence."""

    rule: str
    field: str = ""
    words: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A stretch of the file that is no readable record. `number` counts records and quarantined stretches together from 1; `offset` is the
    place of its first byte in the (unpacked) file; `data` are its bytes, nothing lost; `reason` is a code of `sentences.toml`."""

    number: int
    offset: int
    reason: str
    data: bytes
    words: tuple[tuple[str, object], ...] = ()


@dataclass(slots=True)
class Record:
    """One record. `leader` has 24 characters; `offset` is −1 in XML; `notes` tell what was mended while reading."""

    number: int
    offset: int
    leader: str
    fields: Fields
    format: Format
    kind: Kind
    encoding: Encoding
    notes: list[Note] = field(default_factory=list)
    _by_tag: dict[str, list[bytes]] | None = None

    @property
    def id(self) -> str:
        """The control number (field 001), or `#` and the number of the record where there is none."""
        return self.control("001").strip() or f"#{self.number}"

    def text(self, data: bytes) -> str:
        """Bytes of this record as text; what cannot be decoded becomes U+FFFD."""
        return decoded(data, self.encoding)

    def of(self, tag: str) -> list[bytes]:
        """Contents of all fields of that tag, in the order of the record."""
        if self._by_tag is None:
            by_tag: dict[str, list[bytes]] = {}
            self._by_tag = by_tag
            for name, data in self.fields:
                if name in by_tag:
                    by_tag[name].append(data)
                else:
                    by_tag[name] = [data]
        return self._by_tag.get(tag, [])

    def control(self, tag: str) -> str:
        """The text of the first control field of that tag, or an empty text."""
        found = self.of(tag)
        return self.text(found[0]) if found else ""

    def subfields(self, data: bytes) -> list[tuple[str, str]]:
        """Code and text of every subfield of a field."""
        return [(part[:1].decode("latin-1"), self.text(part[1:]).strip()) for part in data.split(DELIMITER)[1:] if part]

    def values(self, tag: str, codes: str = "a") -> list[str]:
        """Texts that are not empty of these subfields in all fields of that tag."""
        return list(self._values(tag, codes.encode()))

    def first(self, tag: str, codes: str = "a") -> str:
        """The first of `values`, or an empty text."""
        return next(self._values(tag, codes.encode()), "") if self.of(tag) else ""

    def _values(self, tag: str, codes: bytes) -> Iterator[str]:
        for data in self.of(tag):
            for part in data.split(DELIMITER)[1:]:
                if part and part[0] in codes and (text := self.text(part[1:]).strip()):
                    yield text
