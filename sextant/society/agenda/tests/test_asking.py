"""What initiatives ask for, by concept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import perform_here
from sextant.society.agenda.tests.factories import InitiativeFactory
from sextant.society.concepts.queries.demand import asked_by_concept
from sextant.society.concepts.tests.factories import stored_small

pytestmark = pytest.mark.django_db


def test_initiatives_of_the_agenda_ask_and_private_ones_are_only_counted(client):
    stored_small()
    InitiativeFactory(title_en="Family reading for all", title_ru="Семейное чтение для всех", is_public=True)
    InitiativeFactory(title_en="Secret plan for family reading", title_ru="Тайный план семейного чтения", is_public=False)
    InitiativeFactory(title_en="Dropped family reading", title_ru="Оставленное семейное чтение", state="dropped")
    perform_here(after_commit("concepts.land_demand"))
    today = timezone.localdate()
    assert asked_by_concept(today, today)["c0005"]["initiatives"] == 2
    shown = client.get(reverse("concepts:concept", args=["c0005"])).content.decode()
    assert ("Family reading for all" in shown, "Secret plan" in shown, "Dropped" in shown) == (True, False, False)
