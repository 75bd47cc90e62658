"""The real books, where they are."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "epub"


def real_books() -> list[Path]:
    """Real EPUBs in the order of their names; none where the folder is absent."""
    return sorted(FOLDER.glob("*.epub"))
