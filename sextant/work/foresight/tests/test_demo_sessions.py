"""The demo's sessions by themselves: the planted camps are found, and taking them away leaves the tables as they were."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from sextant.base.demo.registry import World
from sextant.society.agenda.actions.agendas import load_shipped_agenda
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.documents.counting import first_broken
from sextant.society.documents.models import ApprovalVote, Comment, Disposition
from sextant.society.documents.queries.comparing import version_compared
from sextant.society.documents.queries.votes import lines_of
from sextant.work.foresight.actions.agendas import confirm_agenda
from sextant.work.foresight.demo.load import load, remove
from sextant.work.foresight.demo.words_2019 import SHORTENED
from sextant.work.foresight.models import Proposal, Reading, Session

pytestmark = pytest.mark.django_db


def rows():
    houses = [apps.get_app_config(name) for name in ("foresight", "documents", "agenda", "search")]
    return {model._meta.label: model._base_manager.count() for house in houses for model in house.get_models() if model.__name__ != "Word"}


@pytest.fixture
def played():
    """The demo beside the shipped agenda."""
    load_shipped_agenda()
    load(World(Random(7), today=date(2027, 3, 1)))
    return Session.objects.get(code="demo_2019")


def test_the_session_of_2019_goes_from_proposals_to_a_published_document_and_makes_no_second_agenda(played):
    document = played.document
    assert (document.state, Agenda.objects.count(), Agenda.objects.get().is_current, played.state) == ("published", 1, True, "closed")
    assert Proposal.objects.filter(group__session=played).exclude(adopted_as="").count() == 27
    assert sorted(document.versions.values_list("number", "state")) == [(1, "frozen"), (2, "published")]
    said = {one.number: (one.text_ru, one.text_en) for one in document.versions.get(number=2).clauses.exclude(part_of=None)}
    assert said == {one.code: (one.text_ru, one.text_en) for one in Guideline.objects.exclude(direction__code="0")}
    vote = ApprovalVote.objects.get(version__document=document)
    assert (vote.size, vote.yes, vote.no, vote.abstained, vote.approved) == (80, 63, 4, 7, True)
    assert first_broken(vote.genesis, lines_of(vote)) is None
    outcomes = Counter(Disposition.objects.values_list("outcome", flat=True))
    assert outcomes == {"accepted": 9, "changed": 1, "refused": 3}
    assert not Comment.objects.filter(guest="").exists()


def test_the_versions_of_the_demo_differ_by_the_last_sentences(played):
    first, second = played.document.versions.order_by("number")
    rows, _counted = version_compared(first, second, ("ru",))
    assert sorted(row.clause.number for row in rows if row.state == "changed") == sorted(SHORTENED)


def test_a_document_that_says_otherwise_than_the_agenda_is_not_published(played):
    Guideline.objects.filter(direction__code="II", number=3).update(text_en="Something else.")
    with pytest.raises(ValidationError, match=r"says otherwise than the agenda in: II\.3"):
        confirm_agenda(played, played.document.versions.get(number=2).publication, by=None)


def test_the_demo_finds_its_planted_camps_and_goes_without_a_trace():
    load_shipped_agenda()
    before = rows()
    load(World(Random(7), today=date(2027, 3, 1)))
    found = Reading.objects.filter(kind="groups", group__session__code="demo_2019")
    assert [len(one.result["groups"]) for one in found] == [2] * 6
    assert list(Session.objects.order_by("code").values_list("code", "state")) == [("demo_2019", "closed"), ("demo_next", "open")]
    remove()
    assert rows() == before
