"""Cards say what is true today, in both languages, and no more about a person than the person agreed to."""

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from sextant.society.members.actions.memberships import resign
from sextant.society.members.models import Privacy
from sextant.society.members.printed import card_pdf, certificate_pdf
from sextant.society.members.queries.verification import Verified, token_of, verified
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, active

pytestmark = pytest.mark.django_db


def membership_of(**fields):
    return active(person=PersonFactory(family_name="Книголюбова", given_name="Вера", patronymic="Ильинична", **fields), on=timezone.localdate())


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(document[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize(("language", "title"), [("ru", "Членский билет"), ("en", "Membership card")])
def test_the_card_carries_name_number_and_title_in_its_language(language, title):
    membership = membership_of()
    with translation.override(language):
        words = words_of(card_pdf(membership))
    assert all(part in words for part in (title, "Книголюбова Вера Ильинична", membership.number))


def test_a_certificate_names_the_organisation():
    membership = active(organisation=OrganisationFactory(name_en="Town Library"), on=timezone.localdate())
    assert "Town Library" in words_of(certificate_pdf(membership))


def test_a_person_is_named_only_where_the_person_agreed(client):
    membership = membership_of()
    address = reverse("members:verify", args=[token_of(membership)])
    assert "Книголюбова" not in client.get(address).content.decode()
    Privacy.objects.create(person=membership.person, in_directory=True)
    assert verified(token_of(membership)) == Verified(True, membership.number, "Personal membership", "Книголюбова В. И.")


def test_a_card_of_a_member_who_left_is_not_valid_and_a_forged_code_is_unknown(client):
    membership = membership_of()
    token = token_of(membership)
    resign(membership, by=None)
    assert (verified(token).valid, verified(token.replace("m", "s", 1)), verified("m1.forged")) == (False, None, None)
    assert client.get(reverse("members:verify", args=["m1.forged"])).status_code == 404
