"""Other forms filled from our variables, with the loss told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.returns.crosswalks.declared import load, names
from sextant.lab.returns.crosswalks.filling import FilledCell, fill, losses
from sextant.lab.returns.crosswalks.refusals import CrosswalkError
from sextant.lab.returns.mapping import load as load_mapping

HEAD = 'title_en = "A"\ntitle_ru = "А"\nedition_en = "1"\nedition_ru = "1"\nsources = []\n'


def own(folder: Path, cells: str) -> Path:
    path = folder / "own.toml"
    path.write_text(HEAD + cells, encoding="utf-8")
    return path


def filled(name: str | Path, values: dict[str, float], statuses: dict[str, str] | None = None) -> dict[str, FilledCell]:
    return {cell.code: cell for cell in fill(load(name), values, statuses)}


@pytest.mark.parametrize("name", names())
def test_every_cell_of_a_shipped_form_has_words_in_both_languages_and_tells_its_loss(name: str) -> None:
    form = load(name)
    assert form.sources
    for cell in form.cells:
        assert cell.label_en
        assert cell.label_ru
        assert cell.unit
        assert all((way.loss == "exact") != bool(way.why_en) for way in cell.ways)


def test_the_map_has_seven_metrics_and_takes_the_best_way_that_was_asked_for() -> None:
    outlets = {"central_libraries": 1, "branches": 2, "mobile_libraries": 1}
    first, second = filled("library_map", outlets), filled("library_map", outlets | {"service_points": 6})
    assert len(first) == 7
    assert (first["service_points"].value, first["service_points"].loss) == (4, "partial")
    assert (second["service_points"].value, second["service_points"].loss, second["service_points"].why_en) == (6, "exact", "")


def test_an_item_that_was_asked_and_not_answered_is_missing_and_not_replaced() -> None:
    outlets = {"central_libraries": 1, "branches": 2, "mobile_libraries": 1}
    cell = filled("library_map", outlets, {"service_points": "missing"})["service_points"]
    assert (cell.value, cell.status, cell.absent) == (None, "missing", ("service_points",))


def test_missing_not_applicable_suppressed_not_collected_and_no_source_are_told_apart(tmp_path: Path) -> None:
    ways = "".join(
        f'[cells.{code}]\n[[cells.{code}.ways]]\nformula = "{code}"\nloss = "exact"\n' for code in ("visits", "loans", "income", "spending")
    )
    path = own(tmp_path, ways + '[cells.x]\nlabel_en = "X"\nlabel_ru = "Х"\nunit = "items"\nwhy_en = "None."\nwhy_ru = "Нет."\n')
    found = filled(path, {}, {"visits": "missing", "loans": "not_applicable", "income": "suppressed"})
    assert [cell.status for cell in found.values()] == ["missing", "not_applicable", "suppressed", "not_collected", "no_source"]
    assert losses(found.values()) == {"empty": 4, "none": 1}


def test_a_return_of_the_survey_goes_there_and_back() -> None:
    columns = load_mapping("pls").variables
    form = load("pls")
    assert all(way.formula == columns[cell.code] for cell in form.cells for way in cell.ways)
    found = filled("pls", {"visits": 120, "loans": 340})
    assert (found["VISITS"].value, found["TOTCIR"].value, found["LCAP_REV"].loss) == (120, 340, "none")


def test_money_goes_into_the_russian_form_in_thousands_and_loans_without_electronic_ones() -> None:
    found = filled("nk6", {"spending": 2500, "capital_spending": 500, "loans": 100, "loans_electronic": 30, "registered_users": 9})
    assert (found["spending"].value, found["loans_physical"].value, found["users"].value) == (3, 70, 9)
    assert found["employees"].status == "no_source"


def test_no_place_of_the_russian_form_is_given_without_its_edition_or_source() -> None:
    form = load("nk6")
    assert all("LAW_" in cell.place or "section 1" in cell.place for cell in form.cells if cell.place)
    assert all("not seen" in cell.label_en for cell in form.cells if not cell.place and cell.ways)


@pytest.mark.parametrize(
    "cells",
    [
        '[cells.a]\n[[cells.a.ways]]\nformula = "nonsense"\nloss = "exact"\n',
        '[cells.a]\n[[cells.a.ways]]\nformula = "visits"\nloss = "partial"\n',
        '[cells.a]\n[[cells.a.ways]]\nformula = "visits"\nloss = "exact"\nwhy_en = "x"\nwhy_ru = "х"\n',
        '[cells.a]\n[[cells.a.ways]]\nformula = "visits"\nloss = "much"\nwhy_en = "x"\nwhy_ru = "х"\n',
        '[cells.a]\n[[cells.a.ways]]\nformula = "import os"\nloss = "exact"\n',
        '[cells.a]\nlabel_en = "A"\nlabel_ru = "А"\nunit = "items"\n',
        "[cells",
        "",
    ],
)
def test_a_wrong_crosswalk_is_refused_with_a_sentence(tmp_path: Path, cells: str) -> None:
    with pytest.raises(CrosswalkError) as caught:
        load(own(tmp_path, cells))
    assert caught.value.code == "crosswalk_wrong"
    assert "own.toml" in caught.value.sentence("ru")


def test_an_unknown_crosswalk_names_the_known_ones() -> None:
    with pytest.raises(CrosswalkError) as caught:
        load("nothing")
    assert caught.value.sentence("en") == "There is no crosswalk nothing; there are: library_map, nk6, pls. Name one of them or a TOML file."
