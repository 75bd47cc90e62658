"""Endorsements and adoptions: confirmed, looked over, withdrawn, registered, ended, forgotten."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.outreach.actions.support import (
    confirm_support,
    decide_adoption,
    decide_endorsement,
    end_adoption,
    forget_unconfirmed,
    withdraw_endorsement,
)
from sextant.work.outreach.models import Adoption, Endorsement
from sextant.work.outreach.tests.factories import DAY, adopted, an_agenda, drawn_up, endorsed, guidelines_of, running

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(DAY.year)


def figure(code):
    return measure(f"outreach.{code}").function(YEAR, ASSOCIATION).value


def test_a_visitor_endorses_after_the_link_was_pressed_and_the_office_has_looked(client, make_user):
    cache.clear()
    running()
    given = {"who": "organisation", "name": "Island Library", "country": "IE", "words": "At last.", "email": "Desk@Example.org", "agreed": "on"}
    client.post(reverse("outreach:endorse", args=["spring"]), given)
    link = re.search(r"/en/outreach/confirm/\S+", Letter.objects.get(template="outreach.confirm").body).group()
    client.get(link)
    assert Endorsement.objects.get().state == "asked"
    client.post(link)
    page = reverse("outreach:campaign", args=["spring"])
    assert (Endorsement.objects.get().state, "At last." in client.get(page).content.decode()) == ("waiting", False)
    client.force_login(make_user("editor"))
    client.post(reverse("outreach:show_endorsement", args=[Endorsement.objects.get().pk]))
    client.logout()
    shown = client.get(page).content.decode()
    assert ("At last." in shown, "desk@example.org" in shown) == (True, False)
    Endorsement.objects.update(confirmed_on=DAY)
    assert figure("organisations_endorsing") == 1


def test_one_address_endorses_once_under_a_name_and_a_draft_takes_nothing():
    campaign = running()
    decide_endorsement(confirm_support(endorsed(campaign)), show=True, by=None)
    with pytest.raises(ValidationError, match="there already"):
        endorsed(campaign, email="ANN@example.org")
    with pytest.raises(ValidationError, match="does not run"):
        endorsed(drawn_up(code="later"))
    assert Endorsement.objects.count() == 1


def test_an_endorsement_taken_back_leaves_no_name_no_words_and_no_address(client):
    campaign = running()
    made = decide_endorsement(confirm_support(endorsed(campaign, words="Never again")), show=True, by=None)
    link = re.search(r"/en/outreach/withdraw/\S+", Letter.objects.get(template="outreach.endorsement_decided").body).group()
    client.get(link)
    assert Endorsement.objects.get().state == "shown"
    client.post(link)
    row = Endorsement.objects.filter(pk=made.pk).values().get()
    assert (row["state"], "Ann" in str(row), "Never" in str(row), "ann@" in str(row)) == ("withdrawn", False, False, False)
    assert "Never again" not in client.get(reverse("outreach:endorsements", args=["spring"])).content.decode()
    assert withdraw_endorsement(made).state == "withdrawn"


def test_a_refusal_needs_a_reason_and_is_told(client):
    waiting = confirm_support(endorsed(running()))
    with pytest.raises(ValidationError, match="Say why"):
        decide_endorsement(waiting, show=False, by=None)
    decide_endorsement(waiting, show=False, reason="Not in our words", by=None)
    assert "Not in our words" in Letter.objects.get(template="outreach.endorsement_decided").body


def test_an_adoption_enters_the_register_with_the_next_number_and_may_end():
    campaign = running()
    first, second = (confirm_support(adopted(campaign, name=name)) for name in ("First", "Second"))
    assert [decide_adoption(one, register=True, today=DAY, by=None).number for one in (second, first)] == [1, 2]
    assert figure("adoptions_in_force") == 2
    ended = end_adoption(Adoption.objects.get(number=2), today=DAY + timedelta(days=5), reason="A new agenda", by=None)
    assert (ended.state, figure("adoptions_in_force"), Adoption.objects.filter(number=2).count()) == ("ended", 1, 1)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        decide_adoption(ended, register=True, today=DAY, by=None)


def test_what_was_adopted_belongs_to_the_agenda_and_to_a_day_that_has_come():
    campaign = running()
    with pytest.raises(ValidationError, match="another agenda"):
        adopted(campaign, whole=False, guidelines=guidelines_of(an_agenda("another")))
    with pytest.raises(ValidationError, match="Choose the guidelines"):
        adopted(campaign, whole=False)
    with pytest.raises(ValidationError, match="lies in the future"):
        adopted(campaign, adopted_on=timezone.localdate() + timedelta(days=2))
    own = guidelines_of(campaign.agenda)[0]
    assert [one.pk for one in adopted(campaign, whole=False, guidelines=[own]).guidelines.all()] == [own.pk]
    assert Adoption.objects.count() == 1


def test_what_is_being_checked_is_not_in_the_register_and_its_contact_never_is(client):
    campaign = running()
    told = confirm_support(adopted(campaign, name="Secret Society", contact="Ms Private", email="private@example.org"))
    register, page = reverse("outreach:adoptions"), reverse("outreach:adoption", args=[told.pk])
    assert ("Secret" in client.get(register).content.decode(), client.get(page).status_code) == (False, 302)
    assert "Secret" not in b"".join(client.get(register + "?format=csv")).decode()
    decide_adoption(told, register=True, today=DAY, by=None)
    seen = client.get(page).content.decode() + client.get(register).content.decode() + b"".join(client.get(register + "?format=json")).decode()
    assert ("Secret Society" in seen, "Ms Private" in seen, "private@" in seen) == (True, False, False)


def test_addresses_that_nobody_confirmed_are_forgotten_after_a_week():
    campaign = running()
    for made in (endorsed(campaign), adopted(campaign)):
        type(made).objects.update(asked_at=timezone.now() - timedelta(days=8))
    kept = endorsed(campaign, name="Bob", email="bob@example.org")
    assert (forget_unconfirmed(timezone.localdate()), [one.pk for one in Endorsement.objects.all()], Adoption.objects.count()) == (2, [kept.pk], 0)


def test_a_person_who_is_erased_is_gone_from_what_they_sent(make_user):
    campaign, person = running(), PersonFactory(email="ann@example.org")
    decide_endorsement(confirm_support(endorsed(campaign)), show=True, by=None)
    adopted(campaign, email="ann@example.org", contact="Ann Example")
    erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary"))
    rows = [*Endorsement.objects.values(), *Adoption.objects.values()]
    assert not any("Ann" in str(row) or "ann@example.org" in str(row) for row in rows)


def test_a_key_that_no_database_holds_is_refused_like_any_other_wrong_choice(client):
    running()
    answer = client.post(reverse("outreach:adopt", args=["spring"]), {"guidelines": ["9" * 20]})
    assert (answer.status_code, "is not one of the available choices" in answer.content.decode()) == (400, True)
