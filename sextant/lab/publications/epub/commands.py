"""`sextant epub`: an EPUB beside accessibility rules, its pages of fixed layout, its text. Starts without Django."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sextant.lab.shell import Refused, language

from .findings import EpubCheck, EpubError, Finding, finding, refuse, rules, say

if TYPE_CHECKING:
    from .validating import Validation

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
FORMAT = click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to show it.")
MARKS = {"pass": "+", "fail": "-", "not_checkable": "?"}


@click.group()
def epub() -> None:
    """EPUB: accessibility rules, pages of fixed layout, text."""


@epub.command("check")
@FILES
@click.option("--epubcheck", "ask_java", is_flag=True, help="Ask EPUBCheck too, all files in one Java machine.")
@click.option("--all", "everything", is_flag=True, help="Show in text what was met as well.")
@FORMAT
def check(files: tuple[Path, ...], ask_java: bool, everything: bool, form: str) -> None:
    """Check books against EPUB Accessibility 1.1 and the rules of every reading system. Exit code 1 where a book fails, 2 where one cannot be read."""
    told = [_checked(path) for path in files]
    if ask_java:
        _with_epubcheck(files, told)
    if form == "json":
        shown = [one.as_dict() for one in told]
        click.echo(json.dumps(shown if len(shown) > 1 else shown[0], ensure_ascii=False, indent=1))
    else:
        for one in told:
            click.echo("\n".join(_lines(one, language(), everything)))
    sys.exit(2 if any(not one.version for one in told) else 1 if any(one.verdict == "fail" for one in told) else 0)


@epub.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--trim", default=None, metavar="WIDTHxHEIGHT", help="The printed page in mm, such as 210x210; without it there are no points.")
def read(file: Path, trim: str | None) -> None:
    """Pages and runs of text of a book in fixed layout, as JSON."""
    try:
        from .layout import read_fixed_layout

        found = read_fixed_layout(file, _trim(trim) if trim else None)
    except EpubError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise _lacking(lacking) from None
    shown = asdict(found)
    for page in shown["pages"]:
        page["sentence"] = say(page["why"]).sentence(language()) if page["why"] else ""
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1))


@epub.command("text")
@click.argument("file", type=click.Path(path_type=Path))
def text(file: Path) -> None:
    """The text of a book in reading order, a paragraph a line."""
    try:
        from .reading import read_book

        book = read_book(file)
    except EpubError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise _lacking(lacking) from None
    click.echo(book.text)
    left_out = say("document_lost").sentence(language())
    for name in book.lost:
        click.echo(f"{name}: {left_out}", err=True)


def _lacking(trouble: ModuleNotFoundError) -> Refused:
    return Refused(say("extra_missing", name=str(trouble.name)).sentence(language()))


def _trim(text: str) -> tuple[float, float]:
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*[x×х]\s*(\d+(?:[.,]\d+)?)", text.strip().lower())
    if not found:
        raise refuse("trim_wrong", value=text)
    return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))


def _checked(path: Path) -> EpubCheck:
    try:
        from .checking import check_epub
    except ModuleNotFoundError as lacking:
        raise _lacking(lacking) from None
    return check_epub(path)


def _with_epubcheck(files: tuple[Path, ...], told: list[EpubCheck]) -> None:
    """Adds EPUBCheck's findings; where it was not asked, one that says why."""
    from .validating import run_epubcheck

    found: Validation = run_epubcheck(files)
    for path, one in zip(files, told, strict=True):
        absent = [finding("epubcheck_error", "not_checkable", found.absent.code)] if found.absent else []
        one.findings.extend(absent or found.books[str(path)])


def _lines(found: EpubCheck, said: str, everything: bool) -> list[str]:
    """A book for a person: its verdict, then what is wrong, rule by rule."""
    lines = [f"{found.file}: {say('verdict_' + found.verdict).sentence(said)}"]
    by_rule: dict[str, list[Finding]] = {}
    for one in found.findings:
        if everything or one.verdict != "pass":
            by_rule.setdefault(one.rule, []).append(one)
    for key, findings in by_rule.items():
        rule: Any = rules()[key]
        lines.append(f"  {MARKS[found.by_rule[key]]} {rule.title.sentence(said)} ({say('level_' + rule.level).sentence(said)}; {rule.source})")
        lines += [f"      {one.sentence(said)}" for one in findings]
    return lines
