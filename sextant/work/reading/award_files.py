"""A CSV file of awarded books read line by line: every line is kept, merged or refused with a reason. Called by jobs; the file is hostile."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sextant.work.reading import states
from sextant.work.reading.numbers import isbn_of, key_of

LARGEST = 5 * 1024 * 1024
MOST_LINES = 20_000
LONGEST = 5_000
"""Characters of one field."""

COLUMNS = {
    "title": ("title", "название", "заглавие"),
    "author": ("author", "authors", "автор", "авторы"),
    "illustrator": ("illustrator", "illustrators", "художник", "иллюстратор"),
    "isbn": ("isbn",),
    "year": ("year", "год"),
    "published": ("published", "edition_year", "publication_year", "год издания"),
    "place": ("place", "award", "result", "место", "награда"),
    "age_from": ("age_from", "возраст от"),
    "age_to": ("age_to", "возраст до"),
    "age": ("age", "ages", "возраст"),
    "language": ("language", "lang", "язык"),
    "identifier": ("identifier", "id", "номер"),
}
"""Our columns, and how files call them, in small letters."""

PLACES = {
    **dict.fromkeys(("winner", "medal", "1", "лауреат", "победитель"), states.WINNER),
    **dict.fromkeys(("honour", "honor", "honors", "honourable mention", "2", "почётный диплом", "почетный диплом", "диплом"), states.HONOUR),
    **dict.fromkeys(("shortlist", "short list", "finalist", "короткий список", "финалист", "шорт-лист"), states.SHORTLIST),
}
REASONS: dict[str, tuple[str, str]] = {
    "no_title": ("В строке нет названия книги.", "The line has no title."),
    "title_long": ("Название длиннее 300 знаков.", "The title is longer than 300 characters."),
    "author_long": ("Имена авторов длиннее 300 знаков.", "The names of the authors are longer than 300 characters."),
    "identifier_long": ("Номер в источнике длиннее 100 знаков.", "The number in the source is longer than 100 characters."),
    "isbn": ("У ISBN «{value}» неверная контрольная цифра.", "The check digit of ISBN “{value}” is wrong."),
    "year": ("«{value}» — не год от 1400 до 2200.", "“{value}” is no year between 1400 and 2200."),
    "age": ("«{value}» — не возраст от 0 до 18 лет.", "“{value}” is no age between 0 and 18 years."),
    "place": (
        "Место «{value}» неизвестно: лауреат, почётный диплом или короткий список.",
        "Place “{value}” is not known: winner, honour or shortlist.",
    ),
    "language": (
        "Язык «{value}» — не три буквы ISO 639-2 (языки разделяются запятой).",
        "Language “{value}” is not three letters of ISO 639-2 (several are divided by commas).",
    ),
    "columns": ("В строке больше полей, чем в заголовке.", "The line has more fields than the head of the table."),
    "twin_line": ("Та же книга, что в строке {value}; недостающее дополнено.", "The same book as in line {value}; what was missing was added."),
    "held": ("Книга уже есть в списке; недостающее дополнено.", "The list has this book; what was missing was added."),
    "lost_letters": ("В источнике потеряны буквы (знак «?»): проверьте написание.", "The source has lost letters (“?”): check the spelling."),
}


class Refusal(Exception):
    """The whole file is refused, with one sentence in each language."""

    def __init__(self, russian: str, english: str) -> None:
        super().__init__(english)
        self.sentence = {"ru": russian, "en": english}


@dataclass
class Line:
    """A line of the file: its number, what became of it so far, its values, and why."""

    number: int
    fate: str = states.STORED
    values: dict[str, Any] = field(default_factory=dict)
    reason: dict[str, str] = field(default_factory=lambda: {"ru": "", "en": ""})

    def says(self, code: str, value: object = "") -> "Line":
        shown = str(value)[:60]
        words = dict(zip(("ru", "en"), (text.format(value=shown) for text in REASONS[code]), strict=True))
        self.reason = {language: " ".join(filter(None, (self.reason[language], words[language])))[:400] for language in words}
        return self

    def refuse(self, code: str, value: object = "") -> "Line":
        self.fate = states.REFUSED
        return self.says(code, value)


def text_of(path: Path) -> tuple[str, str]:
    """The text of the file and how it was written: UTF-8, else windows-1251. Raises `Refusal`."""
    if path.stat().st_size > LARGEST:
        raise Refusal("Файл больше 5 МБ. Разделите его на части.", "The file is larger than 5 MB. Divide it into parts.")
    content = path.read_bytes()
    if not content.strip():
        raise Refusal("Файл пуст.", "The file is empty.")
    if b"\x00" in content:
        raise Refusal("Это не текст: сохраните таблицу как CSV в UTF-8.", "This is no text: save the table as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("windows-1251", errors="replace"), "windows-1251"


def _head(text: str) -> tuple[str, list[str]]:
    """The sign between fields, and the names of the columns."""
    first = text.lstrip("\r\n").split("\n", 1)[0][:10_000]
    sign = max(",;\t", key=first.count)
    names = next(csv.reader([first], delimiter=sign), [])
    return sign, [name.strip().casefold() for name in names]


def _places(names: list[str]) -> dict[str, int]:
    """Where each of our columns stands. Raises `Refusal` where there is no title."""
    found = {}
    for ours, known in COLUMNS.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None:
            found[ours] = place
    if "title" not in found:
        raise Refusal(
            "В первой строке нет столбца «title» (или «название»): без него непонятно, где книги.",
            "The first line has no column “title”: without it nobody can tell where the books are.",
        )
    return found


def lines_of(path: str | Path) -> tuple[str, Iterator[tuple[int, list[str], dict[str, int]]]]:
    """How the file is written, and its lines with where the columns stand. Raises `Refusal`, also in the middle."""
    text, encoding = text_of(Path(path))
    sign, names = _head(text)
    places = _places(names)

    def rows() -> Iterator[tuple[int, list[str], dict[str, int]]]:
        csv.field_size_limit(LONGEST * 4)
        reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=sign)
        try:
            next(reader)
            for number, row in enumerate(reader, 1):
                if number > MOST_LINES:
                    raise Refusal(
                        "В файле больше 20 000 строк. Разделите его на части.", "The file has more than 20,000 lines. Divide it into parts."
                    )
                if any(cell.strip() for cell in row):
                    yield reader.line_num, row, {**places, "": len(names)}
        except csv.Error as wrong:
            raise Refusal(
                f"Строка {reader.line_num} — не CSV: кавычки не закрыты или поле слишком длинное.",
                f"Line {reader.line_num} is no CSV: quotes are not closed, or a field is too long.",
            ) from wrong

    return encoding, rows()


def tidy(text: str) -> str:
    """Without the signs by which catalogues end a field (`Tale /`, `tree;`), control characters and double spaces."""
    bare = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return re.sub(r"\s+", " ", bare).strip().rstrip("/;:,").strip()


def _year(text: str) -> int | None:
    found = re.fullmatch(r"\D{0,3}(\d{4})\D{0,3}", text)
    year = int(found[1]) if found else 0
    return year if 1400 <= year <= 2200 else None


def _ages(line: Line, cell: dict[str, str]) -> None:
    """Ages from two columns, or from one (`7–10`, `6+`, `9`)."""
    low, high = cell.get("age_from", ""), cell.get("age_to", "")
    if not (low or high) and cell.get("age"):
        parts = re.fullmatch(r"(\d{1,2})\s*(?:[-–—]\s*(\d{1,2})|(\+))?", cell["age"])
        if not parts:
            line.refuse("age", cell["age"])
            return
        low, high = parts[1], parts[2] or ("" if parts[3] else parts[1])
    for name, text in (("age_from", low), ("age_to", high)):
        if text and not (text.isascii() and text.isdecimal() and int(text) <= 18):
            line.refuse("age", text)
            return
        line.values[name] = int(text) if text else None
    if line.values["age_from"] is not None and line.values["age_to"] is not None and line.values["age_from"] > line.values["age_to"]:
        line.refuse("age", f"{low}–{high}")


def line_of(number: int, row: list[str], places: dict[str, int], *, place: str, year_is: str) -> Line:
    """One line checked; refused with the first thing that is wrong with it."""
    cell = {name: tidy(row[at]) for name, at in places.items() if name and at < len(row)}
    line = Line(number)
    if len(row) > places[""]:
        return line.refuse("columns")
    title, author = cell.get("title", ""), cell.get("author", "")
    line.values = {"title": title, "author": author, "illustrator": cell.get("illustrator", "")[:300], "identifier": cell.get("identifier", "")}
    for wrong, code in (
        (not title, "no_title"),
        (len(title) > 300, "title_long"),
        (len(author) > 300, "author_long"),
        (len(line.values["identifier"]) > 100, "identifier_long"),
    ):
        if wrong:
            line.values = {name: str(value)[:300] for name, value in line.values.items()}
            return line.refuse(code)
    _checked(line, cell, place=place, year_is=year_is)
    if line.fate != states.REFUSED:
        line.values["doubtful"] = bool(re.search(r"\w\?\w", f"{title} {author}"))
        if line.values["doubtful"]:
            line.says("lost_letters")
    return line


def _checked(line: Line, cell: dict[str, str], *, place: str, year_is: str) -> None:
    """Number, years, place, language and ages of a line."""
    number = isbn_of(cell.get("isbn", ""))
    if number is None:
        line.refuse("isbn", cell["isbn"])
        return
    years = {"award": "year", "edition": "published"}
    line.values |= {"isbn": number, "year": None, "published": None}
    for name, ours in (("year", years[year_is]), ("published", "published")):
        if cell.get(name):
            line.values[ours] = _year(cell[name])
            if line.values[ours] is None:
                line.refuse("year", cell[name])
                return
    said = cell.get("place", "").casefold()
    line.values["place"] = PLACES.get(said, "") if said else place
    if not line.values["place"]:
        line.refuse("place", cell["place"])
        return
    line.values["language"] = ", ".join(re.findall(r"[^\s,;/]+", cell.get("language", "").casefold()))
    if line.values["language"] and not re.fullmatch(r"[a-z]{3}(, [a-z]{3}){0,7}", line.values["language"]):
        line.refuse("language", cell["language"])
        return
    _ages(line, cell)


def entry_key(values: dict[str, Any]) -> str:
    """What makes two lines one entry of a list: the words of the title, the author's surname, the place, and the year of the award."""
    year = "" if values.get("year") is None else str(values["year"])
    return f"{key_of(values['title'], values['author'])} {values['place'][:1]} {year}"[:430]
