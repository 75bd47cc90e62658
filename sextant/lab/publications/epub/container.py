"""The ZIP container of an EPUB, read with distrust: limits before bytes, no name that leads out, nothing written anywhere."""

from __future__ import annotations

import hashlib
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

from .css import CssRule
from .findings import EpubError, refuse

MIMETYPE = b"application/epub+zip"
FILE_BYTES = 512 * 2**20
"""The largest file that is opened."""
ENTRIES = 20_000
TOTAL_BYTES = 2 * 2**30
"""The most that all entries may unpack to, as declared."""
ENTRY_BYTES = 8 * 2**20
"""The largest document that is read."""
DIRECTORY_BYTES = 8 * 2**20
"""The largest list of files that is read."""
READ_BYTES = 64 * 2**20
"""The most that is unpacked of one book."""
RATIO, RATIO_FROM = 200, 2**20
"""An entry from this size on that unpacks to more than so many times its packed size is taken for a bomb (text packs about tenfold)."""
EFFORT = 3_000_000
"""How many times a rule of a style sheet is held against an element, in one book; after that its styles are not known."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, NotImplementedError, RuntimeError, KeyError, OverflowError)
_DRIVE = re.compile(r"[A-Za-z]:")


class Unreadable(Exception):
    """An entry that cannot be had; `code` names the sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Container:
    """An open book. `names` are the entries that are files, in the order of the central directory."""

    def __init__(self, path: Path) -> None:
        self.path, self.file = path, path.name
        self.unpacked = 0
        self.effort = EFFORT
        self.sheets: dict[str, tuple[list[CssRule], list[str]] | None] = {}
        self.zip = _opened(path)
        try:
            self._inspect()
        except BaseException:
            self.zip.close()
            raise
        self.names = [one.filename for one in self.zip.infolist() if not one.is_dir()]

    def __enter__(self) -> Container:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.zip.close()

    def _inspect(self) -> None:
        entries = self.zip.infolist()
        if len(entries) > ENTRIES:
            raise refuse("too_many_entries", self.file, most=ENTRIES)
        if sum(one.file_size for one in entries) > TOTAL_BYTES:
            raise refuse("bomb", self.file, name="*")
        for one in entries:
            code = _objection(one)
            if code:
                raise refuse(code, self.file, name=_shown(one.orig_filename))
        twice = [name for name, times in Counter(one.filename for one in entries).items() if times > 1]
        if twice:
            raise refuse("name_twice", self.file, name=_shown(twice[0]))

    def read(self, name: str, most: int = ENTRY_BYTES) -> bytes:
        """An entry's bytes; raises `Unreadable` where it is absent, damaged, too large or locked, `EpubError` where the book unpacks to too much."""
        try:
            entry = self.zip.getinfo(name)
        except KeyError:
            raise Unreadable("entry_absent") from None
        if entry.flag_bits & 0x1:
            raise Unreadable("entry_locked")
        if entry.file_size > most:
            raise Unreadable("entry_too_large")
        try:
            with self.zip.open(entry) as stream:
                data = stream.read(most + 1)
        except DAMAGE:
            raise Unreadable("entry_damaged") from None
        self.unpacked += len(data)
        if self.unpacked > READ_BYTES:
            raise refuse("bomb", self.file, name=_shown(name))
        return data

    def __contains__(self, name: str) -> bool:
        return name in self.zip.NameToInfo

    def mimetype(self) -> str | None:
        """None where the first entry is the stored file `mimetype` with the right content, else what is wrong with it as a key of sentences."""
        entries = self.zip.infolist()
        if "mimetype" not in self:
            return "mimetype_absent"
        try:
            if self.read("mimetype") != MIMETYPE:
                return "mimetype_wrong"
        except Unreadable:
            return "mimetype_wrong"
        first = min(entries, key=lambda one: one.header_offset)
        stored = self.zip.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        return None if first.filename == "mimetype" and stored else "mimetype_not_first"

    def alike(self) -> list[str]:
        """Names that differ from another one in the case of letters alone."""
        times = Counter(name.casefold() for name in self.names)
        return [name for name in self.names if times[name.casefold()] > 1]


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        size, listed = path.stat().st_size, _directory_bytes(path)
    except FileNotFoundError:
        raise refuse("no_file", path.name) from None
    except DAMAGE:
        raise refuse("not_a_zip", path.name) from None
    if size > FILE_BYTES:
        raise refuse("too_large", path.name, most=FILE_BYTES // 2**20)
    if listed > DIRECTORY_BYTES:
        raise refuse("too_many_entries", path.name, most=ENTRIES)
    try:
        return zipfile.ZipFile(path)
    except DAMAGE:
        raise refuse("not_a_zip", path.name) from None


def _directory_bytes(path: Path) -> int:
    """How large the list of files says it is, before it is read: a list of millions would fill the memory."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 2**16 - 100))
        tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return 0
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    wide = tail.rfind(b"PK\x06\x06", 0, end)
    return int.from_bytes(tail[wide + 40 : wide + 48], "little") if wide >= 0 and size == 0xFFFFFFFF else size


def _objection(entry: zipfile.ZipInfo) -> str | None:
    """Why a book with such an entry is not read at all."""
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or "\\" in name or ".." in parts or "\x00" in name:
        return "name_leads_out"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "symlink"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packing_unknown"
    if entry.file_size >= RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1):
        return "bomb"
    return None


def _shown(name: str) -> str:
    """A name fit to be shown: no control characters."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)


def resolve(base: str, href: str) -> tuple[str, str] | None:
    """Path inside the book and fragment that `href` means in the file `base`; None for an address elsewhere or one that leads out of the book."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return base, fragment
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    return None if path.startswith(("..", "/")) else (path, fragment)


def fingerprint(path: Path) -> str:
    """SHA-256 of the file, read in pieces."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise refuse("no_file", path.name) from None


__all__ = ["Container", "EpubError", "Unreadable", "fingerprint", "resolve"]
