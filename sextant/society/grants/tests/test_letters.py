"""Letters to recipients in their language, reminders that follow from what is due, and the agreement as PDF."""

import re
from typing import Any

import pypdfium2
import pytest
from django.utils import translation

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.grants.actions.changing import agree_to_change, ask_change
from sextant.society.grants.actions.ending import close_grant
from sextant.society.grants.actions.paying import pay_instalment
from sextant.society.grants.actions.reminding import remind, step_of
from sextant.society.grants.actions.reporting import send_report_back
from sextant.society.grants.models import GrantReport
from sextant.society.grants.printed import agreement_pdf
from sextant.society.grants.tests.factories import in_days, promised, report_of, reported, running, signed, today
from sextant.society.ledger.actions.requisites import save_payee
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def written() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("template", flat=True))


def test_every_step_is_told_once_to_the_recipient_in_the_recipients_language() -> None:
    grant = running(recipient=PersonFactory(language="en", email="ann@example.org"))
    send_report_back(report_of(grant), reason="Add the receipts", on=today(), by=None)
    reported(grant)
    pay_instalment(grant.instalments.all()[1], day=today(), by=None)
    close_grant(grant, on=today(), by=None)
    steps = ("promised", "agreement", "signed", "paid", "report_sent_back", "report_accepted", "paid", "closed")
    assert written() == [f"grants.{step}" for step in steps]
    assert set(Letter.objects.values_list("to_address", "language")) == {("ann@example.org", "en")}
    assert "Add the receipts" in Letter.objects.get(template="grants.report_sent_back").body
    assert "RUB 60,000 paid" in Letter.objects.filter(template="grants.paid").earliest("pk").subject


def test_for_an_organisation_those_who_act_for_it_are_written_to() -> None:
    library = OrganisationFactory(email="library@example.org")
    acting = PersonFactory(language="ru", email="director@example.org")
    AffiliationFactory(person=acting, organisation=library, is_representative=True, since=in_days(-99))
    promised(recipient=library)
    letter = Letter.objects.get()
    assert (letter.to_address, letter.language, "Школа чтения" in letter.body) == ("director@example.org", "ru", True)


@pytest.mark.parametrize(("days_over", "step"), [(-15, None), (-14, -14), (-4, -14), (-3, -3), (0, -3), (1, 1), (8, 7), (400, 45)])
def test_the_step_of_a_reminder_follows_from_the_day(days_over: int, step: int | None) -> None:
    assert step_of(days_over) == step


def test_reminders_go_out_once_a_step_begin_anew_and_stop_when_the_report_is_sent() -> None:
    grant = running()
    report = grant.reports.get()
    for day in (report.due_on, in_days(70), in_days(70)):
        remind(report, today=day)
    assert written().count("grants.report_due") == 2
    agree_to_change(ask_change(grant, reason="x", on=today(), by=None, report_due_on=in_days(90)), on=today(), by=None)
    report = GrantReport.objects.get()
    assert (remind(report, today=in_days(70)), remind(report, today=in_days(91))) == (None, 1)
    report = report_of(grant)
    assert (remind(report, today=in_days(99)), written().count("grants.report_due")) == (None, 3)


def test_the_daily_job_reminds_and_a_second_run_of_the_day_finds_nothing_left() -> None:
    running()
    for _time in (1, 2):
        after_commit("grants.daily", day=str(in_days(60)))
        run_waiting()
    assert (written().count("grants.report_due"), Job.objects.filter(name="grants.daily", state="done").count()) == (1, 2)


def words(pdf: bytes) -> str:
    """All the text of a PDF, spaces made one."""
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", " ", " ".join(pages[place].get_textpage().get_text_range() for place in range(len(pages))))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            ["Соглашение о гранте № G-", "Ассоциация чтения (Ассоциация)", "Школа чтения", "Транши", "Бюджет", "Итоговый отчёт", "Открытые данные"],
        ),
        ("en", ["Grant agreement No. G-", "Reading Association (the Association)", "School of reading", "RUB 60,000", "after a report", "Edition 1"]),
    ],
)
def test_the_agreement_says_who_what_when_and_how_much(language: str, said: list[str], make_user: Any) -> None:
    save_payee(by=make_user("treasurer"), name_ru="Ассоциация чтения", name_en="Reading Association", tax_id="7707083893")
    grant = signed(budget=[("Books", 100_000_00)], milestones=[("Набор", "Enrolment", in_days(3))])
    with translation.override(language):
        text = words(agreement_pdf(grant))
    assert ([one for one in said if one not in text], "Ann Reader" in text, "{" in text) == ([], True, False)


def test_a_signed_agreement_stays_as_it_was_signed_and_a_draft_says_that_it_is_one() -> None:
    grant = signed()
    agree_to_change(ask_change(grant, reason="x", on=today(), by=None, amount_minor=120_000_00), on=today(), by=None)
    grant.refresh_from_db()
    assert ("RUB 100,000" in words(agreement_pdf(grant)), grant.amount_minor) == (True, 120_000_00)
    assert "Draft: it binds nobody." in words(agreement_pdf(promised(about=("x", "1"))))
