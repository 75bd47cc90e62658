"""The words of the letters about a membership, in the language of whoever reads them."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from sextant.base.letters.models import Letter
from sextant.society.members.actions.clock import Due, decide_reminder
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.tests.factories import PersonFactory, active, applied

pytestmark = pytest.mark.django_db
START, END = date(2025, 3, 1), date(2026, 2, 28)
MY = {language: f"{settings.SEXTANT_URL}/{language}/members/my/" for language in ("ru", "en")}


def reader(language):
    return PersonFactory(family_name="Читалкина", given_name="Анна", patronymic="", language=language)


def last_letter():
    letter = Letter.objects.order_by("pk").last()
    return letter.subject, letter.body.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        (
            "ru",
            "Мы получили ваше заявление",
            "Здравствуйте!\n\nПолучено заявление о вступлении: Читалкина Анна, «Личное членство».\n"
            f"О решении мы напишем. Состояние заявления видно на странице\n{MY['ru']}\n",
        ),
        (
            "en",
            "We have received your application",
            "Hello,\n\nAn application for membership has come in: Читалкина Анна, “Personal membership”.\n"
            f"We shall write when it is decided. You can see how it stands at\n{MY['en']}\n",
        ),
    ],
)
def test_the_letter_about_an_application(language, subject, body):
    applied(person=reader(language))
    assert last_letter() == (subject, body)


@pytest.mark.parametrize(
    ("language", "subject", "lines"),
    [
        (
            "ru",
            "Заявление одобрено: как оплатить взнос",
            ["Взнос за первый период: 1 500 ₽.", "В назначении платежа укажите: «Членский взнос, {code}».", "Примечание: Протокол 7"],
        ),
        (
            "en",
            "Your application is approved: how to pay the fee",
            [
                "The fee for the first period: RUB 1,500.",
                "Please write in the purpose of the payment: “Membership fee, {code}”.",
                "Note: Протокол 7",
            ],
        ),
    ],
)
def test_the_letter_about_an_approval_says_how_much_and_with_which_words(language, subject, lines):
    membership = approve_application(applied(person=reader(language)), note="Протокол 7", by=None)
    wanted = [line.format(code=f"A-{membership.pk:06d}") for line in lines]
    said, body = last_letter()
    assert (said, [line for line in body.splitlines() if line in wanted]) == (subject, wanted)


BEFORE_RU = ("Членство 2025-00001 действует до 28 февраля 2026", "Оплаченный срок заканчивается 28 февраля 2026 г.")
BEFORE_EN = ("Membership 2025-00001 is active until 28 February 2026", "The paid period ends on 28 February 2026.")
AFTER_RU = (
    "Срок членства 2025-00001 истёк",
    "Оплаченный срок закончился 28 февраля 2026 г. Права члена сохраняются до 29 апреля 2026 г.",
)
AFTER_EN = ("The period of membership 2025-00001 is over", "The paid period ended on 28 February 2026. A member's rights last until 29 April 2026.")


@pytest.mark.parametrize(("language", "before", "after"), [("ru", BEFORE_RU, AFTER_RU), ("en", BEFORE_EN, AFTER_EN)])
@pytest.mark.parametrize("step", [90, 30, 7, -1, -30])
def test_the_reminders_before_and_after_the_end(language, before, after, step):
    membership = active(person=reader(language), on=START)
    decide_reminder(Due(membership.periods.get(), step), today=END - timedelta(days=step))
    subject, body = last_letter()
    wanted = before if step > 0 else after
    fee = {"ru": "Взнос за следующий период: 1 500 ₽.", "en": "The fee for the next period: RUB 1,500."}[language]
    assert (subject, wanted[1] in body.splitlines(), fee in body.splitlines(), body.strip().endswith(MY[language])) == (wanted[0], True, True, True)
