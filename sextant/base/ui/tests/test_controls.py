"""Selects are drawn as Django draws them, only faster."""

import pytest
from django import forms
from django.test.html import parse_html

from sextant.base.ui.controls import control, select

pytestmark = pytest.mark.once


class Colours(forms.Form):
    one = forms.ChoiceField(choices=[("", "any <b>"), ("r", "red"), ("Warm", [("o", "orange"), ("y", "yellow")])], required=False)
    words = forms.CharField()


@pytest.mark.parametrize("data", [{}, {"one": "r"}, {"one": "o"}, {"one": '"><script>'}])
def test_a_select_is_what_djangos_own_template_draws(data):
    field = Colours(data)["one"]
    assert parse_html(select(field, {"aria-invalid": "true"})) == parse_html(field.as_widget(attrs={"aria-invalid": "true"}))


def test_other_controls_are_left_to_django():
    field = Colours()["words"]
    assert control(field, {}) == field.as_widget()
