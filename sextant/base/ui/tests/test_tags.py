"""The components as tags."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.text import format_lazy

pytestmark = pytest.mark.once


def render(template, path="/list/?region=north&page=3", **values):
    return Template(template).render(Context({"request": RequestFactory().get(path), **values}))


class Visit(forms.Form):
    email = forms.EmailField(help_text="We write seldom.")
    agreed = forms.BooleanField(required=False)


def test_a_field_with_a_mistake_is_tied_to_its_hint_and_its_error():
    page = render("{% form_fields form %}", form=Visit({"email": "no"}))
    assert 'aria-describedby="id_email_hint id_email_error"' in page
    assert ['aria-invalid="true"' in page, 'href="#id_email"' in page, 'id="id_email_error"' in page] == [True, True, True]


def test_a_checkbox_stands_before_its_label_and_an_optional_line_says_so():
    class Optional(forms.Form):
        note = forms.CharField(required=False)
        agreed = forms.BooleanField()

    page = render("{% form_fields form %}", form=Optional())
    assert page.index('id="id_agreed"') < page.index('for="id_agreed"')
    assert page.count("(optional)") == 1


def test_a_group_in_which_something_is_chosen_from_the_start_is_not_called_optional():
    ways = [("post", "By post"), ("self", "I fetch it")]

    class Parcel(forms.Form):
        chosen = forms.ChoiceField(choices=ways, widget=forms.RadioSelect, required=False, initial="post")
        once = forms.ChoiceField(choices=[("", "once"), ("1", "every month")], widget=forms.RadioSelect, required=False)
        free = forms.ChoiceField(choices=ways, widget=forms.RadioSelect, required=False)

    said = {field.name: "(optional)" in render("{% form_field field %}", field=field) for field in Parcel()}
    assert said == {"chosen": False, "once": False, "free": True}


def test_a_line_that_another_answer_makes_necessary_is_not_called_optional():
    class Parcel(forms.Form):
        needed_sometimes = ("address",)
        address = forms.CharField(required=False)
        note = forms.CharField(required=False)

    said = {field.name: "(optional)" in render("{% form_field field %}", field=field) for field in Parcel({})}
    assert said == {"address": False, "note": True}


def test_a_long_figure_takes_two_places():
    said = {value: "stat--long" in render("{% stat value 'raised' %}", value=value) for value in ("280 000 ₽", "RUB 80,000", "1 445 000 ₽", 5)}
    assert said == {"280 000 ₽": False, "RUB 80,000": True, "1 445 000 ₽": True, 5: False}


def test_a_meter_says_more_than_the_whole_while_its_bar_is_full():
    page = render("{% meter 5 4 'Raised' %}")
    assert ("125%" in page, 'value="1000"' in page) == (True, True)


def test_a_chip_of_an_unknown_tone_is_quiet():
    assert render('{% chip label "loud" %}', label="<b>") == '<span class="chip chip--quiet">&lt;b&gt;</span>'


def test_a_column_sorts_and_turns_round_and_keeps_the_query():
    first = render('{% sort_header "name" "Name" %}')
    again = render('{% sort_header "name" "Name" %}', "/list/?region=north&sort=name")
    assert 'href="?region=north&amp;sort=name"' in first
    assert ['href="?region=north&amp;sort=-name"' in again, 'aria-sort="ascending"' in again] == [True, True]


def test_a_query_cannot_break_out_of_its_attribute():
    assert render("{% query %}", '/list/?q="><script>') == "?q=%22%3E%3Cscript%3E"


def test_downloads_keep_the_filter_and_drop_the_page():
    assert 'href="?region=north&amp;format=csv"' in render("{% downloads %}")


def test_crumbs_end_with_the_page_itself():
    assert render('{% crumbs "Agenda" "/agenda/" "I.1" %}').strip() == (
        '<ol><li><a href="/agenda/">Agenda</a></li><li><span aria-current="page">I.1</span></li></ol>'
    )


def test_a_tab_knows_that_it_is_open():
    page = render('{% tabs "All" "/list/" "Other" "/other/" %}')
    assert ('<a href="/list/" aria-current="page">All</a>' in page, page.count("aria-current")) == (True, 1)


def test_a_meter_without_figures_says_so():
    pages = [render('{% meter value 8 "Done" %}', value=value) for value in (None, 2)]
    assert ["no figures yet" in pages[0], "25%" in pages[1], 'value="250"' in pages[1]] == [True, True, True]


def test_days_are_written_as_each_language_does():
    values = {"day": date(2026, 3, 3), "at": datetime(2026, 3, 3, 21, 5, tzinfo=UTC)}
    assert (
        render("{{ day|day }}; {{ at|moment }}; {{ day|month }}", **values).replace("\u00a0", " ") == "3 March 2026; 4 March 2026, 00:05; March 2026"
    )
    with translation.override("ru"):
        assert render("{{ day|day }}; {{ day|month }}", **values).replace("\u00a0", " ") == "3 марта 2026; март 2026"


def test_an_empty_list_leads_somewhere():
    assert '<a class="button button--primary" href="/new/">Begin</a>' in render('{% empty "Nothing" "Do this." "/new/" "Begin" %}')


def test_a_figure_that_is_a_sentence_said_later_stands_as_it_is():
    assert ">does not run out<" in render("{% stat value 'months' %}", value=format_lazy("{}", "does not run out")).replace("\n", "")
