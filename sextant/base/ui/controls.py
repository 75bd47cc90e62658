"""Drawing the controls of forms. Django draws each option of a select by a template of its own; a long list is drawn here as text."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Scale(forms.RadioSelect):
    """One number out of a few, side by side: quick by thumb and by arrow keys. Up to about a dozen choices."""

    layout = "scale"


def _option(option: dict[str, Any]) -> SafeString:
    attrs = {name: value for name, value in option["attrs"].items() if value is not False}
    value, drawn = escape(str(option["value"])), flatatt(attrs) if attrs else ""
    return mark_safe(f'<option value="{value}"{drawn}>{conditional_escape(option["label"])}</option>')  # noqa: S308  every piece is escaped here


def _group(name: str | None, options: list[dict[str, Any]]) -> SafeString:
    drawn = mark_safe("".join(map(_option, options)))  # noqa: S308  each option is escaped
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def select(field: forms.BoundField, attrs: dict[str, Any]) -> SafeString:
    """The select of a bound field, as Django's own template draws it."""
    widget = field.field.widget
    attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        attrs.setdefault("id", field.auto_id)
    context = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    groups = mark_safe("".join(_group(name, options) for name, options, _place in context["optgroups"]))  # noqa: S308  each group is escaped
    return format_html('<select name="{}"{}>{}</select>', context["name"], flatatt(context["attrs"]), groups)


def control(field: forms.BoundField, attrs: dict[str, Any]) -> SafeString:
    """The control of a bound field with these attributes; plain selects are drawn without templates."""
    widget = field.field.widget
    if isinstance(widget, forms.Select) and widget.template_name == SELECT:
        return select(field, attrs)
    return field.as_widget(attrs=attrs)
