"""Letters that go out once an organisation; numbers with the rows behind them; lists that ask the same number of queries."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.members.models import Affiliation
from sextant.society.members.tests.factories import InstitutionalPlanFactory, OrganisationFactory, PersonFactory, RegionFactory, active
from sextant.work.practice.actions.invitations import answer_invitation as answers
from sextant.work.practice.actions.invitations import close_invitation, invite_more, open_invitation, reply_to_question, save_invitation
from sextant.work.practice.models import Answer, Finding
from sextant.work.practice.queries.recipients import preview
from sextant.work.practice.tests.factories import (
    TODAY,
    accepted,
    adopted,
    ago,
    briefed,
    finished,
    invitation,
    opened,
    proposed,
    recommended,
    reported,
    representative,
    running,
)

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(TODAY().year)


def page(name, *args):
    return reverse(f"practice:{name}", args=args)


@pytest.fixture
def keeper(make_user):
    return make_user("secretary")


@pytest.fixture
def other(make_user):
    return make_user("director")


@pytest.fixture
def author(make_user):
    return make_user("member")


def member(plan, **fields):
    """An organisation in good standing."""
    organisation = OrganisationFactory(**fields)
    active(plan, organisation=organisation, on=ago(30))
    return organisation


def perform_letters():
    for job in Job.objects.filter(name="practice.write_invitations", state="queued"):
        perform_here(job)


def test_one_letter_an_organisation_whatever_is_pressed(client, author, keeper):
    plan, north, south = InstitutionalPlanFactory(), RegionFactory(), RegionFactory()
    here = member(plan, region=north, email="here@example.org")
    member(plan, region=south, email="south@example.org")
    member(plan, region=north, kind="publisher", email="books@example.org")
    OrganisationFactory(region=north, email="stranger@example.org")
    silent = member(plan, region=north, email="")
    call = invitation(author, keeper, regions=[north])
    assert {(one.organisation.pk, one.address) for one in preview(call)} == {(here.pk, "here@example.org"), (silent.pk, "")}
    client.force_login(keeper)
    shown = client.get(page("invitation", call.pk)).content.decode()
    assert ("Open it and write to 1 library" in shown, "here@example.org" in shown, "Without an address" in shown) == (True, True, True)
    client.post(page("open_invitation", call.pk))
    client.post(page("open_invitation", call.pk))
    perform_letters()
    perform_letters()
    letters = Letter.objects.filter(template="practice.invitation")
    assert [(one.to_address, "Measure before and after" in one.body) for one in letters] == [("here@example.org", True)]
    with pytest.raises(ValidationError, match="has a letter already"):
        invite_more(call, by=keeper)
    person = PersonFactory(email="acts@example.org", language="en")
    Affiliation.objects.create(person=person, organisation=silent, is_representative=True)
    save_invitation(call.finding, by=keeper, today=TODAY(), regions=[north, south])
    assert invite_more(call, by=keeper) == 2
    perform_letters()
    assert sorted(letters.values_list("to_address", flat=True)) == ["acts@example.org", "here@example.org", "south@example.org"]


def test_the_clock_closes_what_is_over_and_nobody_answers_then(author, keeper, make_user):
    from sextant.work.practice.jobs import close_invitations

    user = make_user()
    call, library = opened(author, keeper), representative(user)
    type(call).objects.filter(pk=call.pk).update(open_until=ago(1))
    call.refresh_from_db()
    with pytest.raises(ValidationError, match="takes no more answers"):
        answers(call, library, state="no", by=user, today=TODAY())
    assert close_invitations(None) == {"closed": 1}
    with pytest.raises(ValidationError, match="Only an open invitation"):
        close_invitation(call, by=keeper, on=TODAY())
    with pytest.raises(ValidationError, match="open already, or closed"):
        open_invitation(call, by=keeper, on=TODAY())


def test_a_question_gets_its_reply_by_letter_and_on_the_page(client, author, keeper, make_user):
    user = make_user()
    call, library = opened(author, keeper), representative(user)
    with pytest.raises(ValidationError, match="what you would like to know"):
        answers(call, library, state="question", by=user, today=TODAY())
    asked = answers(call, library, state="question", words="Who pays?", by=user, today=TODAY())
    assert "Answer questions about “Fines away”" in [str(task.title) for task in tasks_of(keeper)]
    reply_to_question(asked, reply="The association does.", by=keeper)
    assert Letter.objects.get(template="practice.question_answered").body.count("The association does.") == 1
    client.force_login(user)
    assert "The association does." in client.get(page("invitation", call.pk)).content.decode()
    assert "Answer questions about “Fines away”" not in [str(task.title) for task in tasks_of(keeper)]


def test_everybody_finds_on_the_desk_what_waits(author, keeper, other, make_user):
    user = make_user()
    library = representative(user)
    proposed(author)
    call = opened(author, keeper)
    Answer.objects.create(invitation=call, organisation=library)
    reported(call, OrganisationFactory(), keeper)
    titles = [str(task.title) for task in tasks_of(other)]
    assert ("Decide about 1 finding" in titles, any(one.startswith("Look over the outcome") for one in titles)) == (True, True)
    assert not any(str(task.title).startswith("Look over the outcome") for task in tasks_of(keeper))
    assert [(str(task.title), task.due) for task in tasks_of(user)] == [("Answer the invitation “Fines away”", call.open_until)]
    assert list(tasks_of(author)) == []


def figure(code, period=YEAR, scope=ASSOCIATION):
    return measure(f"practice.{code}").function(period, scope)


def test_medians_count_those_that_still_wait(author, keeper, other):
    """Published 400 days ago. One piloted after 300 days, one after 340; two wait: half have got there on day 340."""
    for day in (100, 60, None, None):
        finding = accepted(author)
        if day is not None:
            running(opened(author, keeper, finding), OrganisationFactory(), keeper, on=ago(day))
    assert [figure(code).value for code in ("days_to_pilot", "days_to_pilot_reached")] == [340, 320.0]
    assert len(list(figure("days_to_pilot").source.records())) == 4
    assert len(list(figure("days_to_pilot_reached").source.records())) == 2
    late = figure("days_to_adoption")
    assert (late.value, late.status, late.reason) == (None, "missing", "0 of 4 findings have got there; that is too few for a median.")


def test_what_happened_after_the_period_has_not_happened_in_it(author, keeper):
    finding = accepted(author)
    running(opened(author, keeper, finding), OrganisationFactory(), keeper, on=ago(100))
    before = Period(2000, ago(900), ago(101))
    assert (figure("days_to_pilot", before).value, figure("days_to_pilot").value) == (None, 300)
    assert [row[-1] for row in figure("days_to_pilot", before).source.records()] == [299]


def test_pilots_and_adoptions_are_counted_with_their_rows_and_by_place(author, keeper, other):
    north = RegionFactory()
    library = OrganisationFactory(region=north)
    call = opened(author, keeper)
    finished(call, library, keeper, other, verdict="failed")
    recommended(call.finding, keeper, other)
    adopted(call.finding, OrganisationFactory(), keeper, on=TODAY())
    everywhere = Period(TODAY().year, date(2000, 1, 1), TODAY())
    counted = {code: figure(code, everywhere).value for code in ("findings_accepted", "briefs_published", "pilots_finished", "adoptions")}
    assert counted == {"findings_accepted": 1, "briefs_published": 1, "pilots_finished": 1, "adoptions": 1}
    places = [figure(code, everywhere, Scope("region", str(north.pk))).value for code in ("pilots_finished", "adoptions")]
    assert (places, figure("adoptions", everywhere, Scope("section", "1")).status) == ([1, 0], "not_collected")
    assert [row[-1] for row in figure("pilots_finished", everywhere).source.records()] == ["failed"]


def test_the_page_of_times_shows_both_medians(client, author, keeper):
    running(opened(author, keeper), OrganisationFactory(), keeper, on=ago(100))
    shown = client.get(page("times")).content.decode()
    assert (shown.count(">300<") >= 1, "Kaplan" in shown, "still waits" in shown) == (True, True, True)
    assert client.get(f"{page('times')}?format=csv&of=adoption").status_code == 200


def test_filters_stand_in_the_address_and_nonsense_is_as_if_not_given(client, author):
    accepted(author, title_en="An old work", published_on=date(2001, 5, 5))
    accepted(author, title_en="A new work")
    shown = client.get(f"{page('board')}?year=2001").content.decode()
    assert ("An old work" in shown, "A new work" in shown) == (True, False)
    for nonsense in ("year=x", "concept=nothing", "region=999999999999", "guideline=x", "stage=unknown"):
        shown = client.get(f"{page('board')}?{nonsense}").content.decode()
        assert ("An old work" in shown, "A new work" in shown) == (True, True)
    one = client.get(f"{page('board')}?stage=found").content.decode()
    assert one.count('class="path__card"') == 2


def test_a_stage_with_many_findings_shows_the_newest_and_the_way_to_all(client, author):
    for number in range(14):
        accepted(author, title_en=f"Work {number:02d}", on=ago(300 - number))
    shown = client.get(page("board")).content.decode()
    assert ("Work 13" in shown, "Work 01" in shown, "2 more" in shown) == (True, False, True)
    assert "Work 01" in client.get(f"{page('board')}?stage=found").content.decode()


@pytest.mark.parametrize("name", ["board", "pilots", "adoptions", "times"])
def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_three(client, author, keeper, other, django_assert_max_num_queries, name):
    def one_more():
        call = opened(author, keeper, accepted(author))
        finished(call, OrganisationFactory(region=RegionFactory()), keeper, other)
        recommended(call.finding, keeper, other)
        adopted(call.finding, OrganisationFactory(region=RegionFactory()), keeper)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one_more()
    client.force_login(keeper)
    client.get(page(name))
    with CaptureQueriesContext(connection) as first:
        client.get(page(name))
    one_more()
    one_more()
    with CaptureQueriesContext(connection) as second:
        client.get(page(name))
    assert (len(second), len(second) <= 20) == (len(first), True)


def test_own_pages_open_in_both_languages(client, author, keeper, other):
    call = opened(author, keeper)
    pilot = finished(call, OrganisationFactory(), keeper, other)
    one = recommended(call.finding, keeper, other)
    finding, brief = Finding.objects.get(), call.brief
    client.force_login(keeper)
    pages = [("finding", finding), ("brief", brief), ("invitation", call), ("pilot", pilot), ("recommendation", one), ("edit_finding", finding)]
    pages += [("write_brief", finding), ("edit_invitation", finding), ("write_recommendation", finding)]
    for language in ("en", "ru"):
        answers = [client.get(page(name, thing.pk).replace("/en/", f"/{language}/")).status_code for name, thing in pages]
        assert answers == [200] * len(pages)
    assert {client.get(page(name)).status_code for name in ("new_finding", "proposals", "rules", "mine")} <= {200, 403}


def test_rules_say_how_many_pilots_are_enough(client, keeper):
    client.force_login(keeper)
    assert client.post(page("rules"), {"least_pilots": "0"}).status_code == 400
    assert client.post(page("rules"), {"least_pilots": "5"}).status_code == 302
    assert 'value="5"' in client.get(page("rules")).content.decode()


def test_a_brief_whose_author_is_gone_can_still_be_replaced(author, keeper):
    first = briefed(author, keeper)
    type(first).objects.filter(pk=first.pk).update(author=None)
    assert briefed(author, keeper, first.finding, on=TODAY() - timedelta(days=1)).number == 2
