"""The agenda for programs."""

from sextant.society.agenda import actions
from sextant.society.agenda.models import Guideline
from sextant.society.agenda.tests.factories import IndicatorFactory, InitiativeFactory


def test_a_private_initiative_is_neither_listed_nor_told(alma, client):
    hidden = InitiativeFactory(home=Guideline.objects.first(), is_public=False, title_en="Tajny plan")
    assert client.get("/api/agenda/initiatives").json()["items"] == []
    answer = client.get(f"/api/agenda/initiatives/{hidden.pk}")
    assert (answer.status_code in (401, 403), "Tajny" in answer.text) == (True, False)


def test_an_indicator_tells_its_figures(alma, client, make_user):
    indicator = IndicatorFactory(guideline=Guideline.objects.first())
    actions.report_value(indicator, year=2025, value=7, by=make_user("secretary"))
    told = client.get(f"/api/agenda/indicators/{indicator.pk}").json()
    assert (told["guideline"], told["status"], told["values"]) == ("0.1", "ok", [{"year": 2025, "value": 7.0, "rows": 0, "fingerprint": ""}])


def test_guidelines_are_told_in_order(alma, client):
    told = client.get("/api/agenda/guidelines").json()
    assert ([row["code"] for row in told][:3], len(told)) == (["0.1", "0.2", "I.1"], 29)
