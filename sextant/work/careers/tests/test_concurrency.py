"""Two workers at the same alert, processes on PostgreSQL and threads on SQLite: one letter, each job once."""

import pytest

from sextant.base.audit.turns import again
from sextant.base.letters.models import Letter
from sextant.work.careers.actions.alerts import ask_alert, confirm_alert, tell_alert
from sextant.work.careers.models import Alert, AlertJob
from sextant.work.careers.tests.factories import TODAY, published
from tests.at_once import all_at_once


def _tell(pk: int) -> str:
    return str(again(tell_alert, Alert.objects.get(pk=pk), today=TODAY()))


@pytest.mark.django_db(transaction=True)
def test_one_letter_though_many_workers_write_it():
    alert = confirm_alert(ask_alert(search={}, rhythm="daily", language="en", email="ann@example.org"))
    for _job in range(3):
        published()
    told = all_at_once(_tell, [alert.pk] * 6, 6)
    assert (sorted(told), AlertJob.objects.count(), Letter.objects.filter(template="careers.alert").count()) == (["0"] * 5 + ["3"], 3, 1)
