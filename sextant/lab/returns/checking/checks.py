"""Checks on one return, in plain Python: what a form, an import or an office asks while somebody waits."""

from __future__ import annotations

from collections.abc import Mapping

from .conditions import Number, Scope, holds, number_of
from .expectations import Case, Expectations
from .flags import flag
from .questions import candidates, questions
from .rules import Flag, Rule, RuleSet

NOTHING: Mapping[str, Number] = {}


def check_return(
    rules: RuleSet,
    values: Mapping[str, Number],
    statuses: Mapping[str, str] | None = None,
    previous: Mapping[str, Number] | None = None,
    peers: Expectations | None = None,
    *,
    earlier: Mapping[str, Number] | None = None,
    region: str = "",
) -> list[Flag]:
    """Every question there is to ask about one return, plain rules first, in the order of the rules.

    `values` holds numbers by variable; `statuses` says why others have none (`missing` for an empty cell, and the answers `unknown`,
    `not_applicable`, `refused`); a variable in neither was not asked. `previous` are the values of the same library in the year before,
    `earlier` those of the year before that. `peers` is what was learned from other libraries,
    `region` the region as it was named there; without `peers` the learned rules do not ask.
    """
    scope = Scope(values, statuses or {}, previous or NOTHING)
    found = [plain_flag(rule, scope) for rule in asked(rules, peers) if rule.wrong is not None and holds(rule.wrong, scope)]
    if peers is not None:
        case = Case(values, previous or NOTHING, earlier or NOTHING, peers, region)
        found += questions(rules, case, candidates(case, peers.variables))
    return found


def asked(rules: RuleSet, peers: Expectations | None) -> list[Rule]:
    """The plain rules that are asked: bounds of change only for variables whose changes nothing was learned about."""
    learned = {code for code, known in peers.variables.items() if known.own} if peers else set()
    return [rule for rule in rules.plain if rule.kind != "change" or rule.variable not in learned]


def plain_flag(rule: Rule, scope: Scope) -> Flag:
    """The flag of a plain rule that does not hold."""
    expected = number_of(rule.expected, scope) if rule.expected else None
    return flag(rule, scope.values.get(rule.variable), expected, scope.before.get(rule.variable))
