"""The plain rules as JSON, so that a form can ask in the browser what the server will ask.

The answer is `{"code", "version", "rules": [{"code", "kind", "severity", "version", "variable", "question": {"en", "ru"}, "wrong", "expected"}]}`.
`wrong` and `expected` are nodes of `conditions`, which says what every word means; in a question `{value}`, `{expected}` and `{before}`
stand for numbers. Rules that need expectations learned from earlier returns are left to the server.
"""

from __future__ import annotations

from typing import Any

from .rules import RuleSet


def as_json(rules: RuleSet) -> dict[str, Any]:
    """The plain rules as values that `json.dumps` takes."""
    return {
        "code": rules.code,
        "version": rules.version,
        "rules": [
            {
                "code": rule.code,
                "kind": rule.kind,
                "severity": rule.severity,
                "version": rule.version,
                "variable": rule.variable,
                "question": {"en": rule.question.en, "ru": rule.question.ru},
                "wrong": rule.wrong,
                "expected": rule.expected,
            }
            for rule in rules.plain
        ],
    }
