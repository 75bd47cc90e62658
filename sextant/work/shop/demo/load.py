"""A shop with twelve invented publications and two years of orders; and taking it away again."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.exports.typeset import typeset
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.members.models import Organisation, Person
from sextant.work.shop.actions.moving import finish_order, hand_out_places, lapse_order, pack_order, send_order
from sextant.work.shop.actions.ordering import Customer, place_order
from sextant.work.shop.actions.products import save_category, save_product, save_variant, set_product_state
from sextant.work.shop.actions.returns import return_lines
from sextant.work.shop.actions.stock import receive_stock
from sextant.work.shop.actions.terms import save_voucher
from sextant.work.shop.demo.titles import CATEGORIES, TITLES, Title
from sextant.work.shop.models import Category, DeliveryMethod, Download, Licence, Movement, Order, OrderLine, PriceChange, Product, Variant, Voucher
from sextant.work.shop.numbers import isbn13_check
from sextant.work.shop.packing import TEMPLATES

ORDERS = 60
REASONS = ("Брак печати: нет страниц", "Заказали дважды")


def _edition() -> bytes:
    """One page that says that there is nothing to read: the same for every digital edition."""
    words = {"title": "Демонстрационное издание", "text": "Это издание вымышлено: читать в нём нечего.", "language": "ru"}
    return typeset(TEMPLATES / "edition.typ", words)


def _product(title: Title, place: int, categories: dict[str, Category], today: date, edition: bytes) -> None:
    first = f"97850000{place:04d}"
    fields: dict[str, Any] = {"title_ru": title.ru, "title_en": title.en, "about_ru": title.about_ru, "about_en": title.about_en}
    fields |= {"authors": title.authors, "year": today.year - title.year, "pages": title.pages, "age_mark": "12+"}
    fields |= {"issn": title.issn} if title.issn else {"isbn": first + isbn13_check(first)}
    made = save_product(None, category=categories[title.category], by=None, **fields)
    Product.objects.filter(pk=made.pk).update(is_demo=True)
    made.is_demo = True
    price = title.price * 100
    printed = save_variant(None, product=made, by=None, kind="print", sku=f"DEMO-{place:02d}-P", price_minor=price, member_price_minor=price * 3 // 4)
    receive_stock(printed, quantity=title.copies, on=date(today.year - 2, 12, 1), by=None, note="Тираж")
    if title.digital:
        digital = {"kind": "digital", "price_minor": price // 2, "member_price_minor": price // 4, "max_downloads": 5}
        save_variant(None, product=made, by=None, sku=f"DEMO-{place:02d}-D", file=ContentFile(edition, "edition.pdf"), **digital)
        library = {
            "kind": "digital",
            "licence": "library",
            "seats": 10,
            "price_minor": price * 3,
            "member_price_minor": price * 2,
            "max_downloads": 10,
        }
        save_variant(
            None,
            product=made,
            by=None,
            sku=f"DEMO-{place:02d}-L",
            name_ru="электронное издание для библиотеки",
            name_en="digital edition for a library",
            file=ContentFile(edition, "edition.pdf"),
            **library,
        )
    set_product_state(made, state="on_sale", by=None)


def _event(categories: dict[str, Category], today: date) -> None:
    fields = {"title_ru": "Школа издателя: семинар", "title_en": "The publisher's school: a seminar"}
    about = {
        "about_ru": "День о том, как библиотеке издать книгу: рукопись, вёрстка, права, тираж.",
        "about_en": "A day on how a library publishes a book.",
    }
    made = save_product(None, category=categories["demo-events"], by=None, year=today.year, **fields, **about)
    Product.objects.filter(pk=made.pk).update(is_demo=True)
    made.is_demo = True
    ticket = save_variant(None, product=made, by=None, kind="ticket", sku="DEMO-EV-1", price_minor=1800_00, member_price_minor=900_00)
    receive_stock(ticket, quantity=40, on=today - timedelta(days=60), by=None)
    set_product_state(made, state="on_sale", by=None)


def _customer(chance: Random, people: list[Person], places: list[Organisation]) -> Customer:
    person = chance.choice(people)
    address = f"{chance.randrange(101000, 690000)}, {person.city or 'Примерск'}, Примерная улица, {chance.randrange(1, 120)}"
    fields: dict[str, Any] = {"name": person.full_name, "email": person.email or "reader@demo.example", "address": address}
    if places and chance.random() < 0.4:
        place = chance.choice(places)
        return Customer(**fields, payer_name=place.name, payer_tax_id=place.tax_number[:12], organisation=place)
    return Customer(**fields, person=person)


def _items(chance: Random, variants: list[Variant]) -> list[tuple[int, int]]:
    chosen = chance.sample(variants, chance.choice((1, 1, 1, 2, 2, 3)))
    return [(one.pk, chance.choice((1, 1, 1, 2, 3, 5)) if one.kind == "print" else 1) for one in chosen]


def _walk(order: Order, chance: Random, today: date) -> None:
    """Pays, packs, sends and finishes an order, as far as it would have come by today."""
    recent = (today - order.placed_on).days < 6
    paid_on = order.placed_on if recent else min(today, order.placed_on + timedelta(days=chance.randrange(0, 8)))
    if chance.random() < (0.3 if recent else 0.06):
        lapse_order(order, on=today)
        return
    if order.invoice is not None:
        paid: dict[str, Any] = {"day": paid_on, "amount_minor": order.total_minor, "currency": order.currency, "account": account_for("bank")}
        whose: dict[str, Any] = {"payer_name": order.customer, "person": order.invoice.person, "organisation": order.invoice.organisation}
        receive_payment(
            reference=f"{chance.randrange(1, 900)}", key=f"demo-shop:{order.pk}", invoices=[order.invoice], is_demo=True, by=None, **paid, **whose
        )
    order.refresh_from_db()
    if order.state == "paid" and order.delivery_id is None:
        hand_out_places(order, on=paid_on, by=None)
    elif order.state == "paid":
        _deliver(order, chance, paid_on, today)


def _deliver(order: Order, chance: Random, paid_on: date, today: date) -> None:
    packed_on = paid_on + timedelta(days=chance.randrange(1, 4))
    sent_on, done_on = packed_on + timedelta(days=1), packed_on + timedelta(days=chance.randrange(4, 15))
    if packed_on <= today:
        pack_order(order, on=packed_on, by=None)
    if sent_on <= today:
        send_order(order, on=sent_on, by=None, tracking=f"800{chance.randrange(10**10, 10**11)}")
    if done_on <= today:
        done = finish_order(order, on=done_on, by=None)
        if chance.random() < 0.1:
            line = done.lines.first()
            if line is not None:
                return_lines(done, {line.pk: 1}, reason=chance.choice(REASONS), on=min(done_on + timedelta(days=5), today), by=None)


def _orders(world: World, today: date) -> None:
    people = list(Person.objects.filter(is_demo=True, email__isnull=False, erased_at=None, merged_into=None).order_by("pk")[:200])
    places: list[Organisation] = list(world.left.get("libraries", []))[:200]
    variants = list(Variant.objects.filter(is_demo=True).order_by("pk"))
    methods = list(DeliveryMethod.objects.filter(is_open=True).order_by("order"))
    if not people or not methods:
        return
    chance = Random(world.chance.random())
    begun = date(today.year - 1, 1, 10)
    span = (today - begun).days
    days = sorted(begun + timedelta(days=chance.randrange(0, span)) for _place in range(ORDERS - 6)) + [
        today - timedelta(days=n) for n in (3, 2, 2, 1, 0, 0)
    ]
    for place, day in enumerate(days):
        code = "DEMO10" if place % 9 == 0 else ""
        fields: dict[str, Any] = {"customer": _customer(chance, people, places), "member": chance.random() < 0.6, "delivery": chance.choice(methods)}
        try:
            order = place_order(key=f"demo-{place}", items=_items(chance, variants), on=day, user=None, voucher_code=code, is_demo=True, **fields)
        except ValidationError:
            continue
        _walk(order, chance, today)


def load(world: World) -> None:
    """Categories, publications with their stock, vouchers, and orders of two years."""
    today = world.today
    categories = {}
    for code, ru, en, order in CATEGORIES:
        categories[code] = save_category(None, by=None, code=code, name_ru=ru, name_en=en, order=order)
    Category.objects.filter(code__startswith="demo-").update(is_demo=True)
    edition = _edition()
    for place, title in enumerate(TITLES, 1):
        _product(title, place, categories, today, edition)
    _event(categories, today)
    for code, fields in (("DEMO10", {"percent": 10, "note": "Скидка конгресса"}), ("DEMO500", {"amount_minor": 500_00, "uses_allowed": 50})):
        voucher = save_voucher(None, by=None, code=code, once_per_customer=False, **fields)
        Voucher.objects.filter(pk=voucher.pk).update(is_demo=True)
    _orders(world, today)


def remove() -> int:
    """Takes the demo's shop away; orders that real people placed for invented things go with it."""
    demo = Order.objects.filter(Q(is_demo=True) | Q(lines__variant__is_demo=True)).values("pk")
    Download.objects.filter(licence__line__order__in=demo).delete()
    gone = Licence.objects.filter(line__order__in=demo).delete()[0]
    Movement.objects.filter(Q(order__in=demo) | Q(variant__is_demo=True)).delete()
    keys = list(demo.values_list("pk", flat=True))
    OrderLine.objects.filter(order__in=keys).delete()
    gone += Order.objects.filter(pk__in=keys).delete()[0]
    Order.objects.filter(person__is_demo=True).update(person=None)
    Order.objects.filter(organisation__is_demo=True).update(organisation=None)
    PriceChange.objects.filter(variant__is_demo=True).delete()
    for variant in Variant.objects.filter(is_demo=True).exclude(file=""):
        default_storage.delete(str(variant.file.name))
    gone += Variant.objects.filter(is_demo=True).delete()[0]
    gone += Product.objects.filter(is_demo=True).delete()[0]
    for model in (Voucher, Category):
        gone += model.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("shop", 60, load, remove)
