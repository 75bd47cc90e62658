"""What calls and their entries ask for, by concept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import perform_here
from sextant.society.concepts.queries.demand import asked_by_concept
from sextant.society.concepts.tests.factories import stored_small
from sextant.work.calls.tests.factories import draft_call, entry_in, open_call

pytestmark = pytest.mark.django_db


def test_calls_ask_with_their_page_and_entries_are_only_counted(client):
    stored_small()
    open_call("reading", title_en="Family reading at home", title_ru="Семейное чтение дома")
    draft_call("secret", title_en="Family reading in secret", title_ru="Тайное семейное чтение")
    call = open_call("rural", title_en="New services", title_ru="Новые услуги")
    entry_in(call, title="Our rural library by night")
    perform_here(after_commit("concepts.land_demand"))
    landed = {code: counts for code, counts in asked_by_concept(timezone.localdate(), timezone.localdate()).items() if code in ("c0003", "c0005")}
    assert landed == {"c0003": {"entries": 1}, "c0005": {"calls": 1}}
    family = client.get(reverse("concepts:concept", args=["c0005"])).content.decode()
    rural = client.get(reverse("concepts:concept", args=["c0003"])).content.decode()
    assert (reverse("calls:call", args=["reading"]) in family, "in secret" in family) == (True, False)
    assert ("by night" in rural, "Entries for contests and grants" in rural) == (False, True)
