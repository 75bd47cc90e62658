"""Checks on one return, in plain Python: what a form, an import or an office asks while somebody waits."""

from __future__ import annotations

from collections.abc import Mapping

from .conditions import Number, Scope, holds, number_of
from .flags import flag
from .rules import Flag, Rule, RuleSet


def check_return(
    rules: RuleSet,
    values: Mapping[str, Number],
    statuses: Mapping[str, str] | None = None,
    previous: Mapping[str, Number] | None = None,
) -> list[Flag]:
    """Every question there is to ask about one return, plain rules first, in the order of the rules.

    `values` holds numbers by variable; `statuses` says why others have none (`missing` for an empty cell, and the answers `unknown`,
    `not_applicable`, `refused`); a variable in neither was not asked. `previous` are the values of the same library in the year before.
    """
    scope = Scope(values, statuses or {}, previous or {})
    return [_flag(rule, scope) for rule in rules.plain if rule.wrong is not None and holds(rule.wrong, scope)]


def _flag(rule: Rule, scope: Scope) -> Flag:
    expected = number_of(rule.expected, scope) if rule.expected else None
    return flag(rule, scope.values.get(rule.variable), expected, scope.before.get(rule.variable))
