"""Products: numbers checked, prices kept, lists imported with every row accounted for, pages with a constant number of queries."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.work.shop.actions.imports import begin_import, store_import
from sextant.work.shop.actions.moving import finish_order, pack_order, send_order
from sextant.work.shop.actions.products import save_product, save_variant
from sextant.work.shop.actions.stock import receive_stock, write_off_stock
from sextant.work.shop.models import PriceChange, Product, ProductImport, Variant
from sextant.work.shop.numbers import isbn_of, issn_of
from sextant.work.shop.queries.sales import sales_by_product, sold_lines
from sextant.work.shop.tests.factories import category, digital, order, pay, product, variant

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LIST = """название;категория;артикул;цена;isbn;формат;остаток;цена для членов
Новая книга;Книги;N-1;500;978-0-306-40615-7;печать;12;400
Новая книга;Книги;N-2;250,50;0-306-40615-2;pdf;;
Книга без цены;Книги;N-3;;;;;
Неверный номер;Книги;N-4;100;978-0-306-40615-8;;;
Дорого для членов;Книги;N-5;100;;;;200
"""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("", ""),
        ("978-0-306-40615-8", None),
        ("080442957-1", None),
        ("12", None),
    ],
)
def test_an_isbn_is_kept_in_thirteen_digits_or_refused(text, number):
    assert isbn_of(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("2049-3630", "2049-3630"), ("ISSN 0317-8471", "0317-8471"), ("2434561x", "2434-561X"), ("2049-3631", None)]
)
def test_an_issn_is_kept_with_its_hyphen_or_refused(text, number):
    assert issn_of(text) == number


@pytest.mark.parametrize(
    ("fields", "said"), [({"isbn": "123"}, "not an ISBN"), ({"issn": "1"}, "not an ISSN"), ({"title_en": "", "title_ru": ""}, "title")]
)
def test_a_product_with_something_wrong_is_refused(fields, said):
    with pytest.raises(ValidationError, match=said):
        save_product(None, category=category(), by=None, **{"title_en": "x", **fields})
    assert Product.objects.count() == 0


def test_a_cover_that_is_no_picture_is_refused_whatever_it_is_called():
    with pytest.raises(ValidationError, match="PNG or JPEG"):
        product("x", cover=ContentFile(b"<svg onload='x'>", name="cover.png"))


def test_a_cover_is_drawn_where_there_is_none_and_escapes_its_title(client):
    one = variant(product("<b>& more</b>"))
    drawn = client.get(reverse("shop:cover", args=[one.product.slug]))
    assert (drawn["Content-Type"], b"<b>" in drawn.content, b"&lt;b&gt;" in drawn.content) == ("image/svg+xml", False, True)


def test_a_price_leaves_its_line_when_it_changes_and_only_then():
    one = variant(price=600_00)
    save_variant(one, product=one.product, by=None, price_minor=600_00, name_en="hardback")
    save_variant(one, product=one.product, by=None, price_minor=700_00)
    assert list(PriceChange.objects.values_list("price_minor", flat=True)) == [700_00, 600_00]


def test_stock_held_for_orders_is_not_written_off():
    one = variant(copies=5)
    order((one, 3))
    with pytest.raises(ValidationError, match="2 can be written off; 3 more are held"):
        write_off_stock(one, quantity=3, on=TODAY(), by=None, note="Water")
    write_off_stock(one, quantity=2, on=TODAY(), by=None, note="Water")
    with pytest.raises(ValidationError, match="not counted"):
        receive_stock(digital(), quantity=1, on=TODAY(), by=None)
    one.refresh_from_db()
    assert (one.on_hand, one.reserved) == (3, 3)


def imported(text=LIST):
    return store_import(begin_import(name="list.csv", content=text.encode(), by=None))


def test_every_row_of_a_list_is_stored_merged_or_refused():
    work = imported()
    counts = (work.rows, work.stored, work.merged, work.refused, [line for line, _said in work.findings])
    assert counts == (5, 2, 0, 3, [4, 5, 6])
    made = Product.objects.get()
    variants = list(made.variants.order_by("sku").values_list("sku", "kind", "price_minor", "member_price_minor", "on_hand"))
    assert (made.isbn, made.state) == ("9780306406157", "draft")
    assert variants == [("N-1", "print", 500_00, 400_00, 12), ("N-2", "digital", 250_50, None, 0)]
    again = imported()
    assert (again.rows, again.stored, again.merged, again.refused) == (5, 0, 2, 3)
    assert (Product.objects.count(), Variant.objects.get(sku="N-1").on_hand) == (1, 12)


def test_a_file_without_prices_is_refused_beside_its_field(client, make_user):
    client.force_login(make_user("publisher"))
    answer = client.post(reverse("shop:imports"), {"file": SimpleUploadedFile("x.csv", "название;артикул\nx;1\n".encode())})
    assert (answer.status_code, list(answer.context["form"].errors), ProductImport.objects.count()) == (400, ["file"], 0)


def delivered(one, copies=1):
    placed = order((one, copies))
    pay(placed)
    placed = send_order(pack_order(placed, on=TODAY(), by=None), on=TODAY(), by=None)
    return finish_order(placed, on=TODAY(), by=None)


def test_sales_and_deliveries_open_to_their_rows():
    delivered(variant(price=600_00), 2)
    order((variant(), 1))
    period = Period.of_year(TODAY().year)
    sales, done = (measure(f"shop.{name}").function(period, ASSOCIATION) for name in ("sales", "orders_delivered"))
    assert (sales.value, sales.source.count_and_fingerprint()[0], done.value, done.source.count_and_fingerprint()[0]) == (1.2, 1, 1, 1)
    assert measure("shop.sales").function(period, Scope("section", "1")).status == "not_collected"
    rows = sales_by_product(sold_lines(period.start, period.end))
    assert [(row.copies, row.amount_minor, row.months[TODAY().month - 1]) for row in rows] == [(2, 1200_00, 1200_00)]


def test_parcels_wait_for_those_who_pack_them(make_user):
    pay(order((variant(), 1)))
    said = [[str(task.title) for task in tasks_of(make_user(role))] for role in ("publisher", "member")]
    assert said == [["Pack 1 order"], []]


def test_the_packing_list_is_a_document_with_labels(client, make_user):
    client.force_login(make_user("publisher"))
    empty = client.get(reverse("shop:packing_list"))
    pay(order((variant(), 1)))
    assert (empty.status_code, client.get(reverse("shop:packing_list")).content[:5]) == (302, b"%PDF-")


@pytest.mark.parametrize("name", ["catalogue", "orders", "products", "stock", "sales", "sold_lines", "my_orders", "terms"])
def test_lists_take_the_same_number_of_queries_for_one_row_and_for_three(client, make_user, name):
    user = make_user("publisher")
    client.force_login(user)
    asked = []
    for _round in (1, 2):
        placed = order((variant(), 1), (digital(), 1), user=user)
        pay(placed)
        client.get(reverse(f"shop:{name}"))
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(f"shop:{name}")).status_code == 200
        asked.append(len(counted))
        if _round == 1:
            delivered(variant())
    assert asked[0] == asked[1]
