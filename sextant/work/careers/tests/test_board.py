"""The board: from a draft to a letter, who may do what, what is refused."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import OrganisationFactory, RegionFactory, active
from sextant.work.careers import jobs as work
from sextant.work.careers import states
from sextant.work.careers.actions.jobs import close_job, extend_job, publish_job, return_job, save_job, submit_job
from sextant.work.careers.actions.prestige import save_board_rules
from sextant.work.careers.models import Job
from sextant.work.careers.tests.factories import TODAY, draft, employer, published

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"careers:{name}", args=args)


FORM = {
    "title_en": "Cataloguer",
    "text_en": "You describe books.",
    "salary_from": "60 000",
    "salary_to": "75 000",
    "currency": "RUB",
    "period": "month",
    "tax": "gross",
    "contract": "permanent",
    "workload": "full",
    "places": "1",
    "remote": "on_site",
    "place": "Pskov",
    "language": "ru",
    "apply_email": "staff@library.example.org",
}


def test_from_the_draft_of_an_employer_to_the_board(client, make_user):
    user, until = make_user(), (TODAY() + timedelta(days=20)).isoformat()
    library = employer(user, name_en="Pskov Library")
    client.force_login(user)
    client.post(page("new_job", library.pk), {**FORM, "apply_until": until})
    job = Job.objects.get()
    client.post(page("add_requirement", job.pk), {"need-text_en": "Two foreign languages", "need-competency": "ling-2"})
    client.post(page("submit_job", job.pk))
    assert (Job.objects.get().state, client.get(page("jobs")).content.count(b"Cataloguer")) == ("submitted", 0)
    client.force_login(make_user("secretary"))
    assert "Look over 1 job" in client.get(reverse("home:desk")).content.decode()
    client.post(page("publish_job", job.pk))
    client.logout()
    shown = client.get(page("job", job.pk)).content.decode()
    assert ("RUB\xa060,000 to RUB\xa075,000 a month, before tax" in shown, "LING-2" in shown, "staff@library" in shown) == (True, True, True)
    assert Letter.objects.get().template == "careers.job_published"


def test_a_job_without_pay_is_refused_on_the_form_and_by_the_action(client, make_user):
    user = make_user()
    library = employer(user)
    client.force_login(user)
    answer = client.post(page("new_job", library.pk), {**FORM, "salary_from": "", "apply_until": TODAY().isoformat()})
    assert (answer.status_code, Job.objects.count()) == (400, 0)
    with pytest.raises(ValidationError, match="Jobs without pay are not published here"):
        draft(salary_from_minor=0)
    with pytest.raises(ValidationError, match="below the lower one"):
        draft(salary_to_minor=100)


def test_others_see_nothing_of_a_job_that_is_not_published(client, make_user):
    job = draft(employer(name_en="Secret Library"), title_en="Hidden post")
    other = make_user()
    employer(other)
    for user in (other, make_user("member"), make_user("editor")):
        client.force_login(user)
        answers = [client.get(page("job", job.pk)), client.get(page("edit_job", job.pk)), client.post(page("submit_job", job.pk))]
        assert {answer.status_code for answer in answers} == {403}
        assert not any("Hidden" in answer.content.decode() for answer in answers)
    client.logout()
    listed = client.get(page("jobs")).content + client.get(page("jobs_feed")).content + client.get(page("employers")).content
    assert (b"Hidden" in listed, b"Secret" in listed, client.get(page("job", job.pk)).status_code) == (False, False, 302)
    assert client.get(page("kept_jobs")).status_code == 302
    client.force_login(other)
    assert "Hidden" not in client.get(page("kept_jobs")).content.decode()


def test_an_employer_in_good_standing_publishes_at_once_where_the_setting_says_so(make_user):
    user = make_user()
    library = employer(user)
    job = draft(library, by=user)
    save_board_rules(trusts_members=True, longest_days=60, warn_days=3, by=None)
    assert submit_job(job, by=user, today=TODAY()).state == states.SUBMITTED
    member = make_user()
    house = employer(member)
    active(organisation=house, on=TODAY())
    assert submit_job(draft(house, by=member), by=member, today=TODAY()).state == states.PUBLISHED


def test_the_office_sends_back_with_a_reason_and_the_employer_reads_it(client, make_user):
    user = make_user()
    job = submit_job(draft(employer(user), by=user), by=user, today=TODAY())
    with pytest.raises(ValidationError, match="Say what is to be changed"):
        return_job(job, reason=" ", by=None)
    return_job(job, reason="Name the department", by=None)
    client.force_login(user)
    assert "Name the department" in client.get(page("job", job.pk)).content.decode()
    assert "came back" in client.get(reverse("home:desk")).content.decode()
    assert (Letter.objects.get().recipient, "Name the department" in Letter.objects.get().body) == (user, True)


def test_a_job_expires_by_the_clock_after_one_warning_and_is_extended_with_one_press(client, make_user):
    user = make_user()
    job = published(employer(user), by=user)
    Letter.objects.all().delete()
    Job.objects.update(apply_until=TODAY() + timedelta(days=2))
    assert [work.keep_board(None), work.keep_board(None)] == [{"expired": 0, "warned": 1, "forgotten": 0}] * 2
    assert [letter.template for letter in Letter.objects.all()] == ["careers.job_expiring"]
    Job.objects.update(apply_until=TODAY() - timedelta(days=1))
    assert (work.keep_board(None)["expired"], work.keep_board(None)["expired"]) == (1, 0)
    assert (client.get(page("jobs")).content.count(b"Cataloguer"), client.get(page("job", job.pk)).status_code) == (0, 200)
    client.force_login(user)
    client.post(page("extend_job", job.pk))
    job.refresh_from_db()
    assert (job.state, job.apply_until) == ("published", TODAY() + timedelta(days=60))


def test_closing_says_what_became_of_it_and_ends_everything_else(make_user):
    user = make_user()
    job = published(employer(user), by=user)
    with pytest.raises(ValidationError, match="what became of the vacancy"):
        close_job(job, outcome="", by=user, today=TODAY())
    job = close_job(job, outcome="filled", applicants=7, by=user, today=TODAY())
    assert (job.state, job.outcome, job.applicants) == ("closed", "filled", 7)
    for action in (lambda: extend_job(job, by=user, today=TODAY()), lambda: save_job(job, by=user, today=TODAY(), title_en="Other")):
        with pytest.raises(ValidationError):
            action()


def test_filters_find_by_words_region_contract_pay_language_and_remote(client):
    region = RegionFactory(name_en="Pskov Region")
    published(title_en="Archivist", region=region, salary_from_minor=900_000_00, salary_to_minor=960_000_00, period="year", language="en")
    published(title_en="Bibliographer", contract="fixed_term", remote="remote", place="")
    found = lambda question: re.findall(r"Archivist|Bibliographer", re.sub(r"<[^>]*>", "", client.get(page("jobs") + question).content.decode()))  # noqa: E731
    assert found("") == ["Bibliographer", "Archivist"]
    assert (found("?q=archivists"), found("?contract=fixed_term"), found("?language=en")) == (["Archivist"], ["Bibliographer"], ["Archivist"])
    assert (found("?salary=76000"), found("?salary=75000"), found("?salary=80001")) == (["Archivist"], ["Bibliographer", "Archivist"], [])
    assert found(f"?region={region.pk}") == ["Bibliographer", "Archivist"]
    assert found(f"?region={region.pk}&remote=on_site") == ["Archivist"]
    assert client.get(page("jobs") + "?region=nonsense&salary=-1&page=zzz").status_code == 200
    assert client.get(page("jobs") + "?format=csv&q=archivist").status_code == 200


def test_structured_data_is_escaped_and_complete(client):
    job = published(employer(name_en="A & B </script> Library"), title_en="</script><script>alert(1)</script>", text_en="One\n<b>two</b>")
    shown = client.get(page("job", job.pk)).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.S)
    assert (len(blocks), shown.count("<script>")) == (1, 0)
    said = json.loads(blocks[0])
    assert (said["@type"], said["title"]) == ("JobPosting", "</script><script>alert(1)</script>")
    assert said["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "RUB",
        "value": {"@type": "QuantitativeValue", "minValue": 60000.0, "maxValue": 75000.0, "unitText": "MONTH"},
    }
    assert (said["description"], said["employmentType"]) == ("<p>One</p><p>&lt;b&gt;two&lt;/b&gt;</p>", ["FULL_TIME"])
    assert (said["hiringOrganization"]["name"], said["jobLocation"]["address"]["addressLocality"]) == ("A & B </script> Library", "Pskov")
    Job.objects.update(apply_until=TODAY() - timedelta(days=1))
    assert "ld+json" not in client.get(page("job", job.pk)).content.decode()


def test_the_feed_is_well_formed_and_answers_the_same_filters(client):
    from xml.etree import ElementTree

    published(title_en="Archivist & keeper")
    published(title_en="Bibliographer")
    feed = ElementTree.fromstring(client.get(page("jobs_feed") + "?q=archivist").content)
    names = [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in feed.findall("{http://www.w3.org/2005/Atom}entry")]
    assert names == ["Archivist & keeper"]


def test_lists_ask_a_constant_number_of_questions(client, make_user):
    cache.clear()
    user = make_user("secretary")
    client.force_login(user)

    def questions(address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        return len(asked)

    published(region=RegionFactory())
    addresses = [page("jobs"), page("kept_jobs"), page("employers"), page("jobs_feed"), page("jobs") + "?format=csv"]
    one = [questions(address) for address in addresses]
    for _more in range(2):
        published(OrganisationFactory(region=RegionFactory()), region=RegionFactory())
    assert [questions(address) for address in addresses] == one
    assert max(one) <= 15


def test_what_is_incomplete_or_late_is_not_handed_in(make_user):
    user = make_user()
    library = employer(user)
    for fields, said in (
        ({"text_en": "", "text_ru": ""}, "Say what the work is"),
        ({"apply_email": ""}, "how to apply"),
        ({"place": ""}, "where the work is"),
    ):
        with pytest.raises(ValidationError, match=said):
            submit_job(draft(library, by=user, **fields), by=user, today=TODAY())
    with pytest.raises(ValidationError, match="within 60 days"):
        draft(library, apply_until=TODAY() + timedelta(days=61))
    job = draft(library)
    Job.objects.filter(pk=job.pk).update(apply_until=TODAY() - timedelta(days=1))
    with pytest.raises(ValidationError, match="is over"):
        publish_job(job, by=None, today=TODAY())
