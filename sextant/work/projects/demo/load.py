"""Two projects with money, a team and a report; and taking them away again."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.demo.registry import World
from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.models import BudgetLine, Fund, Programme
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.members.models import Person
from sextant.work.projects import states
from sextant.work.projects.actions import money
from sextant.work.projects.actions import projects as doing
from sextant.work.projects.actions.reports import draft_report, publish_report
from sextant.work.projects.models import Agreement, Evidence, Hours, Instalment, Project, Report

RUNNING: dict[str, Any] = {
    "code": "demo-reading-bus",
    "title_ru": "Библиобус для дальних сёл",
    "title_en": "A library bus for remote villages",
    "about_ru": "Книги, интернет и встречи с писателями там, где библиотеки закрылись.",
    "about_en": "Books, internet and meetings with authors where libraries have closed.",
    "promise_ru": "Сорок сёл, два выезда в месяц, три тысячи читателей за год.",
    "promise_en": "Forty villages, two visits a month, three thousand readers in a year.",
}
DONE: dict[str, Any] = {
    "code": "demo-school-libraries",
    "title_ru": "Школьная библиотека как центр проекта",
    "title_en": "The school library as a place of projects",
    "promise_ru": "Методика и двадцать школ, которые по ней работают.",
    "promise_en": "A method, and twenty schools that work by it.",
}
STEPS = (
    ("Маршруты согласованы с сёлами", "Routes agreed with the villages", -200, -205),
    ("Машина оборудована", "The bus is fitted out", -120, -112),
    ("Первая тысяча читателей", "The first thousand readers", -30, -33),
    ("Встречи с писателями", "Meetings with authors", 12, None),
    ("Итоговая конференция", "Closing conference", 110, None),
)
BUDGET = (("salaries", 1_200_000), ("travel", 640_000), ("events_cost", 260_000))
SPENT = (("travel", 92_000), ("travel", 71_500), ("events_cost", 48_000), ("travel", 83_000))


def load(world: World) -> None:
    today, chance = world.today, Random(world.chance.random())
    people = list(Person.objects.filter(is_demo=True, user__isnull=False).order_by("pk")[:1]) + list(world.left.get("people", [])[:3])
    if people:
        _running(people, today, chance)
        _closed(people[0], today)


def _running(people: list[Person], today: date, chance: Random) -> None:
    begins = today - timedelta(days=240)
    project = doing.save_project(
        None, by=None, is_demo=True, manager=people[0], starts_on=begins, ends_on=today + timedelta(days=125), currency="RUB", **RUNNING
    )
    project = doing.move_project(project, states.APPROVED, by=None)
    project = doing.move_project(project, states.RUNNING, by=None)
    _milestones(project, today)
    for use, amount in BUDGET:
        money.add_budget_line(project, year=begins.year, account=account_for(use), fund=general_fund(), amount_minor=amount * 100, by=None)
    agreement = _agreement(project, begins, today)
    for place, (use, amount) in enumerate(SPENT):
        legs = [Leg(use, amount * 100, agreement.fund, project.programme), Leg("bank", -amount * 100, agreement.fund)]
        day = begins + timedelta(days=40 * (place + 1))
        write_entry(day=day, memo=f"{project.title_ru}: {account_for(use).name_ru}", currency="RUB", legs=legs, is_demo=True, by=None)
    _team(project, people, today, chance)
    doing.save_risk(None, project=project, by=None, title="Дороги закрыты весной", likelihood=3, impact=2, answer="Запасной маршрут и лодка")
    doing.add_evidence(
        project, upload=SimpleUploadedFile("Маршруты.txt", "Список сёл и дней.".encode()), by=None, milestone=project.milestones.first()
    )
    texts: dict[str, Any] = {
        "summary_ru": "Автобус вышел на линию; читателей стало больше тысячи.",
        "summary_en": "The bus is on the road; there are more than a thousand readers.",
    }
    publish_report(draft_report(project, since=begins, until=today - timedelta(days=20), by=None, agreement=agreement, **texts), by=None)


def _milestones(project: Project, today: date) -> None:
    for russian, english, due, done in STEPS:
        row = doing.save_milestone(None, project=project, by=None, title_ru=russian, title_en=english, due_on=today + timedelta(days=due))
        if done is not None:
            doing.mark_milestone(row, done_on=today + timedelta(days=done), by=None)


def _agreement(project: Project, begins: date, today: date) -> Agreement:
    said: dict[str, Any] = {
        "conditions_ru": "Отчёт через год; дети – бесплатно.",
        "conditions_en": "A report after a year; free of charge for children.",
    }
    row = money.sign_agreement(project, funder="Фонд «Малые города»", number="МГ-17", amount_minor=1_800_000_00, signed_on=begins, by=None, **said)
    money.set_instalments(row, [(begins + timedelta(days=20), 1_000_000_00), (today + timedelta(days=9), 800_000_00)], by=None)
    first = row.instalments.all()[0]
    money.receive_instalment(first, day=begins + timedelta(days=22), account=account_for("bank"), reference="п/п 118", by=None)
    return row


def _team(project: Project, people: list[Person], today: date, chance: Random) -> None:
    for place, person in enumerate(dict.fromkeys(people)):
        rate = {"rate_minor": 900_00} if place == 1 else {}
        member = doing.join_team(project, person=person, by=None, part_ru="Водитель и библиотекарь", part_en="Driver and librarian", **rate)
        for week in range(1, 13):
            money.write_hours(member, day=today - timedelta(days=7 * week), minutes=chance.randrange(60, 480), what="Выезд", by=None)
    money.book_hours(project, until=today - timedelta(days=30), by=None)


def _closed(manager: Person, today: date) -> None:
    begins = date(today.year - 1, 2, 1)
    project = doing.save_project(
        None, by=None, is_demo=True, manager=manager, starts_on=begins, ends_on=date(today.year - 1, 11, 30), currency="RUB", **DONE
    )
    for target in (states.APPROVED, states.RUNNING, states.REPORTING):
        project = doing.move_project(project, target, by=None)
    row = doing.save_milestone(
        None, project=project, by=None, title_ru="Методика издана", title_en="The method is printed", due_on=date(today.year - 1, 10, 1)
    )
    doing.mark_milestone(row, done_on=date(today.year - 1, 9, 20), by=None)
    texts: dict[str, Any] = {
        "summary_ru": "Методика издана, её взяли двадцать четыре школы.",
        "summary_en": "The method is printed; twenty-four schools took it.",
    }
    publish_report(draft_report(project, since=begins, until=project.ends_on, by=None, **texts), by=None)
    doing.move_project(project, states.CLOSED, by=None)


def remove() -> int:
    """Takes the demo's projects away; what they booked goes with the demo's books."""
    demo = {"is_demo": True}
    gone = 0
    projects = list(Project.objects.filter(**demo))
    programmes, funds = (
        [one.programme_id for one in projects if one.programme_id],
        list(Agreement.objects.filter(project__in=projects).values_list("fund_id", flat=True)),
    )
    for evidence in Evidence.objects.filter(project__in=projects):
        evidence.file.delete(save=False)
    for model, path in ((Report, "project"), (Hours, "project"), (Instalment, "agreement__project"), (Agreement, "project")):
        gone += model._default_manager.filter(**{f"{path}__in": projects}).delete()[0]
    gone += Project.objects.filter(**demo).delete()[0]
    BudgetLine.objects.filter(programme__in=programmes).delete()
    gone += Programme.objects.filter(pk__in=programmes, lines=None).delete()[0]
    gone += Fund.objects.filter(pk__in=funds, lines=None, budget=None).delete()[0]
    return gone
