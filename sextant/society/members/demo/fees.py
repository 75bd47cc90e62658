"""Plans of the demo by the calendar year and with extra seats, and who pays less."""

from datetime import timedelta

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.society.members import states
from sextant.society.members.models import FeeReduction, Membership, Plan

CALENDAR_YEAR, NETWORK = "demo-calendar-year", "demo-network"
PLANS = (
    {
        "code": CALENDAR_YEAR,
        "audience": Plan.Audience.PERSONAL,
        "name_ru": "Личное членство на календарный год",
        "name_en": "Personal membership by the calendar year",
        "about_ru": "Членский год начинается в январе; вступившие позже платят за оставшиеся месяцы.",
        "about_en": "The membership year begins in January; those who join later pay for the months that are left.",
        "fee_minor": 120_000,
        "year_begins_in": 1,
        "proration": Plan.Proration.MONTHS,
    },
    {
        "code": NETWORK,
        "audience": Plan.Audience.INSTITUTIONAL,
        "name_ru": "Членство библиотечной сети",
        "name_en": "Membership of a library network",
        "about_ru": "Для организаций с филиалами; десять мест для сотрудников, каждое следующее — за доплату.",
        "about_en": "For organisations with branches; ten seats for their staff, each further one for an extra fee.",
        "fee_minor": 1_500_000,
        "seats": 10,
        "extra_seat_fee_minor": 90_000,
    },
)
REASONS = (
    (50, "Сельская библиотека: решение правления № 12"),
    (30, "Неработающий пенсионер"),
    (100, "Ветеран ассоциации: решение правления № 7"),
    (50, "Отпуск по уходу за ребёнком"),
)
EVERY_YEARLY, EVERY_NETWORK, EVERY_REDUCED = 6, 4, 40


def make_plans() -> None:
    """Adds the demo's own plans beside those that the office has."""
    for plan in PLANS:
        Plan.objects.get_or_create(code=plan["code"], defaults={**plan, "is_demo": True})


def make_reductions(world: World, memberships: list[Membership]) -> None:
    """Some members pay less from their next period on; for a few of them the reduction is over already."""
    clerk = User.objects.get(email="secretary@demo.example")
    rows = []
    for place, membership in enumerate([one for one in memberships if one.state in states.GOOD_STANDING and one.until][::EVERY_REDUCED]):
        percent, reason = REASONS[place % len(REASONS)]
        over = place % 5 == 4
        since = world.today - timedelta(days=300) if over else world.today - timedelta(days=20)
        until = world.today - timedelta(days=40) if over else None
        rows.append(FeeReduction(membership=membership, percent=percent, reason=reason, since=since, until=until, decided_by=clerk, decided_on=since))
    FeeReduction.objects.bulk_create(rows, batch_size=1000)


def remove_plans() -> int:
    """Removes the demo's plans; one by which somebody real has joined meanwhile is only closed."""
    gone = Plan.objects.filter(is_demo=True, memberships=None).delete()[0]
    Plan.objects.filter(is_demo=True).update(is_open=False)
    return gone
