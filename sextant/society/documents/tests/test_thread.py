"""A document goes its whole way: drafted, consulted on, settled, voted on, published, and replaced by its next version."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.society.documents import kinds, states
from sextant.society.documents.actions.clauses import save_clause
from sextant.society.documents.actions.consulting import close_consultation, comment
from sextant.society.documents.actions.drafting import revise
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import close_vote, open_vote
from sextant.society.documents.clauses import fingerprint_of
from sextant.society.documents.models import Document
from sextant.society.documents.tests.factories import all_vote, commented, consulted, drafted, fresh, kind, newest, published, settled, soon, voted_on

pytestmark = pytest.mark.django_db


def refused(action, *args, **fields):
    with pytest.raises(ValidationError) as refusal:
        action(*args, **fields)
    return refusal.value.messages


def test_a_document_goes_from_draft_to_its_second_version():
    document = drafted()
    consultation = consulted(document)
    remark = commented(consultation.version)
    close_consultation(document, by=None)
    settled(remark)
    second = revise(document, by=None)
    work = second.clauses.get(key="work")
    save_clause(work, revision=1, by=None, text_en="The section meets twice a year.", text_ru="Секция собирается дважды в год.")
    vote = all_vote(voted_on(document), states.YES, states.YES, states.NO)
    assert (vote.approved, vote.yes, vote.no, vote.abstained) == (True, 2, 1, 0)
    publication = publish(document, by=None)
    assert publication.version.number == 2
    assert publication.fingerprint == fingerprint_of(publication.version, publication.version.clauses.all())
    assert fresh(document).state == states.PUBLISHED
    third = revise(document, by=None)
    all_vote(voted_on(document), states.YES)  # one of three: no quorum
    assert fresh(document).state == states.NOT_APPROVED
    assert [(one.number, one.state) for one in document.versions.all()] == [(3, states.FROZEN), (2, states.PUBLISHED), (1, states.FROZEN)]
    assert {one.key for one in third.clauses.all()} == {"aims", "reading", "work"}


def test_a_new_publication_replaces_the_one_before():
    document = published().version.document
    revise(document, by=None)
    all_vote(voted_on(document), states.YES, states.YES)
    publish(document, by=None)
    assert [(one.number, one.state) for one in document.versions.all()] == [(2, states.PUBLISHED), (1, states.REPLACED)]


def test_the_vote_waits_until_every_comment_is_settled():
    document = drafted()
    commented(consulted(document).version)
    close_consultation(document, by=None)
    assert refused(open_vote, document, closes_at=soon(), by=None) == ["1 comment has no disposition yet. Settle it first."]


def test_comments_are_refused_after_the_time():
    consultation = consulted(closes_at=soon(1))
    sentence = ["Comments on this version are not taken any more, or not yet."]
    assert refused(comment, consultation.version, author=None, by=None, text="Late", now=soon(2)) == sentence


def test_what_is_not_in_both_languages_is_not_voted_on():
    document = drafted()
    save_clause(newest(document).clauses.get(key="work"), revision=1, by=None, text_ru="")
    sentence = ["Every clause has to stand in both languages. A language is missing in: 2."]
    assert refused(open_vote, document, closes_at=soon(), by=None) == sentence


def test_a_running_vote_is_closed_early_only_when_all_have_voted():
    vote = voted_on()
    assert refused(close_vote, vote, by=None) == ["The vote is still running, and not everybody has voted. It closes by itself at its time."]
    close_vote(vote, by=None, now=vote.closes_at + timedelta(minutes=1))
    assert fresh(vote.version.document).state == states.NOT_APPROVED


def test_a_kind_of_another_house_is_told_of_its_publication():
    told = []
    kind(on_published=told.append, votes=False)
    document = drafted(kind="test-guideline")
    publication = publish(document, by=None, on=timezone.localdate())
    assert told == [publication]


def test_a_publication_that_the_kind_refuses_is_undone():
    def refuse(publication):
        raise ValidationError("The agenda file is not complete.")

    kind(on_published=refuse, votes=False)
    document = drafted(kind="test-guideline")
    assert refused(publish, document, by=None) == ["The agenda file is not complete."]
    assert fresh(document).state == states.DRAFTING


def test_kinds_are_listed_by_code():
    kind("zoo")
    kind("abc", threshold=kinds.TWO_THIRDS)
    listed = [one.code for one in kinds.kinds()]
    assert (listed == sorted(listed), {"abc", "association", "zoo"} <= set(listed)) == (True, True)
    assert kinds.kind_of("abc").threshold == kinds.Threshold(Fraction(2, 3), strict=False)


def test_a_document_of_an_unknown_kind_is_refused():
    sentence = ["There is no kind of document “novel” on this site. Choose one of the list."]
    assert refused(drafted, kind="novel") == sentence
    assert Document.objects.count() == 0
