"""A list whose order was lost is found, wherever the house asks for it."""

import pytest
from django.db.models import Count

from sextant.base.ordering import in_order
from sextant.society.members.models import Section
from tests.order import OrderLostWarning, is_lost

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_rows_that_are_counted_over_lose_the_order_of_their_model():
    counted = Section.objects.annotate(people=Count("members"))
    kept = [Section.objects.all(), in_order(counted), counted.order_by("pk"), counted.order_by(), counted.values("pk")]
    assert (is_lost(counted), [is_lost(rows) for rows in kept]) == (True, [False] * 5)


def test_the_house_is_told_where_it_asked():
    code = compile("\nlist(rows)", "/somewhere/sextant/society/members/queries/made_up.py", "exec")
    with pytest.raises(OrderLostWarning, match=r"members\.Section at society/members/queries/made_up\.py:2"):
        exec(code, {"rows": Section.objects.annotate(people=Count("members"))})


def test_the_order_of_a_model_is_kept_with_what_is_counted():
    names = ["C", "A", "B"]
    Section.objects.bulk_create([Section(code=name.lower(), name_ru=name, name_en=name) for name in names])
    assert [one.name_en for one in in_order(Section.objects.annotate(people=Count("members")))] == [one.name_en for one in Section.objects.all()]
