"""Initiatives of the demo in every state, with milestones, people and notes."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from sextant.base.demo.registry import World
from sextant.society.agenda import states
from sextant.society.agenda.models import Contribution, Guideline, Initiative, Milestone, Participant, ProgressNote
from sextant.society.members.models import Section

FILE = Path(__file__).with_name("initiatives.toml")
STATES = (states.RUNNING, states.DONE, states.PLANNED, states.RUNNING, states.IDEA, states.DONE, states.PAUSED, states.RUNNING, states.DROPPED)
STEPS = (
    ("Рабочая группа собрана", "Working group formed"),
    ("Опрос участников проведён", "Participants surveyed"),
    ("Первая версия готова", "First version ready"),
    ("Обсуждение в секциях", "Discussion in the sections"),
    ("Пилот в трёх регионах", "Pilot in three regions"),
    ("Итоги опубликованы", "Results published"),
)
NOTES = (
    "Рабочая группа встретилась и распределила задачи.",
    "Собрали отклики из двенадцати регионов, готовим сводку.",
    "Пилот показал, что нужна короткая памятка; пишем её.",
    "Партнёры подтвердили участие.",
    "Черновик отправлен в секции на обсуждение.",
)


def _dates(world: World, state: str) -> tuple[date, date, date | None]:
    starts = world.today - timedelta(days=world.chance.randint(40, 700))
    if state in {states.IDEA, states.PLANNED}:
        starts = world.today + timedelta(days=world.chance.randint(10, 120))
    ends = starts + timedelta(days=world.chance.randint(150, 420))
    if state == states.DONE:
        ends = min(ends, world.today - timedelta(days=world.chance.randint(5, 60)))
        return min(starts, ends - timedelta(days=90)), ends, ends
    return starts, max(ends, world.today + timedelta(days=world.chance.randint(20, 300))), None


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


class _Book:
    """Collects initiatives and what hangs on them, so that all is written in a few statements."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.initiatives: list[Initiative] = []
        self.rows: dict[type, list] = {Contribution: [], Milestone: [], Participant: [], ProgressNote: []}

    def add(self, guideline: Guideline, section: Section, titles: tuple[str, str], others: list[Guideline]) -> None:
        chance, state = self.world.chance, STATES[len(self.initiatives) % len(STATES)]
        starts, ends, done = _dates(self.world, state)
        people = chance.sample(self.world.left["people"], 4)
        changed = _noon(min(self.world.today, done or self.world.today) - timedelta(days=chance.randint(0, 110)))
        initiative = Initiative(
            title_ru=titles[0],
            title_en=titles[1],
            about_ru=f"Вымышленная инициатива демонстрационной ассоциации: {titles[0].lower()}.",
            about_en=f"An invented initiative of the demo association: {titles[1]}.",
            section=section,
            owner=people[0],
            state=state,
            starts_on=starts,
            ends_on=ends,
            done_on=done,
            budget_minor=chance.randrange(50, 1500) * 100_000,
            is_public=chance.random() > 0.08,
            is_demo=True,
            created_at=changed,
            changed_at=changed,
        )
        self.initiatives.append(initiative)
        self._hang(initiative, guideline, people, others)

    def _hang(self, initiative: Initiative, guideline: Guideline, people: list, others: list[Guideline]) -> None:
        chance = self.world.chance
        self.rows[Contribution].append(Contribution(initiative=initiative, guideline=guideline, is_home=True))
        if chance.random() < 0.3:
            self.rows[Contribution].append(Contribution(initiative=initiative, guideline=chance.choice(others)))
        for person in people[1:]:
            self.rows[Participant].append(
                Participant(initiative=initiative, person=person, part_ru="участник рабочей группы", part_en="working group member")
            )
        assert initiative.starts_on is not None
        assert initiative.ends_on is not None
        span = (initiative.ends_on - initiative.starts_on).days
        for number, (ru, en) in enumerate(STEPS, 1):
            due = initiative.starts_on + timedelta(days=span * number // len(STEPS))
            past = due < self.world.today and (initiative.state == states.DONE or chance.random() < 0.85)
            done = min(due + timedelta(days=chance.randint(-10, 14)), self.world.today) if past else None
            self.rows[Milestone].append(Milestone(initiative=initiative, title_ru=ru, title_en=en, due_on=due, done_on=done))
        if initiative.state not in {states.IDEA, states.PLANNED}:
            for text in chance.sample(NOTES, chance.randint(1, 3)):
                at = _noon(self.world.today - timedelta(days=chance.randint(1, 200)))
                self.rows[ProgressNote].append(
                    ProgressNote(initiative=initiative, author=self.world.left["secretary@demo.example"], at=at, text=text)
                )

    def write(self) -> None:
        Initiative.objects.bulk_create(self.initiatives, batch_size=500)
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=1000)  # type: ignore[attr-defined]


def make_initiatives(world: World, guidelines: list[Guideline]) -> None:
    """Three initiatives for each guideline of the shipped agenda."""
    titles, book, sections = tomllib.loads(FILE.read_text()), _Book(world), world.left["sections"]
    for guideline in guidelines:
        for code, ru, en in titles.get(guideline.code, []):
            section = sections.get(code) or sections["advocacy"]
            book.add(guideline, section, (ru, en), [other for other in guidelines if other != guideline])
    book.write()
