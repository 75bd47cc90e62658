"""Which rows of which apps point to a person (or to a log-in), found in the models themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Relation:
    """A column of some model that points here."""

    model: type[models.Model]
    field: Any

    @property
    def attname(self) -> str:
        return str(self.field.attname)

    def rows(self, obj: models.Model) -> list[models.Model]:
        return list(self.model._base_manager.filter(**{self.attname: obj.pk}).order_by("pk"))


def relations_of(model: type[models.Model]) -> Iterator[Relation]:
    """Every foreign key and one-to-one of the site to the model, the hidden ones and the tables of many-to-many fields included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.field.model._meta.managed and not relation.field.model._meta.proxy:
            yield Relation(relation.field.model, relation.field)
