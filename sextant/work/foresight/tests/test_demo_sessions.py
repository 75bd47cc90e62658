"""The demo's sessions by themselves: the planted camps are found, and taking them away leaves the tables as they were."""

from datetime import date
from random import Random

import pytest
from django.apps import apps

from sextant.base.demo.registry import World
from sextant.society.agenda.actions.agendas import load_shipped_agenda
from sextant.work.foresight.demo.load import load, remove
from sextant.work.foresight.models import Reading, Session

pytestmark = pytest.mark.django_db


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_app_config("foresight").get_models()}


def test_the_demo_finds_its_planted_camps_and_goes_without_a_trace():
    load_shipped_agenda()
    before = rows()
    load(World(Random(7), today=date(2027, 3, 1)))
    found = Reading.objects.filter(kind="groups", group__session__code="demo_2019")
    assert [len(one.result["groups"]) for one in found] == [2] * 6
    assert list(Session.objects.order_by("code").values_list("code", "state")) == [("demo_2019", "closed"), ("demo_next", "open")]
    remove()
    assert rows() == before
