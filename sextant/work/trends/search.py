"""How signals and reports are found: those that everybody may read."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.trends import states
from sextant.work.trends.models import Signal, TrendReport


def _signal(signal: Signal) -> EntryDraft | None:
    if signal.state not in states.PUBLIC:
        return None
    return EntryDraft(
        title_ru=signal.title_ru,
        title_en=signal.title_en,
        url_name="trends:signal",
        url_args=(signal.pk,),
        summary_ru=signal.about_ru[:300],
        summary_en=signal.about_en[:300],
        audience="public",
    )


def _report(report: TrendReport) -> EntryDraft | None:
    if report.state != states.PUBLISHED:
        return None
    words = " ".join(f"{one['text']['ru']} {one['text']['en']}" for one in report.content.get("passages", []))
    titles = {"title_ru": f"Трендовый отчёт за {report.year} год", "title_en": f"Trend report {report.year}"}
    return EntryDraft(**titles, url_name="trends:report", url_args=(report.year,), text=words, audience="public", weight=2)


SIGNALS = Searchable("trends.signal", Signal, _signal, _("Signals"), lambda: Signal.objects.public())
REPORTS = Searchable("trends.report", TrendReport, _report, _("Trend reports"))
