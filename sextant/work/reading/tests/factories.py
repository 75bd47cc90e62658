"""Invented seasons, books, councils, votes and lists for tests, each made as a user would make it."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.reading.actions.awards import save_award, start_import
from sextant.work.reading.actions.books import accept_book, save_book, save_note, save_season
from sextant.work.reading.actions.council import hand_in_review, save_criterion, save_review, seat_member
from sextant.work.reading.actions.lists import hand_in_list, publish_list, save_words, start_draft
from sextant.work.reading.actions.votes import open_session, report_ballot
from sextant.work.reading.models import (
    AwardImport,
    AwardList,
    Ballot,
    Book,
    CouncilMember,
    Criterion,
    KioskSession,
    RecommendedList,
    Review,
    Season,
    Topic,
)

TODAY = timezone.localdate


def ago(days: int) -> Any:
    return TODAY() - timedelta(days=days)


def isbn(number: int) -> str:
    """A number with a right check digit."""
    first = f"97850099{number:04d}"
    return first + str(-sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(first)) % 10)


def representative(user: User, **fields: Any) -> Organisation:
    """A library for which the user acts."""
    organisation = OrganisationFactory(**fields)
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return organisation


def season(**values: Any) -> Season:
    """A season in which everything is open for another month."""
    later = TODAY() + timedelta(days=30)
    days = {name: later for name in ("nominate_until", "review_until", "vote_until")}
    return save_season(None, by=None, **{"year": TODAY().year, "size": 3, **days, **values})


def topic(code: str = "sea") -> Topic:
    return Topic.objects.get_or_create(code=code, defaults={"name_ru": "Море", "name_en": "The sea"})[0]


def nominated(of: Season | None = None, by: User | None = None, number: int = 1, **values: Any) -> Book:
    given: dict[str, Any] = {
        "isbn": isbn(number),
        "title": f"Кот на маяке {number}",
        "author": "Ветров Пётр",
        "published_by": "Белый стриж",
        "published": TODAY().year - 1,
        "language": "rus",
        "age_from": 7,
        "age_to": 10,
        "why": "Читают вслух.",
        **values,
    }
    return save_book(of or Season.objects.first() or season(), None, by=by, today=TODAY(), sure=True, topics=[topic()], **given)


def accepted(of: Season | None = None, by: User | None = None, number: int = 1, **values: Any) -> Book:
    return accept_book(nominated(of, by, number, **values), by=None, on=TODAY())


def criteria() -> list[Criterion]:
    """Text counts twice, pictures once."""
    if not Criterion.objects.exists():
        for code, ru, en, weight in (("text", "Текст", "Text", 2), ("pictures", "Иллюстрации", "Illustration", 1)):
            save_criterion(None, by=None, code=code, name_ru=ru, name_en=en, weight=weight)
    return list(Criterion.objects.all())


def seated(user: User | None = None, **fields: Any) -> CouncilMember:
    """Somebody on the council for a year."""
    person = Person.objects.filter(user=user).first() if user else None
    person = person or PersonFactory(user=user, **fields)
    return seat_member(person, since=ago(365), by=None)


def written(book: Book, seat: CouncilMember, points: int = 4, **values: Any) -> Review:
    """A draft of a review with the same points for everything."""
    given = {"words_en": "It reads well.", "recommends": True, **values}
    return save_review(book, seat, points=dict.fromkeys(criteria(), points), by=None, today=TODAY(), **given)


def reviewed(book: Book, seat: CouncilMember, points: int = 4, **values: Any) -> Review:
    return hand_in_review(written(book, seat, points, **values), by=None, on=TODAY())


def voted(book: Book, library: Organisation | None = None, *, day: Any = None, band: str = "7-10", **counts: int) -> Ballot:
    given = counts or {"five": 8, "three": 2}
    return report_ballot(book, library or OrganisationFactory(), band=band, day=day or TODAY(), counts=given, by=None, today=TODAY())


def page_for_votes(book: Book, library: Organisation, by: User | None = None, *, most: int = 20) -> KioskSession:
    return open_session(book.season, library, band="7-10", most=most, hours=2, books=[book], by=by, now=timezone.now())


def noted(book: Book) -> Book:
    """With titles and annotations in both languages."""
    words = {"called_ru": book.title, "called_en": f"The cat {book.pk}", "note_ru": "Короткие главы.", "note_en": "Short chapters."}
    return save_note(book, by=None, **words)


def perform(name: str) -> None:
    """Does the work of that name that waits."""
    for job in Job.objects.filter(name=name, state="queued"):
        perform_here(job)


def drafted(of: Season, by: User) -> RecommendedList:
    """A draft counted by its job, with title and foreword."""
    one = start_draft(of, by=by)
    perform("reading.draft_list")
    one.refresh_from_db()
    words = {"title_ru": "Лучшие книги", "title_en": "Best books", "foreword_ru": "Мы читали.", "foreword_en": "We have read."}
    return save_words(one, by=by, **words)


def published(of: Season, by: User, second: User) -> RecommendedList:
    """The list of the season, printed."""
    one = publish_list(hand_in_list(drafted(of, by), by=by), by=second, on=TODAY())
    perform("reading.print_list")
    return one


def award(code: str = "compass", **values: Any) -> AwardList:
    given: dict[str, Any] = {
        "code": code,
        "award": "Янтарный компас",
        "name_en": "Amber Compass",
        "country": "RU",
        "language": "rus",
        "source_url": "https://awards.example.org/",
        "seen_on": ago(3),
        "licence": "CC0",
        **values,
    }
    return save_award(None, by=None, **given)


def brought(content: bytes, to: AwardList | None = None, *, place: str = "winner", year_is: str = "award", by: User | None = None) -> AwardImport:
    """A file read by its job."""
    upload = SimpleUploadedFile("books.csv", content)
    run = start_import(to or award(), file=upload, place=place, year_is=year_is, by=by)
    perform("reading.read_awards")
    run.refresh_from_db()
    return run
