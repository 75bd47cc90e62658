"""Facts agreed before they are shown; stories shown only while the consent stands; the index with its parts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.search.models import Entry
from sextant.society.members import pay
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.queries.held import held_about
from sextant.society.members.tests.factories import PersonFactory, RegionFactory
from sextant.work.careers.actions.employers import agree_profile, return_profile, send_profile
from sextant.work.careers.actions.jobs import close_job
from sextant.work.careers.actions.prestige import save_figure
from sextant.work.careers.actions.stories import publish_story, save_story, submit_story, withdraw_story
from sextant.work.careers.models import CareerStory, EmployerProfile, Job
from sextant.work.careers.queries.prestige import index_of
from sextant.work.careers.tests.factories import PNG, TODAY, employer, published, published_story, story

pytestmark = pytest.mark.django_db
YEAR = 2025


def page(name, *args):
    return reverse(f"careers:{name}", args=args)


def test_facts_are_shown_only_after_the_office_agreed(client, make_user):
    user = make_user()
    library = employer(user, name_en="Pskov Library")
    client.force_login(user)
    client.post(
        page("my_employer", library.pk), {"year": YEAR, "training_days": "6.5", "pay": "70 000", "currency": "RUB", "about_en": "By the river"}
    )
    client.logout()
    assert "By the river" not in client.get(page("employer", library.pk)).content.decode()
    profile = EmployerProfile.objects.get()
    client.force_login(make_user("secretary"))
    client.post(page("agree_profile", profile.pk))
    client.logout()
    shown = client.get(page("employer", library.pk)).content.decode()
    assert ("By the river" in shown, "6.5" in shown, "RUB\xa070,000" in shown, shown.count("not collected")) == (True, True, True, 2)


def test_pay_stands_beside_the_region_only_where_both_are_known(client, monkeypatch):
    library = employer(region=RegionFactory(code="RU-PSK"))
    agree_profile(send_profile(library, year=YEAR, pay_minor=66_000_00, by=None), by=None)
    monkeypatch.setattr(pay, "_sources", [lambda region, year: pay.RegionalPay(60_000_00, "RUB", 2024, "returns") if region == "RU-PSK" else None])
    assert "110 % (RUB\xa060,000 in 2024, returns)" in client.get(page("employer", library.pk)).content.decode()


def test_a_new_edition_replaces_the_agreed_one_and_what_is_sent_back_leaves_it_shown(client):
    library = employer()
    first = agree_profile(send_profile(library, year=YEAR, mentors=3, by=None), by=None)
    second = return_profile(send_profile(library, year=YEAR, mentors=30, by=None), reason="Count again", by=None)
    assert (EmployerProfile.objects.get(state="agreed"), second.reason) == (first, "Count again")
    third = agree_profile(send_profile(library, year=YEAR, mentors=4, by=None), by=None)
    assert (third.pk, [one.state for one in EmployerProfile.objects.order_by("pk")]) == (second.pk, ["replaced", "agreed"])
    with pytest.raises(ValidationError, match="at least one thing"):
        send_profile(library, year=YEAR, by=None)


def test_only_who_acts_for_the_organisation_sends_facts(client, make_user):
    library = employer()
    profile = send_profile(library, year=YEAR, about_en="Secret plans", by=None)
    other = make_user()
    employer(other)
    for user in (other, make_user("member")):
        client.force_login(user)
        answers = [client.get(page("my_employer", library.pk)), client.get(page("profile", profile.pk)), client.get(page("profiles"))]
        assert {answer.status_code for answer in answers} == {403}
        assert client.post(page("agree_profile", profile.pk)).status_code == 403
    assert "Secret" not in client.get(page("employer", library.pk)).content.decode()


def author(client, make_user):
    user = make_user()
    person = PersonFactory(user=user, email=user.email, given_name="Anna", family_name="Reader")
    client.force_login(user)
    return person


def test_a_story_from_the_draft_to_the_page_and_gone_at_once_with_the_consent(client, make_user):
    person = author(client, make_user)
    photo = SimpleUploadedFile("../../me.php", PNG)
    client.post(page("new_story"), {"kind": "day", "title_en": "A day in the archive", "text_en": "At nine the *door* opens.", "photo": photo})
    told = CareerStory.objects.get()
    assert client.post(page("submit_story", told.pk), {}).status_code == 400
    client.post(page("submit_story", told.pk), {"agreed": "on"})
    own = client
    office = type(client)()
    office.force_login(make_user("secretary"))
    assert "Look over 1 career story" in office.get(reverse("home:desk")).content.decode()
    office.post(page("publish_story", told.pk))
    visitor = type(client)()
    assert "At nine the <em>door</em> opens" in visitor.get(page("story", told.pk)).content.decode()
    assert b"".join(visitor.get(page("story_photo", told.pk)).streaming_content) == PNG
    assert Entry.objects.filter(kind="careers.story").count() == 1
    path, storage = CareerStory.objects.get().photo.name, CareerStory.objects.get().photo.storage
    assert "php" not in path
    own.post(page("withdraw_story", told.pk))
    assert (visitor.get(page("story", told.pk)).status_code, visitor.get(page("story_photo", told.pk)).status_code) == (302, 302)
    assert (office.get(page("story", told.pk)).status_code, "archive" in visitor.get(page("stories")).content.decode()) == (403, False)
    assert (Entry.objects.filter(kind="careers.story").count(), CareerStory.objects.get().withdrawn_on) == (0, TODAY())
    assert person.career_stories.count() == 1
    assert storage is not None


def test_a_draft_is_read_by_its_author_alone(client, make_user):
    told = story(text_en="Secret beginnings")
    for roles in ((), ("member",), ("secretary",), ("director",)):
        client.force_login(make_user(*roles))
        answers = [client.get(page("story", told.pk)), client.get(page("edit_story", told.pk)), client.get(page("story_photo", told.pk))]
        assert {answer.status_code for answer in answers} == {403}
    assert client.post(page("publish_story", told.pk)).status_code == 404


def test_nothing_is_published_without_consent():
    told = story()
    with pytest.raises(ValidationError, match="only with your consent"):
        submit_story(told, agreed=False, on=TODAY(), by=None)
    told = submit_story(told, agreed=True, on=TODAY(), by=None)
    withdraw_story(told, on=TODAY(), by=None)
    with pytest.raises(ValidationError, match="has not consented"):
        publish_story(told, on=TODAY(), by=None)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg onload=alert(1)>", b"<?php system('id');", PNG[:30], b"GIF89a" + b"\x00" * 40])
def test_a_photo_that_is_none_is_refused(content):
    with pytest.raises(ValidationError):
        save_story(None, person=PersonFactory(), by=None, title_en="One", photo=SimpleUploadedFile("photo.jpg", content))
    assert CareerStory.objects.count() == 0


def test_a_person_takes_the_story_away_as_data_and_it_goes_when_the_person_is_erased(make_user):
    person = PersonFactory()
    published_story(person, text_en="Mine alone")
    sections = [section for section in held_about(person) if any(row.get("text_en") == "Mine alone" for row in section.rows)]
    assert len(sections) == 1
    erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary"))
    assert (CareerStory.objects.count(), Entry.objects.filter(kind="careers.story").count()) == (0, 0)


def _figure(component, value, year=YEAR):
    return save_figure(component=component, year=year, value=Decimal(value), source="A survey", source_url="https://survey.example.org", by=None)


def test_the_index_is_given_with_three_components_and_says_what_is_missing(client):
    this_year = TODAY().year
    _figure("perception", "60", this_year)
    _figure("pay", "80", this_year - 1)
    shown = client.get(page("prestige")).content.decode()
    assert ("There is no index yet" in shown, shown.count('class="muted">not collected')) == (True, 3)
    _figure("applicants", "4", this_year)
    shown = client.get(page("prestige")).content.decode()
    value = 100 * (0.6**2 * 0.3**2 * 0.4) ** (1 / 5)
    assert (f"{value:.1f} of 100" in shown, f"A survey</a>, {this_year - 1}" in shown, shown.count('class="muted">not collected')) == (True, True, 2)
    assert round(measure("careers.prestige_index").function(Period.of_year(this_year), ASSOCIATION).value, 6) == round(value, 6)
    with pytest.raises(ValidationError, match="at most 100"):
        _figure("perception", "101")


def test_vacancies_are_counted_from_the_board_once_there_are_enough(make_user):
    user = make_user()
    for number in range(6):
        job = published(employer(user), by=user)
        Job.objects.filter(pk=job.pk).update(published_at=timezone.now() - timedelta(days=10 + number))
        close_job(job, outcome="filled" if number < 5 else "not_filled", by=user, today=TODAY())
        lines = {line.part.code: line.known for line in index_of(TODAY().year).lines}
        assert (lines["filled"] is None) == (number < 4)
    assert (round(lines["filled"].value, 1), lines["days_open"].value, str(lines["filled"].source)) == (83.3, 12.0, "vacancies of this board")


def test_measures_count_what_their_pages_show():
    published(salary_from_minor=50_000_00, salary_to_minor=70_000_00)
    published(salary_from_minor=90_000_00, salary_to_minor=90_000_00)
    published(salary_from_minor=10_000_00, salary_to_minor=10_000_00, tax="net")
    told = published_story()
    period = Period.of_year(TODAY().year)
    counted = {code: measure(f"careers.{code}").function(period, ASSOCIATION) for code in ("jobs_published", "median_salary", "stories_published")}
    assert {code: figure.value for code, figure in counted.items()} == {"jobs_published": 3, "median_salary": 75.0, "stories_published": 1}
    assert len(list(counted["median_salary"].source.records())) == 2
    withdraw_story(told, on=TODAY(), by=None)
    assert measure("careers.stories_published").function(period, ASSOCIATION).value == 0


def test_the_page_of_an_organisation_shows_its_jobs(client, make_user):
    library = employer()
    assert "New job" not in client.get(reverse("members:organisation", args=[library.pk])).content.decode()
    published(library)
    shown = client.get(reverse("members:organisation", args=[library.pk])).content.decode()
    assert ("Cataloguer" in shown, "New job" in shown) == (True, False)
    client.force_login(make_user("secretary"))
    assert "New job" in client.get(reverse("members:organisation", args=[library.pk])).content.decode()
