"""Guests with a personal link: they read, comment and vote without an account; other links, other documents, ended links and secrecy."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.audit.models import Entry
from sextant.base.letters.models import Letter
from sextant.society.documents import states
from sextant.society.documents.actions.consulting import close_consultation, comment
from sextant.society.documents.actions.forgetting import forget_guest
from sextant.society.documents.actions.joining import guest_is_person
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, mark_of, open_vote
from sextant.society.documents.counting import genesis_of
from sextant.society.documents.kinds import Guest
from sextant.society.documents.models import Ballot, Comment, Document, Elector
from sextant.society.documents.queries.guests import token_of
from sextant.society.documents.tests.factories import consulted, drafted, fresh, kind, newest, person_with, settled, soon
from sextant.society.members.models import Person

pytestmark = pytest.mark.django_db
CODE = "test-guests"
ADA, BOB = Guest("11", "Ada", "ada@example.org", "en"), Guest("12", "Bob", "", "ru")


@pytest.fixture(autouse=True)
def known():
    """Guests of the kind by key; a test takes one out to end the link."""
    found = {one.key: one for one in (ADA, BOB)}
    guests = {"guests": lambda document: list(found.values()), "guest_at": lambda document, key: found.get(key)}
    kind(CODE, electorate=lambda document, day: Person.objects.filter(family_name="Elector"), quorum=Fraction(1, 2), **guests)
    return found


def put_to_vote(**fields):
    person_with(family_name="Elector")
    return open_vote(drafted(kind=CODE, **fields.pop("document", {})), **{"closes_at": soon(), "by": None, **fields})


def at(document: Document, guest: Guest = ADA, name: str = "guest") -> str:
    return reverse(f"documents:{name}", args=[token_of(document, guest)])


def test_guests_are_counted_in_quorum_threshold_and_chain_and_have_their_links_by_letter():
    vote = put_to_vote()
    person = Person.objects.get(family_name="Elector")
    assert list(vote.electorate.values_list("number", "person", "guest")) == [(1, person.pk, ""), (2, None, "11"), (3, None, "12")]
    assert (vote.size, vote.genesis) == (3, genesis_of(vote.version.fingerprint, [(1, person.pk), (2, "guest-11"), (3, "guest-12")]))
    letter = Letter.objects.get(template="documents.guest")
    assert (letter.to_address, token_of(vote.version.document, ADA) in letter.body) == ("ada@example.org", True)
    for guest, choice in ((ADA, states.YES), (BOB, states.YES)):
        cast(vote, guest=guest.key, choice=choice, by=None)
    closed = close_vote(vote, by=None, now=vote.closes_at)
    assert (closed.yes, closed.outcome.needed_to_meet, closed.approved) == (2, 2, True)


def test_a_guest_votes_by_the_link_and_may_change_it_until_the_end(client):
    vote = put_to_vote()
    document = vote.version.document
    assert "you are here as a guest" in client.get(at(document)).content.decode()
    for choice in (states.NO, states.YES):
        assert client.post(at(document), {"choice": choice})["Location"] == at(document)
    assert list(vote.ballots.values_list("mark", "choice")) == [("2", "no"), ("2", "yes")]
    close_vote(vote, by=None, now=vote.closes_at)
    assert client.post(at(document), {"choice": states.NO}).status_code == 403
    assert vote.ballots.count() == 2
    with pytest.raises(ValidationError, match="The vote is over"):
        cast(vote, guest=ADA.key, choice=states.NO, by=None)


def test_a_foreign_link_opens_nothing(client):
    vote = put_to_vote(document={"title_en": "Words that could have leaked"})
    document = vote.version.document
    token = token_of(document, ADA)
    document_key, rest = token.split("-", 1)
    for wrong in (f"{int(document_key) + 1}-{rest}", token[:-1] + ("a" if token[-1] != "a" else "b"), token.replace("-11.", "-12."), "x"):
        answer = client.post(reverse("documents:guest", args=[wrong]), {"choice": states.YES})
        assert (answer.status_code, b"could have leaked" in answer.content) == (404, False)
    assert Ballot.objects.count() == 0


def test_a_link_ends_with_the_place_and_with_a_new_link(client, known):
    document = put_to_vote().version.document
    first = at(document)
    known["11"] = Guest("11", "Ada", "ada@example.org", "en", link=2)
    assert (client.get(first).status_code, client.get(at(document, known["11"])).status_code) == (404, 200)
    second = at(document, known.pop("11"))
    assert client.post(second, {"choice": states.YES}).status_code == 404
    with pytest.raises(ValidationError, match="This link has ended"):
        cast(document.versions.get().votes.get(), guest="11", choice=states.YES, by=None)
    assert Ballot.objects.count() == 0


def test_a_guest_who_was_not_written_down_has_no_ballot_and_learns_nothing(client, known):
    document = put_to_vote().version.document
    known["13"] = late = Guest("13", "Cy")
    answer = client.get(at(document, late))
    assert (answer.status_code, b"The section brings reading" in answer.content) == (404, False)
    with pytest.raises(ValidationError, match="not in the electorate"):
        cast(document.versions.get().votes.get(), guest="13", choice=states.YES, by=None)


def test_a_guest_with_the_address_of_an_elector_is_one_voter():
    person_with(family_name="Elector", email="Ada@Example.org")
    vote = open_vote(drafted(kind=CODE), closes_at=soon(), by=None)
    assert (vote.size, list(vote.electorate.exclude(guest="").values_list("name", flat=True))) == (2, ["Bob"])


def test_a_guest_who_becomes_a_person_keeps_the_line_and_the_ballot(client, make_user):
    vote, user = put_to_vote(), make_user()
    cast(vote, guest=ADA.key, choice=states.NO, by=None)
    person = person_with(user)
    guest_is_person(CODE, ADA.key, person=person, by=None)
    client.force_login(user)
    client.post(reverse("documents:vote", args=[vote.pk]), {"choice": states.YES})
    assert list(vote.ballots.values_list("mark", "choice")) == [("2", "no"), ("2", "yes")]
    assert close_vote(vote, by=None, now=vote.closes_at).yes == 1


@pytest.mark.parametrize(("guest_votes", "person_votes", "kept"), [(True, False, 2), (False, True, 1), (True, True, 1), (False, False, 1)])
def test_one_voter_in_two_lines_has_one_ballot(guest_votes, person_votes, kept):
    vote = put_to_vote()
    person = Person.objects.get(family_name="Elector")
    if guest_votes:
        cast(vote, guest=ADA.key, choice=states.NO, by=None)
    if person_votes:
        cast(vote, person=person, choice=states.YES, by=None)
    guest_is_person(CODE, ADA.key, person=person, by=None)
    vote.refresh_from_db()
    assert (vote.size, Elector.objects.get(person=person).number) == (2, kept)
    cast(vote, person=person, choice=states.ABSTAIN, by=None)
    closed = close_vote(vote, by=None, now=vote.closes_at)
    assert (closed.yes, closed.no, closed.abstained) == (0, 0, 1)


def test_two_ballots_in_a_secret_urn_are_not_taken_out():
    vote = put_to_vote(is_secret=True)
    person = Person.objects.get(family_name="Elector")
    cast(vote, guest=ADA.key, choice=states.NO, by=None)
    cast(vote, person=person, choice=states.YES, by=None)
    with pytest.raises(ValidationError, match="Both have voted in a secret vote"):
        guest_is_person(CODE, ADA.key, person=person, by=None)
    assert Elector.objects.filter(same_as=None).count() == 3


def test_a_guests_secret_ballot_leads_to_nobody(client, make_user):
    vote = put_to_vote(is_secret=True)
    client.post(at(vote.version.document), {"choice": states.NO})
    ballot = Ballot.objects.get()
    assert ballot.mark == mark_of(Elector.objects.get(guest="11"), is_secret=True)
    assert len(ballot.mark) == 32
    entry = Entry.objects.get(verb="documents.cast")
    assert (entry.actor_id, entry.after) == (None, {})
    close_vote(vote, by=None, now=vote.closes_at)
    client.force_login(make_user("auditor"))
    said = client.get(reverse("documents:electorate", args=[vote.pk])).content.decode() + "".join(
        one.decode() for one in client.get(reverse("documents:ballots", args=[vote.pk]))
    )
    assert ("Ada" in said, "guest" in said, f"{ballot.mark},no" in said) == (True, True, True)


def asked(document=None):
    return consulted(document or drafted(kind=CODE))


def test_a_guest_comments_has_the_disposition_by_letter_and_takes_a_comment_back(client, make_user):
    document = asked().version.document
    page = at(document, name="guest_comments")
    client.post(f"{page}?clause=reading", {"text": "Who pays?"})
    client.post(page, {"text": "Too long."})
    first, second = Comment.objects.order_by("pk")
    assert (first.author, first.guest, first.guest_name, first.clause.key) == (None, "11", "Ada", "reading")
    assert client.post(reverse("documents:guest_withdraw", args=[token_of(document, BOB), second.pk])).status_code == 404
    client.post(reverse("documents:guest_withdraw", args=[token_of(document, ADA), second.pk]))
    second.refresh_from_db()
    assert second.state == states.WITHDRAWN
    settled(first)
    assert token_of(document, ADA) in Letter.objects.get(template="documents.guest_disposed").body
    client.force_login(make_user("secretary"))
    assert "Ada (guest)" in client.get(reverse("documents:comments", args=[document.code]), headers={"accept-language": "en"}).content.decode()
    close_consultation(fresh(document), by=None)
    client.logout()
    assert client.post(page, {"text": "Too late."}).status_code == 403


def test_people_invited_one_by_one_are_not_joined_by_guests(client):
    document = drafted(kind=CODE)
    consulted(document, audience=states.INVITED, invited=[person_with()])
    answer = client.post(at(document, name="guest_comments"), {"text": "May I?"})
    assert (answer.status_code, Comment.objects.count()) == (404, 0)


def test_a_forgotten_guest_leaves_ballots_and_settled_comments_without_a_name(known):
    document = asked().version.document
    for text in ("Settled.", "Open."):
        comment(newest(document), guest=ADA, by=None, text=text)
    first, second = Comment.objects.order_by("pk")
    settled(first)
    forget_guest(CODE, ADA.key)
    assert list(Comment.objects.order_by("pk").values_list("text", "guest_name")) == [("Settled.", ""), ("", "")]
    assert Comment.objects.get(pk=second.pk).state == states.WITHDRAWN
    close_consultation(fresh(document), by=None)
    vote = open_vote(fresh(document), closes_at=soon(), by=None, electorate=[person_with()], guests=[ADA])
    cast(vote, guest=ADA.key, choice=states.YES, by=None)
    del known["11"]
    assert forget_guest(CODE, ADA.key) > 0
    assert list(vote.electorate.values_list("name", flat=True))[1:] == ["…"]
    assert close_vote(vote, by=None, now=vote.closes_at).yes == 1


def test_guests_read_the_published_text_and_the_result(client):
    vote = put_to_vote()
    for guest in (ADA, BOB):
        cast(vote, guest=guest.key, choice=states.YES, by=None)
    close_vote(vote, by=None, now=vote.closes_at)
    publish(fresh(vote.version.document), by=None)
    for language, words in (("en", "2 of them are guests"), ("ru", "гост")):
        assert words in client.get(at(vote.version.document).replace("/ru/", f"/{language}/").replace("/en/", f"/{language}/")).content.decode()


def test_the_pages_of_a_guest_ask_little(client, django_assert_max_num_queries):
    document = asked().version.document
    with django_assert_max_num_queries(10):
        client.get(at(document))
    with django_assert_max_num_queries(12):
        client.get(at(document, name="guest_comments"))
