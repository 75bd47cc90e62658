"""Invented benefits of invented partners."""

from datetime import date
from typing import Any

from sextant.base.demo.registry import World
from sextant.society.members.actions.benefits import save_benefit
from sextant.society.members.models import Benefit, Plan

BENEFITS: tuple[dict[str, Any], ...] = (
    {
        "title_ru": "Скидка 20 % на профессиональные издания",
        "title_en": "20 % off professional books",
        "about_ru": "На все печатные книги по библиотечному делу, без ограничения числа экземпляров.",
        "about_en": "On all printed books on librarianship, any number of copies.",
        "how_ru": "Назовите при заказе код ДЕМО-20.",
        "how_en": "Give the code DEMO-20 with your order.",
        "partner": "Издательство «Вымышленная полка»",
        "website": "https://press.example.org/",
    },
    {
        "title_ru": "Доступ к собранию статей",
        "title_en": "Access to a collection of articles",
        "about_ru": "Полные тексты отраслевых журналов с домашнего компьютера.",
        "about_en": "Full texts of the journals of the field, from home.",
        "how_ru": "Войдите на сайте партнёра по номеру членского билета.",
        "how_en": "Log in at the partner's site with the number of your card.",
        "partner": "Агрегатор «Пример»",
        "website": "https://articles.example.org/",
    },
    {
        "title_ru": "Курс повышения квалификации со скидкой",
        "title_en": "A course of further training at a discount",
        "about_ru": "Любой заочный курс за полцены раз в год.",
        "about_en": "Any distance course at half price, once a year.",
        "how_ru": "Приложите к заявке справку о членстве (PDF).",
        "how_en": "Attach your certificate of membership (PDF) to the application.",
        "partner": "Вымышленный институт культуры",
    },
)


def make_benefits(world: World) -> None:
    """Three offers: for everybody, until the end of next year, and for young specialists and students only."""
    for_young = Plan.objects.filter(audience__in=(Plan.Audience.YOUNG, Plan.Audience.STUDENT))
    everybody, until_then, young = BENEFITS
    save_benefit(plans=(), by=None, is_demo=True, **everybody)
    save_benefit(plans=(), by=None, is_demo=True, until=date(world.today.year + 1, 12, 31), **until_then)
    save_benefit(plans=for_young, by=None, is_demo=True, **young)


def remove_benefits() -> int:
    """Takes them away again."""
    return Benefit.objects.filter(is_demo=True).delete()[0]
