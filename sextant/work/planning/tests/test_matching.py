"""Which calls fit what a plan lacks: with reasons, with the gates that failed, and only for money that is missing."""

import pytest

from sextant.work.planning.actions.content import set_secured
from sextant.work.planning.models import PastGrant
from sextant.work.planning.queries.content import content_of
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.queries.matching import matches_of
from sextant.work.planning.tests.factories import drafted, in_days, initiative_of, registered, year

pytestmark = pytest.mark.django_db


def found(plan, initiative):
    content = content_of(plan)
    return matches_of(plan, content, initiative.pk, gap_of(plan, content), in_days(0))


def test_fitting_calls_stand_apart_from_those_that_failed_a_gate() -> None:
    plan = drafted()
    initiative = initiative_of(plan)
    good = registered(legal_forms=("public institution",), applicant_kinds=("library",))
    registered(id="c2", countries=("KZ",))
    registered(id="c3", legal_forms=("company",))
    registered(id="c4", award_min=600_000_00)
    registered(id="c5", closes_on=in_days(-3))
    matching, keys = found(plan, initiative)
    failed = {one.call.id: [gate.name for gate in one.gates if gate.answer == "failed"] for one in matching.excluded}
    assert ([keys[f"{one.call.source}\n{one.call.id}"] for one in matching.fitting], failed) == (
        [good.pk],
        {"c2": ["country"], "c3": ["legal_form"], "c4": ["amount"]},
    )


def test_each_reason_and_each_failed_gate_is_a_sentence_in_both_languages() -> None:
    plan = drafted()
    initiative = initiative_of(plan)
    registered(countries=("KZ",))
    match = found(plan, initiative)[0].excluded[0]
    said = [part.said for part in match.parts] + [gate.said for gate in match.gates]
    assert all(one.en and one.ru and one.en != one.ru for one in said)


def test_only_the_missing_part_is_looked_for_and_nothing_where_nothing_lacks() -> None:
    plan = drafted()
    initiative = initiative_of(plan, {year(): 500_000_00, year() + 1: 200_000_00})
    registered()
    set_secured(plan, source="Founder", kind="founder", amounts={year(): 350_000_00}, by=None)
    assert found(plan, initiative)[0].need.amounts == {year(): 150_000_00, year() + 1: 200_000_00}
    set_secured(plan, source="Grant", kind="grant", amounts={year(): 150_000_00, year() + 1: 200_000_00}, by=None)
    assert found(plan, initiative) is None


def test_an_earlier_grant_of_the_funder_to_a_similar_applicant_speaks_for_a_call() -> None:
    plan = drafted()
    initiative = initiative_of(plan)
    registered()
    before = found(plan, initiative)[0].fitting[0].score
    fields = {"title": "Family reading programme", "funder": "Fund", "recipient": "Town library", "amount": 1, "currency": "RUB"}
    PastGrant.objects.create(source="360Giving", key="1", awarded_on=in_days(-300), fingerprint="x", **fields)
    assert found(plan, initiative)[0].fitting[0].score > before
