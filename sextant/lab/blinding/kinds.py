"""What a file is by its content. Names and what a browser says about a file are claims; the content decides."""

from __future__ import annotations

import io
import zipfile

from .findings import refuse

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
OFFICE = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
OPEN = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
OPEN_TYPE = b"application/vnd.oasis.opendocument."
OTHER_NAMES = {
    "jpg": "jpeg",
    "jpe": "jpeg",
    "tif": "tiff",
    "txt": "text",
    "md": "text",
    "csv": "text",
    "plain": "text",
    "m4v": "mp4",
    "mov": "mp4",
    "m4a": "mp4",
    "mpeg": "mp3",
    "vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "vnd.oasis.opendocument.text": "odt",
    "vnd.oasis.opendocument.spreadsheet": "ods",
    "vnd.oasis.opendocument.presentation": "odp",
}
CLEANED = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "jpeg", "png", "gif", "tiff", "webp", "text"})
"""Kinds whose metadata are taken out; text has none."""
PICTURES = frozenset({"jpeg", "png", "gif", "tiff", "webp"})


def named_kind(claim: str) -> str:
    """The kind that an ending (`.jpg`), a kind (`jpeg`) or a media type (`image/jpeg`) names, in one spelling."""
    short = claim.strip().casefold().split(";")[0].rpartition("/")[2].rpartition("\\")[2].lstrip(".")
    return OTHER_NAMES.get(short, short)


def kind_of(content: bytes) -> str:
    """The kind by content, such as `pdf`; `zip` and `unknown` for what is none of ours. A file of no bytes is refused."""
    if not content:
        raise refuse("empty")
    if content[:4] == b"PK\x03\x04":
        return _packed_kind(content)
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(content[8:12], "unknown")
    if content[4:8] == b"ftyp":
        return "heic" if content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis") else "mp4"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "text" if _is_text(content) else "unknown"


def checked_kind(content: bytes, claim: str) -> str:
    """The kind by content; refused where the file claims to be another, so that no reader of the claim is deceived."""
    found = kind_of(content)
    wanted = named_kind(claim)
    if wanted and wanted != found:
        raise refuse("lies", claimed=wanted, found=found)
    return found


def _packed_kind(content: bytes) -> str:
    """Which office document a zip archive is, by the parts that every document of the kind has."""
    if content[30:38] == b"mimetype" and content[38 : 38 + len(OPEN_TYPE)] == OPEN_TYPE:
        rest = content[38 + len(OPEN_TYPE) : 38 + len(OPEN_TYPE) + 12]
        return next((kind for word, kind in OPEN.items() if rest.startswith(word.encode())), "zip")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError):
        raise refuse("broken") from None
    if "[Content_Types].xml" not in names:
        return "zip"
    folders = {name.partition("/")[0] for name in names}
    return next((kind for folder, kind in OFFICE.items() if folder in folders), "zip")


def _is_text(content: bytes) -> bool:
    """Text: UTF-8 (or UTF-16 with its mark), or an old 8-bit code, without control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in content[:65536])
