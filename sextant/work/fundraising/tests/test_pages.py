"""Every page of the room opens to the fundraiser, to a donor with the link and to a visitor as it should; lists ask as often for one row as for many."""

import copy
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from sextant.base.jobs.worker import run_waiting
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.fundraising.actions.imports import name_columns
from sextant.work.fundraising.actions.segments import send_mailing
from sextant.work.fundraising.models import Donor, Gift, StandingGift
from sextant.work.fundraising.tests.factories import a_donor, an_appeal, an_entered, paid, today
from sextant.work.fundraising.tests.house import furnished, values_of
from sextant.work.fundraising.urls import appeal_pages, donor_pages, gift_pages, list_pages, open_pages

pytestmark = pytest.mark.django_db
OFFICE = [page.name for page in (*appeal_pages, *gift_pages, *donor_pages, *list_pages)]
OPEN = [page.name for page in open_pages]
SENT_ONLY = {
    *("give", "call_off", "change_standing", "move_appeal", "remove_picture", "remove_update", "record_payment", "cancel_gift", "set_consent"),
    *("merge", "undo_merge", "drop_segment", "send_mailing", "compute"),
}
ABSENT = "¿absent %s?"


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    templates = copy.deepcopy(settings.TEMPLATES)
    for one in templates:
        one.setdefault("OPTIONS", {})["string_if_invalid"] = ABSENT
    settings.TEMPLATES = templates


@pytest.fixture
def fundraiser(make_user):
    return make_user("fundraiser", language="en")


@pytest.fixture
def made(fundraiser, client):
    """Everything there is, an import read, a letter sent and the segments computed."""
    made = furnished(fundraiser)
    name_columns(made["work"], columns=made["work"].columns, appeal=None, fund=None, books=False, by=fundraiser)
    send_mailing(made["mailing"], on=today() - timedelta(days=5), by=fundraiser)
    client.force_login(fundraiser)
    client.post(reverse("fundraising:compute"))
    run_waiting()
    client.logout()
    return made


def said(client, names, made, language="en"):
    """What each page answers to a GET, with the trouble of its template."""
    values, found = values_of(made), {}
    for name in names:
        with translation.override(language):
            answer = client.get(reverse(f"fundraising:{name}", kwargs=values.get(name, {})))
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        trouble = re.findall(r".{40}¿absent.{40}", text.decode(errors="replace"), re.DOTALL) if "html" in answer.get("Content-Type", "") else []
        login = answer.status_code == 302 and "login" in answer["Location"]
        found[name] = trouble or ("login" if login else answer.status_code)
    return found


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_fundraiser_reads_every_page(client, fundraiser, made, language):
    client.force_login(fundraiser)
    expected = {name: 405 if name in SENT_ONLY else 200 for name in (*OPEN, *OFFICE)}
    expected |= {"my_statement": 404, "return_part": 403}
    assert said(client, expected, made, language) == expected


def test_a_visitor_with_the_links_reads_what_they_open_and_nothing_of_the_office(client, made):
    expected = {name: 405 if name in SENT_ONLY else 200 for name in OPEN} | dict.fromkeys(OFFICE, "login")
    expected |= {"mine": "login", "my_statement": "login"}
    assert said(client, expected, made) == expected


def test_a_donor_who_is_logged_in_reads_their_own_and_nothing_of_the_office(client, made, make_user):
    user = make_user(language="en")
    person = PersonFactory(email=user.email)
    Person.objects.filter(pk=person.pk).update(user=user)
    Donor.objects.filter(pk=made["donor"].pk).update(person=person)
    client.force_login(user)
    expected = {name: 405 if name in SENT_ONLY else 200 for name in OPEN} | dict.fromkeys(OFFICE, 403)
    assert said(client, expected, made) == expected


@pytest.mark.parametrize("state", ["missed", "cancelled", "returned", "received", "promised"])
def test_the_page_of_a_gift_opens_in_every_state(client, fundraiser, made, state):
    Gift.objects.filter(pk=made["gift"].pk).update(state=state, booked_minor=1500_00, standing=made["standing"])
    client.force_login(fundraiser)
    assert said(client, ["gift", "gift_office"], made) == {"gift": 200, "gift_office": 200}


@pytest.mark.parametrize("state", ["draft", "open", "closed", "reported"])
def test_the_pages_of_an_appeal_open_to_the_fundraiser_in_every_state(client, fundraiser, made, state):
    appeal = made["appeal"]
    type(appeal).objects.filter(pk=appeal.pk).update(state=state, done_en="All sent.", promised_en="Books.", reported_on=today())
    client.force_login(fundraiser)
    names = ["appeals", "appeal", "appeal_office", "office", "picture"]
    assert said(client, names, made) == dict.fromkeys(names, 200)


def test_the_pages_of_an_erased_and_of_a_merged_donor_open(client, fundraiser, made):
    client.force_login(fundraiser)
    gone = made["merge"].gone
    answer = client.get(reverse("fundraising:donor", args=[gone.pk]))
    assert answer["Location"] == reverse("fundraising:donor", args=[made["donor"].pk])
    client.post(reverse("fundraising:erase_donor", args=[made["donor"].pk]), {"typed": made["donor"].pk})
    names = ["donor", "donors", "gift_list", "gift_office", "segment", "mailing", "appeal", "gift", "standing", "preferences"]
    assert said(client, names, made) == {**dict.fromkeys(names, 200), "preferences": 404}


def test_without_anything_every_list_says_what_to_do(client, fundraiser):
    client.force_login(fundraiser)
    names = ["appeals", "office", "gift_list", "unthanked", "donors", "doubles", "segments", "results", "imports", "mine"]
    for name in names:
        page = client.get(reverse(f"fundraising:{name}")).content.decode()
        assert (name, "empty__title" in page, ABSENT[:7] in page) == (name, True, False)


LISTS = ("appeals", "office", "gift_list", "unthanked", "donors", "doubles", "segments", "imports", "results", "segment", "mailing", "mine")


def one_more(made, number):
    """One more row for every list."""
    appeal = an_appeal(f"more-{number}", title_en=f"More {number}")
    donor, double = (a_donor(f"Giver {number}", f"giver{number}@example.org") for _time in range(2))
    double = Donor.objects.create(name="Double", email=donor.email.upper())
    for one in (donor, double, made["donor"]):
        paid(an_entered(100_00, donor=one, appeal=appeal, wish=None), reference=f"{one.pk} {number}")
    StandingGift.objects.create(
        **{name: getattr(made["standing"], name) for name in ("donor", "appeal", "fund", "amount_minor", "months", "since", "next_on")}
    )
    made["segment"].members.create(donor=donor)
    made["mailing"].donors.create(donor=donor)
    for name in ("work", "loose"):
        row = type(made[name]).objects.get(pk=made[name].pk)
        row.pk = None
        row.save()
    gift = an_entered(50_00, donor=Donor.objects.create(name=f"Without address {number}"))
    paid(gift, reference=f"cash {number}")


def test_lists_ask_as_often_for_one_row_more_as_for_four(client, fundraiser, made):
    person = PersonFactory(email=fundraiser.email)
    Person.objects.filter(pk=person.pk).update(user=fundraiser)
    Donor.objects.filter(pk=made["donor"].pk).update(person=person)
    client.force_login(fundraiser)

    def counted():
        found = {}
        for name in LISTS:
            address = reverse(f"fundraising:{name}", kwargs=values_of(made).get(name, {}))
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            found[name] = len(asked)
        return found

    one_more(made, 1)
    before = counted()
    for number in (2, 3, 4):
        one_more(made, number)
    assert counted() == before
