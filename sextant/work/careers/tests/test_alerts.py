"""Letters about new jobs: confirmed, told once, stopped with one press."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.queries.held import held_about
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.careers import jobs as work
from sextant.work.careers.actions.alerts import ask_alert, confirm_alert, tell_alert
from sextant.work.careers.actions.jobs import extend_job
from sextant.work.careers.letters import token_of
from sextant.work.careers.models import Alert, AlertJob, Job
from sextant.work.careers.tests.factories import TODAY, published

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"careers:{name}", args=args)


def letters():
    return list(Letter.objects.filter(template="careers.alert").order_by("pk"))


def alert(**fields):
    return ask_alert(**{"search": {}, "rhythm": "daily", "language": "en", **fields})


def test_a_visitor_gets_letters_only_after_the_link_was_followed_and_pressed(client):
    cache.clear()
    answer = client.post(page("new_alert") + "?q=archivist", {"email": "Ann@Example.org", "rhythm": "daily"})
    assert (answer["Location"], Alert.objects.get().search) == (page("alert_asked"), {"q": "archivist"})
    published(title_en="Archivist")
    work.write_alerts(None)
    assert [letter.template for letter in Letter.objects.filter(to_address="ann@example.org")] == ["careers.alert_confirm"]
    link = re.search(r"/en/careers/alerts/confirm/\S+", Letter.objects.get(template="careers.alert_confirm").body).group()
    client.get(link)
    assert Alert.objects.get().confirmed_at is None
    client.post(link)
    published(title_en="Bibliographer")
    work.write_alerts(None)
    assert [(letter.to_address, letter.subject) for letter in letters()] == [("ann@example.org", "A new job")]
    assert ("Archivist" in letters()[0].body, "Bibliographer" in letters()[0].body) == (True, False)


def test_a_job_is_told_once_whatever_happens_to_it(make_user):
    user = make_user(language="en")
    mine = alert(user=user)
    job = published(by=user)
    assert [tell_alert(mine, today=TODAY()), tell_alert(mine, today=TODAY()), tell_alert(mine, today=TODAY() + timedelta(days=1))] == [1, 0, 0]
    extend_job(job, by=user, today=TODAY())
    Alert.objects.update(written_on=None)
    assert (tell_alert(mine, today=TODAY() + timedelta(days=1)), len(letters()), AlertJob.objects.count()) == (0, 1, 1)


def test_a_weekly_search_waits_a_week_and_then_tells_everything_in_one_letter(make_user):
    mine = alert(user=make_user(), rhythm="weekly")
    published()
    tell_alert(mine, today=TODAY())
    published(title_en="Archivist")
    published(title_en="Bibliographer")
    assert [tell_alert(mine, today=TODAY() + timedelta(days=days)) for days in (1, 6, 7, 8)] == [0, 0, 2, 0]
    assert (letters()[1].subject == "New jobs: 2", len(letters())) == (True, 2)


def test_what_was_on_the_board_before_and_what_does_not_answer_is_not_told(make_user):
    published()
    mine = alert(user=make_user(), search={"contract": "internship"})
    published()
    wanted = published(contract="internship", title_en="Trainee")
    assert (tell_alert(mine, today=TODAY()), AlertJob.objects.get().job) == (1, wanted)


def test_one_press_stops_the_letters_without_a_log_in_and_the_address_is_forgotten(client):
    mine = confirm_alert(alert(email="ann@example.org"))
    client.handler.enforce_csrf_checks = True
    link = page("stop_alert", token_of(mine))
    assert client.get(link).status_code == 200
    assert Alert.objects.get().ended_at is None
    assert client.post(link).status_code == 302
    published()
    assert (work.write_alerts(None), Alert.objects.get().email) == ({"letters": 0, "jobs": 0}, f"ended-{mine.pk}@invalid.example")
    assert {client.get(page(name, "nonsense")).status_code for name in ("stop_alert", "confirm_alert")} == {404}


def test_nobody_ends_the_search_of_somebody_else(client, make_user):
    mine = alert(user=make_user(), search={"q": "secret wish"})
    for roles in ((), ("secretary",)):
        client.force_login(make_user(*roles))
        assert client.post(page("end_alert", mine.pk)).status_code == 403
        assert "secret wish" not in client.get(page("my_alerts")).content.decode()


def test_programs_and_crowds_are_kept_out_and_the_answer_never_says_who_is_known(client):
    cache.clear()
    client.post(page("new_alert"), {"email": "ann@example.org", "rhythm": "daily", "homepage": "https://spam.example"})
    assert Alert.objects.count() == 0
    answers = [client.post(page("new_alert"), {"email": "ann@example.org", "rhythm": "daily"}) for _time in range(11)]
    assert ([answer.status_code for answer in answers].count(302), answers[-1].status_code) == (10, 400)
    for _more in range(15):
        alert(email="ann@example.org")
    assert (Alert.objects.count(), alert(email="ANN@example.org")) == (20, None)


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_week():
    alert(email="ann@example.org")
    Alert.objects.update(made_at="2020-01-01T00:00Z")
    work.keep_board(None)
    assert Alert.objects.count() == 0


def test_a_job_that_expired_meanwhile_is_not_told(make_user):
    mine = alert(user=make_user())
    published()
    Job.objects.update(apply_until=TODAY() - timedelta(days=1))
    assert tell_alert(mine, today=TODAY()) == 0


def test_a_person_takes_the_searches_of_an_address_away_and_they_go_with_the_person(make_user):
    person = PersonFactory(email="ann@example.org", user=make_user())
    alert(email="ann@example.org", search={"q": "archives"})
    alert(user=person.user)
    alert(email="other@example.org")
    assert any(row.get("search") == {"q": "archives"} for section in held_about(person) for row in section.rows)
    erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary"))
    assert [one.email for one in Alert.objects.all()] == ["other@example.org"]
