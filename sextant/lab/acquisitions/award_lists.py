"""Lists of awards and recommendations as data with their sources, and which titles on offer they name.

A list is a table `award, status, year, title, author, isbn, source`, or a TOML file that says where the columns of somebody else's table stand:

    award = "Caldecott Medal"
    status = "winner"             # winner, honor, shortlist, recommended, or what the list calls it
    source = "https://…"          # where the list is from; needed
    licence = "CC0 1.0"
    year = "publication"          # what the years are: of the award, or of publication
    file = "caldecott-winners.csv"  # beside the TOML file
    [columns]
    author = "authors"

A title on offer is the one of the list where the ISBN is the same; else where titles are alike and a surname agrees; else, where the list or the offer
names no author, where long titles are the same but for signs. What is nearly alike is told apart as doubtful, for a person to decide.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz

from sextant.lab.sentences import Said

from ..literature.identifiers import isbn
from .candidates import number
from .findings import Report, refuse, say
from .tables import Layout, Row, rows
from .titles import Title, mark

By = Literal["isbn", "title_author", "title", "doubtful"]
NAMES: dict[str, tuple[str, ...]] = {
    "award": ("award", "награда", "премия"),
    "status": ("status", "статус", "место"),
    "year": ("year", "год"),
    "title": ("title", "название", "заглавие"),
    "author": ("author", "автор", "авторы"),
    "isbn": ("isbn",),
    "source": ("source", "источник"),
}
SETTINGS = ("award", "status", "source", "licence", "year", "file", "columns")
ALIKE, SAME, NEARLY, LEAST_LETTERS = 88.0, 96.0, 80.0, 6
RAREST = 3
WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\d{4}")
LIFE = re.compile(r"\d{3,4}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A title that a list names. `year` is that of the award or of publication, as `year_of` says; None where it is not told."""

    award: str
    status: str
    title: str
    author: str
    year: int | None
    year_of: str
    isbn: str
    source: str
    licence: str
    line: int


@dataclass(frozen=True, slots=True)
class Match:
    """A title on offer that a list names, how it was found, how alike the titles are (0–100), and the reason in words. `doubtful`: a person decides."""

    title: Title
    listed: Listed
    by: By
    score: float
    said: Said


def award_lists(paths: Iterable[Path]) -> tuple[list[Listed], list[Report]]:
    """The rows of lists, each file a table or a TOML description of one, and a report for each. Raises `AcquisitionsError`."""
    found: list[Listed] = []
    reports = []
    for path in paths:
        described = _described(path) if path.suffix.lower() == ".toml" else {}
        table = path.with_name(str(described["file"])) if described else path
        report = Report(table.name)
        reports.append(report)
        found += _listed(table, described, report)
    return found, reports


def _described(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as handle:
            table = tomllib.load(handle)
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise refuse("toml_broken", place=path.name, reason=str(trouble)) from None
    for name in table:
        if name not in SETTINGS:
            raise refuse("setting_unknown", place=path.name, name=name, known=", ".join(SETTINGS))
    for name in ("award", "source", "file"):
        if not str(table.get(name, "")).strip():
            raise refuse("cell_empty", place=path.name, column=name)
    if Path(str(table["file"])).name != str(table["file"]):
        raise refuse("file_elsewhere", place=path.name, value=str(table["file"]))
    for name in table.get("columns", {}):
        if name not in NAMES:
            raise refuse("setting_unknown", place=path.name, name=name, known=", ".join(NAMES))
    return table


def _listed(path: Path, described: dict[str, Any], report: Report) -> list[Listed]:
    names = NAMES | {name: (str(title),) for name, title in described.get("columns", {}).items()}
    needed = ("title",) if described else ("award", "title", "source")
    found, wide = [], 0
    for row in rows(path, names, (*needed, *described.get("columns", {}))):
        if isinstance(row, Layout):
            wide = len(row.columns)
            continue
        report.read += 1
        cells = {name: row[name] or str(described.get(name, "")) for name in ("award", "status", "source")}
        wrong = next((name for name, text in (("title", row["title"]), *cells.items()) if not text and name != "status"), "")
        if wrong:
            report.note(row.line, "refused", say("cell_empty", column=wrong))
        elif row.width > wide:
            report.note(row.line, "refused", say("cells_too_many", found=row.width, columns=wide))
        elif row["year"] and not YEAR.fullmatch(row["year"]):
            report.note(row.line, "refused", say("day_wrong", column="year", value=row["year"]))
        else:
            report.taken += 1
            found.append(_one(row, cells, described))
    return found


def _one(row: Row, cells: dict[str, str], described: dict[str, Any]) -> Listed:
    year = int(row["year"]) if row["year"] else None
    about = str(described.get("year", "award")), number(row["isbn"]), cells["source"], str(described.get("licence", "")), row.line
    return Listed(cells["award"], cells["status"], row["title"].rstrip(" /;:,"), row["author"], year, *about)


def eligible(titles: Sequence[Title], lists: Iterable[Listed]) -> list[Match]:
    """Every pair of a title on offer and a row of a list that names it, by the order of the lists; doubtful ones among them."""
    by_isbn = {one.isbn: one for one in titles if isbn(one.isbn)}
    index = _Index(titles)
    found = []
    for row in lists:
        same = by_isbn.get(row.isbn) if row.isbn else None
        if same is not None:
            found.append(Match(same, row, "isbn", 100.0, say("match_isbn", title=same.title, award=row.award, isbn=row.isbn)))
        else:
            match = index.match(row)
            found += [match] if match else []
    return found


def awarded(titles: Sequence[Title], matches: Iterable[Match]) -> list[Title]:
    """The titles with the awards that lists name for them, so that a plan can ask for award titles; doubtful matches do not count."""
    won: dict[str, list[str]] = defaultdict(list)
    for one in matches:
        if one.by != "doubtful":
            won[one.title.id].append(one.listed.award)
    return [_with_awards(one, won[one.id]) if one.id in won else one for one in titles]


def _with_awards(title: Title, awards: list[str]) -> Title:
    every = tuple(dict.fromkeys((*title.awards, *awards)))
    return replace(title, awards=every, tags={**title.tags, "awards": tuple(dict.fromkeys(mark("awards", one) for one in every))})


class _Index:
    """Titles on offer by the words of their titles."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self.titles = titles
        self.keys = [proper(one.title) for one in titles]
        self.words: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self.keys):
            for word in set(key.split()):
                self.words[word].append(place)
        self.often = Counter({word: len(places) for word, places in self.words.items()})

    def match(self, row: Listed) -> Match | None:
        """The best title for a row of a list, if any is near enough."""
        key = proper(row.title)
        rare = sorted((word for word in set(key.split()) if word in self.often), key=lambda word: (self.often[word], word))[:RAREST]
        places = {place for word in rare for place in self.words[word]}
        ranked = sorted(((self._ranked(key, row, place), -place) for place in places), reverse=True)
        if not ranked:
            return None
        (agrees, score), place = ranked[0][0], -ranked[0][1]
        by = _by(score, agrees, key)
        if by is None:
            return None
        title = self.titles[place]
        words = {"title": title.title, "award": row.award, "listed": row.title, "author": row.author or "—", "score": f"{score:.0f}"}
        return Match(title, row, by, score, say(f"match_{by}", **words))

    def _ranked(self, key: str, row: Listed, place: int) -> tuple[int, float]:
        """Authors: 1 agree, 0 one is not named, −1 differ; and how alike the titles are."""
        theirs, ours = surnames(self.titles[place].author), surnames(row.author)
        agrees = 0 if not theirs or not ours else 1 if theirs & ours else -1
        return agrees, fuzz.ratio(key, self.keys[place])


def _by(score: float, agrees: int, key: str) -> By | None:
    if agrees == 1 and score >= ALIKE:
        return "title_author"
    if agrees == 0 and score >= SAME and len(key) >= LEAST_LETTERS:
        return "title"
    if (agrees == 1 and score >= NEARLY) or (agrees == 0 and score >= ALIKE):
        return "doubtful"
    return None


def proper(title: str) -> str:
    """The title proper for comparing: before the first ` : `, ` / ` or `; `, words only, without capitals and with `е` for `ё`."""
    main = re.split(r"\s[:/]\s?|:\s|;\s", title)[0]
    return " ".join(WORD.findall(main.casefold().replace("ё", "е")))


def surnames(author: str) -> frozenset[str]:
    """Words by which authors can be compared: of each name what stands before the comma, else its last word; names stand apart by `;`."""
    found = set()
    for name in author.split(";"):
        before = name.split(",")[0]
        words = [word for word in WORD.findall(before.casefold().replace("ё", "е")) if not LIFE.fullmatch(word)]
        long = [word for word in words if len(word) > 1]
        if long:
            found.add(long[0] if "," in name and len(long) == 1 else long[-1])
            if "," in name or len(WORD.findall(before)) > len(long):
                found.update(long)
    return frozenset(found)
