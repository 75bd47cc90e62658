"""A file without what betrays its author."""

from __future__ import annotations

from dataclasses import dataclass

from .findings import Said, refuse
from .kinds import CLEANED, PICTURES, checked_kind
from .limits import LIMITS, MEGABYTE, Limits
from .removals import Account

OFFICE = frozenset({"docx", "xlsx", "pptx"})
OPEN = frozenset({"odt", "ods", "odp"})
PACKED = frozenset({"zip", "rar", "7z", "gzip"})


@dataclass(frozen=True, slots=True)
class Stripped:
    """The file, what was taken out of it, and what a person should look at; `cleaned` is false where nothing could be done."""

    content: bytes
    kind: str
    removed: tuple[Said, ...] = ()
    warnings: tuple[Said, ...] = ()
    cleaned: bool = True


def strip(content: bytes, kind: str = "", limits: Limits = LIMITS) -> Stripped:
    """The file without metadata: the same pages, texts and pictures, without author, programs, days, history, places.

    `kind` is what the file claims to be: an ending, a kind or a media type; empty asks only the content. The same bytes in
    give the same bytes out, and stripping twice changes nothing more. Kinds that are not cleaned (films, sound, older
    office files) come back as they are, with a warning. BlindingError refuses what is broken, locked, lies about its kind,
    is an archive, or asks more than the limits. Nothing of the text itself is changed: for names in it see `find_names`.
    """
    if len(content) > limits.content:
        raise refuse("too_large", most=limits.content // MEGABYTE)
    found = checked_kind(content, kind)
    if found in PACKED:
        raise refuse("archive")
    account = Account()
    if found not in CLEANED:
        account.left("not_cleaned", found)
        return Stripped(content, found, (), account.said_kept(), cleaned=False)
    clean = _cleaned(content, found, account, limits, 0)
    return Stripped(clean, found, account.said_removed(), account.said_kept())


def _cleaned(content: bytes, kind: str, account: Account, limits: Limits, depth: int) -> bytes:
    """One file or a file within a file; readers are imported when one is at hand (they weigh up to 30 MB)."""
    if kind in PICTURES:
        from .pictures import cleaned_picture

        return cleaned_picture(content, kind, account, limits)
    if kind in OFFICE:
        from .ooxml import cleaned_ooxml

        return cleaned_ooxml(content, account, limits, depth, _cleaned)
    if kind in OPEN:
        from .odf import cleaned_odf

        return cleaned_odf(content, account, limits, depth, _cleaned)
    if kind == "pdf":
        from .pdf import cleaned_pdf

        return cleaned_pdf(content, account, limits)
    return content
