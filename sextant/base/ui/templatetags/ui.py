"""The components as tags. Each gives its template what it needs and nothing more; `/ui/` shows them all."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sextant.base.ui import numerals
from sextant.base.ui.charts import Chart
from sextant.base.ui.controls import control
from sextant.base.ui.dial import Dial, Segment
from sextant.base.ui.keyset import KeysetPage
from sextant.base.ui.paging import Page
from sextant.base.words.money import money as money_in_words

register = template.Library()
LONG_FIGURE = 9
TONES = ("quiet", "good", "warn", "bad", "info")


def _tone(tone: str) -> str:
    return tone if tone in TONES else "quiet"


@register.inclusion_tag("ui/_form_fields.html", takes_context=True)
def form_fields(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    """All fields of a form: error summary, then label, hint, control and error of each. A form that was sent leads the eye to its summary."""
    return {"form": form, "sent": getattr(context.get("request"), "method", "") == "POST"}


@register.inclusion_tag("ui/_field.html")
def form_field(field: forms.BoundField) -> dict[str, Any]:
    """One field of a form, for templates that place fields themselves: `{% form_field form.name %}`."""
    return {"field": field, "kind": kind_of(field)}


@register.filter
def kind_of(field: forms.BoundField) -> str:
    """`check` for one checkbox, `choices` for a group of them, `line` for the rest; decides where the label stands."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "line"


@register.filter
def may_stay_empty(field: forms.BoundField) -> bool:
    """Whether “(optional)” stands beside the label: an answer is not needed, and none is chosen from the start.

    A form names in `needed_sometimes` the fields that another answer makes necessary; beside them it is not said either.
    """
    if field.field.required or field.name in getattr(field.form, "needed_sometimes", ()):
        return False
    if not isinstance(field.field.widget, forms.RadioSelect):
        return True
    chosen = "" if field.initial is None else str(field.initial)
    return chosen not in {str(value) for value, _label in field.field.widget.choices}


@register.filter
def described(field: forms.BoundField) -> SafeString:
    """The control, tied to its hint and its error for screen readers."""
    notes = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        notes.append(f"{field.auto_id}_error")
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(notes)} if notes else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    return control(field, attrs)


@register.inclusion_tag("ui/_filters.html", takes_context=True)
def filters(context: Context, form: forms.BaseForm, target: str) -> dict[str, Any]:
    """What a list is narrowed to, by GET; with HTMX the part of the page named `target` changes while one types."""
    return {"form": form, "target": target, "path": context["request"].path}


@register.inclusion_tag("ui/_pager.html")
def pager(page: Page) -> dict[str, Any]:
    """Where in the list the reader is, and links to the other pages."""
    return {"page": page}


@register.inclusion_tag("ui/_keyset_pager.html")
def keyset_pager(page: KeysetPage) -> dict[str, Any]:
    """How many rows the list has, and links to its first, previous and next page."""
    return {"page": page}


@register.simple_tag
def chip(label: Any, tone: str = "quiet") -> SafeString:
    """A state in one word; tone is quiet, good, warn, bad or info."""
    return format_html('<span class="chip chip--{}">{}</span>', _tone(tone), label)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our symbols, drawn in the colour of the text; decorative, so words must stand beside it."""
    sheet = static("ui/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', sheet, name)


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, sentence: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """Nothing here yet: says so, what to do, and leads there."""
    return {"title": title, "sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("ui/_stat.html")
def stat(value: Any, label: str, unit: str = "", note: str = "", url: str = "") -> dict[str, Any]:
    """One large figure with its name; numbers are written in the reader's language, text stands as it is. A long one takes two places."""
    shown = numerals.written(value) if value is None or isinstance(value, int | float | Decimal) else str(value)
    return {"value": shown, "label": label, "unit": unit, "note": note, "url": url, "is_long": len(f"{shown}{unit}") > LONG_FIGURE}


@register.inclusion_tag("ui/_meter.html")
def meter(value: float | None, maximum: float, label: str, tone: str = "") -> dict[str, Any]:
    """How much of a whole is done, as words and as a bar, which is full from the whole on; without a value the bar is empty and says “no figures yet”."""
    share = None if value is None or not maximum else max(value / maximum, 0)
    return {"label": label, "tone": tone, "share": share, "thousandth": str(round(min(share or 0, 1) * 1000))}


@register.inclusion_tag("ui/_sort_header.html", takes_context=True)
def sort_header(context: Context, name: str, label: str, number: bool = False) -> dict[str, Any]:
    """A column's head that sorts by `?sort=name`, and by `-name` when pressed again; the rest of the query stays."""
    current = context["request"].GET.get("sort", "")
    direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    wanted = f"-{name}" if direction == "ascending" else name
    return {"label": label, "direction": direction, "link": query(context, sort=wanted), "number": number}


@register.inclusion_tag("ui/_downloads.html", takes_context=True)
def downloads(context: Context) -> dict[str, Any]:
    """The list as filtered, as CSV, XLSX and JSON."""
    return {"links": [(name.upper(), query(context, format=name)) for name in ("csv", "xlsx", "json")]}


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(*steps: Any) -> dict[str, Any]:
    """The way here: label, address, label, address …, and last the label of this page: `{% crumbs _("Agenda") url "I.1" %}`."""
    pairs = list(zip(steps[0::2], [*steps[1::2], ""], strict=False))
    return {"steps": pairs}


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def tabs(context: Context, *pairs: Any) -> dict[str, Any]:
    """Neighbouring views of one thing: label, address, label, address …; the present one is marked."""
    request = context["request"]
    here = (request.path, request.get_full_path())
    return {"tabs": [(label, url, url in here) for label, url in zip(pairs[0::2], pairs[1::2], strict=True)]}


@register.inclusion_tag("ui/_timeline.html")
def timeline(events: Any) -> dict[str, Any]:
    """Events in order; each has `at` (a date) and `label`, and may have `text`, `url` and `done`."""
    return {"events": events}


@register.inclusion_tag("ui/_dial.html")
def dial(dial: Dial) -> dict[str, Any]:
    """The agenda as a sextant's limb, with its key, its legend on a phone and its table."""
    return {"dial": dial}


@register.inclusion_tag("ui/_chart.html")
def chart(chart: Chart, note: str = "") -> dict[str, Any]:
    """A chart with its name, its drawing and its figures as a table."""
    return {"chart": chart, "svg": chart.as_svg(), "note": note}


@register.simple_tag
def drawing(chart: Chart) -> SafeString:
    """Only the drawing of a chart, such as a sparkline in a table's cell."""
    return mark_safe(f'<span class="spark">{chart.as_svg()}</span>')  # noqa: S308 - as_svg escapes


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> SafeString:
    """The present query string with some values changed (or dropped, when None); the page number starts anew."""
    values = context["request"].GET.copy()
    values.pop("page", None)
    values.pop("format", None)
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = str(value)
    return mark_safe(f"?{values.urlencode()}".replace("&", "&amp;"))  # noqa: S308 - percent-encoded above


@register.filter
def percent(share: Any, decimals: int = 0) -> str:
    """A share of 0…1 as a percentage in the reader's language."""
    return numerals.percent(share, decimals)


@register.filter
def written(value: Any, decimals: int | None = None) -> str:
    """A number with the language's thousands and decimal mark: `{{ visits|written }}`, `{{ rate|written:1 }}`."""
    return numerals.written(value, decimals)


@register.filter
def spoken(segment: Segment) -> str:
    """What a screen reader says of a segment of the dial."""
    parts = (f"{segment.code} {segment.label}", segment.state, "" if segment.share is None else numerals.percent(segment.share))
    return str(segment.spoken) or ", ".join(str(part) for part in parts if part)


def _russian() -> bool:
    return (get_language() or "ru").startswith("ru")


@register.filter
def day(value: date | datetime | None) -> str:
    """3 March 2026, 3 марта 2026; nothing for None. Moments are read in the site's time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return formatted(local, "j E Y" if _russian() else "j F Y").replace(" ", "\u00a0")


@register.filter
def moment(value: datetime | None) -> str:
    """A day with its hour: 3 March 2026, 14:05."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)}, {local:%H:%M}"


@register.filter
def month(value: date | None) -> str:
    """March 2026, март 2026."""
    return "" if value is None else formatted(value, "F Y").lower() if _russian() else formatted(value, "F Y")


@register.filter
def money(minor_units: int | None, currency: str) -> str:
    """`{{ line.amount_minor|money:line.currency }}`: 1 500 ₽; nothing for an amount that is not there."""
    return money_in_words(minor_units, currency) if minor_units is not None and currency else ""
