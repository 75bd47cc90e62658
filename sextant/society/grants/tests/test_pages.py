"""Pages: who sees what of a grant, the recipient's link, bad input, constant queries."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.base.measures.waiting import tasks_of
from sextant.society.grants import states
from sextant.society.grants.actions.agreeing import renew_link
from sextant.society.grants.actions.changing import ask_change
from sextant.society.grants.actions.reporting import add_file
from sextant.society.grants.links import token_of
from sextant.society.grants.models import Grant, GrantChange, GrantReport
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.tests.factories import PDF, in_days, promised, recorded, report_of, running, sent, signed, to_person, today
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def page(name: str, *args: Any) -> str:
    return reverse(f"grants:{name}", args=args)


def text_of(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")


def with_papers(**fields: Any) -> tuple[Grant, GrantReport]:
    """A running grant to a person whose report, budget, papers and change hold secrets."""
    person = PersonFactory(family_name="Secretova", given_name="Ann")
    grant = running(recipient=person, budget=[("Secret books", 100_000_00)], **fields)
    report = grant.reports.get()
    add_file(report, upload=SimpleUploadedFile("secret.pdf", PDF), by=None)
    ask_change(grant, reason="Secret illness", on=today(), by=None, ends_on=in_days(90))
    return grant, report_of(grant)


def test_others_see_nothing_of_a_grant_its_reports_papers_and_budget(client: Any, make_user: Any) -> None:
    grant, report = with_papers()
    paper = report.files.get()
    addresses = [page("grants"), page("grants") + "?format=csv", page("grant", grant.pk), page("agreement_file", grant.pk)]
    addresses += [page("report", report.pk), page("file", paper.pk), page("budget", grant.pk), page("clauses")]
    for roles in ((), ("member",), ("editor",)):
        client.force_login(make_user(*roles))
        answers = [client.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {403}
        assert not any("Secret" in text_of(answer) for answer in answers)
    client.force_login(make_user("auditor"))
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200, 200, 200, 200, 403, 200]


def test_a_link_opens_its_own_grant_alone_and_becomes_void(client: Any) -> None:
    grant, report = with_papers()
    other = running(about=("calls.award", "9"))
    token, foreign = token_of(grant), token_of(other)
    assert "Secret books" in text_of(client.get(page("own", token)))
    assert client.get(page("own_file", token, report.files.get().pk))["Content-Disposition"].startswith("attachment")
    for address in (page("own_report", foreign, report.pk), page("own_file", foreign, report.files.get().pk), page("own", token + "x")):
        answer = client.get(address)
        assert (answer.status_code, "Secret" in text_of(answer)) == (404, False)
    renew_link(grant, by=None)
    assert client.get(page("own", token)).status_code == 404


def test_my_grants_are_those_of_my_own_and_of_my_organisation(client: Any, make_user: Any) -> None:
    user, library = make_user("member"), OrganisationFactory(name_en="My library")
    own = to_person(user, title_en="My journey")
    AffiliationFactory(person=own.person, organisation=library, is_representative=True, since=in_days(-99))
    promised(recipient=library, title_en="Our books", about=("x", "1"))
    promised(title_en="Not mine", about=("x", "2"))
    client.force_login(user)
    shown = text_of(client.get(page("my_grants")))
    assert [word in shown for word in ("My journey", "Our books", "Not mine")] == [True, True, False]


def test_a_recipient_signs_reports_and_asks_without_a_log_in(client: Any, make_user: Any) -> None:
    grant = sent(budget=[("Books", 60_000_00), ("Tea", 40_000_00)])
    token = token_of(grant)
    agreed = {"sign-name": "Ann Reader", "sign-details": "4081", "sign-agreed": "on", "sign-edition": "1"}
    assert client.post(page("own_sign", token), {**agreed, "sign-name": ""}).status_code == 400
    assert "changed after you opened" in text_of(client.post(page("own_sign", token), {**agreed, "sign-edition": "7"}))
    assert client.post(page("own_sign", token), agreed).status_code == 302
    client.force_login(make_user("treasurer"))
    first = grant.instalments.all()[0]
    bank = client.get(page("pay", first.pk)).context["form"].initial["account"]
    assert client.post(page("pay", first.pk), {"day": today().isoformat(), "account": bank}).status_code == 302
    assert client.post(page("pay", first.pk), {"day": today().isoformat(), "account": bank}).status_code == 400
    client.logout()
    report, books, tea = grant.reports.get(), *grant.budget.all()
    address = page("own_report", token, report.pk)
    client.post(address, {"narrative": "We read.", f"spent_{books.pk}": "59 000,50", f"spent_{tea.pk}": ""})
    assert "write 0" in text_of(client.post(address, {"narrative": "We read.", f"spent_{books.pk}": "59 000,50", "send": "1"}))
    said = {"narrative": "We read.", f"spent_{books.pk}": "59 000,50", f"spent_{tea.pk}": "0", f"note_{tea.pk}": "A gift", "send": "1"}
    assert client.post(address, said)["Location"] == page("own", token)
    assert list(report.spent.values_list("amount_minor", "note")) == [(59_000_50, ""), (0, "A gift")]
    rows = {"title_1": "Books", "amount_1": "60000", "title_2": "Tea", "amount_2": "40000"}
    client.post(page("own_change", token), {"reason": "Rain", "ends_on": in_days(99).isoformat(), **rows})
    assert GrantChange.objects.values_list("ends_on", "budget").get() == (in_days(99), None)
    assert (Grant.objects.get().state, trouble()) == (states.RUNNING, [])


def test_files_that_lie_about_their_kind_are_refused(client: Any) -> None:
    grant = running()
    address = page("own_file_add", token_of(grant), grant.reports.get().pk)
    for name, content in (("a.pdf", b"<html><script>"), ("b.png", b""), ("c.pdf", b"%PDF-1.7 /JavaScript"), ("d.docx", b"PK\x03\x04broken")):
        assert client.post(address, {"file": SimpleUploadedFile(name, content)}).status_code == 400
    assert client.post(address, {"file": SimpleUploadedFile("../../etc/passwd.pdf", PDF)}).status_code == 302
    kept = grant.reports.get().files.get()
    assert (kept.name, "passwd" in kept.file.name) == ("passwd.pdf", False)


def test_grants_stand_on_the_page_of_their_recipient_for_those_who_see_them(client: Any, make_user: Any) -> None:
    grant = promised(title_en="A secret bus")
    address = reverse("members:organisation", args=[grant.organisation.pk if grant.organisation else 0])
    for role, is_seen in (("treasurer", True), ("member", False)):
        client.force_login(make_user(role))
        assert ("A secret bus" in text_of(client.get(address))) == is_seen


def test_a_draft_of_a_report_is_nobody_elses(client: Any, make_user: Any) -> None:
    grant = running()
    report = grant.reports.get()
    client.post(page("own_report", token_of(grant), report.pk), {"narrative": "A secret draft"})
    file = add_file(report, upload=SimpleUploadedFile("a.pdf", PDF), by=None)
    client.force_login(make_user("secretary"))
    assert "A secret draft" not in text_of(client.get(page("report", report.pk)))
    assert client.get(page("file", file.pk)).status_code == 403


def test_the_office_promises_sets_terms_and_decides(client: Any, make_user: Any) -> None:
    client.force_login(make_user("secretary", "treasurer"))
    promised()
    library = OrganisationFactory()
    given = {"kind": "project", "title_en": "A bus", "organisation": library.pk, "amount": "1 000", "currency": "RUB", "awarded_on": today()}
    assert client.post(page("new_grant"), {**given, "organisation": ""}).status_code == 400
    answer = client.post(page("new_grant"), given)
    grant = Grant.objects.get(title_en="A bus")
    assert answer["Location"] == page("grant", grant.pk)
    rows = {"amount_1": "400", "due_on_1": in_days(5), "condition_1": "signing", "amount_2": "700", "due_on_2": in_days(9), "condition_2": "report"}
    assert "do not add up" in text_of(client.post(page("instalments", grant.pk), rows))
    assert "Fill this in" in text_of(client.post(page("instalments", grant.pk), {**rows, "due_on_2": ""}))
    assert client.post(page("instalments", grant.pk), {**rows, "amount_2": "600"}).status_code == 302
    client.post(page("send", grant.pk))
    assert Grant.objects.get(pk=grant.pk).agreement.sent_on is None, "an instalment waits for a report, and none is due"
    client.post(page("report_days", grant.pk), {"due_on_1": in_days(20)})
    client.post(page("milestone_new", grant.pk), {"title_en": "The bus drives", "due_on": in_days(7)})
    client.post(page("budget", grant.pk), {"title_1": "Fuel", "amount_1": "1000"})
    client.post(page("conditions", grant.pk), {"conditions": "On weekdays only."})
    client.post(page("send", grant.pk))
    client.post(page("sign", grant.pk), {"name": "Ann", "day": today(), "details": "4081"})
    grant = Grant.objects.with_all().get(pk=grant.pk)
    kept = (grant.state, grant.agreement.conditions, grant.agreement.terms["instalments"][1][0], grant.agreement.on_paper)
    assert kept == (states.AGREED, "On weekdays only.", 600_00, True)
    change = ask_change(grant, reason="More", on=today(), by=None, amount_minor=1_500_00, budget=[("Fuel", 1_500_00)])
    assert client.post(page("decline", change.pk), {"answer": ""}).status_code == 400
    client.post(page("agree", change.pk), {"answer": "Yes"})
    grant.refresh_from_db()
    assert (grant.amount_minor, grant.instalments.count(), grant.budget.get().amount_minor, trouble()) == (1_500_00, 3, 1_500_00, [])
    assert client.get(page("grant", grant.pk)).status_code == 200


def test_the_list_is_narrowed_and_adds_up(client: Any, make_user: Any) -> None:
    running(title_en="Bus")
    promised(title_en="Books", kind="travel", about=("x", "1"))
    recorded()
    client.force_login(make_user("treasurer"))
    shown = text_of(client.get(page("grants")))
    assert [word in shown for word in ("RUB\xa0200,000", "RUB\xa060,000", "RUB\xa0140,000")] == [True, True, True]
    found = {
        question: text_of(client.get(page("grants") + f"?format=json&{question}")).count('"number"')
        for question in ("state=running", "kind=travel", "q=books", "late=on", "year=1999", "state=nonsense")
    }
    assert found == {"state=running": 1, "kind=travel": 1, "q=books": 2, "late=on": 0, "year=1999": 3, "state=nonsense": 3}


@pytest.mark.parametrize("name", ["grants", "register"])
def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_three(client: Any, make_user: Any, name: str) -> None:
    client.force_login(make_user("secretary"))
    counts = []
    for number in (1, 2):
        promised(about=("x", str(number)))
        to_person(about=("y", str(number)))
        client.get(page(name))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page(name))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_a_grant_with_many_parts_asks_no_more_queries_than_one_with_few(client: Any, make_user: Any) -> None:
    client.force_login(make_user("secretary", "treasurer"))
    counts = []
    for number in (1, 4):
        parts = [(10_00, in_days(place), "report") for place in range(number)]
        steps = [("Шаг", "Step", in_days(place)) for place in range(number)]
        budget = [(f"Line {place}", 10_00) for place in range(number)]
        grant = signed(about=("x", str(number)), amount_minor=10_00 * number, instalments=parts, milestones=steps, budget=budget)
        for address in (page("grant", grant.pk), page("own", token_of(grant))):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_register_has_totals_and_filters_and_never_finds_a_persons_name(client: Any) -> None:
    to_person(title_en="A journey", kind="travel")
    running(title_en="A bus", about=("x", "1"))
    Grant.objects.filter(title_en="A journey").update(awarded_on=in_days(-800))
    name = Grant.objects.get(title_en="A journey").person.family_name
    shown = text_of(client.get(page("register")))
    assert ("A journey" in shown, "A bus" in shown, "Grants given by year" in shown, name in shown) == (True, True, True, False)
    found = {
        question: [row["title"] for row in json.loads(text_of(client.get(page("register") + f"?format=json&{question}")))]
        for question in ("to=persons", "to=organisations", "kind=travel", f"year={in_days(-800).year}", f"q={name}", "q=bus")
    }
    journey, bus = ["A journey"], ["A bus"]
    assert list(found.values()) == [journey, bus, journey, journey, [], bus]


def test_what_waits_for_the_office_the_treasurer_and_the_recipient(make_user: Any) -> None:
    office, treasurer, user = make_user("secretary"), make_user("treasurer"), make_user("member")
    promised()
    signed(about=("x", "1"))
    report_of(running(about=("x", "2")))
    person = PersonFactory(user=user, email=user.email)
    sent(recipient=person, about=("x", "3"))
    due = signed(recipient=person, about=("x", "4"))
    GrantReport.objects.filter(grant=due).update(due_on=in_days(3))
    ask_change(due, reason="x", on=today(), by=None, ends_on=in_days(99))
    said = {who.email: [str(task.title) for task in tasks_of(who) if "rant" in str(task.title)] for who in (office, treasurer, user)}
    numbers = {grant.about_key: grant.number for grant in Grant.objects.all()}
    assert said[office.email] == [
        "Send the agreement of 1 grant",
        f"Read the report on grant {numbers['2']}",
        f"Decide about a change of grant {numbers['4']}",
    ]
    assert said[treasurer.email] == [f"Pay RUB\xa060,000 of grant {numbers[key]}" for key in ("1", "4")]
    assert said[user.email] == [f"Report on grant {numbers['4']}", f"Sign the agreement of grant {numbers['3']}"]


def test_a_grant_that_is_only_described_has_no_page_of_its_own_for_the_office(client: Any, make_user: Any) -> None:
    grant = recorded()
    client.force_login(make_user("secretary"))
    assert client.get(page("grant", grant.pk))["Location"] == page("register_edit", grant.pk)
    assert client.get(page("agreement_file", grant.pk)).status_code == 404
    client.force_login(make_user("auditor"))
    assert "Books" in text_of(client.get(page("grant", grant.pk)))
    assert Letter.objects.count() == 0
