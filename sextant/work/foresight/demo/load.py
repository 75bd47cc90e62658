"""The demo's sessions: that of 2019 played again with eighty invented people up to its published document, and one that is open to be tried."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import rebuild
from sextant.society.agenda.models import Agenda
from sextant.society.agenda.queries.agendas import current_agenda
from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.actions.opinions import keep_reading
from sextant.work.foresight.demo import words
from sextant.work.foresight.demo.replay import draft_proposals, play_document, remove_documents
from sextant.work.foresight.models import Comparison, Duty, EarlierDecision, Group, Participant, Proposal, Session, Statement, Vote
from sextant.work.foresight.queries.opinions import answers_in, choices_in, fingerprint_of

HELD = (date(2019, 4, 22), date(2019, 4, 25))
PEOPLE, TRYING = 80, 72
SHARE_ANSWERED, SURE = 0.85, 0.9


def load(world: World) -> None:
    """Plays the session that the present agenda came of, and opens the next one."""
    agenda = current_agenda()
    if agenda is None:
        return
    chance = Random(world.chance.random())
    past = _session(agenda, words.TITLE, words.ABOUT, HELD, code="demo_2019", state=states.DECIDING, published_agenda=agenda)
    _played(past, chance, PEOPLE, datetime(2019, 4, 22, 9, tzinfo=UTC))
    draft_proposals(past, agenda)
    play_document(past, agenda)
    days = (world.today, world.today + timedelta(days=3))
    future = _session(
        agenda, words.NEXT_TITLE, words.NEXT_ABOUT, days, code="demo_next", state=states.OPEN, base_agenda=agenda, door_open=True, results_shown=True
    )
    _played(future, chance, TRYING, datetime.combine(world.today, datetime.min.time(), tzinfo=UTC))
    _own_places(future)
    rebuild("foresight.session")


def _bilingual(name: str, both: tuple[str, str]) -> dict[str, str]:
    return {f"{name}_ru": both[0], f"{name}_en": both[1]}


def _session(agenda: Agenda, title: tuple[str, str], about: tuple[str, str], days: tuple[date, date], **fields: Any) -> Session:
    said = {**_bilingual("title", title), **_bilingual("about", about), **_bilingual("consent", words.CONSENT)}
    session = Session.objects.create(starts_on=days[0], ends_on=days[1], is_demo=True, **said, **fields)
    for position, direction in enumerate(agenda.directions.filter(code__in=words.STATEMENTS)):
        names = {f"{name}_{code}": getattr(direction, f"{name}_{code}") for name in ("title", "about") for code in ("ru", "en")}
        Group.objects.create(session=session, code=direction.code, position=position, **names)
    return session


def _played(session: Session, chance: Random, people: int, at: datetime) -> None:
    """Participants in two camps, statements, answers, comparisons, and what the lab reads out of them where it is installed."""
    groups = list(session.groups.all())
    names = [f"{family} {given} (демо)" for given in words.GIVEN for family in words.FAMILIES][:people]
    Participant.objects.bulk_create(
        Participant(session=session, group=groups[place % len(groups)], guest_name=name, invited_at=at, consented_at=at)
        for place, name in enumerate(names)
    )
    for group in groups:
        members = list(group.participants.order_by("pk"))
        _speak(group, members, chance, at)
        _read(group)


def _speak(group: Group, members: list[Participant], chance: Random, at: datetime) -> None:
    said = words.STATEMENTS[group.code]
    authors = [chance.choice(members) for _one in said] if members else [None for _one in said]
    rows = [
        Statement(group=group, author=author, text_ru=ru, text_en=en, state=states.ACCEPTED, decided_at=at)
        for (ru, en, _camp), author in zip(said, authors, strict=True)
    ]
    Statement.objects.bulk_create(rows)
    for ru, en, reason in words.REFUSED[:1] if group.position % 2 else words.REFUSED[1:]:
        Statement.objects.create(group=group, text_ru=ru, text_en=en, state=states.REFUSED, reason=reason, decided_at=at)
    Vote.objects.bulk_create(
        Vote(participant=one, statement=statement, value=_opinion(place, camp, chance))
        for place, one in enumerate(members)
        for statement, (_ru, _en, camp) in zip(rows, said, strict=True)
        if chance.random() < SHARE_ANSWERED
    )
    Comparison.objects.bulk_create(_compared(members, rows, chance))


def _opinion(place: int, camp: int, chance: Random) -> int:
    """Nine of ten answer as their camp does; a few pass."""
    own = 1 if place % 2 else -1
    value = 1 if camp in (0, own) else -1
    drawn = chance.random()
    return value if drawn < SURE else (0 if drawn < (1 + SURE) / 2 else -value)


def _compared(members: list[Participant], rows: list[Statement], chance: Random) -> list[Comparison]:
    """Each sets a few pairs side by side; earlier statements matter more as a rule."""
    found = []
    for one in members:
        pairs = {tuple(sorted(chance.sample(range(len(rows)), 2))) for _time in range(6)}
        for first, second in sorted(pairs):
            value = 1 if chance.random() < 0.7 else -1
            found.append(Comparison(participant=one, first=rows[first], second=rows[second], value=value))
    return found


def _read(group: Group) -> None:
    """Without the lab's packages nothing is read; the counts stand all the same."""
    try:
        from sextant.work.foresight.reading_opinions import read_groups, read_ranking
    except ModuleNotFoundError:
        return
    answers, choices = answers_in(group), choices_in(group)
    if answers:
        keep_reading(group, kind=states.GROUPS, fingerprint=fingerprint_of(answers), result=read_groups(answers))
        keep_reading(group, kind=states.RANKING, fingerprint=fingerprint_of(choices), result=read_ranking(choices))


def _own_places(session: Session) -> None:
    """The demo's member has a place in the open session and leads a group; a statement waits for the moderator."""
    group = session.groups.filter(code="III").first()
    person = Person.objects.filter(user__email="member@demo.example").first()
    if group is None:
        return
    author = group.participants.first()
    Statement.objects.create(group=group, author=author, text_ru="Читать вслух каждую субботу", text_en="", state=states.WAITING)
    if person is not None:
        at = session.participants.values_list("invited_at", flat=True)[0]
        Participant.objects.create(session=session, group=group, person=person, language=person.language, invited_at=at)
        Duty.objects.create(session=session, group=group, person=person, kind=states.FACILITATOR)


def remove() -> int:
    """Takes the sessions away with all that belongs to them."""
    found = Session.objects.filter(is_demo=True)
    gone = remove_documents()
    gone += EarlierDecision.objects.filter(session__in=found).delete()[0]
    gone += Proposal.objects.filter(group__session__in=found).delete()[0]
    gone += Statement.objects.filter(group__session__in=found, state=states.MERGED).delete()[0]
    gone += Statement.objects.filter(group__session__in=found).delete()[0]
    gone += Participant.objects.filter(session__in=found).delete()[0]
    gone += found.delete()[0]
    rebuild("foresight.session")
    rebuild("documents.document")
    return gone


def register() -> None:
    registry.register("foresight", 68, load, remove)
