"""The migrations say what the models say, and a new database has what an old one is brought to."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models

from tests.house.schemas import described
from tests.kill.sites import Site


@pytest.mark.databases
def test_a_new_database_has_the_schema_that_the_migrations_make(tmp_path: Path):
    new = Site(tmp_path / "new", f"sextant_schema_new_{os.getpid()}")
    old = Site(tmp_path / "old", f"sextant_schema_old_{os.getpid()}")
    try:
        new.create()
        old.create(through_migrations=True)
        assert len(described(new)) > 1000
        assert _difference(new, old) == []
        assert new.rows("SELECT app, name FROM django_migrations ORDER BY 1, 2") == old.rows("SELECT app, name FROM django_migrations ORDER BY 1, 2")
        assert "in order" in old.run("check")
    finally:
        new.drop()
        old.drop()


def _difference(one: Site, other: Site) -> list[str]:
    """Without the width of one key of Django's own, which follows the app's settings in models and the site's in migrations."""
    return sorted(line for line in set(described(one)) ^ set(described(other)) if not line.startswith("column auth_group_permissions id "))


@pytest.mark.once
@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())


@pytest.mark.once
@pytest.mark.django_db
def test_a_missing_migration_is_found():
    from django.apps import apps

    jobs = apps.get_app_config("jobs")
    added = models.IntegerField(default=0)
    job = jobs.get_model("Job")
    added.contribute_to_class(job, "forgotten")
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", "jobs", check=True, dry_run=True, verbosity=0, stdout=StringIO())
    finally:
        job._meta.local_fields.remove(added)
        job._meta._expire_cache()
        delattr(job, "forgotten")
        apps.clear_cache()
