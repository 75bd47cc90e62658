"""Merging a store: by identifiers and likeness, explained, reversible, and without loss."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sextant.lab.literature import merging
from sextant.lab.literature.findings import LiteratureError
from sextant.lab.literature.importing import import_files
from sextant.lab.literature.merging import decide, groups_of, merge, why
from sextant.lab.literature.preferring import Preference, read_preference
from sextant.lab.literature.store import Store
from sextant.lab.literature.tests.samples import RIS, SCOPUS, WOS
from sextant.lab.literature.works import stats, tables

pytestmark = pytest.mark.once

RUSSIAN = "TY  - JOUR\nTI  - Читальные залы малых городов России\nAU  - Щукина, Ю. А.\nPY  - 2019\nDO  - 10.1234/ru\nER  -\n"
LATIN = "TY  - JOUR\nTI  - Chitalnye zaly malyh gorodov Rossii\nAU  - Shchukina, Yu.\nPY  - 2019\nER  -\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A Scopus and a Web of Science record of one article, one more in RIS without its DOI, and two spellings of a Russian one."""
    room = tmp_path_factory.mktemp("literature")
    without_doi = RIS.replace("DO  - https://doi.org/10.1234/LQR.2019.45\n", "")
    files = {"s.csv": SCOPUS, "w.txt": WOS, "r.ris": without_doi + RUSSIAN, "t.ris": LATIN}
    for name, text in files.items():
        (room / name).write_text(text, encoding="utf-8")
    store = Store(room / "store")
    assert all(report.failure is None for report in import_files([room / name for name in files], store))
    return store


@pytest.fixture
def held(imported: Store, tmp_path: Path) -> Store:
    """A copy of that store, to be changed."""
    shutil.copytree(imported.folder, tmp_path / "store")
    return Store(tmp_path / "store")


def english(store: Store) -> list[str]:
    """The three records of the article in English."""
    return next(group for group in groups_of(store) if len(group) == 3)


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with tables(store) as engine:
        return engine.execute(query).fetchall()


def test_records_of_one_work_are_joined_and_counts_add_up(held: Store) -> None:
    told = merge(held)
    assert (told["groups"], told["merged"]) == (2, 3)
    assert {name: stats(held)[name] for name in ("read", "stored", "merged", "refused", "works", "years")} == {
        "read": 5, "stored": 2, "merged": 3, "refused": 0, "works": 2, "years": {"2019": 2},
    }  # fmt: skip


def test_every_reference_author_and_keyword_stays_with_its_sources(held: Store) -> None:
    first = rows(held, 'select text from "references"')
    merge(held)
    after = rows(held, 'select text, also, len(records) from "references" order by position')
    assert {text for (text,) in first} == {text for one, also, _ in after for text in (one, *also)}  # type: ignore[misc]
    assert [number for _, _, number in after] == [2, 1, 1]
    spellings = rows(held, "select name, also, len(records) from authorships where name like 'Petrova%'")
    assert spellings == [("Petrova, Anna", ["Petrova, A", "Petrova A."], 3)]
    assert ("PUBLIC-LIBRARIES", 1) in rows(held, "select term, len(records) from terms")
    assert rows(held, "select cited_by, len(counts) from works where cited_by is not null") == [(7, 2)]


def test_the_setting_changes_who_wins(held: Store, tmp_path: Path) -> None:
    (tmp_path / "prefer.toml").write_text('order = ["scopus", "wos"]\n[fields]\nvenue = ["wos"]\n')
    merge(held, read_preference(tmp_path / "prefer.toml"))
    assert rows(held, "select cited_by, venue from works where len(counts) = 2") == [(9, "LIBRARY QUARTERLY REVIEW")]


def test_every_merge_explains_itself(held: Store) -> None:
    merge(held)
    scopus = english(held)[0]
    told = {(one["basis"], one["why"], one["value"], one["title"], one["joined"]) for one in why(held, scopus)}
    assert told == {("identifier", "doi", "10.1234/lqr.2019.45", 1.0, True), ("likeness", "title_place", "", 1.0, True)}


def test_merging_again_gives_the_same(held: Store) -> None:
    merge(held)
    before = (groups_of(held), stats(held))
    merge(held)
    assert (groups_of(held), stats(held)) == before
    assert len(list((held.folder / "merges").iterdir())) == 1


def test_a_merge_that_is_killed_leaves_the_one_before(held: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(held)
    before = (groups_of(held), stats(held))
    decide(held, before[0][0][0], apart=True)

    def killed(*words: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(merging, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            merge(held)
    assert (groups_of(held), stats(held)) == before
    merge(held)
    assert stats(held)["works"] > before[1]["works"]
    assert len(list((held.folder / "merges").iterdir())) == 1


def test_a_split_gives_back_what_was_and_can_be_taken_back(held: Store) -> None:
    whole = rows(held, "select * exclude (won) from works order by work")
    merge(held)
    joined = groups_of(held)
    for group in joined:
        for record in group[:-1]:
            decide(held, record, apart=True)
    merge(held)
    assert groups_of(held) == []
    assert rows(held, "select * exclude (won) from works order by work") == whole
    for group in joined:
        for record in group[:-1]:
            for other in group:
                if other != record:
                    decide(held, record, apart=False, other=other)
    merge(held)
    assert groups_of(held) == joined


def test_a_record_put_apart_from_one_stays_apart_though_a_third_is_like_both(held: Store) -> None:
    merge(held)
    scopus, wos, _ = english(held)
    decide(held, scopus, apart=True, other=wos)
    merge(held)
    assert not any({scopus, wos} <= set(group) for group in groups_of(held))


def test_two_that_nothing_joins_can_be_put_together(held: Store) -> None:
    merge(held)
    first, second = (group[0] for group in groups_of(held))
    decide(held, first, apart=False, other=second)
    merge(held)
    assert [len(group) for group in groups_of(held)] == [5]


def test_records_imported_later_count_until_the_next_merge(held: Store, tmp_path: Path) -> None:
    merge(held)
    (tmp_path / "z.ris").write_text(RUSSIAN.replace("Щукина", "ЩУКИНА"))
    list(import_files([tmp_path / "z.ris"], held))
    assert (stats(held)["works"], stats(held)["not_yet_merged"]) == (3, 1)
    merge(held)
    assert (stats(held)["works"], stats(held)["not_yet_merged"]) == (2, 0)


def test_one_doi_on_two_unlike_works_is_doubted_and_kept_apart(tmp_path: Path) -> None:
    wrong = RUSSIAN.replace("Читальные залы малых городов России", "Подкормка телят зимой").replace("Щукина, Ю. А.", "Орлов, О.")
    (tmp_path / "a.ris").write_text(RUSSIAN + wrong)
    store = Store(tmp_path / "store")
    list(import_files([tmp_path / "a.ris"], store))
    merge(store)
    assert groups_of(store) == []
    sha = store.manifest()["imports"][0]["sha256"][:12]
    assert [(one["why"], one["scheme"], one["joined"]) for one in why(store, f"{sha}:1")] == [("doubtful", "doi", False)]


def test_a_chain_never_joins_two_dois(tmp_path: Path) -> None:
    record = "TY  - JOUR\nTI  - Reading rooms in small towns of the north\nAU  - Petrova, A.\nPY  - 2019\n{}ER  -\n"
    (tmp_path / "a.ris").write_text(record.format("DO  - 10.1234/a\n") + record.format("") + record.format("DO  - 10.1234/b\n"))
    store = Store(tmp_path / "store")
    list(import_files([tmp_path / "a.ris"], store))
    merge(store)
    assert [len(group) for group in groups_of(store)] == [2]


@pytest.mark.parametrize("record", ["nobody:1", "alone"])
def test_a_split_of_what_is_not_there_is_refused(held: Store, record: str) -> None:
    name = rows(held, "select min(work) from works")[0][0] if record == "alone" else record
    with pytest.raises(LiteratureError) as refusal:
        decide(held, str(name), apart=True)
    assert refusal.value.code == ("record_alone" if record == "alone" else "record_not_held")


def test_a_store_of_one_work_merges_to_one(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RUSSIAN)
    store = Store(tmp_path / "store")
    list(import_files([tmp_path / "a.ris"], store))
    assert (merge(store, Preference())["merged"], stats(store)["works"]) == (0, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [("order = [", "toml_broken"), ("rank = []", "preference_word_unknown"), ("[fields]\nreferences = []", "preference_word_unknown"), ('order = "wos"', "preference_no_list")],
)  # fmt: skip
def test_a_wrong_setting_is_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(LiteratureError) as refusal:
        read_preference(tmp_path / "p.toml")
    assert refusal.value.code == code
