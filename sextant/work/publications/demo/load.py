"""The demo's books: one that meets the norms and has the mark, one with faults and its publisher's answer; and taking them away."""

from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.exports.typeset import typeset
from sextant.work.publications import states
from sextant.work.publications.actions.checks import hand_in, keep_findings
from sextant.work.publications.actions.marks import answer_check, give_mark, reply_to_answer
from sextant.work.publications.actions.packs import load_shipped
from sextant.work.publications.demo.words import ANSWER, AUTHOR, BOOKS, HOUSE, IMPRINT, REPLY, SENTENCES
from sextant.work.publications.models import Book, Check, PackVersion, QualityMark
from sextant.work.publications.models.books import beside

LANGUAGE = "ru" if settings.LANGUAGE_CODE.startswith("ru") else "en"
TEMPLATE = Path(__file__).parent.parent / "typst" / "book.typ"
NORMS = ("tr-cu-007-2011", "ru-436-fz")


def book_pdf(*, title: str, size: float, lead: float, isbn: str = "", chance: Random, language: str = LANGUAGE, paragraphs: int = 10) -> bytes:
    """The print file of an invented book: `size` and extra leading `lead` in points."""
    parts = []
    for _paragraph in range(paragraphs):
        sentences = list(SENTENCES[language])
        chance.shuffle(sentences)
        parts.append(" ".join(sentences[:6]))
    words = {"language": language, "title": title, "author": AUTHOR[language], "size": size, "lead": lead, "parts": parts}
    return typeset(TEMPLATE, {**words, "imprint": IMPRINT[language].format(isbn=isbn or "–")})


def _checked(row: dict[str, Any], by: User, chance: Random) -> Check:
    from sextant.work.publications.checking import checked

    title = row["title"][LANGUAGE]
    content = book_pdf(title=title, size=row["size"], lead=row["lead"], isbn=row["isbn"], chance=chance)
    check = hand_in(
        publisher=None,
        file=ContentFile(content, name="book.pdf"),
        versions=list(PackVersion.objects.filter(state=states.IN_FORCE, pack__code__in=NORMS)),
        by=by,
        title=title,
        authors=AUTHOR[LANGUAGE],
        isbn=row["isbn"],
        year=timezone.localdate().year,
        published_by=HOUSE[LANGUAGE],
        age="11-14",
        kind="fiction",
        age_mark="6+",
        is_demo=True,
    )
    job, check.job = check.job, None
    if job is not None:
        job.delete()
    made, findings = checked(check, lambda *_words: None)
    keep_findings(check, made, findings)
    return check


def load(world: World) -> None:
    """Checks two invented books for good: their files are set, measured and judged like any other."""
    load_shipped()
    chance = Random(world.chance.random())
    publisher = User.objects.get(email="member@demo.example")
    office = User.objects.get(email="secretary@demo.example")
    for row in BOOKS:
        check = _checked(row, publisher, chance)
        if row["mark"]:
            give_mark(check, by=office, today=timezone.localdate())
        else:
            answer = answer_check(check, words=ANSWER[LANGUAGE], finding=check.findings.filter(verdict=states.FAIL).first(), by=publisher)
            reply_to_answer(answer, words=REPLY[LANGUAGE], by=office)


def remove() -> int:
    """Takes the demo's books with their checks, files and marks away; the norms stay."""
    books = Book.objects.filter(is_demo=True)
    for check in Check.objects.filter(book__in=books):
        for name in (*check.reports, *(f"page-{page}.png" for page in check.pictured)):
            default_storage.delete(beside(check, name))
        if check.file:
            default_storage.delete(str(check.file.name))
    count = QualityMark.objects.filter(book__in=books).delete()[0]
    return count + books.delete()[0]


def register() -> None:
    registry.register("publications", 78, load, remove)
