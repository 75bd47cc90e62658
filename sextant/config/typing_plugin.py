"""Tells mypy what `Bilingual` declares: `title = Bilingual()` also makes `title_ru` and `title_en`. Used by mypy only."""

from collections.abc import Callable

from mypy.nodes import AssignmentStmt, CallExpr, NameExpr
from mypy.plugin import ClassDefContext
from mypy.plugins.common import add_attribute_to_class
from mypy_django_plugin.main import NewSemanalDjangoPlugin


def _add_languages(ctx: ClassDefContext) -> None:
    text = ctx.api.named_type("builtins.str")
    for statement in ctx.cls.defs.body:
        if not (isinstance(statement, AssignmentStmt) and isinstance(statement.rvalue, CallExpr)):
            continue
        callee, target = statement.rvalue.callee, statement.lvalues[0]
        if isinstance(callee, NameExpr) and callee.name == "Bilingual" and isinstance(target, NameExpr):
            for language in ("ru", "en"):
                add_attribute_to_class(ctx.api, ctx.cls, f"{target.name}_{language}", text)


class Plugin(NewSemanalDjangoPlugin):
    """Django's plugin with the bilingual columns added."""

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        django_hook = super().get_base_class_hook(fullname)
        if django_hook is None:
            return None

        def both(ctx: ClassDefContext) -> None:
            _add_languages(ctx)
            django_hook(ctx)

        return both


def plugin(version: str) -> type[Plugin]:
    """What mypy calls."""
    return Plugin
