"""Pages ask the database the same number of questions for one entry and for many, and at most fifteen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.society.members.tests.factories import PersonFactory
from sextant.work.calls.actions.results import ask_ranking
from sextant.work.calls.models import Call
from sextant.work.calls.tests.factories import closed, entry_in, given_to, juror_in, jury_stage, open_call, scored, with_log_in, work_off

pytestmark = pytest.mark.django_db
MOST = 15


def pages(call: Call) -> list[str]:
    stage = jury_stage(call).pk
    base = f"/en/calls/{call.slug}"
    return [
        "/en/calls/",
        f"{base}/",
        f"{base}/desk/",
        f"{base}/entries/",
        f"{base}/jury/",
        f"{base}/stages/{stage}/assignment/",
        f"{base}/stages/{stage}/ranking/",
    ]


def asked(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(queries)


def judged_more(call: Call, number: int) -> None:
    """So many more entries with two reviews each, and a ranking."""
    jurors = [juror_in(call, load=50) for _ in range(2)]
    for _ in range(number):
        entry = entry_in(call)
        for juror in jurors:
            scored(given_to(entry, juror), 7)
    ask_ranking(jury_stage(call), by=None)
    work_off()


def test_lists_rankings_and_desks_ask_the_same_for_one_entry_and_for_many(client, make_user):
    call = open_call()
    judged_more(call, 1)
    client.force_login(make_user("secretary"))
    few = {url: asked(client, url) for url in pages(call)}
    judged_more(call, 4)
    many = {url: asked(client, url) for url in pages(call)}
    assert many == few
    assert {url: count for url, count in many.items() if count > MOST} == {}


def test_a_juror_s_desk_and_an_author_s_list_do_too(client):
    call = open_call(one_entry=False)
    person = with_log_in(PersonFactory())
    juror = juror_in(call, person, load=50)
    given_to(entry_in(call), juror)
    client.force_login(person.user)
    url = f"/en/calls/{call.slug}/judge/"
    few = asked(client, url)
    for _ in range(3):
        given_to(entry_in(call), juror)
    assert (asked(client, url), few <= MOST) == (few, True)


def test_an_empty_call_says_what_to_do(client, make_user):
    call = closed(open_call())
    client.force_login(make_user("secretary"))
    said = {url: client.get(url).content.decode() for url in pages(call)}
    assert "No entry is submitted yet" in said[f"/en/calls/{call.slug}/entries/"]
    assert "Nobody is asked yet" in said[f"/en/calls/{call.slug}/jury/"]
    assert "Nothing is assigned yet" in said[f"/en/calls/{call.slug}/stages/{jury_stage(call).pk}/assignment/"]
