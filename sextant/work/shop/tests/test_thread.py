"""A visitor without a log-in finds an edition, orders it, pays and downloads it, through the pages."""

import io
import zipfile

import pytest
from django.urls import reverse

from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.queries.tokens import licence_token
from sextant.work.shop.tests.factories import digital, pay, product, variant

pytestmark = pytest.mark.django_db
READER = {"name": "Anna Reader", "email": "anna@example.org"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def put(client, one, quantity=1):
    return client.post(reverse("shop:add_to_basket"), {"variant": one.pk, "quantity": quantity})


def ask(client, **fields):
    client.get(reverse("shop:order"))
    return client.post(reverse("shop:order"), {**READER, "key": client.session["shop_order_key"], **fields})


def test_from_the_shelf_to_the_download(client):
    open_books()
    edition = digital(product("Reading aloud"), price=400_00)
    shelf = client.get(reverse("shop:catalogue"), {"q": "reading"})
    assert ([one.title for one in shelf.context["page"]], b"Reading aloud" in shelf.content) == (["Reading aloud"], True)
    assert client.get(reverse("shop:product", args=[edition.product.slug])).status_code == 200
    put(client, edition)
    assert client.get(reverse("shop:basket")).context["basket"].net_minor == 400_00
    answer = ask(client)
    order = Order.objects.get()
    assert (answer.status_code, order.state, order.total_minor, order.invoice.total_minor) == (302, "ordered", 400_00, 400_00)
    own = client.get(answer["Location"])
    assert (own.status_code, own.context["to_pay"], own.context["licences"]) == (200, 400_00, [])
    pay(order)
    order.refresh_from_db()
    licence = Licence.objects.get()
    assert (order.state, licence.left, licence.holder, invariants()) == ("done", 5, "Anna Reader", [])
    page = reverse("shop:download", args=[licence_token(licence)])
    assert client.get(page).status_code == 200
    taken = client.post(reverse("shop:take", args=[licence_token(licence)]))
    parcel = zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content)))
    assert sorted(parcel.namelist()) == ["edition.pdf", "licence.pdf", "licence.txt"]
    assert (parcel.read("edition.pdf"), b"Anna Reader" in parcel.read("licence.txt")) == (b"%PDF-1.7 the edition", True)
    licence.refresh_from_db()
    assert licence.left == 4


def test_a_printed_edition_needs_an_address_and_a_way_of_delivery(client):
    open_books()
    put(client, variant(), 2)
    refused = ask(client, delivery="")
    assert (refused.status_code, "delivery" in refused.context["form"].errors, Order.objects.count()) == (400, True, 0)
    post = refused.context["form"].fields["delivery"].queryset.get(code="post")
    refused = ask(client, delivery=post.pk)
    assert (refused.status_code, list(refused.context["form"].errors), Order.objects.count()) == (400, ["address"], 0)
    ask(client, delivery=post.pk, address="1 Example Street")
    order = Order.objects.get()
    assert (order.goods_minor, order.delivery_minor, order.total_minor) == (1200_00, 350_00, 1550_00)


def test_the_order_sent_twice_is_one_order(client):
    open_books()
    put(client, digital())
    client.get(reverse("shop:order"))
    key = client.session["shop_order_key"]
    ask(client)
    session = client.session
    session["shop_items"], session["shop_order_key"] = {str(Order.objects.get().lines.get().variant_id): 1}, key
    session.save()
    ask(client)
    assert Order.objects.count() == 1
