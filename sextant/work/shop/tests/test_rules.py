"""Who sees and moves what; refusals with data that could have leaked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, PlanFactory, active
from sextant.work.shop.models import Order
from sextant.work.shop.queries.prices import pays_member_price
from sextant.work.shop.queries.tokens import order_token
from sextant.work.shop.tests.factories import digital, order, pay, product, variant

pytestmark = pytest.mark.django_db
NAME = "Anna Reader"


@pytest.fixture(autouse=True)
def _ready(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    open_books()


@pytest.fixture
def member(make_user):
    user = make_user(email="member@example.org")
    person = PersonFactory(email=user.email)
    Person.objects.filter(pk=person.pk).update(user=user)
    active(PlanFactory(fee_minor=1500_00), person=person, on=timezone.localdate())
    return user


def office_pages(placed):
    pages = [reverse(f"shop:{name}", args=[placed.pk]) for name in ("order_page",)]
    return [*pages, reverse("shop:orders"), reverse("shop:orders") + "?format=csv", reverse("shop:sales"), reverse("shop:products")]


@pytest.mark.parametrize("roles", [(), ("member",), ("editor",), ("analyst",)])
def test_nobody_else_reads_an_order(client, make_user, roles):
    placed = order((variant(), 1))
    client.force_login(make_user(*roles, email="other@example.org"))
    answers = [client.get(page) for page in office_pages(placed)]
    assert [(answer.status_code, NAME in answer.content.decode()) for answer in answers] == [(403, False)] * 5


def test_a_visitor_is_asked_to_log_in(client):
    placed = order((variant(), 1))
    assert [client.get(page).status_code for page in office_pages(placed)] == [302] * 5


@pytest.mark.parametrize("step", ["pack", "send", "finish", "cancel", "return_copies", "give_back"])
def test_a_customer_moves_nothing_but_the_own_unpaid_order(client, make_user, step):
    user = make_user(email="buyer@example.org")
    placed = order((variant(), 1), user=user)
    client.force_login(user)
    assert client.post(reverse(f"shop:{step}", args=[placed.pk]), {"reason": "x"}).status_code == 403
    client.post(reverse("shop:cancel_own", args=[order_token(placed)]))
    placed.refresh_from_db()
    assert placed.state == "cancelled"


def test_a_paid_order_is_not_called_off_by_its_customer(client):
    placed = order((variant(), 1))
    pay(placed)
    client.post(reverse("shop:cancel_own", args=[order_token(placed)]))
    placed.refresh_from_db()
    assert placed.state == "paid"


def test_own_orders_are_one_s_own(client, make_user):
    mine, other = make_user(email="mine@example.org"), make_user(email="other@example.org")
    one = order((digital(), 1), user=mine)
    order((digital(), 1), user=other)
    client.force_login(mine)
    page = client.get(reverse("shop:my_orders"))
    assert [placed for placed, _token in page.context["rows"]] == [one]


def test_the_members_price_follows_standing_and_not_what_is_sent(client, member, make_user):
    one = variant(price=600_00, member_price=450_00)
    assert [pays_member_price(user) for user in (member, make_user("editor", email="x@example.org"))] == [True, False]
    paid = {}
    for user in (None, member):
        if user:
            client.force_login(user)
        client.post(reverse("shop:add_to_basket"), {"variant": one.pk, "quantity": 1, "price": 1, "member": "on"})
        form = client.get(reverse("shop:order")).context["form"]
        method = form.fields["delivery"].queryset.get(code="pickup")
        fields = {"name": "B", "email": "b@example.org", "delivery": method.pk, "member": "True", "price": "1", "key": form.initial["key"]}
        client.post(reverse("shop:order"), fields)
        paid[bool(user)] = Order.objects.order_by("-pk")[0].total_minor
    assert paid == {False: 600_00, True: 450_00}


def test_an_organisation_is_ordered_for_only_by_those_who_act_for_it(client, make_user, member):
    place = OrganisationFactory()
    client.force_login(member)
    client.post(reverse("shop:add_to_basket"), {"variant": digital().pk, "quantity": 1})
    form = client.get(reverse("shop:order")).context["form"]
    client.post(reverse("shop:order"), {"name": "B", "email": "b@example.org", "organisation": place.pk, "key": form.initial["key"]})
    assert [(placed.organisation, placed.payer_name) for placed in Order.objects.all()] == [(None, "")]


def test_a_draft_is_seen_by_those_who_keep_the_shop(client, make_user):
    draft = product("A secret book")
    page = reverse("shop:product", args=[draft.slug])
    hidden = client.get(page)
    client.force_login(make_user("publisher"))
    assert (hidden.status_code, client.get(page).status_code) == (302, 200)
    assert "A secret book" not in client.get(reverse("shop:catalogue")).content.decode()


def test_money_is_given_back_by_the_treasurer_only(client, make_user):
    placed = order((variant(), 1))
    pay(placed)
    client.force_login(make_user("publisher"))
    client.post(reverse("shop:cancel", args=[placed.pk]), {"reason": "Sold out after all"})
    back = reverse("shop:give_back", args=[placed.pk])
    refused = client.post(back, {"reference": "7"})
    client.force_login(make_user("treasurer"))
    done = client.post(back, {"reference": "7"})
    assert (refused.status_code, done.status_code) == (403, 302)
