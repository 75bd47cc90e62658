"""Votes: arithmetic by hand, the chain, secrecy, who may vote, and the end of the time."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sextant.base.audit.models import Entry
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.society.documents import rules, states
from sextant.society.documents.actions.consulting import close_consultation
from sextant.society.documents.actions.voting import cast, close_vote, mark_of, open_vote
from sextant.society.documents.counting import Count, count_of, digest_of, first_broken, genesis_of, outcome_of
from sextant.society.documents.kinds import MAJORITY, TWO_THIRDS, Threshold
from sextant.society.documents.models import ApprovalVote, Ballot
from sextant.society.documents.queries.votes import lines_of
from sextant.society.documents.tests.factories import all_vote, consulted, drafted, fresh, kind, person_with, soon, voted_on
from sextant.society.members.tests.factories import active

CHOICE = st.sampled_from((states.YES, states.NO, states.ABSTAIN))


def told(count, size, quorum=Fraction(1, 2), demanded=MAJORITY):
    found = outcome_of(count, size, quorum, demanded)
    return (found.needed_to_meet, found.needed_to_pass, found.approved)


def test_a_simple_majority_is_more_than_half_of_the_votes_for_and_against():
    # size 9: quorum 1/2 · 9 = 4.5, so 5; for and against 2 + 2 = 4: more than 2 is 3
    assert told(Count(yes=2, no=2, abstain=1), 9) == (5, 3, False)
    assert told(Count(yes=3, no=2, abstain=0), 9) == (5, 3, True)


def test_two_thirds_are_reached_exactly():
    # for and against 6: 2/3 · 6 = 4, and 4 is enough; of 7 it is 4.67, so 5
    assert told(Count(yes=4, no=2), 6, demanded=TWO_THIRDS) == (3, 4, True)
    assert told(Count(yes=4, no=3), 7, demanded=TWO_THIRDS) == (4, 5, False)


def test_a_share_of_the_whole_electorate_counts_those_who_stayed_away():
    # more than half of 10 is 6, though only 7 took part
    demanded = Threshold(Fraction(1, 2), strict=True, of_electorate=True)
    assert told(Count(yes=5, no=2), 10, demanded=demanded) == (5, 6, False)


def test_abstentions_alone_approve_nothing():
    assert told(Count(abstain=5), 5, demanded=TWO_THIRDS) == (3, 1, False)


@given(*[st.integers(0, 300)] * 4, st.integers(0, 100))
def test_more_votes_for_never_make_an_approval_fail(yes, no, abstain, away, percent):
    size = yes + no + abstain + away + 1
    before = outcome_of(Count(yes, no, abstain), size, Fraction(percent, 100), TWO_THIRDS)
    after = outcome_of(Count(yes + 1, no, abstain), size, Fraction(percent, 100), TWO_THIRDS)
    assert not before.approved or after.approved


@given(st.lists(st.tuples(st.sampled_from("123"), CHOICE), min_size=1, max_size=12), st.data())
def test_a_changed_line_breaks_the_chain_there(cast_ones, data):
    genesis = genesis_of("f" * 64, [(1, 7), (2, 9), (3, 11)])
    lines, previous = [], genesis
    for number, (mark, choice) in enumerate(cast_ones, 1):
        digest = digest_of(previous, number, mark, choice)
        lines.append((number, mark, choice, previous, digest))
        previous = digest
    assert first_broken(genesis, lines) is None
    place = data.draw(st.integers(0, len(lines) - 1))
    number, mark, choice, before, digest = lines[place]
    lines[place] = (number, mark, states.YES if choice != states.YES else states.NO, before, digest)
    assert first_broken(genesis, lines) == number


def test_the_last_ballot_of_a_mark_counts():
    lines = [(1, "1", states.YES, "", ""), (2, "2", states.NO, "", ""), (3, "1", states.ABSTAIN, "", "")]
    assert count_of(lines) == Count(yes=0, no=1, abstain=1)


@pytest.mark.django_db
def test_a_vote_may_be_changed_until_the_end():
    vote = voted_on()
    first = vote.electorate.all()[0]
    for choice in (states.NO, states.YES):
        cast(vote, person=first.person, choice=choice, by=None)
    cast(vote, person=vote.electorate.all()[1].person, choice=states.YES, by=None)
    assert vote.ballots.count() == 3
    closed = close_vote(vote, by=None, now=vote.closes_at)
    assert (closed.yes, closed.no, closed.approved) == (2, 0, True)
    with pytest.raises(ValidationError, match="The vote is over"):
        cast(closed, person=first.person, choice=states.NO, by=None)


@pytest.mark.django_db
def test_only_those_written_down_vote():
    vote = voted_on()
    with pytest.raises(ValidationError, match="not in the electorate"):
        cast(vote, person=person_with(), choice=states.YES, by=None)
    assert Ballot.objects.count() == 0


@pytest.mark.django_db
def test_a_chain_that_somebody_changed_is_not_counted():
    vote = voted_on()
    for elector in vote.electorate.all():
        cast(vote, person=elector.person, choice=states.NO, by=None)
    Ballot.objects.filter(number=2).update(choice=states.YES)
    with pytest.raises(ValidationError, match="Ballot 2 does not follow"):
        close_vote(vote, by=None)
    assert fresh(vote.version.document).state == states.VOTE


@pytest.mark.django_db
def test_a_secret_ballot_leads_to_nobody(make_user):
    user = make_user()
    vote = voted_on(electorate=[person_with(user), person_with()], is_secret=True)
    elector = vote.electorate.get(person__user=user)
    cast(vote, person=elector.person, choice=states.NO, by=user)
    ballot = Ballot.objects.get()
    assert len(ballot.mark) == 32
    assert ballot.mark == mark_of(elector, is_secret=True)
    line = Entry.objects.get(verb="documents.cast")
    assert (line.actor, line.actor_key, line.object_id, line.after) == (None, "", "", {})


@pytest.mark.django_db
def test_an_open_ballot_carries_the_electors_number():
    vote = all_vote(voted_on(), states.YES, states.NO)
    assert [(mark, choice) for _number, mark, choice, _previous, _digest in lines_of(vote)] == [("1", states.YES), ("2", states.NO)]


@pytest.mark.django_db
def test_electors_have_a_letter():
    voted_on(electorate=[person_with(email="reader@example.org", language="en")])
    letter = Letter.objects.get(template="documents.elector")
    assert (letter.to_address, letter.subject) == ("reader@example.org", "Please vote: “Rules of the section”")


@pytest.mark.django_db
def test_the_electorate_of_an_association_document_are_members_in_good_standing():
    member, stranger = active(on=timezone.localdate()).person, person_with()
    vote = open_vote(drafted(), closes_at=soon(), by=None)
    assert (vote.electorate.filter(person=member).exists(), vote.electorate.filter(person=stranger).exists()) == (True, False)


@pytest.mark.django_db
def test_what_is_over_is_closed_by_the_clock():
    consultation, vote = consulted(), voted_on()
    for one in (consultation, vote):
        type(one).objects.filter(pk=one.pk).update(opened_at=one.opened_at - timedelta(days=30), closes_at=one.opened_at - timedelta(days=1))
    perform_here(after_commit("documents.close_what_is_over"))
    assert fresh(consultation.version.document).state == states.SETTLING
    assert (fresh(vote.version.document).state, ApprovalVote.objects.get().approved) == (states.NOT_APPROVED, False)


@pytest.mark.django_db
def test_votes_are_seen_by_electors_editors_and_auditors_until_the_publication(make_user):
    elector, member, auditor, secretary = make_user(), make_user("member"), make_user("auditor"), make_user("secretary")
    vote = voted_on(electorate=[person_with(elector)])
    assert [rules.may_see_vote(user, vote) for user in (elector, member, auditor, secretary)] == [True, False, True, True]
    assert [rules.may_see_electorate(user, vote) for user in (elector, member, auditor, secretary)] == [False, False, True, True]
    assert not rules.may_see_ballots(secretary, vote)


@pytest.mark.django_db
def test_a_kind_without_votes_has_none():
    kind(votes=False)
    with pytest.raises(ValidationError, match="without a vote"):
        voted_on(drafted(kind="test-guideline"))


@pytest.mark.django_db
def test_a_document_may_be_consulted_on_twice_before_the_vote():
    document = drafted()
    consulted(document)
    close_consultation(document, by=None)
    second = consulted(document)
    assert (second.version.number, fresh(document).state) == (1, states.CONSULTED)
