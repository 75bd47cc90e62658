"""A step of migrations that Django lacks: several new tables at once."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Several `CreateModel` one after another, as one step.

    Django draws its picture of every model that hangs together with a new one anew, which in a house where nearly all hang together is
    every model; so a hundred new tables cost a hundred pictures of the whole. Here the picture is drawn once, after the last of them.
    """

    serialization_expand_args = ["models"]
    category = OperationCategory.ADDITION
    atomic = True

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [], {"models": self.models})

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name: str, app_label: str) -> bool:
        return any(model.references_model(name, app_label) for model in self.models)

    def describe(self) -> str:
        return "; ".join(model.describe() for model in self.models)

    @property
    def migration_name_fragment(self) -> str:
        return "_".join(model.migration_name_fragment for model in self.models)
