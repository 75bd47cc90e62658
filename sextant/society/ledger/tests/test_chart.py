"""Accounts, funds and programmes are added, changed and closed through their pages."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.audit.models import Entry as Recorded
from sextant.society.ledger.actions.accounts import close_account, close_fund, reopen_account, reopen_fund
from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.holdings import funds_held
from sextant.society.ledger.tests.factories import draft, open_books, posted, restricted

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer")
    client.force_login(user)
    return user


def test_an_account_is_added_and_changed_and_its_history_says_so(treasurer, client):
    given = {"code": "5850", "name_en": "Post", "name_ru": "Почта", "kind": "expense", "flow": "operating", "stream": ""}
    client.post(reverse("ledger:new_account"), given)
    account = Account.objects.get(code="5850")
    client.post(reverse("ledger:edit_account", args=[account.pk]), given | {"name_en": "Postage"})
    account.refresh_from_db()
    verbs = list(Recorded.objects.filter(object_kind="ledger.account", object_id=str(account.pk)).values_list("verb", flat=True))
    assert (account.name_en, verbs) == ("Postage", ["ledger.save_account"] * 2)


def test_the_kind_of_an_account_in_use_stays(treasurer, client):
    posted()
    account = Account.objects.get(use="gifts")
    given = {"code": account.code, "name_en": "Gifts", "kind": "expense", "flow": "operating", "stream": "gifts"}
    answer = client.post(reverse("ledger:edit_account", args=[account.pk]), given)
    account.refresh_from_db()
    assert (answer.status_code, account.kind) == (400, "income")
    assert "Something is booked on this account; open another account instead." in answer.content.decode()


def test_an_account_that_holds_money_or_serves_the_site_is_not_closed(treasurer):
    deposits = Account.objects.get(code="1040")
    posted(300_00, debit=deposits)
    for account, sentence in ((deposits, "still stand on this account"), (Account.objects.get(use="bank"), "The site itself books")):
        with pytest.raises(ValidationError, match=sentence):
            close_account(account, by=treasurer)


def test_a_closed_account_is_opened_again(treasurer):
    account = Account.objects.get(code="5800")
    assert (close_account(account, by=treasurer).is_open, reopen_account(account, by=treasurer).is_open) == (False, True)


def test_a_fund_is_closed_only_when_it_is_empty(treasurer):
    fund = restricted()
    posted(300_00, fund=fund)
    with pytest.raises(ValidationError, match="The fund still holds"):
        close_fund(fund, on=date(2026, 12, 31), by=treasurer)
    posted(300_00, fund=fund, debit="grants_awarded", credit="bank")
    assert close_fund(fund, on=date(2026, 12, 31), by=treasurer).closed_on == date(2026, 12, 31)
    assert reopen_fund(fund, by=treasurer).closed_on is None


def test_a_fund_with_a_draft_and_the_general_fund_stay_open(treasurer):
    fund = restricted()
    draft(fund=fund)
    for one, sentence in ((fund, "A draft entry stands on it"), (Fund.objects.get(is_default=True), "money goes that nobody restricted")):
        with pytest.raises(ValidationError, match=sentence):
            close_fund(one, on=date(2026, 12, 31), by=treasurer)


def test_the_page_of_a_fund_says_why_it_is_not_closed(treasurer, client):
    fund = restricted()
    posted(300_00, fund=fund)
    answer = client.post(reverse("ledger:shut_fund", args=[fund.pk]), {"on": "2026-12-31"})
    assert (answer.status_code, "The fund still holds" in answer.content.decode()) == (400, True)


def test_funds_are_shown_with_what_they_hold(treasurer):
    fund = restricted()
    posted(300_00, fund=fund)
    posted(100_00, fund=fund, debit="grants_awarded", credit="bank")
    assert {str(one.thing): one.amounts for one in funds_held()} == {"General fund": [], "Books for villages": [("RUB", 200_00)]}


def test_a_programme_is_added_and_needs_a_name(treasurer, client):
    refused = client.post(reverse("ledger:new_programme"), {"code": "journal", "is_open": "on"})
    client.post(reverse("ledger:new_programme"), {"code": "journal", "name_en": "The journal", "is_open": "on"})
    assert (refused.status_code, list(Programme.objects.values_list("code", "name_en"))) == (400, [("journal", "The journal")])


def test_closing_an_account_that_serves_the_site_is_told_on_its_page(treasurer, client):
    answer = client.post(reverse("ledger:shut_account", args=[Account.objects.get(use="bank").pk]))
    assert "The site itself books on this account" in str(next(iter(get_messages(answer.wsgi_request))))


@pytest.mark.parametrize("name", ["chart", "funds", "programmes"])
def test_lists_cost_the_same_for_one_row_and_for_many(name, treasurer, client, django_assert_max_num_queries):
    for place in range(4):
        posted(300_00, fund=restricted(f"fund-{place}"))
        Programme.objects.create(code=f"p{place}", name_en="One")
    client.get(reverse(f"ledger:{name}"))
    with django_assert_max_num_queries(14):
        assert client.get(reverse(f"ledger:{name}")).status_code == 200


def test_the_auditor_reads_and_changes_nothing(client, make_user):
    open_books()
    client.force_login(make_user("auditor"))
    codes = [client.get(reverse(f"ledger:{name}")).status_code for name in ("chart", "funds", "programmes", "new_account", "new_fund", "new_entry")]
    assert codes == [200, 200, 200, 403, 403, 403]
