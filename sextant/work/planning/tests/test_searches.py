"""Searches that are kept tell of each new call once, and stop at a word."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.work.planning.actions.searches import save_search, tell_of_new
from sextant.work.planning.queries.searches import answers_to, token_of
from sextant.work.planning.tests.factories import in_days, registered

pytestmark = pytest.mark.django_db


def kept(user, **fields):
    return save_search(None, user=user, **{"title": "Reading", "any_words": "reading, books", "by_letter": True, **fields})


def test_a_negative_word_and_funder_keep_a_call_out(make_user) -> None:
    wanted = registered()
    registered(id="c2", title="Reading for volunteers")
    registered(id="c3", funder="Dull fund")
    search = kept(make_user(), no_words="volunteers", no_funders="dull fund")
    assert answers_to(search, in_days(0)) == [wanted]


def test_a_letter_tells_of_a_new_call_once(make_user) -> None:
    user = make_user()
    registered()
    search = kept(user)
    assert (tell_of_new(search.pk), Letter.objects.count()) == (0, 0)
    registered(id="c2", title="Books for all")
    assert (tell_of_new(search.pk), tell_of_new(search.pk)) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.to_address, "Books for all" in letter.body, token_of(search) in letter.body) == (user.email, True, True)


def test_without_consent_no_letter_is_written(make_user) -> None:
    search = kept(make_user(), by_letter=False)
    registered()
    assert (tell_of_new(search.pk), Letter.objects.count()) == (1, 0)


def test_letters_stop_without_a_log_in_but_not_by_following_the_link(client, make_user) -> None:
    search = kept(make_user())
    page = reverse("planning:stop_letters", args=[token_of(search)])
    assert client.get(page).status_code == 200
    search.refresh_from_db()
    assert search.by_letter
    client.post(page)
    search.refresh_from_db()
    assert not search.by_letter
    assert client.get(reverse("planning:stop_letters", args=["1.forged"])).status_code == 404


def test_twenty_searches_are_enough(make_user) -> None:
    user = make_user()
    for number in range(20):
        kept(user, title=str(number))
    with pytest.raises(ValidationError, match="remove one first"):
        kept(user)


def test_nobody_reads_anothers_search(client, make_user) -> None:
    search = kept(make_user(), title="My secret plan")
    client.force_login(make_user("secretary"))
    answer = client.get(reverse("planning:search", args=[search.pk]))
    assert (answer.status_code, "secret" in answer.content.decode()) == (403, False)
