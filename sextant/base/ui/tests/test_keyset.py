"""A long list in pages without numbers: every row once, forwards and back, whatever is added meanwhile."""

from urllib.parse import parse_qs

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template import Context, Template
from django.test import RequestFactory

from sextant.base.ui.keyset import MOST, Keyset, Stretch, keyset_page

pytestmark = pytest.mark.once
ORDER = ("-language", "is_staff", "-id")


@pytest.fixture
def users(db, make_user):
    for number in range(11):
        user = make_user(language=("ru", "en")[number % 2])
        user.is_staff = number % 3 == 0
        user.save()
    return get_user_model().objects.all()


def page_of(keyset, address="", size=3):
    return keyset_page(RequestFactory().get(f"/{address}"), keyset, size)


def walked(keyset, size):
    """All pages forwards, then from the last one back to the first."""
    pages = [page_of(keyset, size=size)]
    while pages[-1].next:
        pages.append(page_of(keyset, pages[-1].next, size))
    back = [pages[-1]]
    while back[-1].previous:
        back.append(page_of(keyset, back[-1].previous, size))
    return pages, back[::-1]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 10, 11, 20])
def test_every_row_is_on_one_page_forwards_and_back(users, size):
    forwards, back = walked(Keyset(users, ORDER), size)
    wanted = list(users.order_by(*ORDER))
    assert [row for page in forwards for row in page] == wanted
    assert [row for page in back for row in page] == wanted
    assert [page.count for page in forwards] == [len(wanted)] * len(forwards)


def test_the_question_stays_in_every_link_and_the_place_does_not(users):
    second = page_of(Keyset(users, ORDER), page_of(Keyset(users, ORDER), "?q=пушкин&format=csv&page=7").next)
    asked = [parse_qs(link.removeprefix("?")) for link in (second.first, second.previous, second.next)]
    assert [set(one) for one in asked] == [{"q"}, {"q", "before"}, {"q", "after"}]
    assert {one["q"][0] for one in asked} == {"пушкин"}


def test_the_first_and_the_last_page_lead_nowhere_beyond_the_list(users):
    first, *_between, last = walked(Keyset(users, ORDER), 3)[0]
    assert (first.first, first.previous, bool(first.next)) == ("", "", True)
    assert (bool(last.first), bool(last.previous), last.next) == (True, True, "")


@pytest.mark.parametrize("place", ["", "x", "ru~x~1", "ru~True", "ru~True~99999999999999999999", "ru~True~1~2", "ru~True~%00"])
def test_an_address_that_names_no_place_gives_the_first_page(users, place):
    wanted = page_of(Keyset(users, ORDER)).rows
    assert [page_of(Keyset(users, ORDER), f"?{name}={place}").rows for name in ("after", "before")] == [wanted, wanted]


def test_rows_added_meanwhile_neither_repeat_nor_hide_a_row(users, make_user):
    first = page_of(Keyset(users, ["id"]))
    get_user_model().objects.filter(pk=first.rows[0].pk).delete()
    second = page_of(Keyset(users, ["id"]), first.next)
    assert first.rows + second.rows == [*first.rows, *users.filter(pk__gt=first.rows[-1].pk).order_by("id")[:3]]


def test_beyond_the_last_row_there_is_an_empty_page_with_a_way_back(users):
    last = users.order_by(*ORDER).last()
    page = page_of(Keyset(users, ORDER), f"?after={Keyset(users, ORDER).written(last)}")
    assert (page.rows, page.next, page.previous) == ([], "", "?")


def test_a_stretch_that_holds_too_little_is_asked_no_more(users, django_assert_num_queries):
    wanted = list(users.order_by("id"))
    half = wanted[5]
    keyset = Keyset(users, ["id"], number=11, near=lambda place, back, number: Stretch(Q(pk__lt=half.pk)))
    with django_assert_num_queries(1):
        assert page_of(keyset).rows == wanted[:3]
    with django_assert_num_queries(2):
        assert page_of(keyset, size=8).rows == wanted[:8]


def test_a_page_costs_as_many_queries_for_one_row_as_for_many(users, django_assert_num_queries):
    for rows in (users, users.filter(pk=users[0].pk)):
        with django_assert_num_queries(2):
            page_of(Keyset(rows, ORDER))


def test_the_pager_says_how_many_rows_there_are_or_that_there_are_more(users, monkeypatch):
    pager = Template("{% load ui %}{% keyset_pager page %}")
    assert "11 rows" in pager.render(Context({"page": page_of(Keyset(users, ORDER))}))
    monkeypatch.setattr("sextant.base.ui.keyset.MOST", 5)
    assert "More than 5 rows" in pager.render(Context({"page": page_of(Keyset(users, ORDER))}))
    assert MOST == 10_000
