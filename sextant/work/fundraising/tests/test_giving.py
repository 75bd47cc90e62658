"""A visitor gives on the public page: without an account, with sentences where something is wrong, and nothing is given away."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.requisites import save_bank_account, save_payee
from sextant.society.ledger.payables import pay_url
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.fundraising.actions.donors import set_consent
from sextant.work.fundraising.actions.merges import merge_donors
from sextant.work.fundraising.models import Consent, Donor, Gift, StandingGift
from sextant.work.fundraising.queries.tokens import token_of_donor, token_of_gift, token_of_part, token_of_standing
from sextant.work.fundraising.tests.factories import a_donor, a_promise, an_appeal, paid, today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit():
    cache.clear()


def sent(**fields):
    """What the form sends."""
    given = {"choice": "own", "amount": "1 234,50", "often": "", "kind": "person", "name": "Anna", "email": "anna@example.org", "processing": "on"}
    return {**given, **fields}


def give(client, appeal, **fields):
    return client.post(reverse("fundraising:give", args=[appeal.code]), sent(**fields))


def test_a_visitor_promises_and_is_shown_how_to_pay(client):
    answer = give(client, an_appeal(), wants_receipt="on", agrees_to_letters="on")
    gift = Gift.objects.get()
    assert (gift.amount_minor, gift.state, gift.donor.name, gift.agrees_to_letters) == (1234_50, "promised", "Anna", True)
    assert answer["Location"] == reverse("fundraising:gift", args=[token_of_gift(gift)])
    page = client.get(answer["Location"]).content.decode()
    assert (gift.reference in page, pay_url(gift) in page) == (True, True)
    assert Letter.objects.get().template == "fundraising.promised"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("a lot", "not an amount"),
        ("-5", "at least"),
        ("0", "at least"),
        ("1.234", "1.234"),
        ("12,345", "12,345"),
        ("999999999999999", "^“999999999999999” is"),
        ("1e5", "not an amount"),
        ("", "Choose an amount"),
    ],
)
def test_a_bad_amount_is_refused_with_a_sentence_and_nothing_is_kept(client, amount, said):
    answer = give(client, an_appeal(), amount=amount)
    errors = " ".join(str(one) for one in answer.context["form"].errors["amount"])
    assert (answer.status_code, Gift.objects.count(), Donor.objects.count()) == (400, 0, 0)
    assert re.search(said, errors), errors


def test_a_suggested_amount_is_taken_where_no_own_is_written(client):
    give(client, an_appeal(), choice="100000", amount="")
    assert Gift.objects.get().amount_minor == 1000_00


def test_what_is_needed_is_not_called_optional(client):
    an_appeal(suggested=[500_00, 1000_00])
    page = client.get(reverse("fundraising:appeal", args=["books"])).content.decode()
    labels = re.findall(r"<(?:legend|label)[^>]*>([^<]+?) *<span class=\"field__optional\">", page)
    assert labels == ["In memory or in honour of somebody", "A few words to the association"]


def test_without_suggested_amounts_one_is_written(client):
    appeal = an_appeal(suggested=[])
    page = client.get(reverse("fundraising:appeal", args=[appeal.code])).content.decode()
    assert ('type="hidden" name="choice" value="own"' in page, '<label for="id_amount">Amount</label>' in page) == (True, True)
    assert give(client, appeal).status_code == 302


def test_without_consent_to_keep_the_data_nothing_is_kept(client):
    answer = give(client, an_appeal(), processing="")
    assert (answer.status_code, Gift.objects.count()) == (400, 0)


def test_what_a_machine_fills_in_is_thanked_and_forgotten(client):
    answer = give(client, an_appeal(), website="http://spam.example")
    assert (answer.status_code, Gift.objects.count(), Letter.objects.count()) == (302, 0, 0)


def test_one_address_cannot_promise_without_end(client):
    appeal = an_appeal()
    answers = [give(client, appeal).status_code for _time in range(22)]
    assert (answers.count(302), answers[-1], Gift.objects.count()) == (20, 400, 20)


def test_a_known_address_is_answered_as_an_unknown_one_and_changes_nothing_of_the_donor(client):
    known = a_donor("The real Anna", "anna@example.org")
    appeal = an_appeal()
    first = give(client, appeal, name="Somebody Else", agrees_to_letters="on")
    second = give(client, appeal, email="nobody@example.org")
    known.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 302)
    assert (known.name, known.wants_letters, Gift.objects.filter(donor=known).count()) == ("The real Anna", False, 1)
    for answer in (first, second):
        assert "The real Anna" not in client.get(answer["Location"]).content.decode()


def test_consent_to_letters_counts_once_the_gift_has_come(client):
    give(client, an_appeal(), agrees_to_letters="on", wants_receipt="on")
    gift = Gift.objects.get()
    assert gift.donor.wants_letters is False
    gift = paid(gift)
    gift.donor.refresh_from_db()
    assert gift.donor.wants_letters is True
    assert set(gift.donor.consents.values_list("purpose", "given", "text_version")) == {("processing", True, "2026-11"), ("letters", True, "2026-11")}


def test_a_member_who_is_logged_in_is_the_donor(client, make_user):
    user = make_user()
    person = PersonFactory(email=user.email)
    Person.objects.filter(pk=person.pk).update(user=user)
    client.force_login(user)
    appeal = an_appeal()
    assert f'value="{person.full_name}"' in client.get(reverse("fundraising:appeal", args=[appeal.code])).content.decode()
    give(client, appeal, email=user.email)
    assert Gift.objects.get().donor.person_id == person.pk


def test_a_standing_gift_begins_with_the_first_and_is_stopped_from_the_letter(client):
    give(client, an_appeal(), often="1")
    standing = StandingGift.objects.get()
    assert (standing.months, standing.state, standing.gifts.count()) == (1, "active", 1)
    assert token_of_standing(standing) in Letter.objects.get().body
    page = reverse("fundraising:standing", args=[token_of_standing(standing)])
    assert client.get(page).status_code == 200
    client.post(reverse("fundraising:change_standing", args=[token_of_standing(standing)]), {"to": "stopped"})
    standing.refresh_from_db()
    assert standing.state == "stopped"


@pytest.mark.parametrize("to", ["lapsed", "", "nonsense", "active"])
def test_a_standing_gift_moves_only_where_it_may(client, to):
    give(client, an_appeal(), often="3")
    standing = StandingGift.objects.get()
    client.post(reverse("fundraising:change_standing", args=[token_of_standing(standing)]), {"to": to})
    standing.refresh_from_db()
    assert standing.state == "active"


def test_a_draft_is_not_there_for_visitors_and_a_closed_appeal_takes_nothing(client):
    draft, closed = an_appeal("draft", state="draft"), an_appeal("closed", state="closed")
    assert client.get(reverse("fundraising:appeal", args=[draft.code])).status_code == 302
    assert give(client, closed).status_code == 400
    page = client.get(reverse("fundraising:appeals")).content.decode()
    assert (reverse("fundraising:appeal", args=["draft"]) in page, reverse("fundraising:appeal", args=["closed"]) in page) == (False, True)
    assert Gift.objects.count() == 0


def test_a_link_of_ones_own_making_opens_nothing(client):
    gift = paid(a_promise())
    good = token_of_gift(gift)
    part = gift.parts.get()
    for name, token in (("gift", good + "x"), ("gift", str(gift.pk)), ("receipt", good), ("gift", token_of_part(part)), ("standing", good)):
        assert client.get(reverse(f"fundraising:{name}", args=[token])).status_code == 404


def test_the_receipt_is_a_pdf_in_the_language_of_the_gift(client):
    gift = paid(a_promise())
    answer = client.get(reverse("fundraising:receipt", args=[token_of_part(gift.parts.get())]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_names_and_number_of_donors_are_withheld_below_five(client):
    appeal = an_appeal()
    for number in range(4):
        paid(a_promise(appeal=appeal, donor=a_donor(f"Giver {number}", f"g{number}@example.org")))
    page = client.get(reverse("fundraising:appeal", args=[appeal.code])).content.decode()
    assert ("fewer than five donors" in page, "Giver" in page) == (True, False)
    paid(a_promise(appeal=appeal, donor=a_donor("Giver 4", "g4@example.org"), is_anonymous=True))
    page = client.get(reverse("fundraising:appeal", args=[appeal.code])).content.decode()
    assert ("fewer than five donors" in page, "Giver 3" in page, "Giver 4" in page) == (False, True, False)


def test_the_page_of_payment_shows_requisites_and_the_code(client, make_user):
    treasurer = make_user("treasurer")
    gift = a_promise()
    save_payee(by=treasurer, name_ru="Ассоциация библиотек", tax_id="7707083893")
    bank = {"number": "40703810238000000014", "bank_name": "Банк", "bic": "044525225", "correspondent": "30101810400000000225"}
    save_bank_account(None, by=treasurer, account=account_for("bank"), currency="RUB", is_default=True, **bank)
    page = client.get(pay_url(gift)).content.decode()
    assert (gift.reference in page, "40703810238000000014" in page, "code.svg" in page) == (True, True, True)


def test_a_donor_calls_off_what_is_awaited_and_not_what_came(client):
    gift = a_promise()
    client.post(reverse("fundraising:call_off", args=[token_of_gift(gift)]))
    gift.refresh_from_db()
    assert gift.state == "cancelled"
    other = paid(a_promise(appeal=an_appeal("other")))
    client.post(reverse("fundraising:call_off", args=[token_of_gift(other)]))
    other.refresh_from_db()
    assert other.state == "received"


def test_no_gift_is_taken_after_the_last_day(client):
    from datetime import timedelta

    appeal = an_appeal(closes_on=today() - timedelta(days=1))
    assert give(client, appeal).status_code == 400
    assert Consent.objects.count() == 0


def test_a_yes_after_a_merge_with_a_no_counts(client, make_user):
    kept, gone = a_donor(), a_donor("A. Reader", "reader@example.org")
    set_consent(kept, purpose="letters", given=True, way="self", by=None)
    merge_donors(kept, gone, by=make_user("fundraiser"))
    kept.refresh_from_db()
    assert kept.wants_letters is False
    client.post(reverse("fundraising:preferences", args=[token_of_donor(kept)]), {"language": "en", "letters": "on"})
    kept.refresh_from_db()
    assert kept.wants_letters is True
