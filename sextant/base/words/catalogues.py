"""Catalogues of the interface: `python -m sextant.base.words.catalogues extract|compile|check`.

English sentences stand in the code, Russian ones in each house's `locale/ru/LC_MESSAGES/django.po`. Babel reads and
writes the catalogues, so that no system package is needed. Templates are first turned into calls by Django itself.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
KEYWORDS = {
    "_": None,
    "say": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"


def houses() -> list[Path]:
    """Folders that may carry a catalogue: every house with an `apps.py`, and `config`."""
    return [*sorted(path.parent for path in ROOT.glob("*/*/apps.py")), ROOT / "config"]


def po_path(house: Path) -> Path:
    return house / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def _files(house: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(house):
        folders[:] = sorted(set(folders) - {"migrations", "tests", "static", "locale", "__pycache__"})
        for name in sorted(names):
            if name.endswith((".py", ".html", ".txt")):
                yield Path(folder) / name


def found_in(house: Path) -> Catalog:
    """All sentences of one house, each with the files it stands in."""
    catalog = Catalog(locale="ru", project="Sextant", charset="utf-8", fuzzy=False)
    for path in _files(house):
        if path.suffix == ".py":
            messages = extract("python", io.BytesIO(path.read_bytes()), keywords=KEYWORDS)
        else:
            text = templatize(path.read_text(), origin=str(path))
            messages = extract("javascript", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"parse_template_string": False})
        for _line, message, _comments, context in messages:
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 1)], context=context)
    return catalog


def kept_in(house: Path) -> Catalog:
    """The house's catalogue as it is written down, or an empty one."""
    path = po_path(house)
    if not path.exists():
        return Catalog(locale="ru", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="ru")


def extract_house(house: Path) -> tuple[int, int]:
    """Brings one catalogue up to date with the code; returns (sentences, sentences without Russian words)."""
    found, kept = found_in(house), kept_in(house)
    if not len(found) and not po_path(house).exists():
        return 0, 0
    for message in found:
        earlier = kept.get(message.id, message.context) if message.id else None
        if earlier is not None:
            message.string = earlier.string
    path = po_path(house)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, found, omit_header=True, sort_output=True, width=140, include_lineno=False)
    header = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n' + f'"Plural-Forms: {PLURALS}\\n"\n\n'
    path.write_bytes(header.encode() + buffer.getvalue())
    return len(found), len(untranslated(house))


def untranslated(house: Path) -> list[str]:
    """Sentences of the code for which the catalogue has no Russian words, or not all plural forms."""
    kept, lacking = kept_in(house), []
    for message in found_in(house):
        if not message.id:
            continue
        own = kept.get(message.id, message.context)
        words = own.string if own is not None else ""
        if not words or (isinstance(words, tuple | list) and (len(words) < 3 or not all(words))):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def compile_house(house: Path) -> None:
    """Writes the binary catalogue that Django reads."""
    path = po_path(house)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale="ru")
        with path.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, catalog)


def main(verb: str) -> int:
    lacking = 0
    for house in houses():
        if verb == "extract":
            count, empty = extract_house(house)
            print(f"{house.relative_to(ROOT)}: {count} sentences, {empty} without Russian words") if count else None  # noqa: T201
        elif verb == "compile":
            compile_house(house)
        else:
            for sentence in untranslated(house):
                lacking += 1
                print(f"{house.relative_to(ROOT)}: no Russian words for: {sentence}")  # noqa: T201
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
