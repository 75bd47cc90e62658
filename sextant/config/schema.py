"""The schema of the site's database: a new one is made from the models at once, an older one goes through its migrations.

Both ways end in the same schema, which `tests/house/test_migrations.py` compares; what no model can say (triggers, indexes of
one database only) stands in `additions`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from sextant.base.audit import guards
from sextant.base.search import matching
from sextant.society.members.models.fees import REDUCTIONS_APART


def bring_up_to_date() -> None:
    """Makes the schema of a new database, or takes an older one through the migrations that it lacks. Nothing happens where it is whole."""
    if MigrationRecorder(connection).applied_migrations():
        call_command("migrate", verbosity=0, interactive=False)
        return
    with _no_migrations():
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    complete()


def complete_where_wanting() -> None:
    """Completes a database whose tables others have made, such as that of the tests; one that is whole stays as it is."""
    if not MigrationRecorder(connection).applied_migrations():
        complete()


def complete() -> None:
    """Adds to tables made from the models what no model can say, and records the migrations as applied: all or nothing."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in additions(connection.vendor):
                cursor.execute(statement)
        guards.install_all()
        for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}:
            recorder.record_applied(app, name)


def additions(vendor: str) -> tuple[str, ...]:
    """What the migrations say to one database only, beside the guards."""
    return (*matching.POSTGRES, REDUCTIONS_APART) if vendor == "postgresql" else matching.SQLITE


@contextmanager
def _no_migrations() -> Iterator[None]:
    """Django makes the tables of apps without migrations from their models."""
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = before
