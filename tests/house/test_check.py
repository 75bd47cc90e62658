"""`sextant check` reads the rows too."""

from datetime import date

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from sextant.config.commands import check
from sextant.society.members.tests.factories import active

pytestmark = pytest.mark.django_db


def checked() -> Result:
    return CliRunner().invoke(check)


def test_a_site_in_order_passes() -> None:
    active(on=date(2025, 3, 1))
    answer = checked()
    assert (answer.exit_code, answer.output.splitlines()[-1]) == (0, "Settings, schema, the record of changes and the rows are in order.")


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE members_membership SET number = NULL", "members: Active memberships without a number: 1."),
        ("DELETE FROM members_membershipperiod", "members: Memberships that are active without a paid or waived period: 1."),
        ("UPDATE members_membership SET until = '2031-01-01'", "members: Memberships that do not end on the last day of their latest period: 1."),
    ],
)
def test_a_row_broken_behind_the_products_back_is_told_with_exit_code_1(sql: str, sentence: str) -> None:
    active(on=date(2025, 3, 1))
    with connection.cursor() as cursor:
        cursor.execute(sql)
    answer = checked()
    assert (answer.exit_code, sentence in answer.output.splitlines()) == (1, True)
