"""The reference of the API as a page of ours, drawn from its OpenAPI document: no script, nothing from elsewhere."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One call: its method and address, what it does, what it takes and what it answers."""

    method: str
    path: str
    title: str
    about: str
    parameters: list[dict[str, Any]]
    takes: str
    gives: list[tuple[str, str]]


def _type_of(schema: dict[str, Any]) -> str:
    """A schema in a word: integer, Person, list of Person …"""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_type_of(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type_of(schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def _body(content: dict[str, Any]) -> str:
    return ", ".join(_type_of(each.get("schema", {})) for each in content.values())


def operations(schema: dict[str, Any]) -> dict[str, list[Operation]]:
    """Every operation of an OpenAPI document, by the first part of its address."""
    found: dict[str, list[Operation]] = {}
    for path, calls in schema["paths"].items():
        for method in METHODS:
            if method not in calls:
                continue
            call = calls[method]
            parameters = [{**parameter, "type": _type_of(parameter.get("schema", {}))} for parameter in call.get("parameters", [])]
            takes = _body(call.get("requestBody", {}).get("content", {}))
            gives = [(str(status), _body(answer.get("content", {}))) for status, answer in call["responses"].items()]
            group = path.strip("/").split("/")[1]
            operation = Operation(method.upper(), path, call.get("summary", ""), call.get("description", ""), parameters, takes, gives)
            found.setdefault(group, []).append(operation)
    return dict(sorted(found.items()))


def shapes(schema: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """(name, meaning, its fields as name, type, always there) of every shape, by name."""
    named = schema.get("components", {}).get("schemas", {})
    listed = []
    for name, shape in sorted(named.items()):
        required = shape.get("required", [])
        fields = [(field, _type_of(value), field in required) for field, value in shape.get("properties", {}).items()]
        listed.append((name, shape.get("description", ""), fields))
    return listed


class ReferencePage(DocsBase):
    """What ninja shows at `/api/docs`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        return render(request, "api/reference.html", {"groups": operations(schema), "shapes": shapes(schema), "version": api.version})
