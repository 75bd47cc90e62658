"""What is held about a person who received a grant: taken away on request, and forgotten."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.society.grants.actions.changing import ask_change, decline_change
from sextant.society.grants.actions.ending import cancel_grant
from sextant.society.grants.actions.reporting import add_file
from sextant.society.grants.models import Grant, GrantAgreement, GrantFile
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.tests.factories import PDF, in_days, report_of, running, today
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.actions.merges import merge_people
from sextant.society.members.queries.held import held_about
from sextant.society.members.queries.traces import traces_of
from sextant.society.members.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def to_anna() -> Grant:
    """A running grant with a report, a paper and a declined change, all of which name the recipient."""
    anna = PersonFactory(family_name="Незабудкина", given_name="Вера", email="nezabudkina@library.example")
    grant = running(recipient=anna, budget=[("Books", 100_000_00)])
    add_file(grant.reports.get(), upload=SimpleUploadedFile("Незабудкина Вера.pdf", PDF), by=None)
    report = report_of(grant)
    report.narrative = "Читала Незабудкина Вера"
    report.save()
    change = ask_change(grant, reason="Незабудкина Вера болела", on=today(), by=None, ends_on=in_days(90))
    decline_change(change, answer="Нет", on=today(), by=None)
    return grant


def test_everything_about_ones_grants_can_be_taken_away() -> None:
    grant = to_anna()
    assert grant.person is not None
    sections = {str(section.title): section.rows for section in held_about(grant.person)}
    kinds = {row["paper"] for row in sections["Papers of grants"]}
    assert kinds == {"GrantAgreement", "GrantInstalment", "GrantBudgetLine", "GrantReport", "GrantSpent", "GrantFile", "GrantChange"}


def test_a_person_whose_grant_stands_is_not_forgotten_and_afterwards_without_a_trace(make_user: Any) -> None:
    grant = to_anna()
    person, office = grant.person, make_user("secretary")
    assert person is not None
    request = ask_erasure(person, by=None)
    with pytest.raises(ValidationError, match="has not ended"):
        erase_person(request, typed=str(person.pk), by=office)
    cancel_grant(grant, reason="Незабудкина Вера уехала", on=today(), by=None)
    erase_person(request, typed=str(person.pk), by=office)
    left = list(traces_of({"Незабудкина Вера", "nezabudkina@library.example"}, leave_out=frozenset({"audit.Entry"})))
    assert (left, GrantFile.objects.count(), GrantAgreement.objects.get().signed_by) == ([], 0, "…")
    assert (Grant.objects.get().paid_minor, trouble(), invariants()) == (60_000_00, [], [])


def test_grants_go_with_the_person_who_is_kept(make_user: Any) -> None:
    grant, kept = to_anna(), PersonFactory()
    assert grant.person is not None
    merge_people(kept, grant.person, by=make_user("secretary"))
    assert (Grant.objects.get().person, trouble()) == (kept, [])
