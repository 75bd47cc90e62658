"""Eighty people hold a session on a running site, from the invitation to the published agenda, in both languages (0.1).

Everything is asked and sent over HTTP: the office, sixty guests by the links of their letters, twenty members who have logged in. All eighty vote on
the document, the guests without an account. Eight of them act at any moment.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.society.agenda.models import Agenda
from sextant.society.documents.models import ApprovalVote, Document
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight.models import Participant, Proposal, Session, Statement, Vote
from sextant.work.foresight.tests.factories import earlier_agenda
from tests.journeys.by_http import Visitor, path_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
GUESTS, MEMBERS, AT_ONCE = 60, 20, 8
SEEDS = (("Read aloud every day", "Читать вслух каждый день"), ("Lend games", "Выдавать игры"), ("Open on Sundays", "Открывать по воскресеньям"))


def plans(office: Visitor) -> Session:
    agenda = Agenda.objects.get(code="earlier")
    words = {"title_en": "Agenda 2027", "title_ru": "Повестка 2027", "code": "agenda_2027", "starts_on": "2027-04-22", "ends_on": "2027-04-24"}
    consent = {"consent_en": "Answers are kept.", "consent_ru": "Ответы хранятся."}
    office.post(
        "/en/foresight/new/", **words, **consent, base_agenda=agenda.pk, longest_statement=200, moderated_by="facilitators", electors="invited"
    )
    assert "/new/" not in office.at
    return Session.objects.get()


def invites(office: Visitor, session: Session, members: list[Person]) -> None:
    lines = [f"Guest {number};guest{number}@example.org;{('I', 'II')[number % 2]};{('ru', 'en')[number // 2 % 2]}" for number in range(GUESTS)]
    lines += [f"{person.full_name};{person.email};{('I', 'II')[place % 2]};en" for place, person in enumerate(members)]
    office.post(f"/en/foresight/{session.pk}/people/list/", lines="\n".join(lines), language="ru")
    for group in session.groups.all():
        for text_en, text_ru in SEEDS:
            office.post(f"/en/foresight/groups/{group.pk}/statements/new/", text_en=text_en, text_ru=text_ru)
    for state in ("invited", "open"):
        office.post(f"/en/foresight/{session.pk}/move/?to={state}", to=state)


def places(users: list[Any]) -> list[tuple[str, Any]]:
    """The link of each participant from the letter that each of them got, with the log-in of those who have one."""
    by_address = {user.email: user for user in users}
    rows = Letter.objects.filter(template__startswith="foresight.").order_by("to_address").values_list("body", "to_address")
    return [(path_of(re.search(r"https?://\S*/place/\S*", body).group()), by_address.get(address)) for body, address in rows]


def takes_part(url: str, home: str, user: Any, place: int, turn: str) -> str:
    """Agrees, answers whatever is asked, writes every tenth time; gives what the last page said."""
    guest = Visitor(url) if user is None else Visitor(url).log_in(user)
    said = guest.get(home)
    guest.post(f"{home}consent/")
    for _turn in range(12):
        said = guest.get(f"{home}answer/")
        found = re.search(r'name="statement" value="(\d+)"', said)
        if found is None:
            break
        number = int(found.group(1))
        guest.post(f"{home}answer/", statement=number, value=(1, -1)[(place // 2 + number) % 2] if place % 3 else (1, 0)[place % 2])
    if place % 10 == 0:
        guest.post(f"{home}write/", text=f"The {turn} thought of guest {place}")
    return said


def everybody(url: str, ways: list[tuple[str, Any]], turn: str) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(pool.map(lambda pair: takes_part(url, *pair[1], pair[0], turn), enumerate(ways)))
    assert {"en" if '<html lang="en"' in text else "ru" for text in said} == {"en", "ru"}


def moderates(office: Visitor, session: Session) -> None:
    for statement in Statement.objects.filter(group__session=session, state="waiting"):
        office.post(
            f"/en/foresight/statements/{statement.pk}/accept/",
            text_en=statement.text_en or "Put into English",
            text_ru=statement.text_ru or "По-русски",
        )


def shows(office: Visitor, session: Session) -> None:
    """The answers are read by the job, and the screen of the room tells them in both languages."""
    office.post(f"/en/foresight/{session.pk}/results/", shown="yes")
    for group in session.groups.all():
        office.post(f"/en/foresight/groups/{group.pk}/read/")
    for job in Job.objects.filter(name__startswith="foresight.", state="queued"):
        perform_here(job)
    for language in ("en", "ru"):
        assert "svg" in office.get(f"/{language}/foresight/groups/{session.groups.first().pk}/screen/")


def proposes_and_decides(office: Visitor, session: Session) -> None:
    for group in session.groups.all():
        words = {
            "title_en": f"Open doors {group.code}",
            "title_ru": f"Открытые двери {group.code}",
            "text_en": "Every library.",
            "text_ru": "Каждая.",
        }
        made_of = [one.pk for one in Statement.objects.filter(group=group, state="accepted")[:2]]
        office.post(f"/en/foresight/groups/{group.pk}/proposals/new/", **words, statements=made_of)
    office.post(f"/en/foresight/{session.pk}/move/?to=deciding", to="deciding")
    for proposal in Proposal.objects.filter(group__session=session):
        office.post(f"/en/foresight/proposals/{proposal.pk}/", taken="yes", why="")
    for _guideline in range(3):
        office.post(f"/en/foresight/{session.pk}/earlier/decide/", decision="carried", words="Goes on.", proposal="")
    office.post(f"/en/foresight/{session.pk}/document/")


def votes(url: str, vote: ApprovalVote, home: str, user: Any) -> None:
    """A member after the log-in; a guest goes from the own place to the document and votes there."""
    if user is not None:
        Visitor(url).log_in(user).post(f"/ru/documents/votes/{vote.pk}/", choice="yes")
        return
    guest = Visitor(url)
    page = re.search(r'href="(/\w+/documents/guest/[^"]+)"', guest.get(home)).group(1)
    guest.post(page, choice="yes")


def approves(office: Visitor, url: str, ways: list[tuple[str, Any]]) -> None:
    document = Document.objects.get()
    until = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    office.post(f"/en/documents/{document.code}/vote/", closes_at=until, is_secret="on")
    vote = ApprovalVote.objects.get()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda way: votes(url, vote, *way), ways))
    assert vote.electorate.filter(has_voted=True).count() == GUESTS + MEMBERS
    assert vote.electorate.exclude(guest="").count() == GUESTS
    office.post(f"/en/documents/votes/{vote.pk}/close/")
    office.post(f"/en/documents/{document.code}/publish/")


def test_eighty_people_make_the_next_agenda(live_server: Any, make_user: Any) -> None:
    cache.clear()
    earlier_agenda()
    users = [make_user() for _number in range(MEMBERS)]
    members = [PersonFactory(user=user, email=user.email) for user in users]
    office = Visitor(live_server.url).log_in(make_user("secretary"))
    session = plans(office)
    invites(office, session, members)
    assert session.participants.count() == GUESTS + MEMBERS
    ways = places(users)
    assert len(ways) == GUESTS + MEMBERS
    everybody(live_server.url, ways, "first")
    moderates(office, session)
    everybody(live_server.url, ways, "second")
    moderates(office, session)
    assert not Participant.objects.filter(session=session, consented_at=None).exists()
    own = Statement.objects.filter(group__session=session, state="accepted").exclude(author=None).count()
    answers = Vote.objects.filter(statement__group__session=session)
    assert answers.count() == answers.values("participant", "statement").distinct().count() >= len(ways) * len(SEEDS)
    assert own == len(range(0, len(ways), 10)) * 2
    shows(office, session)
    proposes_and_decides(office, session)
    approves(office, live_server.url, ways)
    assert Agenda.objects.get(is_current=True).code == "agenda_2027"
    for language, title in (("en", "Open doors I"), ("ru", "Открытые двери I")):
        assert title in Visitor(live_server.url).get(f"/{language}/agenda/")
