"""What an import says about figures that are held already, in both languages; what it says about the file, the lab says."""

from sextant.lab.returns.reading import Finding

HELD = (
    "For {year} the library {key} already has {held} in {column}; this file says {value}.",
    "За {year} год у библиотеки {key} в показателе {column} уже стоит {held}, а в этом файле — {value}.",
    "Leave the row out, or import the file with “replace” to make it a new revision.",
    "Уберите строку или загрузите файл с параметром «заменить», чтобы создать новую редакцию.",
)
CLOSED = (
    "The year {year} is published and takes no more figures ({count} libraries of this file differ or are new).",
    "Данные за {year} год опубликованы и больше не пополняются (отличающихся или новых библиотек в файле: {count}).",
    "Open a correction of the year, with its reason, and import the file again.",
    "Откройте исправление этого года с указанием причины и загрузите файл ещё раз.",
)


def held_already(file: str, line: int, key: str, year: int, column: str, held: object, value: object) -> Finding:
    """A return that contradicts what another file said about the same library and year."""
    said = [text.format(year=year, key=key, column=column, held=held, value=value) for text in HELD]
    return Finding("refused", "held_already", file, line, column, str(value), said[0], said[1], said[2], said[3])


def year_published(file: str, year: int, count: int) -> Finding:
    """A year that is closed; one finding a year."""
    said = [text.format(year=year, count=count) for text in CLOSED]
    return Finding("refused", "year_published", file, 0, "", str(year), said[0], said[1], said[2], said[3])
