"""Studies for programs: published ones with their frozen numbers; of fewer than five people none."""

import pytest
from django.utils import timezone

from sextant.work.delphi.actions.rounds import close_study, publish_study
from sextant.work.delphi.tests.factories import a_number, a_panel, a_study, closed, opened, said

pytestmark = pytest.mark.django_db


def asked(values):
    study = a_study()
    item, panel = a_number(study, band=1), a_panel(study, len(values))
    opened(study)
    said(panel, item, values, argument="My own reason")
    closed(study)
    return close_study(study, by=None), item


def test_a_study_is_told_of_once_it_is_published(client):
    study, item = asked([2, 5, 5, 6, 6, 7])
    where = f"/api/delphi/studies/{study.pk}/rounds/1"
    assert (client.get("/api/delphi/studies").json()["total"], client.get(where).status_code) == (0, 404)
    publish_study(study, fingerprint="f", today=timezone.localdate(), by=None)
    told = client.get("/api/delphi/studies").json()["items"][0]
    assert (told["id"], told["rounds"], [one["text_en"] for one in told["questions"]]) == (study.pk, [1], ["How important?"])
    answer = client.get(where)
    numbers = {"people": 6, "median": 5.5, "q1": 5.0, "q3": 6.0, "within": pytest.approx(4 / 6), "consensus": False}
    assert answer.json() == [{"question": item.pk, "option": "", **numbers}]
    assert b"My own reason" not in answer.content
    assert client.get(f"/api/delphi/studies/{study.pk}/rounds/2").status_code == 404


def test_four_answers_are_withheld(client):
    study, item = asked([2, 5, 6, 7])
    publish_study(study, fingerprint="f", today=timezone.localdate(), by=None)
    told = client.get(f"/api/delphi/studies/{study.pk}/rounds/1").json()
    assert told == [{"question": item.pk, "option": "", **dict.fromkeys(("people", "median", "q1", "q3", "within", "consensus"))}]
