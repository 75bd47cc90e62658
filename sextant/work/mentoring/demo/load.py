"""The demo's mentoring: a season with pairs in every state; and taking it all away."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.members.models import Person
from sextant.work.mentoring import states
from sextant.work.mentoring.actions.pairs import accept_pair, add_goal, add_meeting, begin_closing, turn_goal, write_note, write_review
from sextant.work.mentoring.actions.programmes import add_topic, move_programme, save_profile, save_programme
from sextant.work.mentoring.models import Pair, Profile, Programme

TOPICS = (
    ("Краеведение и архивы", "Local studies and archives"),
    ("Работа с детьми и подростками", "Children and young adults"),
    ("Данные и цифровые коллекции", "Data and digital collections"),
    ("Публичные выступления", "Speaking in public"),
    ("Научные публикации", "Academic publishing"),
    ("Управление проектами", "Running projects"),
)
REASONS = [
    {"en": "Common topics: Data and digital collections.", "ru": "Общие темы: Данные и цифровые коллекции."},
    {"en": "Languages you can talk in: Russian.", "ru": "Общие языки: русский."},
    {"en": "Your clocks show the same time.", "ru": "Вы в одном часовом поясе."},
]
MENTORS, MENTEES = 5, 7


def _people(programme: Programme, people: list[Person]) -> list[Profile]:
    topics, made = list(programme.topics.all()), []
    for place, person in enumerate(people):
        role = Profile.Role.MENTOR if place < MENTORS else Profile.Role.MENTEE
        chosen = [topics[(place + step) % len(topics)] for step in (0, 2)]
        words: dict[str, Any] = {"about": "Одиннадцать лет в профессии (вымышлено)." if place < MENTORS else "Второй год в библиотеке (вымышлено)."}
        words["wishes"] = "Встречаться раз в две недели."
        more = {"places": 1 + place % 2, "offset": 3 + place % 3, "hours": 2}
        made.append(save_profile(programme, person=person, role=role, topics=chosen, languages=["ru"], by=None, is_demo=True, **more, **words))
    return made


def _pair(programme: Programme, mentor: Profile, mentee: Profile, state: str) -> Pair:
    return Pair.objects.create(
        programme=programme, mentor=mentor.person, mentee=mentee.person, state=state, affinity=0.71, reasons=REASONS, is_demo=True
    )


def _play(pair: Pair, how: str, today: Any) -> None:
    begun = today - timedelta(days=80)
    for person in (pair.mentor, pair.mentee):
        accept_pair(pair, person=person, on=begun, by=None)
    pair.refresh_from_db()
    goal = add_goal(pair, text="Подготовить доклад для школы молодых", by=None)
    add_goal(pair, text="Описать коллекцию открыток", by=None)
    for weeks in (2, 4, 7):
        at = timezone.make_aware(datetime.combine(begun + timedelta(weeks=weeks), time(15)))
        add_meeting(pair, at=at, minutes=60, next_step="Прислать план доклада", by=None)
    write_note(pair, person=pair.mentee, text="Спросить про порядок публикации (вымышлено).", by=None)
    if how == "closed":
        turn_goal(goal, on=today - timedelta(days=20), by=None)
        begin_closing(pair, by=None)
        for person, mark in ((pair.mentor, 4), (pair.mentee, 5)):
            write_review(pair, person=person, mark=mark, text="Польза есть (вымышлено).", is_shared=True, on=today - timedelta(days=10), by=None)


def load(world: World) -> None:
    """A season with mentors and mentees, and pairs suggested, proposed, running and closed."""
    today = world.today
    days = {"starts_on": today - timedelta(days=100), "ends_on": today + timedelta(days=180)}
    words = {"title_ru": "Первые годы в библиотеке", "title_en": "First years in a library"}
    words |= {"about_ru": "Полгода с наставником из другой библиотеки.", "about_en": "Half a year with a mentor from another library."}
    programme = save_programme(None, by=None, is_demo=True, silent_weeks=5, **words, **days)
    for title_ru, title_en in TOPICS:
        add_topic(programme, title_ru=title_ru, title_en=title_en, by=None)
    programme = move_programme(programme, target=states.OPEN, by=None)
    people = list(Person.objects.filter(is_demo=True, user=None, merged_into=None).order_by("-pk")[: MENTORS + MENTEES])
    if len(people) < MENTORS + MENTEES:
        return
    profiles = _people(programme, people)
    mentors, mentees = profiles[:MENTORS], profiles[MENTORS:]
    for place, how in enumerate(("running", "closed", "proposed", "suggested")):
        state = how if how == states.SUGGESTED else states.PROPOSED
        pair = _pair(programme, mentors[place], mentees[place], state)
        if how in ("running", "closed"):
            _play(pair, how, today)
    member = Person.objects.filter(user=world.left.get("member@demo.example")).first() if world.left.get("member@demo.example") else None
    if member is not None:
        topics = list(programme.topics.all()[:2])
        own = save_profile(programme, person=member, role="mentor", topics=topics, languages=["ru", "en"], by=None, is_demo=True, places=2)
        _play(_pair(programme, own, mentees[5], states.PROPOSED), "running", today)


def remove() -> int:
    """Takes everything of the demo away; a real pair is never one of the demo's programme's people."""
    gone = Pair.objects.filter(programme__is_demo=True).delete()[0]
    gone += Profile.objects.filter(person__is_demo=True).delete()[0]
    gone += Programme.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("mentoring", 71, load, remove)
