"""Loading the agenda's part of the demo, and taking it away again."""

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.measures.registry import Period
from sextant.base.search.actions import rebuild
from sextant.society.agenda.actions.agendas import load_shipped_agenda
from sextant.society.agenda.actions.indicators import store_figures
from sextant.society.agenda.demo.figures import DEMO, YEARS, make_figures, make_targets
from sextant.society.agenda.demo.initiatives import make_initiatives
from sextant.society.agenda.jobs import count_figures
from sextant.society.agenda.models import Guideline, Indicator, IndicatorValue, Initiative, Target
from sextant.society.agenda.queries.agendas import current_agenda


def load(world: World) -> None:
    """Makes initiatives and reported figures on the current agenda."""
    load_shipped_agenda()
    agenda = current_agenda()
    if agenda is None:
        return
    guidelines = list(Guideline.objects.filter(direction__agenda=agenda).select_related("direction"))
    make_initiatives(world, guidelines)
    make_figures(world, agenda)
    rebuild("initiative")


def count(world: World) -> None:
    """Counts the measured figures of five years when all the other seeders are through, and sets targets from them."""
    agenda = current_agenda()
    if agenda is None:
        return
    for year in range(world.today.year - YEARS, world.today.year):
        period = Period.of_year(year)
        store_figures(agenda, period=period, counted=count_figures(agenda, period), by=None)
    make_targets(world, agenda)


def remove() -> int:
    """Removes initiatives, figures and targets of the demo; measured figures are counted again when they are asked for."""
    gone = Initiative.objects.filter(is_demo=True).delete()[0]
    gone += IndicatorValue.objects.filter(reported_by__is_demo=True).delete()[0]
    demo = Target.objects.filter(adopted_by=DEMO)
    Indicator.objects.filter(targets__in=demo).update(baseline_year=None, baseline_value=None)
    gone += demo.delete()[0]
    gone += IndicatorValue.objects.exclude(indicator__kind=Indicator.Kind.REPORTED).delete()[0]
    rebuild("initiative")
    return gone


def register() -> None:
    registry.register("agenda", 20, load, remove)
    registry.register("figures of the agenda", 80, count, lambda: 0)
