"""Price lists and contracts: what is taken, what is refused, who moves what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import OrganisationFactory, active
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.catalogue import add_price, remove_price, save_service
from sextant.work.paid_services.actions.clauses import ensure_clauses, save_clause
from sextant.work.paid_services.actions.contracts import change_contract, draft_contract, remove_line, save_line
from sextant.work.paid_services.actions.copies import keep_copy
from sextant.work.paid_services.actions.requests import ask_offer, decline_request
from sextant.work.paid_services.actions.signing import cancel_contract, object_contract, recall_contract, send_contract, sign_contract
from sextant.work.paid_services.models import Clause, Contract, ContractLine
from sextant.work.paid_services.queries.prices import price_on, public_offers
from sextant.work.paid_services.tests.factories import PDF, TODAY, act_of, draft, make_service, open_books, sent, signed

pytestmark = pytest.mark.django_db


def refusal(action, *args, **kwargs):
    """The fields and sentences of a refusal; a text without fields."""
    with pytest.raises(ValidationError) as refused:
        action(*args, **kwargs)
    return refused.value.message_dict if hasattr(refused.value, "error_dict") else refused.value.messages[0]


def test_the_price_of_a_day_is_the_one_that_began_last():
    service = make_service()
    add_price(service, since=date(2026, 7, 1), amount_minor=1_200_00, by=None)
    days = (date(2019, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
    assert [getattr(price_on(service, day), "amount_minor", None) for day in days] == [None, 1_000_00, 1_200_00]


def test_the_price_list_shows_the_price_of_today_and_the_next_one(django_assert_num_queries):
    service = make_service()
    coming = add_price(service, since=TODAY() + timedelta(days=9), amount_minor=1_200_00, by=None)
    make_service("secret")
    save_service(service, by=None, order=1)
    for number in range(3):
        make_service(f"more-{number}")
    with django_assert_num_queries(2):
        offers = public_offers(TODAY(), {})
    assert (offers[0].price.amount_minor, offers[0].coming, len(offers)) == (1_000_00, coming, 5)


def test_what_is_not_complete_is_not_published():
    assert "title_ru" in refusal(save_service, None, by=None, code="a", kind="other")
    bare = save_service(None, by=None, code="a", kind="other", title_en="A", unit_en="hour")
    assert "is_published" in refusal(save_service, bare, by=None, is_published=True)
    whole = save_service(bare, by=None, title_ru="А", unit_ru="час")
    assert refusal(save_service, whole, by=None, is_published=True) == {"is_published": ["Add a price first, then publish the service."]}


def test_a_published_service_keeps_a_price_and_members_never_pay_more():
    service = make_service()
    assert "A published service needs a price" in refusal(remove_price, service.prices.get(), by=None)
    assert "member" in refusal(add_price, service, since=TODAY(), amount_minor=100, member_minor=101, by=None)
    assert "since" in refusal(add_price, service, since=date(2020, 1, 1), amount_minor=100, by=None)


def test_a_member_gets_the_price_for_members_of_the_day():
    library = OrganisationFactory()
    before = draft(organisation=library).lines.get().price_minor
    active(on=TODAY(), organisation=library)
    contract = draft(make_service("other"), organisation=library)
    assert (before, contract.is_member, contract.lines.get().price_minor) == (1_000_00, True, 800_00)


def test_another_price_needs_a_reason_on_every_database():
    contract = draft()
    line = contract.lines.get()
    given = {"service": line.service, "quantity": 10_000, "by": None, "price_minor": 900_00}
    assert refusal(save_line, contract, line, **given) == {"price_reason": ["Say why the price is not that of the list."]}
    save_line(contract, line, **given, price_reason="a partner of ten years")
    contract.refresh_from_db()
    assert contract.total_minor == 9_000_00
    with pytest.raises(IntegrityError):
        ContractLine.objects.filter(pk=line.pk).update(price_reason="")


def test_another_day_takes_the_prices_of_that_day_but_keeps_those_with_a_reason():
    service = make_service()
    add_price(service, since=TODAY() + timedelta(days=5), amount_minor=1_200_00, by=None)
    contract = draft(service)
    save_line(contract, None, service=service, quantity=1_000, by=None, price_minor=1, price_reason="a gift")
    contract = change_contract(contract, by=None, day=TODAY() + timedelta(days=5))
    assert list(contract.lines.values_list("list_minor", "price_minor")) == [(1_200_00, 1_200_00), (1_200_00, 1)]
    contract.refresh_from_db()
    assert contract.total_minor == 12_000_01


def test_a_contract_without_lines_or_price_is_not_sent():
    open_books()
    contract = draft()
    remove_line(contract.lines.get(), by=None)
    assert "Add at least one line" in refusal(send_contract, contract, on=TODAY(), by=None)
    service = make_service("late")
    service.prices.update(since=TODAY() + timedelta(days=1))
    assert "service" in refusal(save_line, contract, None, service=service, quantity=1, by=None)


def test_numbers_are_given_when_sent_and_stay_when_taken_back():
    first, second = sent(), draft(make_service("b"))
    again = send_contract(recall_contract(first, by=None), on=TODAY(), by=None)
    second = send_contract(second, on=TODAY(), by=None)
    assert [one.number for one in (first, again, second)] == [1, 1, 2]
    assert Letter.objects.filter(template="paid_services.offered").count() == 3


def test_a_contract_that_was_changed_after_it_was_read_is_not_signed():
    read = sent()
    send_contract(recall_contract(read, by=None), on=TODAY(), by=None)
    given = {"name": "Ann", "on": TODAY(), "by": None, "who": states.CUSTOMER}
    assert "Read it again" in refusal(sign_contract, read, **given, edition=read.edition)
    assert sign_contract(read, **given, edition=2).state == states.SIGNED


def test_a_contract_moves_only_as_its_states_allow():
    contract = draft()
    name = {"name": "Ann", "on": TODAY(), "by": None, "who": states.CUSTOMER}
    assert "cannot become “signed”" in refusal(sign_contract, contract, **name)
    contract = sent(service=make_service("b"))
    assert "Only a draft can be changed" in refusal(change_contract, contract, by=None, conditions="more")
    assert "name" in refusal(sign_contract, contract, **{**name, "name": " "})
    assert "day" in refusal(sign_contract, contract, **{**name, "on": TODAY() - timedelta(days=1)})
    contract = sign_contract(contract, **name)
    assert "does not wait for your answer" in refusal(object_contract, contract, text="no", on=TODAY(), by=None)
    assert "cannot become “draft”" in refusal(recall_contract, contract, by=None)


def test_a_contract_keeps_the_clauses_it_was_sent_with():
    contract = sent(advance_percent=30)
    save_clause(Clause.objects.get(code="subject"), by=None, text_en="Anything at all.")
    contract.refresh_from_db()
    said = " ".join(row["text_en"] for row in contract.clauses)
    assert ("Anything at all" in said, "RUB\xa03,000" in said, "{" in said) == (False, True, False)
    assert [row["title_en"] for row in contract.clauses].count("Payment") == 1


def test_a_clause_names_only_what_can_be_filled_in_and_changed_words_are_unchecked():
    ensure_clauses()
    clause = save_clause(Clause.objects.get(code="price"), by=None, checked_by="A lawyer", checked_on=TODAY())
    assert "text_en" in refusal(save_clause, clause, by=None, text_en="{secret_key}")
    clause = save_clause(clause, by=None, text_en="The services come to {total}.")
    assert (clause.checked_on, clause.checked_by) == (None, "")


def test_cancelling_needs_a_reason_and_answered_acts():
    contract = signed()
    act_of(contract)
    assert "reason" in refusal(cancel_contract, contract, reason=" ", on=TODAY(), by=None)
    assert "not answered yet" in refusal(cancel_contract, contract, reason="why", on=TODAY(), by=None)


def test_the_money_of_one_contract_goes_to_one_fund():
    from sextant.society.ledger.tests.factories import restricted

    open_books()
    contract = draft()
    other = make_service("villages", fund=restricted())
    assert "service" in refusal(save_line, contract, None, service=other, quantity=1_000, by=None)


def test_a_request_is_answered_once():
    asked = ask_offer(service=None, contact="Ann", email="ann@example.org", what="An opinion", today=TODAY(), by=None, language="en")
    values = {"customer": "Ann", "email": asked.email, "subject_en": "x", "since": TODAY(), "until": TODAY()}
    draft_contract(by=None, day=TODAY(), request=asked, **values)
    asked.refresh_from_db()
    assert asked.state == states.OFFERED
    assert "answered already" in refusal(decline_request, asked, reason="too late", on=TODAY(), by=None)
    assert "wanted_by" in refusal(
        ask_offer, service=None, contact="A", email="a@b.example", what="x", today=TODAY(), by=None, wanted_by=date(2020, 1, 1)
    )


def test_nothing_is_half_written_when_a_contract_is_refused():
    values = {"customer": "", "email": "a@b.example", "subject_en": "x", "since": TODAY(), "until": TODAY()}
    asked = ask_offer(service=None, contact="Ann", email="ann@example.org", what="An opinion", today=TODAY(), by=None)
    assert "customer" in refusal(draft_contract, by=None, day=TODAY(), request=asked, **values)
    asked.refresh_from_db()
    assert (asked.state, Contract.objects.count()) == (states.NEW, 0)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("scan.pdf", b"<html>", "This kind of file is not taken"),
        ("scan.pdf", PDF + b"/JavaScript", "holds a script"),
        ("scan.txt", b"plain", "A scan is PDF, PNG or JPEG"),
        ("scan.png", b"", "empty"),
    ],
)
def test_hostile_scans_are_refused_with_a_sentence(name, content, sentence):
    contract = sent()
    found = refusal(keep_copy, contract, upload=SimpleUploadedFile(name, content), by=None)
    assert sentence in found["file"][0]
    assert contract.copies.count() == 0


def test_a_scan_is_kept_once_under_a_name_without_paths():
    contract = sent()
    upload = lambda: SimpleUploadedFile("../../etc/passwd", PDF)  # noqa: E731
    first, again = (keep_copy(contract, upload=upload(), by=None) for _time in range(2))
    assert (first.pk, first.name, "etc" in first.file.name) == (again.pk, "passwd.pdf", False)
