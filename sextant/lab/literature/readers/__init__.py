"""The formats. Each is a module with `NAME`, `SEEN` (was a real file of it read here?), `recognises`, `records` and `draft`."""

from __future__ import annotations

import importlib
from typing import cast

from ..findings import refuse
from ..reading import Reader
from ..sources import Source

FORMATS = (
    "openalex", "crossref", "oai", "elibrary", "wos", "medline", "ris", "bibtex", "proquest",
    "scopus", "lens", "dimensions", "ieee", "springer", "arxiv", "lists", "gost",
)  # fmt: skip
"""In the order in which they are tried: the surest signs first."""


def reader(name: str) -> Reader:
    """The reader of that name; raises `LiteratureError`."""
    if name not in FORMATS:
        raise refuse("format_name_unknown", value=name, known=", ".join(FORMATS))
    return cast(Reader, importlib.import_module(f"{__name__}.{name}"))


def recognised(source: Source) -> Reader:
    """The reader whose signs the file bears; raises `LiteratureError` for a file that is empty or of no known format."""
    head = source.head()
    if not head.strip() and source.path.stat().st_size == 0:
        raise refuse("file_empty", file=source.name)
    for name in FORMATS:
        found = reader(name)
        if found.recognises(source, head):
            return found
    raise refuse("format_unknown", file=source.name, known=", ".join(FORMATS))
