"""Who pays less, by whose decision, and that no day has two reductions."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sextant.base.audit.models import PersonalValues
from sextant.base.audit.queries import history_of
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.actions.fees import end_reduction, grant_reduction
from sextant.society.members.actions.memberships import resign
from sextant.society.members.models import FeeReduction
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.tests.factories import active, applied

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def clerk(make_user):
    return make_user("treasurer")


def granted(membership, clerk, since=NEW_YEAR, until=None, percent=50):
    return grant_reduction(membership, percent=percent, reason="pension", since=since, until=until, by=clerk)


def test_a_reduction_is_granted_with_a_line_in_the_record_that_keeps_the_reason_as_personal(clerk):
    membership = applied()
    reduction = granted(membership, clerk)
    line = history_of(membership)[0]
    assert (line.verb, line.actor, line.after["percent"], line.personal.after) == ("members.grant_reduction", clerk, 50, {"reason": "pension"})
    assert (reduction.decided_by, reduction.decided_on) == (clerk, TODAY())


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"percent": 0}, "percent"), ({"percent": 101}, "percent"), ({"reason": " "}, "reason"), ({"until": NEW_YEAR - timedelta(days=1)}, "until")],
)
def test_a_reduction_that_makes_no_sense_is_refused_beside_its_field(clerk, changed, field):
    with pytest.raises(ValidationError) as refusal:
        grant_reduction(applied(), **{"percent": 50, "reason": "pension", "since": NEW_YEAR, "by": clerk, **changed})
    assert (list(refusal.value.message_dict), FeeReduction.objects.count()) == ([field], 0)


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2027, 3, 1), None), (date(2026, 1, 1), NEW_YEAR), (date(2027, 2, 1), date(2027, 2, 2)), (date(2026, 1, 1), None)],
)
def test_two_reductions_never_meet_on_one_day(clerk, since, until):
    membership = applied()
    granted(membership, clerk, until=date(2027, 3, 1))
    with pytest.raises(ValidationError, match=r"A reduction of 50 % counts from 1 January 2027 until 1 March 2027|A reduction of 50 % counts from"):
        granted(membership, clerk, since, until)
    assert granted(membership, clerk, date(2027, 3, 2)).until is None


def test_the_database_refuses_a_second_open_reduction(clerk):
    membership = applied()
    granted(membership, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeReduction.objects.create(membership=membership, percent=1, since=date(2030, 1, 1), decided_by=clerk, decided_on=TODAY())


def test_reductions_that_meet_behind_the_actions_back_are_refused_or_reported(clerk):
    membership = applied()
    granted(membership, clerk)
    meeting = {"percent": 1, "since": date(2026, 1, 1), "until": date(2028, 1, 1), "decided_by": clerk, "decided_on": TODAY()}
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="members_reduction_apart"), transaction.atomic():
            FeeReduction.objects.create(membership=membership, **meeting)
    else:
        FeeReduction.objects.create(membership=membership, **meeting)
        assert invariants() == ["Reductions of a fee that meet another one of the same membership: 1."]


def test_a_reduction_ends_today_and_stays_in_the_history_and_one_still_to_come_is_taken_back(clerk):
    now, later = granted(applied(), clerk, since=TODAY() - timedelta(days=5)), granted(applied(), clerk, since=TODAY() + timedelta(days=5))
    end_reduction(later, by=clerk)
    assert (end_reduction(now, by=clerk).until, list(FeeReduction.objects.values_list("pk", flat=True))) == (TODAY(), [now.pk])
    with pytest.raises(ValidationError, match="has ended already"):
        end_reduction(now, by=clerk)
    assert history_of(now.membership)[0].verb == "members.end_reduction"


def test_nothing_is_reduced_where_nothing_will_be_due(clerk):
    with pytest.raises(ValidationError, match="This membership has ended"):
        granted(resign(active(on=TODAY()), by=None), clerk)


def test_the_reason_goes_when_the_person_is_erased(clerk):
    membership = active(on=TODAY())
    granted(membership, clerk)
    request = ask_erasure(membership.person, by=None)
    erase_person(request, typed=str(membership.person_id), by=clerk)
    kept = PersonalValues.objects.filter(entry__object_kind="members.membership", entry__object_id=str(membership.pk))
    assert (FeeReduction.objects.get().reason, FeeReduction.objects.get().percent, kept.count()) == ("", 50, 0)
