"""Invented books as files: a catalogue in MARC 21, copies, loans, and a supplier's offer."""

from dataclasses import dataclass
from datetime import date
from random import Random

from sextant.work.acquisitions.demo import words

FIELD, RECORD, SUB = "\x1e", "\x1d", "\x1f"


@dataclass(frozen=True)
class Book:
    """One invented book; `audience` is the code of MARC 21, 008/22."""

    id: str
    title: str
    author: str
    year: int
    language: str
    class_: str
    subject: str
    audience: str


def invented(chance: Random, count: int, last: int, first: str) -> list[Book]:
    """So many different books, most of them in Russian and of the last twenty years; ids begin with `first`."""
    languages, weights = [one[0] for one in words.LANGUAGES], [one[1] for one in words.LANGUAGES]
    found: dict[str, Book] = {}
    while len(found) < count:
        language = chance.choices(languages, weights)[0]
        thing, class_, subject, audience = chance.choice(words.THINGS[language])
        title = f"{chance.choice(words.HEROES[language])} {thing}"
        if title in found:
            title += f". {words.PARTS[language]} {chance.randint(2, 40)}"
        year = last - int(22 * chance.random() ** 1.7)
        if title not in found:
            author = chance.choice(words.AUTHORS[language])
            found[title] = Book(f"{first}{len(found) + 1}", title, author, year, language, class_, subject, audience)
    return list(found.values())


def as_marc(books: list[Book]) -> bytes:
    """The books as MARC 21 in ISO 2709."""
    return b"".join(_record(book) for book in books)


def _record(book: Book) -> bytes:
    coded = f"{book.year % 100:02d}0101s{book.year}    ru     {book.audience}          1 {book.language} d"
    fields = [("001", book.id), ("008", coded), ("084", f"  {SUB}a{book.class_}{SUB}2rubbk"), ("100", f"1 {SUB}a{book.author}")]
    fields += [("245", f"10{SUB}a{book.title}"), ("264", f" 1{SUB}b{words.PUBLISHER}{SUB}c{book.year}"), ("650", f" 4{SUB}a{book.subject}")]
    directory, data = "", b""
    for tag, text in fields:
        part = (text + FIELD).encode()
        directory += f"{tag}{len(part):04d}{len(data):05d}"
        data += part
    base = 24 + len(directory) + 1
    leader = f"{base + len(data) + 1:05d}nam a22{base:05d}   4500"
    return (leader + directory + FIELD).encode() + data + RECORD.encode()


def as_holdings(books: list[Book], chance: Random, last: int) -> str:
    """Copies of each book at one place or two; some books were added late."""
    rows = ["isbn,location,copies,added"]
    for book in books:
        for place in words.PLACES[: 1 + (chance.random() < 0.35)]:
            added = min(last, book.year + chance.choice((0, 0, 1, 1, 2)))
            rows.append(f"{book.id},{place},{chance.choice((1, 1, 2, 3))},{added}-{chance.randint(1, 12):02d}-15")
    return "\n".join(rows)


def as_loans(books: list[Book], chance: Random, last: int) -> str:
    """Loans by year; newer books go better, and some do not go at all."""
    rows = ["isbn,date,loans"]
    for book in books:
        liked = chance.random() ** 2 * 14
        for year in range(max(book.year, last - 4), last + 1):
            loans = int(liked * chance.random() * (1.2 if last - book.year < 6 else 0.5))
            if loans:
                rows.append(f"{book.id},{date(year, 12, 31)},{loans}")
    return "\n".join([*rows, f"{books[0].id},{date(last, 12, 31)},1"])


def as_offer(books: list[Book], chance: Random) -> str:
    """A supplier's list with prices; every ninth title has an award, some are for children who read otherwise."""
    rows = ["id,isbn,title,author,publisher,price,age,language,class,awards,accessible,local_author,value"]
    for number, book in enumerate(books):
        award = "Демо-премия" if number % 9 == 0 else ""
        price, value = chance.randint(18, 95) * 10, round(1 + 4 * chance.random(), 1)
        special, local = ("крупный шрифт" if number % 23 == 0 else ""), ("да" if number % 13 == 0 else "")
        rest = f"{price}.00,{words.AUDIENCE[book.audience]},{book.language},{book.class_},{award},{special},{local},{value}"
        rows.append(f'{book.id},,"{book.title}","{book.author}","{words.PUBLISHER}",{rest}')
    return "\n".join(rows)
