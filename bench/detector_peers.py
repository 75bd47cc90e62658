"""Boosted trees that tell cells with errors from clean ones (scikit-learn, in an environment of its own): prints shares found as JSON.

Arguments: the file that `best_detector` wrote, and how many columns our own score is made of. Each third of the libraries is asked about by trees fitted to
the other two; clean cells and errors weigh alike in fitting. `at_3` is the share found where 3 % of the clean cells lie above, `signs_at_3` the same with the
columns of our own score alone.
"""

from __future__ import annotations

import json
import sys
from typing import Any

QUESTIONED = 0.03
TREES = 250


def scores(cells: Any, columns: int, kinds: list[str]) -> dict[str, Any]:
    """Scores of the clean cells and of the errors of each kind, every library by trees that did not see it."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    found = {name: np.zeros(len(cells[name])) for name in ("clean", *kinds)}
    known = [place for place in range(columns) if place == 0 or len(np.unique(cells["clean"][:, place])) > 3]
    for fold in np.unique(cells["clean_fold"]):
        parts = [cells[name][cells[f"{name}_fold"] != fold][:, known] for name in ("clean", "fitted")]
        wrong = np.repeat([0, 1], [len(part) for part in parts])
        weights = np.where(wrong, len(parts[0]) / len(parts[1]), 1.0)
        trees = HistGradientBoostingClassifier(
            max_iter=TREES,
            learning_rate=0.06,
            min_samples_leaf=60,
            l2_regularization=1,
            categorical_features=[0],
            early_stopping=False,
            random_state=0,
        )
        trees.fit(np.concatenate(parts), wrong, sample_weight=weights)
        for name in found:
            here = cells[f"{name}_fold"] == fold
            if here.any():
                found[name][here] = trees.decision_function(cells[name][here][:, known])
    return found


def main() -> None:
    """Score once with all columns and once with those of our score, and count."""
    import numpy as np

    with np.load(sys.argv[1]) as file:
        cells = dict(file)
    kinds = [name.removesuffix("_unknown") for name in cells if name.endswith("_unknown")]
    told: dict[str, dict[str, float]] = {kind: {"errors": len(cells[kind]) + int(cells[f"{kind}_unknown"])} for kind in kinds}
    for name, columns in (("signs_at_3", int(sys.argv[2])), ("at_3", cells["clean"].shape[1])):
        found = scores(cells, columns, kinds)
        bound = np.quantile(found["clean"], 1 - QUESTIONED)
        for kind in kinds:
            told[kind][name] = round(float((found[kind] > bound).sum() / told[kind]["errors"]), 4)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
