"""What the demo must show of foresight: the session of 2019 with eighty people and 27 guidelines, and one to be tried."""

from django.test import Client

from sextant.society.agenda.models import Agenda
from sextant.society.documents.models import ApprovalVote, Document
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
    document = past.document
    vote = ApprovalVote.objects.get(version__document=document)
    assert (document.state, vote.size, vote.outcome.has_quorum, vote.approved, Agenda.objects.filter(came_of_sessions=past).count()) == (
        "published",
        80,
        True,
        True,
        1,
    )
    for language in ("en", "ru"):
        pages = [f"/{language}/documents/{document.code}/", f"/{language}/documents/votes/{vote.pk}/", f"/{language}/foresight/{past.pk}/"]
        pages += [f"/{language}/documents/{document.code}/compare/", f"/{language}/documents/{document.code}/comments/"]
        assert [Client().get(page).status_code for page in pages] == [200] * len(pages)
    assert f"/{document.code}/" in Client().get(f"/en/foresight/{past.pk}/").content.decode()
    assert 'href="/en/agenda/"' in Client().get(f"/en/documents/{document.code}/").content.decode()
    assert Client().get(f"/en/documents/{document.code}/compare/").content.decode().count("redline--changed") == 7
    assert Client().get(f"/en/documents/{document.code}/2/document.pdf").content.startswith(b"%PDF")
    assert Statement.objects.filter(group__session__code="demo_next", state="waiting").count() == 1


def after():
    assert [one.title_en for one in Session.objects.all()] == ["A real session"]
    assert Participant.objects.count() == 0
    assert not Document.objects.filter(kind="agenda").exists()
