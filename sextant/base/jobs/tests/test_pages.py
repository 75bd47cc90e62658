"""The pages of background work: one's own jobs, for the office all, and nothing of anybody else's."""

import pytest
from django.urls import reverse

from sextant.base.jobs import states
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job

pytestmark = pytest.mark.django_db
LIST = "jobs:list"


def _job(by=None, **fields) -> Job:
    job = after_commit("jobs.tidy", by=by)
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()
    return job


def test_a_user_sees_his_own_jobs_and_no_others(client, make_user):
    mine, other = make_user(), make_user(display_name="Somebody Else")
    _job(mine), _job(other, note="a secret note")
    client.force_login(mine)
    page = client.get(reverse(LIST))
    assert ([job.created_by for job in page.context["page"]], b"Somebody Else" in page.content) == ([mine], False)


def test_the_office_sees_all_jobs(client, make_user):
    _job(make_user()), _job()
    client.force_login(make_user("secretary"))
    assert len(client.get(reverse(LIST)).context["page"]) == 2


@pytest.mark.parametrize(("name", "method"), [("detail", "get"), ("cancel", "post"), ("retry", "post")])
def test_somebody_elses_job_is_refused(client, make_user, name, method):
    job = _job(make_user(), note="a secret note", state=states.FAILED)
    client.force_login(make_user())
    answer = getattr(client, method)(reverse(f"jobs:{name}", args=[job.pk]))
    assert (answer.status_code, b"a secret note" in answer.content, Job.objects.get().state) == (403, False, states.FAILED)


def test_a_visitor_is_asked_to_log_in(client):
    assert client.get(reverse(LIST)).status_code == 302


def test_the_list_asks_as_many_questions_for_one_job_as_for_three(client, make_user, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(make_user("secretary"))
    asked = []
    for number in (1, 2):
        for _time in range(number):
            _job(make_user())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(LIST))
        asked.append(len(queries))
    assert (asked[0], asked[0] <= 10) == (asked[1], True)


def test_a_running_job_is_asked_about_every_two_seconds_and_an_ended_one_is_not(client, make_user):
    user = make_user()
    job = _job(user, total=4, done=1)
    Job.objects.update(state=states.RUNNING, lease_until=job.created_at)
    client.force_login(user)
    address = reverse("jobs:detail", args=[job.pk])
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, 'hx-trigger="every 2s"' in part, "1 of 4 (25 %)" in part) == (False, True, True)
    Job.objects.update(state=states.DONE)
    assert "hx-trigger" not in client.get(address).content.decode()


def test_a_job_links_to_what_it_made_on_this_site_only(client, make_user):
    user = make_user()
    job = _job(user, result={"url": "/en/report/2025/"})
    client.force_login(user)
    assert 'href="/en/report/2025/"' in client.get(reverse("jobs:detail", args=[job.pk])).content.decode()
    assert Job(result={"url": "//elsewhere.example"}).link == ""


def test_a_job_is_cancelled_and_tried_again_by_its_owner(client, make_user):
    user = make_user()
    job = _job(user)
    client.force_login(user)
    seen = []
    for name in ("cancel", "retry"):
        client.post(reverse(f"jobs:{name}", args=[job.pk]))
        seen.append(Job.objects.get().state)
    assert seen == [states.CANCELLED, states.QUEUED]


def test_filters_narrow_the_list_and_the_download(client, make_user):
    user = make_user()
    _job(user), _job(user, state=states.FAILED, error="No such file.")
    client.force_login(user)
    rows = client.get(reverse(LIST), {"state": "failed", "format": "json"})
    assert [row["error"] for row in __import__("json").loads(b"".join(rows.streaming_content))] == ["No such file."]
