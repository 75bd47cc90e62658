"""Experts are shown with their consent alone; found by concept; kept from judging their own."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.search.models import Entry
from sextant.society.concepts.experts import experts_on
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.models import Affiliation
from sextant.society.members.queries.held import held_about
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.society.members.ties import ties_between
from sextant.work.scholarship.actions.experts import Work, agree_profile, declare_conflict, save_profile, withdraw_profile
from sextant.work.scholarship.jobs import keep_experts
from sextant.work.scholarship.models import Dissertation, ExpertProfile, ExpertWork, WorkImport
from sextant.work.scholarship.queries.conflicts import conflicts_with
from sextant.work.scholarship.queries.experts import experts_found
from sextant.work.scholarship.queries.shown import person_panel
from sextant.work.scholarship.tests.factories import READING, TODAY, concept, defended, expert, registered, school

pytestmark = pytest.mark.django_db
BIB = """@article{a, author={Zorina, Vera and Ivanov, Ivan}, title={Reading of teenagers}, year={2024}, doi={10.1234/abc}}
@article{b, author={Smith, John}, title={Metadata for archives}, year={2020}}
"""


def page(name, *args):
    return reverse(f"scholarship:{name}", args=args)


def zorina(**fields):
    return PersonFactory(family_name="Зорина", given_name="Вера", patronymic="Павловна", latin_name="Zorina, Vera", **fields)


def test_nobody_is_listed_before_the_consent_nor_a_moment_after_it_is_taken_back(client, make_user):
    user = make_user()
    person = zorina(user=user)
    visitor = type(client)()
    client.force_login(user)
    client.post(page("my_expert"), {"is_juror": "on", "about_en": "Secret beginnings"})
    profile = ExpertProfile.objects.get()
    assert (visitor.get(page("expert", profile.pk)).status_code, "Зорина" in visitor.get(page("experts")).content.decode()) == (302, False)
    assert client.post(page("agree"), {}).status_code == 400
    client.post(page("agree"), {"agreed": "on"})
    assert "Зорина" in visitor.get(page("experts")).content.decode()
    assert (
        "Secret beginnings" in visitor.get(page("expert", profile.pk)).content.decode(),
        Entry.objects.filter(kind="scholarship.expert").count(),
    ) == (True, 1)
    client.post(page("withdraw"))
    office = type(client)()
    office.force_login(make_user("secretary", language="en"))
    gone = [visitor.get(page("expert", profile.pk)).status_code, office.get(page("expert", profile.pk)).status_code]
    assert (gone, "Зорина" in office.get(page("experts")).content.decode(), experts_on(["c9001"])) == ([302, 403], False, [])
    assert (Entry.objects.filter(kind="scholarship.expert").count(), person_panel(AnonymousUser(), person)) == (0, None)
    assert "Зорина" not in office.get(f"{page('experts')}?format=json").getvalue().decode()


def test_a_consent_lasts_a_year_and_a_letter_comes_before_its_end(client, monkeypatch):
    profile = expert(zorina(email="vera@example.org"))
    ExpertProfile.objects.filter(pk=profile.pk).update(until=TODAY() + timedelta(days=20))
    keep_experts(None)
    keep_experts(None)
    assert Letter.objects.filter(template="scholarship.consent_ends").count() == 1
    ExpertProfile.objects.filter(pk=profile.pk).update(until=TODAY() - timedelta(days=1))
    keep_experts(None)
    assert (client.get(page("expert", profile.pk)).status_code, Entry.objects.filter(kind="scholarship.expert").count()) == (302, 0)


def test_a_consent_needs_a_role_and_a_shown_place_is_ones_own():
    person = zorina()
    profile = save_profile(person, by=None)
    with pytest.raises(ValidationError, match="at least one role"):
        agree_profile(profile, agreed=True, today=TODAY(), by=None)
    with pytest.raises(ValidationError, match="at which you work"):
        save_profile(person, by=None, organisation=OrganisationFactory())
    with pytest.raises(ValidationError, match="nothing to take back"):
        withdraw_profile(profile, today=TODAY(), by=None)


def test_a_score_is_the_sum_of_its_parts():
    reading = concept("c9001", "чтение", "reading")
    teens = concept("c9002", "чтение подростков", "reading of teenagers", reading)
    works = (Work("One", TODAY().year), Work("Two", TODAY().year - 5))
    profile = expert(zorina(), concepts=(teens,), works=works)
    defended(READING, concepts=[teens], guide=profile.person)
    other = expert(concepts=(concept("c9003", "каталоги", "catalogues"),))
    found = experts_found([reading], "juror", today=TODAY())
    assert [(one.profile, one.named, one.works, one.guided, one.score) for one in found] == [(profile, 1, 2, 1, 2 + 1 + 0.5 + 0.5)]
    assert (experts_found([reading], "supervisor", today=TODAY()), {one.profile for one in experts_found([], today=TODAY())}) == (
        [],
        {profile, other},
    )
    given = experts_on(["c9001"], "juror")
    assert [(one.person, one.score, one.works, one.latest, one.roles) for one in given] == [(profile.person, 4.0, 2, TODAY().year, ("juror",))]
    assert "2 works" in " ".join(given[0].reasons)


def test_conflicts_are_told_with_their_reasons():
    author, colleague, student, boss = PersonFactory(family_name="Иванов", given_name="Иван"), PersonFactory(), PersonFactory(), PersonFactory()
    profile = expert(zorina(), works=(Work("Together", 2024, authors=("Зорина В. П.", "Ivanov, Ivan")),))
    place = OrganisationFactory(name_en="Old place")
    for person, until in ((profile.person, TODAY() - timedelta(days=700)), (colleague, None)):
        Affiliation.objects.create(person=person, organisation=place, since=TODAY() - timedelta(days=900), until=until)
    defended(READING, guide=profile.person, author=student)
    declare_conflict(profile, today=TODAY(), by=None, person=boss, note="Family")
    keys = {profile.person_id}

    def reasons(person):
        return " ".join(conflicts_with(keys, person=person, today=TODAY()).get(profile.person_id, []))

    said = [reasons(one) for one in (author, colleague, student, boss, PersonFactory())]
    assert ["2024" in said[0], "within three years" in said[1], "supervisor" in said[2].casefold(), "Declared" in said[3], said[4]] == [True] * 4 + [
        ""
    ]
    assert "Family" not in said[3]
    assert "three years" in " ".join(conflicts_with(keys, organisation=place, today=TODAY())[profile.person_id])
    Affiliation.objects.filter(person=profile.person).update(until=TODAY() - timedelta(days=4 * 365), since=None)
    assert conflicts_with(keys, organisation=place, today=TODAY()) == {}
    assert {tie.name for tie in ties_between({author.pk, student.pk, boss.pk}, keys)} == {"coauthor", "supervision", "declared"}


def test_conflicts_are_shown_to_those_who_choose_and_left_out_when_asked(client, make_user):
    expert(zorina(), works=(Work("Together", 2024, authors=("Иванов И.",)),))
    author = PersonFactory(family_name="Иванов", given_name="Иван", email="ivan@example.org")
    asked = {"person": author.email}
    assert "Co-authors" not in client.get(page("experts"), asked).content.decode()
    client.force_login(make_user("secretary", language="en"))
    shown, left = client.get(page("experts"), asked).content.decode(), client.get(page("experts"), {**asked, "without": "on"}).content.decode()
    assert ("Co-authors: co-authors, 2024" in shown, "Зорина" in shown, "Зорина" in left) == (True, True, False)


def read(work):
    perform_here(work.job)
    work.refresh_from_db()
    return work


def test_works_of_ones_own_file_come_in_and_strange_ones_wait(client, make_user):
    user = make_user()
    concept("c9001", "чтение", "reading")
    profile = expert(zorina(user=user))
    client.force_login(user)
    client.post(page("bring_works"), {"file": SimpleUploadedFile("mine.bib", BIB.encode())})
    work = read(WorkImport.objects.get())
    assert (work.read, work.stored, work.merged, work.refused, work.state) == (2, 2, 0, 0, "done")
    own, strange = ExpertWork.objects.get(doi="10.1234/abc"), ExpertWork.objects.get(year=2020)
    assert (own.is_confirmed, strange.is_confirmed, [one.code for one in own.concepts.all()]) == (True, False, ["c9001"])
    shown = type(client)().get(page("expert", profile.pk)).content.decode()
    assert ("Reading of teenagers" in shown, "Metadata" in shown) == (True, False)
    assert "Say whether 1 work is yours" in client.get(reverse("home:desk")).content.decode()
    client.post(page("bring_works"), {"file": SimpleUploadedFile("mine.bib", BIB.encode())})
    assert read(WorkImport.objects.order_by("-pk").first()).merged == 2
    client.post(page("remove_work", strange.pk))
    assert profile.works.count() == 1


def test_works_in_a_corpus_are_proposed_to_listed_experts_alone(client, make_user):
    profile = expert(zorina(email="vera@example.org"))
    save_profile(PersonFactory(family_name="Smith", given_name="John"), by=None)
    client.force_login(make_user("secretary", language="en"))
    client.post(page("corpora"), {"file": SimpleUploadedFile("journal.bib", BIB.encode())})
    work = read(WorkImport.objects.get())
    assert (work.stored, work.refused, work.findings[0][1]) == (1, 1, "No author of this work is a listed expert.")
    found = ExpertWork.objects.get()
    assert (found.profile, found.is_confirmed, Letter.objects.filter(template="scholarship.works_found").count()) == (profile, False, 1)
    assert client.post(page("confirm_work", found.pk)).status_code == 403
    assert "Reading of teenagers" not in client.get(page("expert", profile.pk)).content.decode()


@pytest.mark.parametrize("content", [b"", b"no format at all", b"\x00\x01\x02"])
def test_a_file_of_no_use_is_refused(client, make_user, content):
    user = make_user()
    expert(zorina(user=user))
    client.force_login(user)
    answer = client.post(page("bring_works"), {"file": SimpleUploadedFile("mine.bib", content)})
    work = WorkImport.objects.first()
    assert (answer.status_code == 400) if work is None else (read(work).state, bool(work.trouble), ExpertWork.objects.count()) == ("refused", True, 0)


def test_works_and_conflicts_are_changed_by_their_owner_alone(client, make_user):
    profile = expert(zorina(), works=(Work("Mine", 2024),))
    conflict = declare_conflict(profile, today=TODAY(), by=None, person=PersonFactory(), note="Family")
    for roles in ((), ("secretary",)):
        client.force_login(make_user(*roles))
        answers = [client.post(page("remove_work", profile.works.get().pk)), client.post(page("remove_conflict", conflict.pk))]
        assert {answer.status_code for answer in answers} == {403}
    assert "Family" not in client.get(page("expert", profile.pk)).content.decode()


def test_ones_own_page_adds_works_and_conflicts(client, make_user):
    user = make_user()
    expert(zorina(user=user))
    client.force_login(user)
    client.post(page("my_works"), {"title": "By hand", "year": "2023", "authors": "Зорина В.; Ivanov, I."})
    assert client.post(page("my_works"), {"title": "By hand", "doi": "nothing"}).status_code == 400
    client.post(page("my_conflicts"), {"organisation": school(name_en="A school", name_ru="").name_en, "note": "Was rector"})
    assert client.post(page("my_conflicts"), {"note": "Nobody"}).status_code == 400
    assert ("Was rector" in client.get(page("my_conflicts")).content.decode(), ExpertWork.objects.get().author_keys) == (
        True,
        ["zorina v", "ivanov i"],
    )


def test_an_erased_person_is_forgotten_and_topics_stay(make_user):
    person = zorina()
    expert(person, works=(Work("Mine", 2024),))
    planned = registered("Каталоги", author=person)
    done = defended(READING, guide=person)
    sections = [row for section in held_about(person) for row in section.rows if row.get("title") == "Mine" or row.get("is_juror")]
    assert sections
    erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary", language="en"))
    planned.refresh_from_db()
    assert (ExpertProfile.objects.count(), ExpertWork.objects.count(), planned.author_name, planned.author) == (0, 0, "", None)
    assert (done.supervisions.count(), Dissertation.objects.count()) == (0, 2)


def test_the_number_of_experts_opens_to_persons_and_ends_with_the_consent():
    profile = expert(zorina())
    figure = measure("scholarship.experts_listed").function(Period.of_year(TODAY().year), ASSOCIATION)
    assert (figure.value, figure.source.persons, len(list(figure.source.records()))) == (1, True, 1)
    before = TODAY() - timedelta(days=300)
    ExpertProfile.objects.filter(pk=profile.pk).update(agreed_on=before, listed_since=before)
    agree_profile(profile, agreed=True, today=TODAY(), by=None)
    day = TODAY() - timedelta(days=200)
    assert measure("scholarship.experts_listed").function(Period(day.year, day, day), ASSOCIATION).value == 1
    withdraw_profile(profile, today=TODAY(), by=None)
    assert measure("scholarship.experts_listed").function(Period.of_year(TODAY().year), ASSOCIATION).value == 0
