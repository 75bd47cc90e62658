"""How far a campaign came: by day, by way, from the first look to the adoption."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.ordering import in_order
from sextant.work.outreach import states
from sextant.work.outreach.models import Campaign, Channel, DayCount, Endorsement

CONFIRMED = (states.WAITING, states.SHOWN, states.REFUSED)


@dataclass
class Way:
    """What one way brought: acts by their words, browsers of a day added up over days, endorsements and adoptions."""

    channel: Channel | None
    acts: Counter[str] = field(default_factory=Counter)
    visitors: int = 0
    endorsed: int = 0
    adopted: int = 0

    @property
    def name(self) -> str:
        return self.channel.name if self.channel else str(_("without a counted link"))

    @property
    def kind(self) -> str:
        return str(self.channel.get_kind_display()) if self.channel else "—"

    @property
    def row(self) -> list[int]:
        """The funnel from left to right."""
        return [self.acts["seen"], self.visitors, self.acts["read"], self.acts["taken"], self.acts["shared"], self.endorsed, self.adopted]


def ways_of(campaign: Campaign) -> list[Way]:
    """Every way of a campaign, the one that brought most first; in four queries."""
    found: dict[int | None, Way] = {channel.pk: Way(channel) for channel in campaign.channels.all()}
    found[None] = Way(None)
    rows = campaign.counts.values_list("channel", "act").annotate(all=Sum("count"), seen=Sum("visitors"))
    for key, act, count, visitors in rows.order_by():
        found[key].acts[act] += count
        found[key].visitors += visitors
    for key, count in campaign.endorsements.filter(state__in=CONFIRMED).order_by().values_list("channel").annotate(Count("pk")):
        found[key].endorsed = count
    for key, count in campaign.adoptions.filter(state__in=states.IN_REGISTER).order_by().values_list("channel").annotate(Count("pk")):
        found[key].adopted = count
    return sorted(found.values(), key=lambda way: (-way.acts["seen"], way.channel is None, way.name))


def days_of(campaign: Campaign) -> list[tuple[date, int, int]]:
    """Day, openings, browsers seen, in order of days."""
    rows = campaign.counts.filter(act=DayCount.Act.SEEN).order_by("on").values_list("on").annotate(all=Sum("count"), seen=Sum("visitors"))
    return list(rows)


def totals_of(ways: Iterable[Way]) -> list[int]:
    return [sum(column) for column in zip(*(way.row for way in ways), strict=True)]


def _placed(place: int) -> Callable[[Way], int]:
    return lambda way: way.row[place]


def ways_table(ways: Iterable[Way]) -> Table:
    """The funnel as a table to take away."""
    titles = (
        ("seen", pgettext_lazy("act", "page opened")),
        ("visitors", gettext_lazy("visitors")),
        ("read", pgettext_lazy("act", "document opened")),
        ("taken", pgettext_lazy("act", "kit taken")),
        ("shared", pgettext_lazy("act", "shared")),
        ("endorsed", gettext_lazy("endorsed")),
        ("adopted", gettext_lazy("adopted")),
    )
    columns = [
        Column("way", gettext_lazy("Way to the campaign"), lambda way: way.name),
        Column("code", gettext_lazy("Word in the link"), lambda way: way.channel.code if way.channel else ""),
        Column("kind", gettext_lazy("Kind"), lambda way: way.channel.kind if way.channel else ""),
        *(Column(code, title, _placed(place)) for place, (code, title) in enumerate(titles)),
    ]
    return Table("reach", tuple(columns), ways)


def campaigns_with_counts() -> list[Campaign]:
    """Campaigns with their endorsements shown and adoptions in force counted."""
    rows = Campaign.objects.select_related("agenda").annotate(
        endorsed=Count("endorsements", filter=Q(endorsements__state=states.SHOWN), distinct=True),
        adopted=Count("adoptions", filter=Q(adoptions__state=states.REGISTERED), distinct=True),
    )
    return list(in_order(rows))


def campaigns_in_numbers(*, drafts: bool) -> QuerySet[Campaign]:
    """Campaigns with what their pages count: endorsements shown, of them organisations, their countries, and adoptions of the agenda in force.

    Without `drafts` only those that run or ran.
    """
    shown = Q(endorsements__state=states.SHOWN)
    rows = Campaign.objects.select_related("agenda").annotate(
        countries=Count("endorsements__country", filter=shown, distinct=True),
        organisations=Count("endorsements", filter=shown & Q(endorsements__who=Endorsement.Who.ORGANISATION), distinct=True),
        adoptions_in_force=Count("agenda__adoptions", filter=Q(agenda__adoptions__state=states.REGISTERED), distinct=True),
        endorsements_shown=Count("endorsements", filter=shown, distinct=True),
    )
    return in_order(rows if drafts else rows.filter(stage__in=states.PUBLIC))
