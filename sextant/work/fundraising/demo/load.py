"""Three invented appeals and a few years of gifts to them, booked as all gifts are; and taking them away again."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index
from sextant.society.ledger.models import Fund
from sextant.society.ledger.queries.accounts import account_for
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.booking import receive_gift
from sextant.work.fundraising.actions.gifts import Wish, enter_gift
from sextant.work.fundraising.actions.in_kind import enter_in_kind
from sextant.work.fundraising.actions.segments import draw_up_mailing, keep_segment
from sextant.work.fundraising.actions.standing import begin_standing
from sextant.work.fundraising.demo.donors import make_donors
from sextant.work.fundraising.demo.pictures import HEIGHT, WIDTH, shelf
from sextant.work.fundraising.demo.words import APPEALS, MESSAGES
from sextant.work.fundraising.models import Appeal, Donor, Gift, GiftImport, Instalment, Mailing, Part, Picture, Segment, StandingGift, Update

YEARS = 4
FUNDS = {"books-for-villages": "demo-reading", "talking-books": "demo-talking-books", "after-the-flood": "demo-flood"}
AMOUNTS = (500_00, 625_00, 1_000_00, 1_000_00, 1_500_00, 2_000_00, 3_000_00, 5_000_00, 10_000_00)


def _fund(code: str, words: dict[str, Any]) -> Fund:
    names = {"name_ru": words["title_ru"], "name_en": words["title_en"], "restriction": "restricted", "is_demo": True}
    return Fund.objects.get_or_create(code=code, defaults=names)[0]


def _appeal(place: int, words: dict[str, Any], today: date) -> Appeal:
    texts = {name: value for name, value in words.items() if name.rpartition("_")[2] in ("ru", "en") and not name.startswith("alt_")}
    reported = words["code"] == "after-the-flood"
    begun = date(today.year - 1, 4, 20) if reported else today - timedelta(days=(330, 120)[place])
    appeal = Appeal.objects.create(
        code=words["code"],
        fund=_fund(FUNDS[words["code"]], words),
        goal_minor=words["goal_minor"],
        suggested=words["suggested"],
        opens_on=begun,
        closes_on=date(today.year - 1, 10, 31) if reported else None if place == 0 else today + timedelta(days=41),
        state=states.REPORTED if reported else states.OPEN,
        reported_on=date(today.year - 1, 12, 12) if reported else None,
        is_demo=True,
        **texts,
    )
    content = shelf(place + 7, words["palette"])
    picture = Picture(
        appeal=appeal, kind="image/png", width=WIDTH, height=HEIGHT, sha256=f"demo-{place}", alt_ru=words["alt_ru"], alt_en=words["alt_en"]
    )
    picture.file.save(f"demo-{words['code']}.png", ContentFile(content))
    for days, title_ru, title_en, text_ru, text_en in words["updates"]:
        when = today - timedelta(days=days)
        Update.objects.create(appeal=appeal, day=when, title_ru=title_ru, title_en=title_en, text_ru=text_ru, text_en=text_en)
    index(appeal)
    return appeal


def _give(donor: Donor, amount: int, day: date, appeal: Appeal | None, chance: Random) -> Gift:
    wish = Wish(name=donor.name, email=donor.email, language=donor.language, is_anonymous=chance.random() < 0.2, message=chance.choice(MESSAGES))
    gift = enter_gift(donor=donor, amount_minor=amount, by=None, appeal=appeal, on=day, wish=wish, source=Gift.Source.PAGE, is_demo=True)
    receive_gift(gift, amount_minor=amount, day=day, account=account_for("bank"), reference=f"{chance.randrange(100, 9999)}", by=None)
    return gift


def _appeal_on(day: date, appeals: list[Appeal], chance: Random) -> Appeal | None:
    asking = [one for one in appeals if one.opens_on <= day and (one.closes_on is None or day <= one.closes_on)]
    return chance.choice(asking) if asking and chance.random() < 0.9 else None


def _history(donor: Donor, appeals: list[Appeal], today: date, chance: Random) -> None:
    """Some give every year, some now and then, some once; organisations give more."""
    usual = chance.choice(AMOUNTS) * (chance.choice((8, 20, 60)) if donor.kind == Donor.Kind.ORGANISATION else 1)
    begun, keen = today.year - chance.randrange(YEARS), chance.betavariate(1.4, 1.2)
    for year in range(begun, today.year + 1):
        if year == begun or chance.random() < keen:
            for _time in range(1 + (chance.random() < keen / 3)):
                day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
                if day < today:
                    _give(donor, int(usual * chance.choice((1, 1, 1, 2, 0.5)) // 100 * 100) or 500_00, day, _appeal_on(day, appeals, chance), chance)
        elif chance.random() < 0.25:
            return


def _top_up(appeals: list[Appeal], donors: list[Donor], chance: Random, today: date) -> None:
    """A few large gifts, so that each appeal stands where a story would have it."""
    for appeal, share in zip(appeals, (0.64, 0.31, 1.04), strict=True):
        came = sum(Part.objects.filter(gift__appeal=appeal, taken_back_on=None).values_list("amount_minor", flat=True))
        rest = int(appeal.goal_minor * share) - came
        for part in (0.5, 0.3, 0.2) if rest > 0 else ():
            last = min(appeal.closes_on or today, today - timedelta(days=1))
            day = last - timedelta(days=chance.randrange(1, 90))
            givers = [donor for donor in donors if donor.kind == Donor.Kind.ORGANISATION] or donors
            _give(chance.choice(givers), int(rest * part) // 100 * 100 or 100, max(day, appeal.opens_on), appeal, chance)


def _others(appeals: list[Appeal], donors: list[Donor], today: date, chance: Random) -> None:
    """A pledge in instalments, things given, standing gifts, a promise that waits."""
    pledger, giver = donors[0], donors[1]
    days = [today - timedelta(days=60), today + timedelta(days=30), today + timedelta(days=120)]
    pledge = enter_gift(
        donor=pledger, amount_minor=90_000_00, by=None, appeal=appeals[0], on=days[0], instalments=[(day, 30_000_00) for day in days], is_demo=True
    )
    receive_gift(pledge, amount_minor=30_000_00, day=days[0], account=account_for("bank"), reference="17", by=None)
    enter_in_kind(
        donor=giver,
        description="Двести книг для детей",
        value_minor=84_000_00,
        basis="Прайс-лист издательства",
        on=today - timedelta(days=25),
        by=None,
        appeal=appeals[0],
        is_demo=True,
    )
    for place, (donor, months) in enumerate(((donors[2], 1), (donors[3], 3)), 1):
        since = today - timedelta(days=100)
        standing = begin_standing(donor=donor, appeal=appeals[place % 2], amount_minor=1_000_00, months=months, on=since, by=None, is_demo=True)
        StandingGift.objects.filter(pk=standing.pk).update(next_on=today + timedelta(days=9 * place))
        gift = _give(donor, 1_000_00, since, appeals[place % 2], chance)
        Gift.objects.filter(pk=gift.pk).update(standing=standing, due_on=since)


def _letter(appeal: Appeal, donors: list[Donor], today: date) -> None:
    """A letter to those who gave before, a fifth of them held back."""
    segment = keep_segment(name="Дарители прошлых лет", donors=[donor.pk for donor in donors[: len(donors) * 2 // 3]], wish={}, by=None, is_demo=True)
    words = {
        "subject_ru": "Первые посылки отправлены",
        "text_ru": "Восемьсот книг уже в пути. Осталось тридцать две библиотеки.",
        "subject_en": "",
        "text_en": "",
    }
    mailing = draw_up_mailing(segment, by=None, appeal=appeal, held_percent=20, seed=2019, is_demo=True, **words)
    Mailing.objects.filter(pk=mailing.pk).update(sent_on=today - timedelta(days=75))
    mailing.donors.filter(is_held=False).update(letter_key="-")


def load(world: World) -> None:
    """Appeals with their pictures and news, donors, and what they gave."""
    today, chance = world.today, Random(world.chance.random())
    appeals = [_appeal(place, words, today) for place, words in enumerate(APPEALS)]
    donors = make_donors(world, chance)
    for donor in donors:
        _history(donor, appeals, today, chance)
    _top_up(appeals, donors, chance, today)
    _others(appeals, donors, today, chance)
    if len(donors) > 20:
        _letter(appeals[0], donors, today)
    parts = Part.objects.filter(is_demo=True)
    for part in parts.iterator():
        noon = timezone.make_aware(datetime.combine(part.day, time(12)))
        late = timedelta(days=3) if chance.random() < 0.06 else timedelta(hours=chance.randrange(1, 20))
        Part.objects.filter(pk=part.pk).update(booked_at=noon, thanked_at=noon + late, thanked_how="letter of thanks")
    waiting = list(parts.order_by("-day").values_list("pk", flat=True)[:2])
    Part.objects.filter(pk__in=waiting).update(thanked_at=None, thanked_how="")
    assert not Gift.objects.filter(is_demo=True, booked_minor__gt=F("amount_minor")).exists()


def remove() -> int:
    """Takes all invented appeals, gifts and donors away, the pictures' files too; their bookings go with the demo's books."""
    gone = Part.objects.filter(gift__is_demo=True).delete()[0]
    gone += Instalment.objects.filter(gift__is_demo=True).delete()[0]
    gone += Gift.objects.filter(is_demo=True).delete()[0]
    gone += StandingGift.objects.filter(is_demo=True).delete()[0]
    gone += Mailing.objects.filter(is_demo=True).delete()[0] + Mailing.objects.filter(appeal__is_demo=True).delete()[0]
    gone += Segment.objects.filter(is_demo=True).delete()[0]
    gone += GiftImport.objects.filter(appeal__is_demo=True).delete()[0]
    gone += Donor.objects.filter(is_demo=True, gifts=None, standing_gifts=None).delete()[0]
    for appeal in Appeal.objects.filter(is_demo=True):
        for picture in appeal.pictures.all():
            picture.file.delete(save=False)
        gone += appeal.delete()[0]
    return gone


def register() -> None:
    registry.register("fundraising", 50, load, remove)
