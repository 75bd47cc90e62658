"""What commands print as JSON, for the reference: from the `outputs.json` of every instrument of the lab, JSON schemas by command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LAB = Path(__file__).resolve().parent.parent / "lab"
INTRODUCTION = """# What commands print

Tests check these promises on what the commands print. The whole JSON schemas (draft 2020-12) lie beside the instruments: `sextant/lab/*/outputs.json`.
A name ending in `[]` is a list, `{}` an object with names of its own; `?` marks what may be absent."""


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the command that keeps it, in the order of houses: of `outputs.json`, and of files whose `$id` is a command with hyphens."""
    found = {name: schema for path in sorted(LAB.glob("*/outputs.json")) for name, schema in json.loads(path.read_text("utf-8")).items()}
    apart = {
        one.get("$id", ""): one
        for one in (json.loads(path.read_text("utf-8")) for path in sorted([*LAB.glob("*/schemas/*.json"), *LAB.glob("*/answers/*.json")]))
    }
    for name, schema in apart.items():
        if name.startswith("sextant-"):
            found[name.replace("-", " ")] = _whole(schema, schema, apart)
    return found


def _whole(schema: Any, root: dict[str, Any], apart: dict[str, dict[str, Any]]) -> Any:
    """The schema with what it refers to in its place; of alternatives the first that is no null."""
    if isinstance(schema, list):
        return [_whole(one, root, apart) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        home, _, place = schema["$ref"].partition("#/$defs/")
        there = apart[home] if home else root
        return _whole({**there["$defs"][place], **{key: one for key, one in schema.items() if key != "$ref"}}, there, apart)
    if "oneOf" in schema:
        first = next(one for one in schema["oneOf"] if one != {"type": "null"})
        return _whole({**first, **{key: one for key, one in schema.items() if key not in ("oneOf", "$defs")}}, root, apart)
    return {key: _whole(one, root, apart) for key, one in schema.items() if key != "$defs"}


def _kind(schema: dict[str, Any]) -> str:
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type", "")
    if kind == "array" and "prefixItems" not in schema:
        return f"list of {_kind(schema.get('items', {})) or 'values'}"
    return " or ".join(kind) if isinstance(kind, list) else kind


def _rows(schema: dict[str, Any], name: str) -> Iterator[tuple[str, str, str]]:
    """A line for the schema itself where it has a name, and for everything inside it."""
    if name:
        yield name, _kind(schema), schema.get("description", "")
    inner = schema.get("items")
    if isinstance(inner, dict) and (inner.get("properties") or inner.get("items")):
        yield from _inside(inner, f"{name}[]")
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from _rows(schema["additionalProperties"], f"{name}{{}}")
    else:
        yield from _inside(schema, name)


def _inside(schema: dict[str, Any], name: str) -> Iterator[tuple[str, str, str]]:
    for key, one in schema.get("properties", {}).items():
        maybe = "" if key in schema.get("required", ()) else "?"
        yield from _rows(one, f"{name}.{key}{maybe}".removeprefix("."))


def outputs_page() -> str:
    """A section for each command: what stands at which place of its JSON."""
    parts = [INTRODUCTION]
    for name, schema in schemas().items():
        lines = [f"| `{place}` | {kind} | {' '.join(what.split())} |".replace("|  |", "| |") for place, kind, what in _rows(schema, "")]
        about = schema.get("description", "")
        parts.append(
            "\n".join(
                [f"## `{name}`\n", *([f"{about[0].upper()}{about[1:].rstrip(".")}.\n"] if about else []), "| place | kind | meaning |", "|---|---|---|", *lines]
            )
        )
    return "\n\n".join(parts) + "\n"
