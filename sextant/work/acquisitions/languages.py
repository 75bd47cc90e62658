"""What languages are called, by the codes that catalogues write (ISO 639-2, bibliographic)."""

from functools import cache

from babel import Locale
from babel.core import get_global
from django.utils.translation import get_language
from django.utils.translation import gettext as _

COMMON = ("rus", "tat", "bak", "chv", "che", "ava", "dar", "udm", "chm", "kom", "sah", "bua", "oss", "kbd", "tyv", "eng", "ger", "fre", "spa", "chi")
"""Languages that forms suggest: those in which most books for children of Russia come out; any other code may be written."""
BIBLIOGRAPHIC = {
    **{"alb": "sqi", "arm": "hye", "baq": "eus", "bur": "mya", "chi": "zho", "cze": "ces", "dut": "nld", "fre": "fra", "geo": "kat", "ger": "deu"},
    **{"gre": "ell", "ice": "isl", "mac": "mkd", "mao": "mri", "may": "msa", "per": "fas", "rum": "ron", "slo": "slk", "tib": "bod", "wel": "cym"},
}


def language_name(code: str) -> str:
    """The name in the reader's language: `Tatar`, `татарский`; the code itself where it is not known; words for none."""
    if not code:
        return _("language not told")
    return _named(code, "en" if (get_language() or "ru").startswith("en") else "ru")


@cache
def _named(code: str, reader: str) -> str:
    plain = BIBLIOGRAPHIC.get(code, code)
    short = get_global("language_aliases").get(plain, plain)
    found: str | None = Locale(reader).languages.get(short)
    return found or code


def known_languages() -> list[tuple[str, str]]:
    """Codes with their names, for suggestions."""
    return [(code, language_name(code)) for code in COMMON]
