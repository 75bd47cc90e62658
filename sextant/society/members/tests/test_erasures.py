"""Everything held about a person can be taken away, and the person forgotten: nothing is left, and the books still add up."""

import io
import json
import zipfile
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from sextant.base.accounts.models import Token
from sextant.base.audit.actions import record
from sextant.base.audit.queries import first_broken_line
from sextant.base.jobs.actions import after_commit
from sextant.base.letters.actions import queue_letter
from sextant.society.members.actions.erasures import ask_erasure, erase_person, refuse_erasure
from sextant.society.members.actions.merges import merge_people
from sextant.society.members.actions.people import create_person, update_person
from sextant.society.members.actions.privacy import set_privacy
from sextant.society.members.models import MembershipPeriod, Person, Section
from sextant.society.members.queries.standing import people_in_good_standing
from sextant.society.members.queries.traces import traces_of
from sextant.society.members.tests.factories import AffiliationFactory, PersonFactory, SectionFactory, SectionMemberFactory, active
from sextant.society.members.tests.test_imports import applied

pytestmark = pytest.mark.django_db
WORDS = ("Незабудкина", "Забывалова", "nezabudkina@library.example", "+7 900 765-43-21", "login@library.example")


def remembered(make_user):
    """A person who left traces everywhere."""
    person = create_person(
        by=None, family_name="Забывалова", given_name="Вера", email="nezabudkina@library.example", phone="+7 900 765-43-21", born_on=date(1987, 8, 9)
    )
    user = make_user(email="login@library.example", display_name="Вера Незабудкина")
    Person.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()
    update_person(person, by=user, family_name="Незабудкина", city="Тверь")
    set_privacy(person, by=user, switches={"in_directory": True, "public_page": True})
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    Token.objects.create(user=user, name="Незабудкина", digest="x")
    AffiliationFactory(person=person, position_ru="заведующая Незабудкина")
    SectionMemberFactory(person=person)
    active(person=person, on=date(2026, 6, 1))
    queue_letter(key="k", template="t", to=person.email, language="ru", subject="Здравствуйте, Вера Незабудкина", body="Незабудкина Вера!")
    applied("ФИО;Эл. почта;Телефон\nНезабудкина Вера;nezabudkina@library.example;+79007654322\nИной Пётр;i@library.example;\n")
    after_commit("x.y", to="nezabudkina@library.example")
    record(verb="x.y", obj=SectionFactory(about_ru="Пишите: nezabudkina@library.example, Вера Незабудкина"), by=user)
    merge_people(person, create_person(by=None, family_name="Незабудкина", given_name="Вера", email="second@library.example"), by=None)
    return Person.objects.get(pk=person.pk)


def forgotten(person, make_user):
    return erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary", email="office@library.example"))


def test_after_an_erasure_no_table_of_the_database_holds_name_address_or_phone(make_user):
    person = remembered(make_user)
    assert len(list(traces_of(WORDS))) > 10
    request = forgotten(person, make_user)
    assert [str(trace) for trace in traces_of(WORDS)] == []
    assert (request.counts["left"], first_broken_line()) == ([], None)


def test_what_stands_in_more_than_a_hundred_rows_is_erased_in_every_one(make_user):
    person = PersonFactory(email="everywhere@library.example")
    Section.objects.bulk_create(Section(code=f"s-{n}", name_ru="Секция", name_en="Section", about_ru=f"{n}: {person.email}") for n in range(130))
    request = forgotten(person, make_user)
    assert (request.counts["other rows"], request.counts["left"]) == (130, [])
    assert not Section.objects.filter(about_ru__contains=person.email).exists()


def test_books_and_statistics_stay_right(make_user):
    person = remembered(make_user)
    before = (MembershipPeriod.objects.count(), people_in_good_standing(date(2026, 7, 1)).count(), person.sections.count())
    forgotten(person, make_user)
    person.refresh_from_db()
    after = (MembershipPeriod.objects.count(), people_in_good_standing(date(2026, 7, 1)).count(), person.sections.count())
    assert (after, person.born_on, person.full_name) == (before, date(1985, 1, 1), f"Erased person No. {person.pk}")


def test_the_log_in_is_of_no_use_any_more(make_user, client):
    person = remembered(make_user)
    user = person.user
    forgotten(person, make_user)
    user.refresh_from_db()
    assert (user.is_active, user.email, user.has_usable_password()) == (False, f"erased-{user.pk}@invalid.example", False)
    assert (EmailAddress.objects.filter(user=user).count(), Token.objects.count()) == (0, 0)


def test_nobody_is_erased_by_a_slip_and_a_refusal_names_the_law(make_user):
    office, person = make_user("secretary"), remembered(make_user)
    request = ask_erasure(person, by=None)
    with pytest.raises(ValidationError, match="Type the number"):
        erase_person(request, typed="yes", by=office)
    with pytest.raises(ValidationError, match="Name the law"):
        refuse_erasure(request, reason=" ", by=office)
    refused = refuse_erasure(request, reason="402-ФЗ, ст. 29", by=office)
    assert (refused.state, Person.objects.get(pk=person.pk).family_name) == ("refused", "Незабудкина")
    with pytest.raises(ValidationError, match="decided already"):
        erase_person(request, typed=str(person.pk), by=office)


def test_the_export_holds_everything_in_both_languages_and_no_secret(make_user, client):
    person = remembered(make_user)
    client.force_login(person.user)
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/en/members/people/{person.pk}/held.zip").content))
    text = archive.read("data.json").decode()
    told = [word in text for word in ("Забывалова", "nezabudkina@library.example", "заведующая Незабудкина", "Здравствуйте", "1987-08-09")]
    assert (sorted(archive.namelist()), told, person.user.password in text) == (["data.en.html", "data.json", "data.ru.html"], [True] * 5, False)
    assert {section["title"] for section in json.loads(text)} >= {"Letters", "Record of changes", "Person", "Log-in"}


def test_only_the_person_and_the_office_take_the_data_or_ask_and_only_the_office_decides(make_user, client):
    person = remembered(make_user)
    request = ask_erasure(person, by=None)
    own = [f"/en/members/people/{person.pk}/held.zip", f"/en/members/people/{person.pk}/erasure/"]
    office = ["/en/members/erasures/", f"/en/members/erasures/{request.pk}/"]
    for user, expected in ((make_user("treasurer"), [403] * 4), (person.user, [200, 200, 403, 403]), (make_user("director"), [200] * 4)):
        client.force_login(user)
        assert [client.get(address).status_code for address in own + office] == expected


def test_a_namesake_and_a_shared_telephone_are_left_alone(make_user):
    phone = "+7 495 000-00-00"
    person, namesake = (create_person(by=None, family_name="Общая", given_name="Анна", phone=phone) for _number in range(2))
    forgotten(person, make_user)
    namesake.refresh_from_db()
    assert (namesake.phone, [trace.key for trace in traces_of(["Общая Анна"]) if trace.column == "title_ru"] != []) == (phone, True)
