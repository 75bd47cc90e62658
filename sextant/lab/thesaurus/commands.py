"""`sextant thesaurus`: check, export, import, land, suggest, compare. Starts without Django."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.exceptions import Exit

from ..shell import Refused, language
from .concepts import Thesaurus
from .exporting import as_csv, as_json, as_toml
from .findings import Finding, ThesaurusError, found, refuse, say
from .laws import check
from .reading import LARGEST, STARTER, read, text_of

if TYPE_CHECKING:
    from .landing import Landed
    from .suggesting import Text

T = TypeVar("T")
FILE = click.Path(path_type=Path)
ANY = click.option(
    "--thesaurus", "path", type=FILE, default=STARTER, help="Another thesaurus than the starter: TOML, a folder of it, Turtle or RDF/XML."
)
YEAR = re.compile(r"(\d{4})\t(.*)", re.DOTALL)


@click.group()
def thesaurus() -> None:
    """Thesaurus: concepts of the library field, and where texts land on them."""


@thesaurus.command("check")
@click.argument("path", type=FILE, default=STARTER)
def check_file(path: Path) -> None:
    """Check the laws of a thesaurus: TOML, a folder of it, Turtle or RDF/XML."""
    whole, findings = _spoken(lambda: _opened(path))
    broken = [*check(whole), *_spoken(lambda: _meeting(whole))]
    _aside(findings)
    for one in broken:
        click.echo(one.sentence(language()))
    spoilt = len(broken) + sum(one.kind != "noted" for one in findings)
    answer = say("breaks", count=len(whole.concepts), places=spoilt) if spoilt else say("holds", count=len(whole.concepts))
    click.echo(answer.sentence(language()))
    if spoilt:
        raise Exit(2)


@thesaurus.command("export")
@click.option("--format", "form", type=click.Choice(["ttl", "rdf", "json", "csv", "toml"]), default="ttl", help="How to write it.")
@ANY
def export(form: str, path: Path) -> None:
    """Write a thesaurus to standard output."""
    whole, findings = _spoken(lambda: _opened(path))
    _aside(findings)
    click.echo(_spoken(lambda: _written(whole, form)), nl=False)


@thesaurus.command("import")
@click.argument("path", type=FILE)
@click.option("--format", "form", type=click.Choice(["auto", "ttl", "rdf", "toml"]), default="auto", help="How the file is written.")
@click.option("--into", type=FILE, default=None, help="Join it to this thesaurus; `starter` is the one that comes with the product.")
@click.option("--out", type=FILE, default=None, help="Write the result here: .ttl, .rdf, .json, .csv or .toml.")
def import_file(path: Path, form: str, into: Path | None, out: Path | None) -> None:
    """Read a thesaurus from elsewhere and tell what was refused and repaired."""
    whole, findings, count = _spoken(lambda: _counted(path, form))
    report: dict[str, Any] = {"read": count, "stored": len(whole.concepts), "refused": count - len(whole.concepts)}
    if into is not None:
        base, more = _spoken(lambda: _opened(STARTER if str(into) == "starter" else into))
        from .merging import merge

        merged = merge(base, whole)
        report |= {"joined": len(merged.joined), "added": merged.added, "ids": dict(merged.ids)}
        whole, findings = merged.thesaurus, [*findings, *more, *merged.findings]
    if out is not None:
        ending = out.suffix.removeprefix(".")
        if ending not in {"ttl", "rdf", "json", "csv", "toml"}:
            raise Refused(refuse("format_unknown", place=out.name, known="ttl, rdf, json, csv, toml").sentence(language()))
        out.write_text(_spoken(lambda: _written(whole, ending)), encoding="utf-8")
    report["findings"] = [{"code": one.code, "kind": one.kind, "place": one.place, "text": one.said.sentence(language())} for one in findings]
    click.echo(_json(report))


@thesaurus.command("land")
@click.argument("source", metavar="FILE", type=FILE)
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How to show it.")
@click.option("--whole", is_flag=True, help="The file is one text, and not one a line.")
@ANY
def land(source: Path, form: str, whole: bool, path: Path) -> None:
    """Land texts on concepts: a file with one text a line, or `-` for standard input."""
    texts = _spoken(lambda: _texts(source, whole))
    base, findings = _spoken(lambda: _opened(path))
    _aside(findings)
    click.echo(_spoken(lambda: _landed(texts, base, form)), nl=form == "json")


@thesaurus.command("suggest")
@click.argument("source", metavar="FILE", type=FILE)
@click.option("--least", type=click.IntRange(1), default=5, help="Occurrences that a term must have.")
@click.option("--most", type=click.IntRange(1), default=100, help="Terms of each language to show.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How to show it.")
@ANY
def show_suggestions(source: Path, least: int, most: int, form: str, path: Path) -> None:
    """Suggest terms not yet in the thesaurus from a file with one text a line (with a year and a tab before it, if known), or `-`."""
    lines = _spoken(lambda: _texts(source, whole=False))
    base, findings = _spoken(lambda: _opened(path))
    _aside(findings)
    from .suggesting import Text

    given = [_with_year(line, Text) for _, line in lines]
    click.echo(_spoken(lambda: _suggested(given, base, least, most, form)), nl=form == "json")


@thesaurus.command("compare")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
def compare(before: Path, after: Path) -> None:
    """What changed between two versions, and the id that stands today for each older one that ended."""
    (old, some), (new, more) = _spoken(lambda: (_opened(before), _opened(after)))
    _aside([*some, *more])
    from .versions import difference, mapping

    changed = {name: today for name, today in mapping(old, new).items() if name != today}
    click.echo(_json({**dataclasses.asdict(difference(old, new)), "mapping": changed}))


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except ThesaurusError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _opened(path: Path) -> tuple[Thesaurus, list[Finding]]:
    """A thesaurus in any format, with what was found in reading it."""
    return _counted(path)[:2]


def _counted(path: Path, form: str = "auto") -> tuple[Thesaurus, list[Finding], int]:
    """The same with the number of concepts that the file names."""
    if form == "toml" or (form == "auto" and (path.is_dir() or path.suffix == ".toml")):
        whole = read(path)
        return whole, [], len(whole.concepts)
    from .foreign import read_skos

    imported = read_skos(path, None if form == "auto" else form)  # type: ignore[arg-type]
    return imported.thesaurus, list(imported.findings), imported.read


def _meeting(whole: Thesaurus) -> list[Finding]:
    from .landing import Lander

    pairs = [(f"{one.concept} “{one.label}”" for one in some) for some in Lander(whole).meeting()]
    return [found("labels_meet", "", labels=", ".join(names)) for names in pairs]


def _written(whole: Thesaurus, form: str) -> str:
    if form in {"ttl", "rdf"}:
        from .skos import written

        return written(whole, form).decode("utf-8")  # type: ignore[arg-type]
    return {"json": as_json, "csv": as_csv, "toml": as_toml}[form](whole)


def _texts(path: Path, whole: bool) -> list[tuple[int, str]]:
    """Texts with the number of their line; empty lines are none."""
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if str(path) == "-" else text_of(path, 50 * LARGEST)
    lines = [(1, text)] if whole else list(enumerate(text.split("\n"), 1))
    texts = [(number, line.rstrip("\r")) for number, line in lines if line.strip()]
    if not texts:
        raise refuse("text_empty", place="" if str(path) == "-" else path.name)
    return texts


def _with_year(line: str, make: type[Text]) -> Text:
    parts = YEAR.fullmatch(line)
    return make(parts[2], int(parts[1])) if parts else make(line)


def _landed(texts: Sequence[tuple[int, str]], base: Thesaurus, form: str) -> str:
    from .landing import Lander

    lander = Lander(base)
    rows = [(number, lander.land(text)) for number, text in texts]
    if form == "json":
        return _json([{"line": number, **_shown(answer, lander.thesaurus)} for number, answer in rows])
    cells = [
        [
            number,
            one.concept,
            lander.thesaurus.by_id[one.concept].en.pref,
            lander.thesaurus.by_id[one.concept].ru.pref,
            place.start,
            place.end,
            place.text,
        ]
        for number, answer in rows
        for one in answer.landings
        for place in one.places
    ]
    return _csv(["line", "concept", "label_en", "label_ru", "start", "end", "text"], cells)


def _shown(answer: Landed, whole: Thesaurus) -> dict[str, Any]:
    return {
        "concepts": [
            {
                "concept": one.concept,
                "label_en": whole.by_id[one.concept].en.pref,
                "label_ru": whole.by_id[one.concept].ru.pref,
                "places": [{"start": place.start, "end": place.end, "text": place.text} for place in one.places],
            }
            for one in answer.landings
        ],
        "open": [{"start": one.start, "end": one.end, "text": one.text, "concepts": list(one.concepts)} for one in answer.open],
    }


def _suggested(texts: Sequence[Text], base: Thesaurus, least: int, most: int, form: str) -> str:
    from .landing import Lander
    from .suggesting import suggest

    terms = [one for some in suggest(texts, Lander(base), least=least, most=most).values() for one in some]
    if form == "json":
        return _json([dataclasses.asdict(one) for one in terms])
    rows = [[one.term, one.language, one.frequency, one.works, one.c_value, " | ".join(near.concept for near in one.near)] for one in terms]
    return _csv(["term", "language", "frequency", "works", "c_value", "near"], rows)


def _json(shown: Any) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=1)


def _csv(header: list[str], rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _aside(findings: Sequence[Finding]) -> None:
    for one in findings:
        click.echo(one.sentence(language()), err=True)
