"""All members are charged at once: first a preview, then invoices and letters, never twice; reminders that stop."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.dues import invoice_membership
from sextant.society.ledger.actions.dues_runs import confirm_run, drop_run, issue_items, leave_out, open_run
from sextant.society.ledger.actions.dunning import remind, resume_reminders, stop_reminders
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import DuesItem, Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.models import FeeReduction, Membership
from sextant.society.members.tests.factories import PersonFactory, PlanFactory, active, applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def plan(db):
    return PlanFactory(fee_minor=1500_00, currency="RUB")


def new_member(plan, **person):
    return approve_application(applied(plan, person=PersonFactory(**person), on=timezone.localdate()), by=None)


def draw(by, **fields):
    today = timezone.localdate()
    given = {"title": "Dues", "on": today, "due_on": today + timedelta(days=30), "plans": [], "with_letters": True, **fields}
    made = open_run(by=by, **given)
    run_waiting()
    made.refresh_from_db()
    return made


def issue(made, by):
    confirm_run(made, by=by)
    run_waiting()
    made.refresh_from_db()
    return made


def outcomes(made):
    return {item.membership_id: item.outcome for item in made.items.all()}


def exempt(membership, by):
    today = timezone.localdate()
    until = today + timedelta(days=400)
    FeeReduction.objects.create(membership=membership, percent=100, since=today, until=until, reason="Veteran", decided_by=by, decided_on=today)


def test_a_preview_charges_nobody_and_says_why_each_is_charged_or_not(treasurer, plan):
    charged, free, billed = new_member(plan), new_member(plan), new_member(plan)
    exempt(free, treasurer)
    invoice_membership(billed, on=timezone.localdate(), by=treasurer)
    paid = active(plan, person=PersonFactory(), on=timezone.localdate())
    made = draw(treasurer)
    assert outcomes(made) == {charged.pk: "charge", free.pk: "exempt", billed.pk: "already"}
    assert paid.pk not in outcomes(made)
    assert (made.state, Invoice.objects.count(), made.items.get(membership=free).reason) == ("preview", 1, "Veteran")


def test_confirmed_it_issues_invoices_letters_and_opens_exempt_periods(treasurer, plan):
    charged, free = new_member(plan), new_member(plan)
    exempt(free, treasurer)
    made = issue(draw(treasurer), treasurer)
    free.refresh_from_db()
    invoice = made.items.get(membership=charged).invoice
    assert (made.state, invoice.total_minor, invoice.due_on, free.state, invariants()) == ("done", 1500_00, made.due_on, "active", [])
    letter = Letter.objects.get(template="ledger.invoice")
    assert (letter.to_address, "/ledger/pay/" in letter.body, invoice.shown_number in letter.subject) == (charged.person.email, True, True)


def test_run_again_nobody_is_charged_twice(treasurer, plan):
    new_member(plan)
    issue(draw(treasurer), treasurer)
    again = issue(draw(treasurer), treasurer)
    item = DuesItem.objects.filter(run__state="done").first()
    issue_items([item], item.run)
    assert (Invoice.objects.count(), set(outcomes(again).values()), Letter.objects.filter(template="ledger.invoice").count()) == (1, {"already"}, 1)


def test_left_out_is_not_charged_and_a_reason_is_needed(treasurer, plan):
    kept, out = new_member(plan), new_member(plan)
    made = draw(treasurer)
    item = made.items.get(membership=out)
    with pytest.raises(ValidationError, match="Say why"):
        leave_out(item, reason="", by=treasurer)
    leave_out(item, reason="Pays by another contract", by=treasurer)
    issue(made, treasurer)
    assert (Invoice.objects.get().about_id, outcomes(made)[out.pk]) == (str(kept.pk), "left_out")
    with pytest.raises(ValidationError, match="confirmed already"):
        leave_out(item, reason="x", by=treasurer)


def test_a_fee_that_changed_after_the_preview_is_not_charged_unseen(treasurer, plan):
    member = new_member(plan)
    made = draw(treasurer)
    plan.fee_minor = 9000_00
    plan.save()
    issue(made, treasurer)
    assert (outcomes(made)[member.pk], Invoice.objects.count()) == ("changed", 0)


def test_only_the_plans_chosen_and_a_dropped_run_charges_nobody(treasurer, plan):
    new_member(plan)
    other = PlanFactory(fee_minor=500_00, currency="RUB")
    only = new_member(other)
    made = draw(treasurer, plans=[other.code])
    assert list(outcomes(made)) == [only.pk]
    drop_run(made, by=treasurer)
    with pytest.raises(ValidationError, match="not waiting"):
        confirm_run(made, by=treasurer)
    assert Invoice.objects.count() == 0


def test_those_without_an_address_get_a_pdf_to_print(treasurer, plan, client):
    new_member(plan, email=None)
    new_member(plan)
    made = issue(draw(treasurer), treasurer)
    client.post(reverse("ledger:dues_paper", args=[made.pk]))
    run_waiting()
    answer = client.get(reverse("ledger:dues_paper", args=[made.pk]))
    packed = b"".join(answer.streaming_content)
    assert (packed[:2], packed.count(b"%PDF") <= 1, packed.count(b".pdf")) == (b"PK", True, 2)


def test_through_the_pages_and_not_for_others(client, treasurer, plan, make_user, django_assert_max_num_queries):
    for _number in range(20):
        new_member(plan, family_name="Secretova")
    today = timezone.localdate()
    fields = {"title": "Dues", "on": today.isoformat(), "due_on": (today + timedelta(days=9)).isoformat(), "with_letters": "on"}
    answer = client.post(reverse("ledger:dues_runs"), fields)
    run_waiting()
    with django_assert_max_num_queries(18):
        page = client.get(answer.url)
    assert (page.content.decode().count("Secretova"), "30,000" in page.content.decode()) == (20, True)
    late = client.post(reverse("ledger:dues_runs"), {**fields, "due_on": "2020-01-01"})
    assert (late.status_code, "over already" in late.content.decode()) == (422, True)
    for refused in (make_user("secretary"), make_user("auditor"), make_user()):
        client.force_login(refused)
        for seen in (client.get(answer.url), client.post(answer.url + "confirm/")):
            assert (seen.status_code, "Secretova" in seen.content.decode()) == (403, False)
    assert Invoice.objects.count() == 0


def billed(plan, by, days=0):
    """An invoice that was due so many days ago."""
    invoice = invoice_membership(new_member(plan), on=timezone.localdate(), by=by)
    Invoice.objects.filter(pk=invoice.pk).update(due_on=timezone.localdate() - timedelta(days=days))
    return invoice


def follow(invoice, *days):
    """What is decided on each of the days from now."""
    return [remind(invoice, today=timezone.localdate() + timedelta(days=day)) for day in days]


def letters():
    return Letter.objects.filter(template="ledger.reminder").count()


def test_three_reminders_at_most_and_then_a_person_decides(treasurer, plan):
    invoice = billed(plan, treasurer, days=0)
    assert follow(invoice, 6, 7, 7, 8, 20, 21, 45, 46, 60) == ["waits", "sent", "waits", "waits", "waits", "sent", "sent", "stopped", "waits"]
    invoice.refresh_from_db()
    assert (letters(), "3 reminders" in invoice.dunning_stopped) == (3, True)


def test_whoever_was_not_looked_at_for_long_gets_one_letter_a_week(treasurer, plan):
    assert follow(billed(plan, treasurer, days=100), 0, 1, 6, 7, 14) == ["sent", "waits", "waits", "sent", "sent"]


def test_reminders_stop_when_it_is_paid_credited_left_or_forbidden(treasurer, plan):
    today = timezone.localdate()
    paid, credited, left, forbidden = (billed(plan, treasurer, days=10) for _number in range(4))
    given = {"day": today, "amount_minor": 1500_00, "currency": "RUB", "account": account_for("bank"), "by": None}
    receive_payment(reference="1", key="1", invoices=[paid], **given)
    credit_invoice(credited, amount_minor=None, reason="x", on=today, by=treasurer)
    Membership.objects.filter(pk=left.about_id).update(state="resigned")
    stop_reminders(forbidden, reason="We talked", by=treasurer)
    assert [follow(one, 0)[0] for one in (paid, credited, left, forbidden)] == ["waits", "waits", "stopped", "waits"]
    assert letters() == 0
    resume_reminders(forbidden, by=treasurer)
    assert follow(forbidden, 0) == ["sent"]


def test_without_an_address_no_letter_is_counted_as_sent(treasurer, plan):
    invoice = billed(plan, treasurer, days=10)
    membership = Membership.objects.get(pk=invoice.about_id)
    type(membership.person).objects.filter(pk=membership.person_id).update(email=None)
    Invoice.objects.filter(pk=invoice.pk).update(payer_email="")
    assert follow(invoice, 0) == ["stopped"]
    invoice.refresh_from_db()
    assert (invoice.dunned, "no e-mail" in invoice.dunning_stopped) == (0, True)


def test_on_the_invoice_the_treasurer_sends_it_and_stops_reminders(client, treasurer, plan, make_user):
    invoice = billed(plan, treasurer, days=10)
    client.post(reverse("ledger:send_invoice", args=[invoice.pk]))
    client.post(reverse("ledger:reminders", args=[invoice.pk]), {"reason": "We talked"})
    page = client.get(reverse("ledger:invoice", args=[invoice.pk])).content.decode()
    assert (Letter.objects.filter(template="ledger.invoice").count(), "Stopped: We talked" in page, "/ledger/pay/" in page) == (1, True, True)
    client.force_login(make_user())
    assert client.post(reverse("ledger:reminders", args=[invoice.pk])).status_code == 403
