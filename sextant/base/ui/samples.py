"""Invented figures for the pattern book, the same on every visit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from sextant.base.ui.bars import bar_chart, distribution
from sextant.base.ui.charts import Chart, Point, Series, Strip, line_chart, sparkline
from sextant.base.ui.columns import Band, column_chart, path_chart
from sextant.base.ui.controls import Scale
from sextant.base.ui.dial import Dial, Sector, Segment, draw_dial
from sextant.base.ui.fans import Break, fan_chart
from sextant.base.ui.keyset import MOST, KeysetPage
from sextant.base.ui.radar import Mark, radar_chart

SHARES = (
    (0.9, 0.62, 0.35, 0.8, 1.0),
    (0.55, 0.2, None, 0.7, 0.84),
    (0.4, None, 0.95, 0.66, 0.3, 0.5),
    (0.75, 1.0, 0.58, 0.85),
    (0.25, None, 0.6, 0.45),
    (0.68, 0.5, 0.12),
)
VISITS = ((2014, 4.9), (2015, 5.1), (2016, 5.4), (2018, 5.6), (2020, 2.1), (2021, 3.2), (2022, 4.4), (2023, 5.0))
LOANS = ((2014, 7.2), (2015, 7.0), (2016, 6.8), (2018, 6.5), (2020, 4.0), (2021, 5.1), (2022, 5.9), (2023, 6.1))

KNOWN = (("01", 240), ("02", 212), ("03", 231), ("04", 190), ("05", 150), ("06", 138))
AHEAD = (Band("07", 90, 150), Band("08", 55, 140), Band("09", 10, 125), Band("10", -40, 120))


def sample_dial() -> Dial:
    """Six directions and 27 guidelines with shares that show every state."""
    labels = (
        _("Advocacy"),
        _("Libraries driving ICT"),
        _("Children’s and young adults’ reading"),
        _("Young professionals"),
        _("LIS education of the 21st century"),
        _("Financial stability"),
    )
    sectors: list[Sector] = []
    for label, shares in zip(labels, SHARES, strict=True):
        segments = [_segment(f"{len(sectors) + 1}.{number}", share) for number, share in enumerate(shares, 1)]
        sectors.append(Sector(label, "#dial", segments))
    return draw_dial(sectors)


def _segment(code: str, share: float | None) -> Segment:
    if share is None:
        state, tone = _("no figures yet"), "quiet"
    elif share >= 0.6:
        state, tone = _("on course"), "good"
    elif share >= 0.35:
        state, tone = _("needs attention"), "warn"
    else:
        state, tone = _("off course"), "bad"
    return Segment(code, pgettext("pattern", "Guideline"), "#dial", share, state, tone)


def sample_charts() -> dict[str, Chart]:
    """One chart of each kind; two years lack figures, and one bar has none."""
    visits = Series(pgettext("pattern", "Visits"), [Point(year, value, "#charts") for year, value in VISITS])
    loans = Series(pgettext("pattern", "Loans"), [Point(year, value) for year, value in LOANS])
    bars = [
        Point(name, value, "#charts")
        for name, value in (
            (pgettext("pattern", "North"), 14520),
            (pgettext("pattern", "South"), 9251),
            (pgettext("pattern", "East"), None),
            (pgettext("pattern", "West"), 3180),
        )
    ]
    strips = [Strip(pgettext("pattern", "Small"), 0.4, 1.8, 2.9, 4.2, 9.1, own=5.3), Strip(pgettext("pattern", "Large"), 1.1, 3.0, 4.6, 6.2, 11.4)]
    return {
        "line": line_chart([visits], title=pgettext("pattern", "Visits per head"), unit=pgettext("pattern", "visits a year"), target=6, decimals=1),
        "lines": line_chart([visits, loans], title=_("Visits and loans per head"), unit=pgettext("pattern", "a year"), decimals=1),
        "bars": bar_chart(bars, title=pgettext("pattern", "Loans by region"), unit=pgettext("pattern", "loans"), target=12000),
        "columns": column_chart(_by_year(), title=pgettext("pattern", "Where the money comes from"), unit=pgettext("pattern", "thousand")),
        "paths": path_chart(
            [
                Series(pgettext("pattern", "Known"), [Point(name, value) for name, value in KNOWN]),
                Series(pgettext("pattern", "Expected"), [Point(one.x, (one.low + one.high) / 2) for one in AHEAD]),
            ],
            title=pgettext("pattern", "Money at the end of a month"),
            unit=pgettext("pattern", "thousand"),
            band=AHEAD,
            band_name=pgettext("pattern", "eight times in ten"),
        ),
        "fan": fan_chart(
            visits,
            Series(pgettext("pattern", "Expected"), [Point(year, 5.0) for year in (2024, 2025, 2026)]),
            [Band(2024, 4.4, 5.6), Band(2025, 4.0, 6.0), Band(2026, 3.7, 6.3)],
            title=pgettext("pattern", "What lies ahead of visits"),
            unit=pgettext("pattern", "visits a year"),
            band_name=pgettext("pattern", "eight times in ten"),
            breaks=[Break(2020, pgettext("pattern", "libraries were closed for months"))],
            decimals=1,
        ),
        "strips": distribution(strips, title=_("Visits per head by size of library"), unit=pgettext("pattern", "visits a year"), decimals=1),
        "radar": _radar(),
        "spark": sparkline([value for _year, value in VISITS], title=pgettext("pattern", "Visits per head")),
    }


def _radar() -> Chart:
    """Three sectors, three rings."""
    small, large = pgettext("pattern", "Small"), pgettext("pattern", "Large")
    marks = [Mark(1, small, 0, 0, 1, 0.2, "#charts"), Mark(2, large, 1, 1, 5, 1.0, "#charts"), Mark(3, small, 1, 1, 2, 0.6, "#charts")]
    return radar_chart(["I", "II", "III"], [str(number) for number in (1, 2, 3)], marks, title=pgettext("pattern", "Radar"))


def _by_year() -> list[Series]:
    """Four sources over three years; in one of them more was returned than came in."""
    sources = (
        (pgettext("pattern", "Dues"), (620, 640, 655)),
        (pgettext("pattern", "Grants"), (900, 450, 0)),
        (pgettext("pattern", "Services"), (80, 130, 210)),
        (pgettext("pattern", "Events"), (60, -35, 90)),
    )
    return [Series(name, [Point(year, value, "#charts") for year, value in zip((2023, 2024, 2025), values, strict=True)]) for name, values in sources]


@dataclass(frozen=True)
class Event:
    """One event of a timeline."""

    at: date
    label: str | Promise
    done: bool = False
    text: str | Promise = ""


def sample_keyset_page() -> KeysetPage:
    """A page in the middle of a list too long to be counted."""
    return KeysetPage(list(range(5)), MOST, True, first="#lists", previous="#lists", next="#lists")


def sample_events() -> list[Event]:
    """A membership from application to reminder."""
    return [
        Event(date(2026, 1, 12), _("Application received"), True),
        Event(date(2026, 1, 20), _("Approved by the section"), True, _("Minutes no. 3")),
        Event(date(2027, 1, 20), _("Renewal is due")),
    ]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name of the library"), help_text=gettext_lazy("As it stands in its statutes."))
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of library"),
        choices=[("public", pgettext_lazy("pattern", "Public")), ("school", pgettext_lazy("pattern", "School"))],
        required=False,
    )
    about = forms.CharField(label=gettext_lazy("In a few words"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=[("ru", "Русский"), ("en", "English")], widget=forms.RadioSelect, required=False
    )
    useful = forms.ChoiceField(
        label=gettext_lazy("How useful the school was"), choices=[(str(mark), str(mark)) for mark in range(1, 6)], widget=Scale
    )
    since = forms.DateField(label=gettext_lazy("Member since"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    consent = forms.BooleanField(label=gettext_lazy("I have read the statutes."))


def sample_form() -> SampleForm:
    """The form as it looks with a mistake in it."""
    sent: Any = QueryDict(mutable=True)
    sent.update({"name": _("Library no. 7"), "email": "library.example.org", "language": "ru", "useful": "4"})
    return SampleForm(sent)
