"""Two published reports of the demo association, with words for each direction."""

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import rebuild
from sextant.front.report import actions, states
from sextant.front.report.models import FrozenRows, Report
from sextant.society.agenda.queries import current_agenda

RU = "Год прошёл в работе над тем, что секции наметили весной. Показатели ниже говорят, где мы идём верным курсом, а где пора помочь друг другу."
EN = "The year went into what the sections set out to do in spring. The figures below say where we are on course, and where it is time to help one another."


def _publish(year: int, by: User) -> None:
    agenda = current_agenda()
    if agenda is None:
        return
    report = actions.open_report(agenda=agenda, year=year, by=by)
    report = actions.freeze_figures(report, actions.counted_figures(report), by=by)
    report = actions.edit_foreword(report, title_ru=report.title_ru, title_en=report.title_en, foreword_ru=RU, foreword_en=EN, by=by)
    for words in report.words.all():
        actions.write_words(words, text_ru=f"{words.direction.title_ru}. {RU}", text_en=f"{words.direction.title_en}. {EN}", by=by)
        actions.move_words(actions.move_words(words, states.REVIEW, by=by), states.AGREED, by=by)
    Report.objects.filter(pk=report.pk).update(is_demo=True)
    actions.move_report(actions.move_report(report, states.REVIEW, by=by), states.PUBLISHED, by=by)


def load(world: World) -> None:
    """Publishes the reports of the last two full years, counted from the demo's own rows."""
    by = world.left["secretary@demo.example"]
    for year in (world.today.year - 2, world.today.year - 1):
        _publish(year, by)


def remove() -> int:
    """Removes the demo's reports and the frozen rows that nobody else needs."""
    gone = Report.objects.filter(is_demo=True).delete()[0] + FrozenRows.objects.filter(figures=None).delete()[0]
    rebuild("report")
    return gone


def register() -> None:
    registry.register("reports", 90, load, remove)
