"""Grants given: the register, what the books have that it has not, and open data that names no person."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

import sextant.lab.funding
from sextant.society.grants.actions.ending import cancel_grant, withdraw_grant
from sextant.society.grants.actions.registering import save_grant, save_publication
from sextant.society.grants.models import Grant
from sextant.society.grants.queries.giving import grants, unregistered, withheld
from sextant.society.grants.tests.factories import in_days, promised, running
from sextant.society.ledger.actions.requisites import save_payee
from sextant.society.ledger.models import Line
from sextant.society.ledger.tests.factories import posted
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
SCHEMAS = Path(sextant.lab.funding.__file__).parent / "schemas"


def given(number: str = "1", **fields: Any) -> Grant:
    values: dict[str, Any] = {"title_en": "Books", "description_en": "Books for a village.", "amount_minor": 1500_50, "awarded_on": in_days(-9)}
    if "person" not in fields:
        values |= {"organisation": OrganisationFactory(), "recipient_id": "RU-INN-7700000001"}
    return save_grant(None, by=None, number=number, currency="RUB", **{**values, **fields})


def publishing(user: Any = None) -> None:
    save_payee(by=user, name_ru="Ассоциация", name_en="Association", tax_id="7707083893")
    save_publication(by=user, org_id="RU-INN-7707083893", prefix="360G-Assoc", website="https://example.org/")


def mistakes(document: Any) -> list[str]:
    """What the schemas of the standard have against a package."""
    schema = {name: json.loads((SCHEMAS / f"{name}.json").read_text()) for name in ("grant", "package")}
    registry: Registry[Any] = Registry().with_resource("grant.json", Resource.from_contents(schema["grant"]))
    validator = Draft4Validator(schema["package"], registry=registry, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(document)]


def test_the_open_data_follows_the_standard_and_is_the_same_for_the_same_grants(client: Any, make_user: Any) -> None:
    publishing(make_user("treasurer"))
    given()
    given("2", person=PersonFactory(), title_en="An award", description_en="For research.")
    page = reverse("grants:open_data")
    answer = client.get(page)
    document = json.loads(answer.content)
    assert (answer.status_code, mistakes(document), [grant["id"] for grant in document["grants"]]) == (200, [], ["360G-Assoc-1", "360G-Assoc-2"])
    assert (document["publisher"]["name"], answer["Access-Control-Allow-Origin"], client.get(page).content) == ("Association", "*", answer.content)


def test_a_person_is_named_nowhere(client: Any, make_user: Any) -> None:
    publishing(make_user("treasurer"))
    person = PersonFactory(family_name="Secretov", given_name="Ivan")
    given("1", person=person)
    for page in (reverse("grants:open_data"), reverse("grants:register"), reverse("grants:register") + "?format=csv"):
        answer = client.get(page)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "Secretov" not in content.decode(), page


def test_a_text_that_names_its_person_is_refused_in_any_ending() -> None:
    person = PersonFactory(family_name="Тайнов", given_name="Иван")
    with pytest.raises(ValidationError, match="without the name"):
        given(person=person, description_ru="Премия Тайнову за исследование")
    assert given(person=person, description_ru="Премия за исследование").person == person


def test_a_promise_whose_public_text_names_the_person_is_refused() -> None:
    person = PersonFactory(family_name="Тайнов", given_name="Иван")
    with pytest.raises(ValidationError, match="without the name"):
        promised(recipient=person, title_ru="Поездка Ивана Тайнова")
    assert promised(recipient=person, title_ru="Поездка на конгресс").person == person


def test_what_came_to_nothing_is_not_published_and_what_was_cut_is_published_as_it_is(client: Any, make_user: Any) -> None:
    publishing(make_user("treasurer"))
    values = {"recipient": OrganisationFactory(tax_number="7700000001"), "description_en": "Lessons."}
    whole = running(about=("x", "1"), **values)
    cancel_grant(running(about=("x", "2"), **values), reason="x", on=in_days(0), by=None)
    withdraw_grant(promised(about=("x", "3"), **values), reason="x", on=in_days(0), by=None, who="office")
    document = json.loads(client.get(reverse("grants:open_data")).content)
    assert mistakes(document) == []
    assert [(grant["id"][-4:], grant["amountAwarded"]) for grant in document["grants"]] == [(whole.number[-4:], 100_000), ("0002", 60_000)]
    assert [row.number for row in grants()] == [f"{whole.number[:-1]}2", whole.number]


def test_of_a_grant_that_is_run_here_only_the_words_are_changed() -> None:
    grant = running()
    assert save_grant(grant, by=None, title_en="A better title").title_en == "A better title"
    with pytest.raises(ValidationError, match="run here"):
        save_grant(grant, by=None, amount_minor=5)
    with pytest.raises(ValidationError, match="of this form"):
        given("G-2026-0001")


def test_a_grant_that_the_standard_would_refuse_is_withheld_with_the_reason(make_user: Any) -> None:
    publishing(make_user("treasurer"))
    given()
    given("2", recipient_id="")
    assert list(withheld(in_days(0))) == ["2"]


def test_without_a_publisher_there_is_no_package_and_the_sentence_says_so(client: Any) -> None:
    given()
    answer = client.get(reverse("grants:open_data"))
    assert (answer.status_code, answer["Content-Type"].startswith("text/plain")) == (404, True)


def test_what_the_books_have_as_grants_waits_until_it_is_described() -> None:
    posted(500_00, debit="grants_awarded", credit="bank")
    line = Line.objects.get(account__use="grants_awarded")
    assert list(unregistered()) == [line]
    given(lines=[line])
    assert list(unregistered()) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount_minor": 0}, "above zero"),
        ({"title_en": ""}, "a title"),
        ({"starts_on": in_days(5), "ends_on": in_days(1)}, "before the first one"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        given(**fields)


def test_a_grant_has_one_recipient_and_a_number_of_its_own() -> None:
    given()
    with pytest.raises(ValidationError, match="Another grant"):
        given()
    with pytest.raises(ValidationError, match="one recipient"):
        given("3", person=PersonFactory(), organisation=OrganisationFactory())


@pytest.mark.parametrize(("name", "value"), [("org_id", "no id"), ("prefix", "Assoc")])
def test_identifiers_have_the_form_of_the_standard(name: str, value: str) -> None:
    given_values = {"org_id": "RU-INN-7707083893", "prefix": "360G-Assoc", name: value}
    with pytest.raises(ValidationError):
        save_publication(by=None, **given_values)
