"""Grants given have moved to a house of their own: the rows with their keys, and the earlier addresses."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from sextant.society.grants.models import Grant, Publication
from sextant.society.grants.tests.factories import in_days, recorded
from sextant.society.ledger.models import Line
from sextant.society.ledger.tests.factories import posted
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory


def at(name: str) -> Any:
    """The models as they are after that migration of projects."""
    MigrationExecutor(connection).migrate([("projects", name)])
    return MigrationExecutor(connection).loader.project_state([("projects", name)]).apps


@pytest.mark.django_db(transaction=True)
def test_rows_move_with_their_keys_and_lines_and_back_again() -> None:
    posted(500_00, debit="grants_awarded", credit="bank")
    line, library, person = Line.objects.get(account__use="grants_awarded"), OrganisationFactory(), PersonFactory()
    try:
        old = at("0001_initial").get_model("projects", "GrantGiven").objects
        values: dict[str, Any] = {"currency": "RUB", "awarded_on": in_days(-3), "title_en": "Books"}
        old.create(pk=41, number="a", organisation_id=library.pk, amount_minor=500_00, **values).lines.add(line.pk)
        old.create(pk=77, number="b", person_id=person.pk, amount_minor=7, **values)
        at("0001_initial").get_model("projects", "Publication").objects.create(org_id="RU-INN-7707083893", prefix="360G-A")
        at("0003_grants_gone")
        moved = [(one.pk, one.number, one.state, one.recipient.pk, [part.pk for part in one.lines.all()]) for one in Grant.objects.order_by("pk")]
        assert moved == [(41, "a", "recorded", library.pk, [line.pk]), (77, "b", "recorded", person.pk, [])]
        assert (Publication.objects.get().prefix, recorded("c").pk > 77) == ("360G-A", True)
        back = at("0001_initial").get_model("projects", "GrantGiven").objects
        assert (list(back.order_by("pk").values_list("number", flat=True)), Grant.objects.count()) == (["a", "b", "c"], 0)
    finally:
        at("0003_grants_gone")


@pytest.mark.django_db
def test_the_earlier_addresses_lead_to_the_new_ones(client: Any) -> None:
    asked = {"grants": "grants:register", "open_data": "grants:open_data", "grant_new": "grants:register", "publication": "grants:publication"}
    answers = {name: client.get(reverse(f"projects:{name}") + "?format=csv") for name in asked}
    assert {name: (one.status_code, one["Location"]) for name, one in answers.items()} == {
        name: (301, reverse(there) + "?format=csv") for name, there in asked.items()
    }
    assert client.get(reverse("projects:grant_edit", args=[41]))["Location"] == reverse("grants:grant", args=[41])
