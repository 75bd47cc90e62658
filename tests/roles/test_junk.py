"""Junk in any form is answered with a sentence."""

import pytest

from tests.roles.junk import SeenForm, broken, filled, forms_on

pytestmark = pytest.mark.django_db


@pytest.mark.once
@pytest.mark.parametrize("role", ["secretary"])
def test_no_form_breaks_on_junk(role):
    wrong, tried = broken((role,))
    assert (wrong, tried > 15) == ([], True)


def test_fields_of_a_form_are_found_and_filled():
    page = (
        b'<form method="post" action="../save/"><input type="hidden" name="x-TOTAL_FORMS" value="2"><select name="kind"></select></form><form></form>'
    )
    (form,) = forms_on("calls:edit", "/en/calls/1/edit/", page)
    assert form == SeenForm("calls:edit", "/en/calls/1/save/", (("x-TOTAL_FORMS", "hidden", "2"), ("kind", "select", "")))
    assert filled(form, "NaN") == {"x-TOTAL_FORMS": "2", "kind": "NaN"}
