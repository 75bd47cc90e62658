"""An update gives what counting anew gives, whatever has changed; what was before holds until it is done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.counts import updating
from sextant.lab.counts.counting import build
from sextant.lab.counts.findings import CountsError
from sextant.lab.counts.generating import Shape, generate
from sextant.lab.counts.keeping import FILE, Plan, read
from sextant.lab.counts.tests.scenes import by_hand, imported, joined, told, work
from sextant.lab.counts.updating import update
from sextant.lab.engine import Engine, engine
from sextant.lab.literature.records import Work
from sextant.lab.literature.store import Store
from sextant.lab.literature.withdrawing import withdraw

pytestmark = pytest.mark.once
PLAN = Plan(("term", "country", "venue"), ("term", "country"), 3)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def anew(store: Store, held: Engine) -> dict[str, Any]:
    """What counting the same store from nothing gives."""
    with tempfile.TemporaryDirectory() as room:
        copy = Store(Path(room) / "store")
        shutil.copytree(store.folder, copy.folder, ignore=shutil.ignore_patterns("counts", FILE))
        build(copy, held, read(store).plan)
        return told(copy, held)


def test_new_changed_and_withdrawn_works(store: Store, held_engine: Engine) -> None:
    first, second, third, fourth = imported(
        store, [work(["a", "b"], 2019, ["RU"]), work(["b", "c"]), work(["a", "b", "c"], venue="V"), work(["d"], None)]
    )
    build(store, held_engine, PLAN)
    changed, fresh = imported(store, [work(["b", "d"]), work(["a", "d", "e"], 2021, ["RU", "KZ"])])
    withdraw(store, [second.record, fourth.record])  # the second is described anew by `changed`, the fourth is gone
    joined(store, [[first, fresh]])  # one work in two descriptions
    done = update(store, held_engine)
    assert (done.come, done.gone) == (2, 3)
    assert told(store, held_engine) == by_hand(store, 3) == anew(store, held_engine)
    joined(store, [[first, third], [changed, fresh]])  # the merge is made otherwise, and the fourth comes back
    withdraw(store, [fourth.record], undo=True)
    update(store, held_engine)
    assert told(store, held_engine) == by_hand(store, 3)


def test_counted_by_one_engine_and_updated_by_the_other(store: Store, held_engine: Engine) -> None:
    imported(store, [work(["a", "b"]), work(["b", "c"])])
    with engine() as duck:
        build(store, duck, PLAN)
        imported(store, [work(["c", "d", "a"], 2021)])
        update(store, held_engine)
        assert told(store, duck) == told(store, held_engine) == by_hand(store, 3)


def test_a_term_that_comes_among_the_most_frequent_is_looked_up_in_the_whole_corpus(store: Store, held_engine: Engine) -> None:
    """Three terms are told in pairs and ten more kept; of 20 rare ones one becomes the most frequent."""
    imported(store, [work(["a", "b", "c", f"rare {number:02}"], 2000 + number % 3) for number in range(20)])
    build(store, held_engine, PLAN)
    imported(store, [work(["rare 19", f"new {number:02}"], 2021) for number in range(30)])
    assert update(store, held_engine).late > 0
    assert told(store, held_engine) == by_hand(store, 3)
    assert ("b", "rare 19", 2001, 1) in told(store, held_engine)["term pairs"]


WORKS = st.builds(
    work,
    st.lists(st.sampled_from([f"t{number}" for number in range(20)]), max_size=5),
    st.sampled_from([2018, 2019, 2020, None]),
    st.lists(st.sampled_from(["RU", "KZ", "FI"]), max_size=2),
    st.sampled_from(["", "V", "W"]),
)


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[list[Work], list[int], list[list[int]]]]:
    """Works imported, places of works withdrawn, and groups joined, step by step; places are told among all works so far."""
    found, number = [], 0
    for _step in range(draw(st.integers(2, 4))):
        works = draw(st.lists(WORKS, max_size=8))
        number += len(works)
        places = list(range(number))
        order = draw(st.permutations(places))
        groups = [list(order[at : at + 2]) for at in range(0, 2 * draw(st.integers(0, number // 2)), 2)]
        gone = draw(st.lists(st.sampled_from(places), max_size=3, unique=True)) if places else []
        found.append((works, gone, groups))
    return found


@settings(max_examples=12, deadline=None)
@given(steps())
def test_every_update_is_what_counting_anew_would_be(story: list[tuple[list[Work], list[int], list[list[int]]]]) -> None:
    with tempfile.TemporaryDirectory() as room, engine() as held, pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "FOLDED_FROM", 2)
        store, all_works, gone = Store(Path(room) / "store"), list[Work](), set[str]()
        imported(store, [])
        build(store, held, PLAN)
        for works, withdrawn, groups in story:
            all_works += imported(store, works)
            gone |= {all_works[place].record for place in withdrawn}
            withdraw(store, gone)
            named = [[all_works[place] for place in group] for group in groups]
            joined(store, [group for group in named if not gone & {one.record for one in group}])
            update(store, held)
            assert told(store, held) == by_hand(store, PLAN.most)


def test_with_nothing_changed_nothing_is_done(store: Store) -> None:
    imported(store, [work(["a", "b"])])
    with engine() as held:
        before = build(store, held, PLAN)
        assert (update(store, held).kept, update(store, held).come) == (before, 0)


def test_an_import_that_is_gone_cannot_be_taken_out(store: Store) -> None:
    imported(store, [work(["a", "b"])])
    with engine() as held:
        build(store, held, PLAN)
        manifest = json.loads((store.folder / "manifest.json").read_text())
        name = manifest["imports"].pop()["id"]
        (store.folder / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(CountsError, match=f"The import {name} was counted and is no longer in the store"):
            update(store, held)


@pytest.mark.parametrize(("text", "said"), [("{", "cannot be read"), ('{"version": 9}', "of version 9"), ('{"version": 1}', "cannot be read")])
def test_a_list_of_counts_that_cannot_be_used_is_refused(store: Store, text: str, said: str) -> None:
    imported(store, [work(["a"])])
    (store.folder / FILE).write_text(text)
    with pytest.raises(CountsError, match=said):
        read(store)


def test_a_damaged_layer_is_refused(store: Store) -> None:
    imported(store, [work(["a", "b"])])
    with engine() as held:
        kept = build(store, held, PLAN)
        (store.folder / kept.layers[0].files[0]["path"]).write_bytes(b"")
        with pytest.raises(CountsError, match="A file of the counts is gone or has another size"):
            update(store, held)


def test_whoever_is_killed_leaves_the_counts_before(store: Store) -> None:
    shape = Shape(last=1994, vocabulary=2000)
    generate(store, 4000, shape)
    with engine() as held:
        build(store, held, Plan(most=500))
        before = told(store, held)
        generate(store, 4000, Shape(last=1994, vocabulary=2000, seed=2))
        after = anew(store, held)
        for wait in (0.05, 0.2, 0.4, 0.8):
            _killed_after(store, wait)
            assert told(store, held) == (after if _up_to_date(store) else before)
        update(store, held)
        assert told(store, held) == after
    assert list(store.folder.glob(".unfinished-*")) == []


def _up_to_date(store: Store) -> bool:
    return len(read(store).inputs) == len(store.manifest()["imports"])


def _killed_after(store: Store, wait: float) -> None:
    """Starts an update in a process of its own, and kills it so many seconds after it has begun to write."""
    words = [sys.executable, "-c", "from sextant.cli import main; main()", "counts", "update", "--store", str(store.folder)]
    command = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while command.poll() is None and not list(store.folder.glob(".unfinished-*")):
        time.sleep(0.01)
    time.sleep(wait)
    if command.poll() is None:
        os.kill(command.pid, signal.SIGKILL)
    command.wait()
