"""What the contract, the act and the price list say as PDF, in both languages."""

import re

import pypdfium2
import pytest
from django.utils import translation

from sextant.society.ledger.models import Payee
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import refuse_act
from sextant.work.paid_services.printed import act_pdf, contract_pdf, prices_pdf
from sextant.work.paid_services.queries.prices import public_offers
from sextant.work.paid_services.tests.factories import TODAY, accepted, act_of, draft, make_service, signed

pytestmark = pytest.mark.django_db


def words(pdf: bytes) -> str:
    """All the text of a PDF, spaces made one."""
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", " ", " ".join(pages[place].get_textpage().get_text_range() for place in range(len(pages))))


@pytest.fixture
def contract():
    Payee.objects.create(
        name_ru="Ассоциация чтения", name_en="Reading Association", tax_id="7707083893", director_ru="А. Б. Читаева", director_en="A. B. Reader"
    )
    return signed(advance_percent=30, tax_id="7728168971", signatory="Ann Reader, director", conditions="On weekdays only.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            [
                "Договор № S-",
                "Ассоциация чтения (Исполнитель)",
                "Заказчик",
                "ИНН: 7707083893",
                "ИНН: 7728168971",
                "Экспертиза",
                "НДС не облагается",
                "А. Б. Читаева",
            ],
        ),
        (
            "en",
            [
                "Contract for services No. S-",
                "Reading Association (the Contractor)",
                "Expertise",
                "No VAT",
                "RUB 10,000",
                "Special conditions",
                "On weekdays only.",
            ],
        ),
    ],
)
def test_a_contract_names_both_sides_the_lines_and_the_sum(contract, language, said):
    with translation.override(language):
        text = words(contract_pdf(contract))
    assert [one for one in said if one not in text] == []
    assert "{" not in text


def test_a_draft_says_that_it_is_one(contract):
    with translation.override("en"):
        text = words(contract_pdf(draft(make_service("b"))))
    assert ("Contract for services: draft" in text, "Draft: it binds nobody." in text) == (True, True)


def test_an_act_says_what_was_done_what_the_advance_covers_and_who_accepted(contract):
    act = accepted(contract, 5_000)
    with translation.override("en"):
        text = words(act_pdf(act))
    for said in (
        f"Act of acceptance No. {act.shown_number}",
        f"Under contract No. {contract.shown_number}",
        "RUB 5,000",
        "Covered by the advance: RUB 3,000",
    ):
        assert said in text
    assert "Accepted for the Customer by Ann Reader" in text


def test_a_refused_act_says_why(contract):
    act = refuse_act(act_of(contract), text="half of it is missing", on=TODAY(), by=None, who=states.CUSTOMER)
    with translation.override("ru"):
        text = words(act_pdf(act))
    assert ("Заказчик отказал в приёмке" in text, "half of it is missing" in text) == (True, True)


def test_the_price_list_has_both_prices():
    make_service()
    with translation.override("en"):
        text = words(prices_pdf(public_offers(TODAY(), {}), TODAY()))
    assert all(said in text for said in ("Price list of services", "Expertise", "RUB 1,000", "RUB 800", "No VAT"))
