"""What the demo must show of foresight: the session of 2019 with eighty people and 27 guidelines, and one to be tried."""

from sextant.work.foresight.models import Participant, Proposal, Reading, Session, Statement
from sextant.work.foresight.tests.factories import planned


def before():
    planned(base_agenda=None, title_en="A real session")


def shown(_real):
    past = Session.objects.get(code="demo_2019")
    assert (past.participants.count(), past.groups.count()) == (80, 6)
    assert (Proposal.objects.filter(group__session=past).exclude(adopted_as="").count(), past.published_agenda.is_current) == (27, True)
    assert {one.group.code: len(one.result["groups"]) for one in Reading.objects.filter(group__session=past, kind="groups")} == dict.fromkeys(
        ("I", "II", "III", "IV", "V", "VI"), 2
    )
    assert Statement.objects.filter(group__session__code="demo_next", state="waiting").count() == 1


def after():
    assert [one.title_en for one in Session.objects.all()] == ["A real session"]
    assert Participant.objects.count() == 0
