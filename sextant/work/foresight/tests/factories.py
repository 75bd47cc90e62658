"""Invented sessions, people and statements for tests, each made as a user would."""

from datetime import date
from typing import Any

from sextant.base.accounts.models import User
from sextant.society.agenda.actions import apply_agenda
from sextant.society.agenda.agenda_file import parse
from sextant.society.agenda.models import Agenda
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight import states
from sextant.work.foresight.actions.people import consent, list_people
from sextant.work.foresight.actions.proposals import decide_earlier, decide_proposal, save_proposal
from sextant.work.foresight.actions.sessions import move_session, plan_session
from sextant.work.foresight.actions.statements import seed_statement
from sextant.work.foresight.actions.votes import answer_statement
from sextant.work.foresight.models import Group, Participant, Proposal, Session, Statement

EARLIER = """
format = 1
code = "earlier"
adopted_on = 2019-04-25
title_en = "Earlier agenda"
title_ru = "Прежняя повестка"
[[direction]]
code = "I"
title_en = "Reading"
title_ru = "Чтение"
[[direction.guideline]]
number = 1
title_en = "Read aloud"
title_ru = "Читать вслух"
text_en = "Libraries read aloud."
text_ru = "Библиотеки читают вслух."
capabilities = ["reading"]
[[direction.guideline.indicator]]
code = "initiatives_running"
kind = "measured"
title_en = "Initiatives under way"
title_ru = "Инициативы в работе"
definition_en = "Initiatives of the guideline that are under way."
definition_ru = "Инициативы по рекомендации, которые идут."
measure = "agenda.initiatives_running"
[[direction.guideline]]
number = 2
title_en = "Lend laptops"
title_ru = "Выдавать ноутбуки"
[[direction]]
code = "II"
title_en = "Staff"
title_ru = "Сотрудники"
[[direction.guideline]]
number = 1
title_en = "Train everybody"
title_ru = "Учить всех"
"""


def earlier_agenda() -> Agenda:
    """Two directions, three guidelines; it is the current one."""
    return apply_agenda(parse(EARLIER)).agenda


def planned(**fields: Any) -> Session:
    """A session over the earlier agenda, with its two groups."""
    given: dict[str, Any] = {
        "code": "agenda_2027",
        "title_en": "Agenda 2027",
        "title_ru": "Повестка 2027",
        "consent_en": "Answers are kept.",
        "consent_ru": "Ответы хранятся.",
        "starts_on": date(2027, 4, 22),
        "ends_on": date(2027, 4, 24),
        "by": None,
    }
    if "base_agenda" not in fields:
        given["base_agenda"] = Agenda.objects.filter(code="earlier").first() or earlier_agenda()
    return plan_session(**{**given, **fields})


def group(session: Session, code: str = "I") -> Group:
    return Group.objects.select_related("session").get(session=session, code=code)


def opened(guests: int = 6, **fields: Any) -> Session:
    """An open session with so many guests in group I, who have agreed, and four statements of that group."""
    session = planned(**fields)
    for number in range(1, 5):
        seed_statement(group(session), text_en=f"Idea {number}", text_ru=f"Мысль {number}", by=None)
    list_people(session, text="\n".join(f"Guest {number};;I;en" for number in range(1, guests + 1)) or "Guest;;I", language="en", by=None)
    move_session(session, to=states.INVITED, by=None)
    move_session(Session.objects.get(pk=session.pk), to=states.OPEN, by=None)
    for participant in session.participants.all():
        consent(participant)
    return Session.objects.get(pk=session.pk)


def guest(session: Session, place: int = 0) -> Participant:
    found = session.participants.select_related("group__session", "person").order_by("pk")[place]
    found.session = found.group.session
    return found


def member(session: Session, user: User, code: str = "I") -> Participant:
    """The user's own place, agreed."""
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    made = Participant.objects.create(session=session, group=group(session, code), person=person, language="en")
    consent(made)
    return Participant.objects.select_related("group__session", "person").get(pk=made.pk)


def statement(session: Session, place: int = 0) -> Statement:
    return Statement.objects.filter(group__session=session, state=states.ACCEPTED).order_by("pk")[place]


def everybody_answers(session: Session) -> None:
    """The first half agrees with all, the other half disagrees with the last two."""
    statements = list(Statement.objects.filter(group__session=session, state=states.ACCEPTED).order_by("pk"))
    people = list(session.participants.select_related("group__session", "person").order_by("pk"))
    for place, participant in enumerate(people):
        for number, one in enumerate(statements):
            value = -1 if place >= len(people) / 2 and number >= 2 else 1
            answer_statement(participant, statement=one.pk, value=value)


def deciding(**fields: Any) -> Session:
    session = opened(**fields)
    everybody_answers(session)
    return move_session(session, to=states.DECIDING, by=None)


def proposed(session: Session, code: str = "I", title: str = "Story hours") -> Proposal:
    """A whole proposal, made out of the first statement when it is of group I."""
    words = {"title_en": title, "title_ru": f"{title} (ru)", "text_en": "Every week.", "text_ru": "Каждую неделю.", "who_en": "Children's libraries"}
    made_of = [statement(session)] if code == "I" else []
    return save_proposal(Proposal(group=group(session, code)), statements=made_of, by=None, **words)


def decided(session: Session) -> Proposal:
    """One proposal is taken in and replaces I.1, I.2 ends, II.1 is carried over."""
    proposal = decide_proposal(proposed(session), taken=True, why="", by=None)
    by_code = {one.code: one for direction in session.base_agenda.directions.all() for one in direction.guidelines.all()}  # type: ignore[union-attr]
    decide_earlier(session, by_code["I.1"], decision=states.REPLACED, proposal=proposal, words="", by=None)
    decide_earlier(session, by_code["I.2"], decision=states.ENDED, proposal=None, words="Done.", by=None)
    decide_earlier(session, by_code["II.1"], decision=states.CARRIED, proposal=None, words="", by=None)
    return proposal
