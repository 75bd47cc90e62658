"""Programmes, people and pairs for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.worker import run_waiting
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.mentoring import states
from sextant.work.mentoring.actions.matching import ask_matching, send_proposals
from sextant.work.mentoring.actions.pairs import accept_pair
from sextant.work.mentoring.actions.programmes import add_topic, move_programme, save_profile, save_programme
from sextant.work.mentoring.models import Pair, Profile, Programme

TODAY = timezone.localdate


def programme(**fields: Any) -> Programme:
    """An open season with the topics Archives and Data."""
    days = {"starts_on": TODAY(), "ends_on": TODAY() + timedelta(days=180)}
    made = save_programme(None, by=None, **{"title_en": "First years", "title_ru": "Первые годы", **days, **fields})
    for title_en, title_ru in (("Archives", "Архивы"), ("Data", "Данные")):
        add_topic(made, title_en=title_en, title_ru=title_ru, by=None)
    return move_programme(made, target=states.OPEN, by=None)


def profile(where: Programme, role: str, *, user: User | None = None, topics: str = "Archives", languages: str = "en", **fields: Any) -> Profile:
    """Somebody who takes part; a new person unless one is named."""
    person: Person = fields.pop("person", None) or PersonFactory(
        user=user, email=user.email if user else f"{role}{Person.objects.count()}@example.org"
    )
    chosen = [topic for topic in where.topics.all() if topic.title_en in topics.split()]
    return save_profile(where, person=person, role=role, topics=chosen, languages=languages.split(), by=None, **fields)


def matched(where: Programme, method: str = "optimal") -> list[Pair]:
    """The suggestions of a matching that was asked for and done."""
    ask_matching(where, method=method, by=None)
    run_waiting()
    return list(Pair.objects.filter(programme=where, state=states.SUGGESTED).select_related("mentor", "mentee", "programme").order_by("pk"))


def proposed(mentor: User | None = None, mentee: User | None = None, **fields: Any) -> Pair:
    """A pair of two people, proposed to both."""
    where = programme(**fields)
    profile(where, "mentor", user=mentor, about="Twenty years in archives")
    profile(where, "mentee", user=mentee, about="My second year")
    matched(where)
    send_proposals(where, by=None)
    return Pair.objects.select_related("mentor", "mentee", "programme").get(programme=where)


def running(mentor: User | None = None, mentee: User | None = None, **fields: Any) -> Pair:
    pair = proposed(mentor, mentee, **fields)
    for person in (pair.mentor, pair.mentee):
        pair = accept_pair(pair, person=person, on=TODAY(), by=None)
    return pair
