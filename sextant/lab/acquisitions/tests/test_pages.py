"""The report of a plan, and plans side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from sextant.lab.acquisitions.findings import AcquisitionsError, Report
from sextant.lab.acquisitions.pages import comparison_page, plan_page
from sextant.lab.acquisitions.planning import compare, plan
from sextant.lab.acquisitions.targets import Limits, Need, Number, Share, Targets, Weights
from sextant.lab.acquisitions.tests.factories import offer, title

ASKED = Targets(
    shares=(Share("language", "tat", 0.4),), numbers=(Number("awards", "*", 2),), needs=(Need((("age", "7-10"),), 5.0),), weights=Weights(award=1)
)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_stands_alone_and_tells_everything(language: str) -> None:
    titles = [*offer(2, 30), replace(title("<script>alert(1)</script>", 100, 50), tags={"language": ("tat",)})]
    found = plan(titles, None, 5000, ASKED)
    page = plan_page(found, language, reports=[Report("C.csv", 31, 31)])
    tree = html.fromstring(page)
    assert (tree.get("lang"), tree.findall(".//script"), tree.xpath("//@src | //@href | //link")) == (language, [], [])
    assert "url(" not in page
    assert "@import" not in page
    text = tree.text_content()
    assert all(one.title.title in text and one.sentence(language) in text for one in found.chosen)
    assert all(one.demand.said.sentence(language) in text for one in found.costs)
    assert all(one.why.sentence(language) in text for one in found.left_out)
    assert all(one.said.sentence(language) in text for one in found.gaps)
    assert Report("C.csv", 31, 31).sentence(language) in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_of_a_contradiction_names_the_demands(language: str) -> None:
    found = plan([title("a", 100)], None, 1000, Targets(limits=Limits(min_titles=2)))
    text = html.fromstring(plan_page(found, language)).text_content()
    assert found.contradiction is not None
    assert found.contradiction.conflicts[0].said.sentence(language) in text


def test_plans_stand_side_by_side() -> None:
    titles = offer(2, 30)
    plans = {"free": plan(titles, None, 5000, gap=0.0), "asked": plan(titles, None, 5000, ASKED, gap=0.0)}
    found = compare(plans)
    assert [(one.name, one.spent, one.titles) for one in found.columns] == [(name, one.spent, len(one.chosen)) for name, one in plans.items()]
    ids = {name: {one.title.id for one in found.chosen} for name, found in plans.items()}
    assert set(found.common) == ids["free"] & ids["asked"]
    assert {name: set(alone) for name, alone in found.alone.items()} == {"free": ids["free"] - ids["asked"], "asked": ids["asked"] - ids["free"]}
    assert found.reached["language=tat min"]["free"] is None
    assert (found.reached["language=tat min"]["asked"] or 0) >= 0.4
    text = html.fromstring(comparison_page(found, "ru")).text_content()
    assert "Не меньше 40 % потраченного: язык татарский." in text


def test_plans_in_different_currencies_are_not_compared() -> None:
    titles = offer(2, 5)
    with pytest.raises(AcquisitionsError, match="EUR, RUB"):
        compare({"a": plan(titles, None, 900), "b": plan(titles, None, 900, Targets(currency="EUR"))})
