"""A DOI as people paste it, made one."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
"""Prefix, slash, suffix: DOI Handbook (clause not seen); any suffix without blanks is taken."""


def doi_in(text: str) -> str:
    """The DOI in lower case, without `doi:` or the address of a resolver before it; empty for an empty text. What is none is refused."""
    text = text.strip()
    if not text:
        return ""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if not DOI.fullmatch(bare) or len(bare) > 200:
        raise ValidationError(_("“%(text)s” is not a DOI. It begins with 10., such as 10.1000/182.") % {"text": text[:80]})
    return bare.casefold()
