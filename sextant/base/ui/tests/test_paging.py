"""Lists in pages keep the question that was asked."""

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from sextant.base.ui.paging import FromNearerEnd, ReadOnce, paged

pytestmark = pytest.mark.once


@pytest.fixture
def users(db, make_user):
    for _number in range(7):
        make_user()
    return get_user_model().objects.order_by("-email")


def test_a_page_knows_its_rows_and_keeps_the_query():
    page = paged(RequestFactory().get("/?q=пушкин&page=2&format=csv"), list(range(120)))
    assert (page.rows, page.start, page.end, page.count) == (list(range(50, 100)), 51, 100, 120)
    assert page.next == "?q=%D0%BF%D1%83%D1%88%D0%BA%D0%B8%D0%BD&page=3"


def test_a_page_that_is_not_there_gives_the_nearest():
    request = RequestFactory()
    numbers = [paged(request.get(f"/?page={asked}"), [1, 2], size=1).number for asked in ("99", "x", "-1")]
    assert numbers == [2, 1, 2]


def test_far_pages_are_a_gap():
    page = paged(RequestFactory().get("/?page=10"), list(range(1000)), size=50)
    assert [number for number, _link in page.links] == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_an_empty_list_has_one_page_without_rows():
    page = paged(RequestFactory().get("/"), [])
    assert (page.rows, page.number, page.pages, page.count, page.start, page.end) == ([], 1, 1, 0, 0, 0)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 9])
def test_pages_read_from_the_nearer_end_are_those_read_from_the_front(users, size):
    pages = [paged(RequestFactory().get(f"/?page={number}"), FromNearerEnd(users), size).rows for number in range(1, -(-7 // size) + 1)]
    assert [row for page in pages for row in page] == list(users)


def test_what_is_read_once_is_counted_and_paged_in_two_queries_and_in_its_order(users, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = paged(RequestFactory().get("/?page=2"), ReadOnce(users.filter(is_active=True), get_user_model().objects.all()), 3)
    assert (page.count, page.rows) == (7, list(users[3:6]))
