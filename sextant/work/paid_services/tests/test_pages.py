"""Pages: who sees what, bad input, filters, the customer's link, constant queries."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.requests import ask_offer
from sextant.work.paid_services.actions.signing import renew_link
from sextant.work.paid_services.links import token_of
from sextant.work.paid_services.models import Act, Contract, OfferRequest, Service
from sextant.work.paid_services.tests.factories import PDF, TODAY, accepted, act_of, draft, make_service, pay, sent, signed

pytestmark = pytest.mark.django_db
ASKED = {"what": "An opinion on our catalogue", "contact": "Ann", "email": "ann@example.org", "agreed": "on"}


def page(name, *args):
    return reverse(f"paid_services:{name}", args=args)


def ask(**fields):
    return ask_offer(service=None, contact="Ann", email="ann@example.org", what="An opinion", today=TODAY(), by=None, **fields)


def test_everybody_reads_the_price_list_and_takes_it_away(client):
    make_service()
    Service.objects.create(code="hidden", kind="other", title_en="Not for everybody", unit_en="hour")
    shown = client.get(page("prices")).content.decode()
    sheet = b"".join(client.get(page("prices") + "?format=csv").streaming_content).decode()
    assert ("RUB\xa01,000" in shown, "RUB\xa0800" in shown, "Not for everybody" in shown + sheet) == (True, True, False)
    assert sheet.splitlines()[1].split(",")[:2] == ["expertise", "expertise"]
    assert client.get(page("prices") + "?kind=translation&format=csv").status_code == 200
    assert client.get(page("prices_file")).content[:5] == b"%PDF-"


def test_a_visitor_asks_and_the_office_finds_it_on_the_desk(client, make_user):
    service = make_service()
    answer = client.post(page("ask"), {**ASKED, "service": service.pk, "customer": "Library No. 1"})
    asked = OfferRequest.objects.get()
    assert (answer["Location"], asked.who, asked.state, asked.language) == (page("asked"), "Library No. 1", "new", "en")
    assert Letter.objects.get().template == "paid_services.asked"
    client.force_login(make_user("secretary"))
    assert "Answer 1 request for an offer" in client.get(reverse("home:desk")).content.decode()
    assert "Library No. 1" in client.get(page("requests")).content.decode()


def test_what_visitors_send_is_checked_counted_and_kept_from_programs(client):
    cache.clear()
    refused = client.post(page("ask"), {**ASKED, "email": "nonsense", "wanted_by": "2020-01-01"})
    program = client.post(page("ask"), {**ASKED, "homepage": "https://spam.example"})
    late = client.post(page("ask"), {**ASKED, "wanted_by": "2020-01-01"})
    assert (refused.status_code, program.status_code, late.status_code, OfferRequest.objects.count()) == (400, 302, 400, 0)
    assert "Choose a later one" in late.content.decode()
    answers = [client.post(page("ask"), ASKED).status_code for _time in range(11)]
    assert (answers.count(302), answers[-1], OfferRequest.objects.count()) == (9, 400, 9)


def test_others_see_nothing_of_contracts_acts_requests_and_scans(client, make_user):
    contract = signed(customer="Secret Library")
    act, asked = accepted(contract), ask()
    client.force_login(make_user("secretary"))
    client.post(page("add_copy", contract.pk), {"file": SimpleUploadedFile("scan.pdf", PDF)})
    copy = contract.copies.get()
    addresses = [page("contracts"), page("contract", contract.pk), page("act", act.pk), page("request", asked.pk), page("copy", copy.pk)]
    addresses += [page("contracts") + "?format=csv", page("contract_file", contract.pk), page("act_file", act.pk), page("requests")]
    assert {client.get(address).status_code for address in addresses} == {200}
    for roles in ((), ("member",), ("editor",)):
        client.force_login(make_user(*roles))
        answers = [client.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {403}
        assert not any("Secret" in answer.content.decode() for answer in answers)
    client.force_login(make_user("auditor"))
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200, 403, 200, 200, 200, 200, 403]


def test_the_auditor_and_the_treasurer_change_nothing_but_what_the_treasurer_takes_back(client, make_user):
    contract = signed()
    act = accepted(contract)
    for role, answer in (("auditor", 403), ("secretary", 403), ("treasurer", 302)):
        client.force_login(make_user(role))
        assert client.post(page("take_back_act", act.pk), {"reason": "a mistake"}).status_code == answer
    client.force_login(make_user("treasurer"))
    for name in ("cancel", "add_line", "write_act", "renew_link"):
        assert client.post(page(name, contract.pk), {"reason": "x"}).status_code == 403
    act.refresh_from_db()
    assert act.state == states.TAKEN_BACK


def test_the_customer_signs_accepts_and_reads_without_a_log_in(client):
    contract = sent(advance_percent=30)
    link = re.search(r"/en/paid-services/my/\S+", Letter.objects.get(template="paid_services.offered").body).group()
    assert "Accept the contract" in client.get(link).content.decode()
    unread = client.post(f"{link}sign/", {"sign-name": "Ann", "sign-edition": "1"})
    done = client.post(f"{link}sign/", {"sign-name": "Ann Reader, director", "sign-agreed": "on", "sign-edition": "1"})
    contract.refresh_from_db()
    assert (unread.status_code, done.status_code, contract.state, contract.signed_by) == (400, 302, "signed", "Ann Reader, director")
    act = act_of(contract)
    own_act = page("own_act", token_of(contract), act.pk)
    client.post(page("own_accept", token_of(contract), act.pk), {"sign-name": "Ann", "sign-agreed": "on"})
    act.refresh_from_db()
    assert (act.state, act.invoice.total_minor) == ("accepted", 7_000_00)
    assert act.invoice.shown_number in client.get(own_act).content.decode()
    files = ["own_file", "own_advance_file"]
    assert all(client.get(page(name, token_of(contract))).content[:5] == b"%PDF-" for name in files)
    assert all(client.get(page(name, token_of(contract), act.pk)).content[:5] == b"%PDF-" for name in ("own_act_file", "own_act_invoice"))


def test_the_customer_objects_to_a_contract_and_to_an_act(client, make_user):
    contract = sent()
    client.post(page("own_object", token_of(contract)), {"objection": "The days are <b>wrong</b>"})
    assert client.post(page("own_object", token_of(contract)), {"objection": " "}).status_code == 400
    client.force_login(make_user("secretary"))
    shown = client.get(page("contract", contract.pk)).content.decode()
    assert ("The days are &lt;b&gt;wrong&lt;/b&gt;" in shown, "objects to contract" in client.get(reverse("home:desk")).content.decode()) == (
        True,
        True,
    )
    other = signed(service=make_service("b"))
    act = act_of(other)
    client.post(page("own_refuse", token_of(other), act.pk), {"objection": "half of it is missing"})
    act.refresh_from_db()
    assert (act.state, act.objection) == ("refused", "half of it is missing")


def test_a_link_opens_one_contract_only_and_no_draft(client):
    first, second = sent(), signed(service=make_service("b"), customer="Secret Library")
    act, unsent = act_of(second), draft(make_service("c"))
    forged = token_of(first)[:-2] + "zz"
    tries = [
        page("own", forged),
        page("own", token_of(unsent)),
        page("own_act", token_of(first), act.pk),
        page("own_act_file", token_of(first), act.pk),
    ]
    assert [client.get(address).status_code for address in tries] == [404] * 4
    assert "Secret" not in client.get(page("own", token_of(first))).content.decode()
    old = token_of(first)
    renew_link(first, by=None)
    first.refresh_from_db()
    assert [client.get(page("own", token)).status_code for token in (old, token_of(first))] == [404, 200]


def test_the_office_draws_a_contract_up_from_a_request(client, make_user):
    asked, service = ask(customer="Library No. 1"), make_service()
    client.force_login(make_user("secretary"))
    shown = client.get(page("answer", asked.pk)).content.decode()
    assert "Library No. 1" in shown
    given = {"customer": "Library No. 1", "email": "a@b.example", "language": "en", "subject_en": "An opinion", "currency": "RUB"}
    given |= {"day": TODAY(), "since": TODAY(), "until": TODAY(), "advance_percent": "0", "pay_days": "10"}
    assert client.post(page("answer", asked.pk), {**given, "tax_id": "12", "email": "x"}).status_code == 400
    client.post(page("answer", asked.pk), given)
    contract = Contract.objects.get()
    bad = client.post(page("add_line", contract.pk), {"service": service.pk, "quantity": "a few"})
    assert (bad.status_code, "Give a quantity such as 12 or 1.5" in bad.content.decode()) == (400, True)
    client.post(page("add_line", contract.pk), {"service": service.pk, "quantity": "1,5"})
    contract.refresh_from_db()
    assert (contract.total_minor, contract.request) == (1_500_00, asked)


def test_the_office_adds_a_service_its_price_and_publishes_it(client, make_user):
    client.force_login(make_user("secretary"))
    given = {"code": "audit", "kind": "audit", "title_en": "Audit", "title_ru": "Аудит", "unit_en": "branch", "unit_ru": "филиал", "order": "5"}
    assert client.post(page("new_service"), {**given, "title_en": "", "title_ru": ""}).status_code == 400
    client.post(page("new_service"), given)
    service = Service.objects.get()
    early = client.post(page("edit_service", service.pk), {**given, "is_published": "on"})
    assert (early.status_code, "Add a price first" in early.content.decode()) == (400, True)
    price = {"price-since": TODAY(), "price-currency": "RUB", "price-amount": "1 234,50", "price-member": ""}
    assert client.post(page("add_price", service.pk), {**price, "price-amount": "much"}).status_code == 400
    client.post(page("add_price", service.pk), price)
    client.post(page("edit_service", service.pk), {**given, "is_published": "on"})
    assert "RUB\xa01,234.50" in client.get(page("prices")).content.decode()


def test_too_much_in_an_act_is_one_sentence_at_its_field(client, make_user):
    contract = signed()
    line = contract.lines.get()
    client.force_login(make_user("secretary"))
    days = {"day": TODAY(), "since": TODAY(), "until": TODAY()}
    answer = client.post(page("write_act", contract.pk), {**days, f"line_{line.pk}": "11"})
    assert (answer.status_code, answer.content.decode().count("Acts never exceed the contract."), Act.objects.count()) == (400, 2, 0)
    assert client.post(page("write_act", contract.pk), {**days, f"line_{line.pk}": "2.5"}).status_code == 302


def test_filters_search_and_sums_of_the_list(client, make_user):
    first, second = signed(customer="Первая библиотека"), signed(service=make_service("b"), customer="Second Library")
    pay(accepted(first).invoice)
    client.force_login(make_user("treasurer"))
    for query, found in (("?q=первая", "Первая"), ("?state=signed", "Second"), (f"?q={first.shown_number}", "Первая"), ("?state=nonsense", "Second")):
        shown = client.get(page("contracts") + query).content.decode()
        assert (found in shown, ("Первая" in shown) and ("Second" in shown)) == (True, query == "?state=nonsense")
    shown = client.get(page("contracts")).content.decode()
    assert [f"{amount}" in shown for amount in ("RUB\xa020,000", "RUB\xa010,000")] == [True, True]
    assert second.customer in b"".join(client.get(page("contracts") + "?format=csv").streaming_content).decode()


def test_own_contracts_are_those_of_the_organisations_one_acts_for(client, make_user):
    from sextant.base.permissions.models import Grant

    mine = OrganisationFactory()
    contract, _other = sent(organisation=mine), sent(service=make_service("b"), customer="Secret Library")
    user = make_user()
    Grant.objects.create(user=user, role="representative", scope_kind="members.organisation", scope_id=str(mine.pk))
    client.force_login(user)
    shown = client.get(page("my_contracts")).content.decode()
    assert (contract.shown_number in shown, "Secret" in shown) == (True, False)


@pytest.mark.parametrize("name", ["contracts", "requests", "services", "prices"])
def test_lists_take_the_same_number_of_queries_for_one_row_and_for_four(client, make_user, name):
    client.force_login(make_user("secretary"))

    def furnish(number):
        accepted(signed(service=make_service(f"s{number}")), 4_000)
        ask(customer=f"Library {number}")

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page(name))
        return len(asked)

    furnish(1)
    queries()
    one = queries()
    for number in range(2, 5):
        furnish(number)
    assert queries() == one


def test_a_contract_takes_the_same_number_of_queries_for_one_act_and_for_three(client, make_user):
    contract = signed(advance_percent=30)
    accepted(contract, 3_000)
    client.force_login(make_user("secretary"))
    addresses = [page("contract", contract.pk), page("own", token_of(contract))]

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert {client.get(address).status_code for address in addresses} == {200}
        return len(asked)

    queries()
    one = queries()
    for _time in range(2):
        accepted(contract, 3_000)
    assert queries() == one


def test_nonsense_in_filters_and_addresses_breaks_nothing(client, make_user):
    client.force_login(make_user("secretary"))
    tries = ["?since=yesterday&until=x&q=%25", "?page=-9&state=x&kind=%27", "?q=" + "9" * 300, "?format=exe"]
    for name in ("contracts", "requests", "services", "prices"):
        assert [client.get(page(name) + query).status_code for query in tries] == [200, 200, 200, 400]
    assert client.get(page("ask") + "?service=" + "x" * 400).status_code == 200
