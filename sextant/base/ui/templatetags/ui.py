"""The components as tags. Each gives its template what it needs and nothing more; `/ui/` shows them all."""

from typing import Any

from django import forms, template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from sextant.base.ui import numerals
from sextant.base.ui.dial import Dial, Segment
from sextant.base.ui.paging import Page

register = template.Library()
TONES = ("quiet", "good", "warn", "bad", "info")


@register.inclusion_tag("ui/_form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """All fields of a form: error summary, then label, hint, control and error of each."""
    return {"form": form}


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
def described(field: forms.BoundField) -> SafeString:
    """The control, tied to its hint and its error for screen readers."""
    notes = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        notes.append(f"{field.auto_id}_error")
    attrs = {"aria-describedby": " ".join(notes)} if notes else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("ui/_pager.html")
def pager(page: Page) -> dict[str, Any]:
    """Where in the list the reader is, and links to the other pages."""
    return {"page": page}


@register.inclusion_tag("ui/_chip.html")
def chip(label: Any, tone: str = "quiet") -> dict[str, Any]:
    """A state in one word; tone is quiet, good, warn, bad or info."""
    return {"label": label, "tone": tone if tone in TONES else "quiet"}


@register.inclusion_tag("ui/_icon.html")
def icon(name: str) -> dict[str, str]:
    """One of our symbols, drawn in the colour of the text; decorative, so words must stand beside it."""
    return {"name": name}


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> SafeString:
    """The present query string with some values changed (or dropped, when None); the page number starts anew."""
    values = context["request"].GET.copy()
    values.pop("page", None)
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = str(value)
    return mark_safe(f"?{values.urlencode()}")  # noqa: S308 - percent-encoded above


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


@register.inclusion_tag("ui/_dial.html")
def dial(dial: Dial) -> dict[str, Any]:
    """The agenda as a sextant's limb, with its key, its legend on a phone and its table: `{% dial draw_dial(sectors) %}`."""
    return {"dial": dial}
