"""A bank statement is brought: sure payments are booked, doubts wait for a person, the same file changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.jobs.worker import run_waiting
from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.actions.decisions import book_line, book_on_account, join_payment, put_aside, undo_line
from sextant.society.ledger.actions.entries import reverse_entry
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.statements import bring_statement
from sextant.society.ledger.models import BankAccount, Entry, Invoice, Payment, Statement, StatementLine
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.queries.statements import counts_of
from sextant.society.ledger.tests.exchange import OURS, document, exchange
from sextant.society.ledger.tests.factories import open_books

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def account(db):
    open_books()
    bank = {"number": OURS, "bank_name": "Bank", "bic": "044525225", "correspondent": "30101810400000000225"}
    return BankAccount.objects.create(title_en="Main", account=account_for("bank"), is_default=True, **bank)


@pytest.fixture
def treasurer(make_user, client):
    user = make_user("treasurer")
    client.force_login(user)
    return user


def invoice(amount=1500_00, payer="МБУК «Городская библиотека»", tax_id="9901000027", **fields):
    payer = Payer(name=payer, tax_id=tax_id)
    return make_invoice(payer=payer, charges=[Charge("Взнос", "Dues", amount, "dues")], currency="RUB", on=date(2026, 2, 1), by=None, **fields)


def bring(account, *documents, by=None, content=None, **how):
    made = bring_statement(account, name="march.txt", content=content or exchange(*documents, **how), by=by)
    run_waiting()
    made.refresh_from_db()
    return made


def named(one, amount="1500.00", number="17", **fields):
    return document(number, amount, f"Взнос по счету {one.shown_number}", **fields)


def booked(account="bank"):
    return Payment.objects.count(), sum(Payment.objects.values_list("amount_minor", flat=True)), invariants()


def test_what_is_sure_is_booked_and_the_rest_waits(account):
    sure = invoice()
    made = bring(account, named(sure), document("18", "777.00", "Спасибо", payer="Никто Известный", inn="", account="40817810300000000707"))
    sure.refresh_from_db()
    states = dict(made.lines.values_list("reference", "state"))
    assert (states, sure.state, booked()) == ({"17": "booked", "18": "unmatched"}, "settled", (1, 1500_00, []))
    assert (made.state, made.read, made.repeated, made.refused) == ("done", 2, 0, [])


def test_the_same_file_again_changes_nothing(account):
    sure = invoice()
    content = exchange(named(sure), named(sure, "20.00", "19"))
    bring(account, content=content)
    before = (booked(), StatementLine.objects.count(), Entry.objects.count())
    again = bring(account, content=content)
    assert (booked(), StatementLine.objects.count(), Entry.objects.count()) == before
    assert (again.read, again.repeated, again.lines.count()) == (2, 2, 0)


def test_counts_in_are_counts_stored_repeated_and_refused(account):
    bring(account, named(invoice()))
    made = bring(account, named(Invoice.objects.get()), document("20", "не сумма", "?"), document("21", "10.00", "?"), encoding="windows-1251")
    assert (made.read, made.lines.count(), made.repeated, len(made.refused)) == (3, 1, 1, 1)
    assert "20" not in {line.reference for line in made.lines.all()}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (exchange(account="40703810900000000001"), "is of account"),
        (b"%PDF-1.7", "PDF"),
        (b"nothing of the kind", ""),
    ],
)
def test_a_wrong_file_is_refused_whole_with_a_sentence(account, make_user, content, sentence):
    made = bring(account, content=content, by=make_user("treasurer", language="en"))
    assert (made.state, made.lines.count(), sentence in made.sentence, len(made.sentence) > 20) == ("refused", 0, True, True)
    assert made.sentence.startswith(f"{made.name}"), "a person knows the file by the name it had"


def test_a_file_cut_in_half_gives_what_it_has_and_says_so(account):
    whole = exchange(named(invoice()), document("22", "10.00", "?"))
    made = bring(account, content=whole[: whole.rindex("Сумма=10.00".encode())])
    assert (made.state, made.lines.count(), bool(made.notices)) == ("done", 1, True)
    assert made.read == made.lines.count() + made.repeated + len(made.refused)


def test_a_payment_that_may_be_for_two_invoices_is_shown_to_a_person(account, client, treasurer):
    first, second = invoice(), invoice()
    made = bring(account, document("17", "1500.00", "Членский взнос"))
    line = made.lines.get()
    assert (line.state, booked()) == ("doubtful", (0, 0, []))
    page = client.get(reverse("ledger:statement_line", args=[line.pk])).content.decode()
    assert first.shown_number in page
    assert second.shown_number in page
    client.post(reverse("ledger:book_line", args=[line.pk]), {"keys": f"ledger.invoice:{second.pk}"})
    second.refresh_from_db()
    assert (second.state, booked()) == ("settled", (1, 1500_00, []))


def test_one_payment_for_two_invoices_is_booked_on_both(account, client, treasurer):
    ones = [invoice(), invoice(1000_00)]
    made = bring(account, document("17", "2500.00", "Взносы по счетам " + " и ".join(one.shown_number for one in ones)))
    line = made.lines.get()
    page = client.get(reverse("ledger:statement", args=[made.pk]))
    proposal = page.context["lines"][0][1][0]
    assert len(proposal.keys) == 2
    client.post(reverse("ledger:book_line", args=[line.pk]), {"keys": proposal.value})
    assert (set(Invoice.objects.values_list("state", flat=True)), booked()) == ({"settled"}, (1, 2500_00, []))


def test_a_payment_recorded_by_hand_is_not_booked_twice(account):
    one = invoice()
    given = {"day": DAY, "amount_minor": 1500_00, "currency": "RUB", "account": account.account, "by": None}
    known = receive_payment(reference="17", key="hand", invoices=[one], **given)
    made = bring(account, named(one))
    assert (made.lines.get().state, made.lines.get().payment, booked()) == ("booked", known, (1, 1500_00, []))


def test_a_payment_by_hand_that_only_looks_alike_is_asked_about(account, treasurer):
    one, other = invoice(), invoice()
    given = {"day": DAY, "amount_minor": 1500_00, "currency": "RUB", "account": account.account, "by": None}
    known = receive_payment(reference="other", key="hand", invoices=[other], **given)
    line = bring(account, named(one)).lines.get()
    assert line.state == "doubtful"
    join_payment(line, known, by=treasurer)
    assert booked() == (1, 1500_00, [])
    with pytest.raises(ValidationError, match="decided already"):
        book_line(line, keys=[], by=treasurer)


def test_what_went_out_is_booked_on_an_account_and_offered_again_next_time(account, client, treasurer):
    first = bring(account, document("5", "300.00", "Комиссия банка", out=True)).lines.get()
    book_on_account(first, account=account_for("bank_fees"), by=treasurer)
    second = bring(account, document("6", "310.00", "Комиссия банка", out=True)).lines.get()
    page = client.get(reverse("ledger:statement_line", args=[second.pk]))
    assert page.context["account_form"].initial["account"] == account_for("bank_fees")
    first.refresh_from_db()
    with pytest.raises(ValidationError, match="belongs to a line"):
        reverse_entry(first.entry, day=DAY, reason="x", by=treasurer)
    assert invariants() == []


def test_a_decision_is_taken_back_and_taken_again(account, treasurer):
    one = invoice()
    line = bring(account, named(one)).lines.get()
    undo_line(line, reason="Another payer", by=treasurer)
    one.refresh_from_db()
    assert (one.state, StatementLine.objects.get().state) == ("issued", "doubtful")
    book_line(line, keys=[], by=treasurer)
    assert (Payment.objects.filter(taken_back_on=None).get().free_minor, invariants()) == (1500_00, [])
    with pytest.raises(ValidationError, match="Say why"):
        put_aside(bring(account, document("9", "1.00", "?")).lines.get(), note=" ", by=treasurer)


def test_a_day_in_closed_books_is_told_and_waits(account, treasurer):
    one = invoice()
    close_books(until=date(2026, 3, 31), by=treasurer)
    line = bring(account, named(one)).lines.get()
    assert (line.state, "closed through" in line.note, booked()) == ("doubtful", True, (0, 0, []))


def test_an_invoice_settled_meanwhile_is_not_paid_twice(account, treasurer):
    one = invoice()
    line = bring(account, named(one)).lines.get()
    more = bring(account, named(one, number="30", day=date(2026, 3, 3))).lines.get()
    assert (line.state, more.state) == ("booked", "unmatched")
    with pytest.raises(ValidationError, match="settled already"):
        book_line(more, keys=[f"ledger.invoice:{one.pk}"], by=treasurer)


def test_through_the_pages_a_file_is_read_and_others_do_not_see_it(account, client, treasurer, make_user):
    one = invoice()
    file = SimpleUploadedFile("march.txt", exchange(named(one), document("2", "55.00", "Тайный жертвователь")))
    answer = client.post(reverse("ledger:statements"), {"account": account.pk, "file": file})
    run_waiting()
    page = client.get(answer.url)
    assert ("Тайный жертвователь" in page.content.decode(), counts_of(Statement.objects.get())["booked"]) == (True, 1)
    assert client.post(reverse("ledger:statements"), {"account": account.pk, "file": SimpleUploadedFile("x", b"")}).status_code == 422
    for refused in (make_user("secretary"), make_user("auditor"), make_user()):
        client.force_login(refused)
        for url in (answer.url, reverse("ledger:statement_line", args=[StatementLine.objects.first().pk])):
            seen = client.get(url)
            assert (seen.status_code, "Тайный" in seen.content.decode()) == (403, False)


def test_the_page_asks_the_database_as_often_for_many_lines_as_for_few(account, client, treasurer, django_assert_max_num_queries):
    rows = [document(str(number), f"{number}.00", f"Взнос по счету {invoice(number * 100).shown_number}") for number in range(1, 31)]
    made = bring(account, *rows)
    StatementLine.objects.update(state="doubtful", payment=None)
    with django_assert_max_num_queries(18):
        assert client.get(reverse("ledger:statement", args=[made.pk])).status_code == 200
