"""Comments: who may, what is refused, what becomes of them, and what is forgotten."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, Scope
from sextant.society.documents import measures, rules, states
from sextant.society.documents.actions.consulting import close_consultation, comment, dispose, withdraw_comment
from sextant.society.documents.actions.forgetting import forget_person
from sextant.society.documents.models import Comment, Document
from sextant.society.documents.queries.comparing import wording_compared
from sextant.society.documents.queries.documents import readable
from sextant.society.documents.tests.factories import commented, consulted, drafted, kind, newest, person_with, published, settled, voted_on
from sextant.society.members.tests.factories import SectionFactory

pytestmark = pytest.mark.django_db


def test_a_members_consultation_is_for_members(make_user):
    member, stranger, secretary = make_user("member"), make_user(), make_user("secretary")
    for user in (member, stranger, secretary):
        person_with(user)
    version = consulted(audience=states.MEMBERS).version
    users = (AnonymousUser(), stranger, member, secretary)
    assert [rules.may_read(user, version) for user in users] == [False, False, True, True]
    assert [rules.may_comment(user, version) for user in users] == [False, False, True, True]


def test_a_public_consultation_is_read_by_all_and_commented_on_by_those_who_log_in(make_user):
    user, nobody = make_user(), make_user()
    person_with(user)
    version = consulted(audience=states.PUBLIC).version
    readers = (AnonymousUser(), nobody, user)
    assert [rules.may_read(one, version) for one in readers] == [True, True, True]
    assert [rules.may_comment(one, version) for one in readers] == [False, False, True]


def test_invited_people_alone_see_a_consultation_of_theirs(make_user):
    invited, member = make_user(), make_user("member")
    version = consulted(audience=states.INVITED, invited=[person_with(invited, language="en")]).version
    assert [rules.may_comment(user, version) for user in (invited, member)] == [True, False]
    assert [list(readable(user)) for user in (invited, member)] == [[version.document], []]
    assert Letter.objects.get(template="documents.invited").subject == "Please comment: “Rules of the section”"


def test_the_rule_of_a_kind_says_who_comments_among_members(make_user):
    kind(may_comment=lambda user, document: False)
    member = make_user("member")
    person_with(member)
    version = consulted(drafted(kind="test-guideline")).version
    assert (rules.may_read(member, version), rules.may_comment(member, version)) == (True, False)


def test_drafts_are_read_by_editors_only(make_user):
    named, member, secretary = make_user(), make_user("member"), make_user("secretary")
    version = newest(drafted(editors=[named]))
    users = (AnonymousUser(), member, named, secretary)
    assert [rules.may_read(user, version) for user in users] == [False, False, True, True]
    assert [len(readable(user)) for user in users] == [0, 0, 1, 1]


def test_a_proposed_wording_shows_what_it_changes():
    version = consulted().version
    made = commented(version, text="", wording="The section brings good reading to every child.", language="en")
    assert made.kind == states.WORDING
    assert [(one.kind, one.text) for one in wording_compared(made)] == [
        ("same", "The section brings "),
        ("added", "good "),
        ("same", "reading to every child."),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Write what you think of it, or another wording."),
        ({"wording": "Better."}, "Say in which language your wording is."),
        ({"wording": "The section brings reading to every child.", "language": "en"}, "This is the wording of the clause already"),
        ({"clause": "", "wording": "Better.", "language": "en"}, "A wording is proposed for one clause."),
    ],
)
def test_comments_that_say_nothing_are_refused(fields, sentence):
    version = consulted().version
    with pytest.raises(ValidationError, match=sentence):
        commented(version, **fields)
    assert Comment.objects.count() == 0


def test_answers_join_one_thread():
    version = consulted().version
    first = commented(version)
    second = comment(version, author=person_with(), by=None, text="The founder does.", reply_to=first)
    third = comment(version, author=person_with(), by=None, text="I agree.", reply_to=second)
    assert (third.reply_to, third.clause) == (first, first.clause)


def test_the_author_has_a_letter_with_the_reason():
    remark = commented(consulted().version, author=person_with(email="reader@example.org", language="en"))
    settled(remark)
    letter = Letter.objects.get(template="documents.disposed")
    assert letter.subject == "Your comment on “Rules of the section”: accepted with changes"
    assert "Reason: A sentence on money was added." in letter.body
    dispose(remark, outcome=states.REFUSED, reason="After all, no.", by=None)
    assert Letter.objects.filter(template="documents.disposed").count() == 2


def test_a_disposition_without_a_reason_is_refused():
    with pytest.raises(ValidationError, match="Give a reason"):
        dispose(commented(consulted().version), outcome=states.ACCEPTED, reason=" ", by=None)


def test_a_withdrawn_comment_needs_no_disposition():
    document = drafted()
    remark = commented(consulted(document).version)
    withdraw_comment(remark, by=None)
    close_consultation(document, by=None)
    voted_on(document)
    with pytest.raises(ValidationError, match="settled or withdrawn already"):
        withdraw_comment(remark, by=None)


def test_a_settled_comment_stays_as_it_was_disposed_of_once_the_vote_is_open():
    document = drafted()
    remark = commented(consulted(document).version)
    close_consultation(document, by=None)
    settled(remark)
    voted_on(document)
    with pytest.raises(ValidationError, match="That time is over"):
        settled(remark)


def test_a_forgotten_person_is_named_nowhere():
    person = person_with()
    version = consulted().version
    open_one, settled_one = commented(version, author=person), commented(version, author=person, text="Settled words")
    settled(settled_one)
    vote = voted_on(electorate=[person, person_with()])
    forget_person(person)
    shown = [(one.author, one.text, one.withdrawn_at is None) for one in Comment.objects.order_by("pk")]
    assert shown == [(None, "", False), (None, "Settled words", True)]
    assert (open_one.pk, vote.electorate.get(person=person).name) == (Comment.objects.order_by("pk")[0].pk, "…")


def test_measures_count_publications_answers_and_days():
    publication = published()
    year = Period.of_year(publication.published_on.year)
    document = drafted()
    version = consulted(document).version
    first, _second = commented(version), commented(version)
    assert measures.comments_answered(year, ASSOCIATION).status == "missing"  # the consultation is still open
    close_consultation(document, by=None)
    settled(first)
    assert measures.documents_published(year, ASSOCIATION).value == 1
    assert measures.documents_published(year, ASSOCIATION, kind="agenda").value == 0
    assert measures.comments_answered(year, ASSOCIATION).value == 50
    assert round(measures.days_to_disposition(year, ASSOCIATION).value, 2) == 0


def test_documents_of_a_section_are_counted_for_it():

    section, other = SectionFactory(), SectionFactory()
    publication = published(owner=section)
    year = Period.of_year(publication.published_on.year)
    figures = [measures.documents_published(year, Scope("section", str(one.pk))).value for one in (section, other)]
    assert (figures, Document.objects.get().owner_kind) == ([1, 0], "members.section")
