"""The demo's children's reading: awards, a season with its published list, a season at work; and taking it all away."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.members.models import Affiliation, Office, Organisation, Person, Section
from sextant.work.reading.actions.awards import save_award, save_entry
from sextant.work.reading.actions.books import accept_book, decline_book, save_book, save_note, save_season
from sextant.work.reading.actions.council import hand_in_review, save_criterion, save_review, seat_member
from sextant.work.reading.actions.lists import decide_item, hand_in_list, keep_draft, publish_list, save_words, start_draft
from sextant.work.reading.actions.votes import report_ballot
from sextant.work.reading.demo import words
from sextant.work.reading.making import draft
from sextant.work.reading.models import (
    AwardEntry,
    AwardList,
    Ballot,
    Book,
    CouncilMember,
    Criterion,
    KioskSession,
    ListFile,
    ReadingRules,
    RecommendedList,
    Review,
    Season,
    Topic,
)

OFFICE, MEMBER = "secretary@demo.example", "member@demo.example"
RUSSIAN = settings.LANGUAGE_CODE.startswith("ru")
BANDS = ((0, 6, "0-6"), (7, 10, "7-10"), (11, 14, "11-14"), (15, 17, "15-17"))


def _both(name: str, pair: tuple[str, str]) -> dict[str, str]:
    return {f"{name}_ru": pair[0], f"{name}_en": pair[1]}


def _own(pair: tuple[str, str]) -> str:
    return pair[0] if RUSSIAN else pair[1]


def _isbn(number: int) -> str:
    """A number with a right check digit in a block that no publisher has (978-5-0099)."""
    first = f"97850099{number:04d}"
    return first + str(-sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(first)) % 10)


@dataclass
class Stage:
    """Who plays the demo, where and when."""

    office: User
    member: User
    libraries: list[Organisation]
    seats: list[CouncilMember]
    topics: dict[str, Topic]
    chance: Random
    today: date


def _awards(office: User, today: date) -> None:
    for given in words.AWARDS:
        plain = {name: given[name] for name in ("code", "award", "country", "language")}
        award = save_award(
            None,
            by=office,
            source_url=f"https://awards.example/{given['code']}",
            seen_on=today - timedelta(days=40),
            licence="CC0 (demo)",
            is_demo=True,
            **plain,
            **_both("name", given["name"]),
            **_both("about", given["about"]),
        )
        for place, ago, title, author, illustrator in words.ENTRIES[given["code"]]:
            given_entry: dict[str, Any] = {"place": place, "year": today.year - ago, "title": title, "author": author, "illustrator": illustrator}
            save_entry(award, None, by=office, **given_entry)


def _council(office: User, member: User, today: date) -> list[CouncilMember]:
    """Three people who work somewhere, and the demo member."""
    others = Person.objects.filter(is_demo=True, user=None, merged_into=None, affiliations__organisation__kind__in=Organisation.LIBRARIES)
    people = [member.person, *others.distinct().order_by("pk")[:3]]
    since = date(today.year - 2, 1, 15)
    return [seat_member(person, since=since, by=office, is_demo=True) for person in people]


def _season(office: User, year: int, today: date, *, over: bool) -> Season:
    """A season that is over, or one in which everything is still open."""
    days = (date(year, 4, 30), date(year, 8, 31), date(year, 10, 31)) if over else (today + timedelta(days=40),) * 3
    nominate, review, vote = days
    return save_season(
        None, by=office, year=year, nominate_until=nominate, review_until=review, vote_until=vote, size=6 if over else 30, is_demo=True
    )


def _book(stage: Stage, season: Season, given: dict[str, Any], number: int, on: date, *, state: str = "accepted") -> Book:
    publisher = words.PUBLISHERS[2 if given.get("language") == "eng" else number % 2]
    book = save_book(
        season,
        None,
        by=stage.member,
        today=on,
        sure=True,
        topics=[stage.topics[code] for code in given["topics"]],
        isbn=_isbn(number),
        title=given["title"],
        author=given["author"],
        illustrator=given["illustrator"],
        published_by=publisher,
        published=season.year - 1,
        language=given.get("language", "rus"),
        age_from=given["ages"][0],
        age_to=given["ages"][1],
        why=_own(words.WHY),
        is_demo=True,
    )
    if state == "accepted":
        return accept_book(book, by=stage.office, on=on)
    return decline_book(book, reason=_own(words.DECLINED), by=stage.office, on=on) if state == "declined" else book


def _reviews(stage: Stage, book: Book, given: dict[str, Any], on: date, number: int) -> None:
    """So many members review the book as may: the one who nominated it declares it."""
    criteria = list(Criterion.objects.filter(is_asked=True))
    for place, seat in enumerate(stage.seats[:number]):
        points = {one: max(1, min(5, given["quality"] + stage.chance.choice((-1, 0, 0, 1)))) for one in criteria}
        tie = _own(("Книгу выдвинул я.", "I nominated the book.")) if seat.person.user_id == book.nominated_by_id else ""
        said = _both("words", words.SAID[place % 3])
        recommends = sum(points.values()) / len(points) >= 3
        review = save_review(book, seat, points=points, by=None, today=on, recommends=recommends, tie=tie, is_demo=True, **said)
        hand_in_review(review, by=None, on=on)


def _votes(stage: Stage, book: Book, given: dict[str, Any], on: date) -> None:
    """Some libraries count stars; one reports a whole school, which counts as a class."""
    low, high = given["ages"]
    band = next(code for first, last, code in BANDS if low <= last and high >= first)
    for library in stage.chance.sample(stage.libraries, 5):
        readers = 180 if library == stage.libraries[0] else stage.chance.randint(8, 28)
        stars = [stage.chance.gauss(given["quality"], 0.9) for _reader in range(readers)]
        counts = dict.fromkeys(("one", "two", "three", "four", "five"), 0)
        for star in stars:
            counts[("one", "two", "three", "four", "five")[max(0, min(4, round(star) - 1))]] += 1
        report_ballot(book, library, band=band, day=on, counts=counts, by=None, today=on, is_demo=True)


def _past(stage: Stage, year: int) -> None:
    """A whole season, with its list published by a second person."""
    season = _season(stage.office, year, stage.today, over=True)
    for number, given in enumerate(words.BOOKS, 1):
        book = _book(stage, season, given, number, date(year, 3, number))
        called = (given.get("ru", given["title"]), given.get("en", given["title"]))
        save_note(book, by=stage.office, **_both("called", called), **_both("note", given["note"]))
        _reviews(stage, book, given, date(year, 6, number), 4 if number % 2 else 3)
        _votes(stage, book, given, date(year, 9, number))
    one = start_draft(season, by=stage.member)
    items, method = draft(one)
    keep_draft(one, items, method)
    left_off = one.items.filter(chosen=True).order_by("-rank").first()
    if left_off is not None:
        decide_item(left_off, chosen=False, why_ru=words.OFF[0], why_en=words.OFF[1], by=stage.member)
    title = {f"title_{code}": f"{year}: {text}" for code, text in zip(("ru", "en"), words.TITLE, strict=True)}
    save_words(one, by=stage.member, **title, **_both("foreword", words.FOREWORD))
    publish_list(hand_in_list(one, by=stage.member), by=stage.office, on=date(year, 11, 20))


def _present(stage: Stage) -> None:
    """A season in which everything is still open."""
    season = _season(stage.office, stage.today.year, stage.today, over=False)
    on = stage.today
    for number, given in enumerate(words.NEW_BOOKS, 21):
        book = _book(stage, season, given, number, on - timedelta(days=60 - number))
        _reviews(stage, book, given, on - timedelta(days=20), (number - 20) % 3)
        if number < 24:
            _votes(stage, book, given, on - timedelta(days=9))
    for number, given in enumerate(words.WAITING, 31):
        _book(stage, season, given, number, on - timedelta(days=3), state="proposed")
    _book(stage, season, {**words.WAITING[0], "title": "Старая мельница", "en": "The Old Mill"}, 41, on - timedelta(days=12), state="declined")


def load(world: World) -> None:
    """Awards, the council, two seasons; the demo member keeps the list, the demo office is the second person."""
    libraries = list(Organisation.objects.filter(is_demo=True, kind__in=Organisation.LIBRARIES).order_by("pk")[:8])
    section = Section.objects.filter(code="demo-childrens").first()
    if len(libraries) < 8 or section is None or Season.objects.exists():
        return
    office, member = world.left[OFFICE], User.objects.select_related("person").get(email=MEMBER)
    person, day = member.person, world.today
    if not ReadingRules.objects.exists():
        ReadingRules.objects.create(pk=1, children_section=section)
    Office.objects.get_or_create(section=section, person=person, role="section_secretary", since=date(day.year - 2, 1, 1))
    if not Affiliation.objects.filter(person=person, is_representative=True).exists():
        Affiliation.objects.create(person=person, organisation=libraries[1], is_representative=True, since=date(day.year - 2, 1, 1))
    member = User.objects.select_related("person").get(email=MEMBER)
    topics = {code: Topic.objects.create(code=code, name_ru=ru, name_en=en, is_demo=True) for code, ru, en in words.TOPICS}
    for number, (code, ru, en, about_ru, about_en, weight) in enumerate(words.CRITERIA, 1):
        given = {"code": code, "name_ru": ru, "name_en": en, "about_ru": about_ru, "about_en": about_en, "weight": weight, "position": number}
        save_criterion(None, by=office, is_demo=True, **given)
    _awards(office, day)
    stage = Stage(office, member, libraries, _council(office, member, day), topics, Random(world.chance.random()), day)
    _past(stage, day.year - 1)
    _present(stage)


def remove() -> int:
    """Takes everything of the demo away, files too."""
    gone = ReadingRules.objects.filter(children_section__is_demo=True).delete()[0]
    for kept in ListFile.objects.filter(list__is_demo=True):
        kept.file.delete(save=False)
    kinds = (RecommendedList, KioskSession, Ballot, Review, Book, Season, CouncilMember, Criterion, Topic, AwardEntry, AwardList)
    for kind in kinds:
        gone += kind.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("reading", 76, load, remove)
