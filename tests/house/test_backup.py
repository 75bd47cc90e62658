"""A backup brings the site back, whole, on its own database; a damaged or foreign one changes nothing."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import click
import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.queries import first_broken_line
from sextant.base.letters.models import Letter
from sextant.base.letters.tests.factories import make_letter
from sextant.base.permissions.models import Grant
from sextant.config import archive as archives
from sextant.config.archive import tables
from sextant.config.backup import read_backup, write_backup
from sextant.society.ledger.models import Entry
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> Path:
    settings.SEXTANT_HOME = tmp_path / "home"
    (settings.SEXTANT_HOME / "files" / "logos").mkdir(parents=True)
    (settings.SEXTANT_HOME / "files" / "logos" / "знак.svg").write_text("<svg/>")
    (settings.SEXTANT_HOME / "lab").mkdir()
    (settings.SEXTANT_HOME / "lab" / "2018.parquet").write_bytes(b"PAR1")
    return settings.SEXTANT_HOME


@pytest.fixture
def backup(tmp_path, make_user) -> Path:
    """A small site in a file."""
    anna = make_user("secretary", email="anna@library.example", display_name="Анна", joined_at=timezone.now() - timedelta(days=400))
    record(verb="test.note", obj=anna, by=anna, after={"n": 1}, personal_after={"e-mail": anna.email})
    make_letter(to=anna)
    write_backup(tmp_path / "site.zip")
    return tmp_path / "site.zip"


def _rows() -> dict[str, list]:
    changed_by_restoring = {"letters.letter", "audit.entry", "audit.head"}
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in tables()
        if model._meta.label_lower not in changed_by_restoring
    }


def test_every_row_and_file_comes_back_as_it_was(backup, home):
    before = _rows()
    User.objects.update(display_name="somebody else"), Grant.objects.all().delete()
    (home / "files" / "logos" / "знак.svg").unlink()
    (home / "files" / "later.txt").write_text("written after the backup")
    read_backup(backup, replace=True)
    files = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert (_rows() == before, files) == (True, ["files/logos/знак.svg", "lab/2018.parquet"])


def test_posted_entries_come_back_and_are_guarded_again(tmp_path, make_user):
    entry, _user = posted(300_00), make_user("treasurer")
    write_backup(tmp_path / "site.zip")
    posted(100_00)
    read_backup(tmp_path / "site.zip", replace=True)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        entry.lines.update(amount_minor=7)
    assert (list(Entry.objects.values_list("pk", "state")), invariants()) == ([(entry.pk, "posted")], [])


def test_the_record_is_whole_and_names_the_restoring(backup):
    read_backup(backup, replace=True)
    from sextant.base.audit.models import Entry

    assert (first_broken_line(), Entry.objects.order_by("-number")[0].verb) == (None, "site.restore")


def test_new_rows_get_new_numbers_after_a_restore(backup, make_user):
    read_backup(backup, replace=True)
    assert make_user(email="new@library.example").pk > User.objects.get(email="anna@library.example").pk


def test_letters_that_wait_in_the_copy_wait_for_the_office(backup):
    read_backup(backup, replace=True)
    assert Letter.objects.get().state == "uncertain"


def test_a_site_in_use_is_not_overwritten_without_being_told_to(backup):
    with pytest.raises(click.ClickException, match="not empty"):
        read_backup(backup)


def _altered(backup: Path, name: str, content: bytes) -> Path:
    other = backup.with_name("altered.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return other


def test_an_altered_table_is_found_and_nothing_changes(backup):
    altered = _altered(backup, "tables/accounts.user.jsonl", b"")
    with pytest.raises(click.ClickException, match="is not what was backed up"):
        read_backup(altered, replace=True)
    assert User.objects.get().display_name == "Анна"


def test_a_file_cut_short_is_no_backup(backup):
    short = backup.with_name("short.zip")
    short.write_bytes(backup.read_bytes()[:-200])
    with pytest.raises(click.ClickException, match="not a whole backup"):
        read_backup(short, replace=True)


def _with_manifest(backup: Path, **changes) -> Path:
    manifest = json.loads(zipfile.ZipFile(backup).read(archives.MANIFEST))
    return _altered(backup, archives.MANIFEST, json.dumps({**manifest, **changes}).encode())


@pytest.mark.parametrize(("added", "words"), [([["members", "9999_later"]], "newer Sextant"), (None, "older Sextant")])
def test_another_schema_is_refused(backup, added, words):
    schema = json.loads(zipfile.ZipFile(backup).read(archives.MANIFEST))["schema"]
    with pytest.raises(click.ClickException, match=words):
        read_backup(_with_manifest(backup, schema=schema + added if added else schema[1:]), replace=True)


def test_a_file_that_would_land_outside_is_refused(backup, home):
    with zipfile.ZipFile(backup) as archive:
        entry = next(one for one in json.loads(archive.read(archives.MANIFEST))["files"] if one["name"].startswith("lab"))
    wrong = backup.with_name("wrong.zip")
    with zipfile.ZipFile(_with_manifest(backup, files=[{**entry, "name": "files/../../evil"}])) as old, zipfile.ZipFile(wrong, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member))
        new.writestr("files/../../evil", old.read("lab/2018.parquet"))
    with pytest.raises(click.ClickException, match="outside"):
        read_backup(wrong, replace=True)


def test_a_restore_that_fails_halfway_leaves_rows_and_files(backup, home):
    manifest = json.loads(zipfile.ZipFile(backup).read(archives.MANIFEST))
    broken = [{**entry, "rows": entry["rows"] + 1} if entry["table"] == "letters.letter" else entry for entry in manifest["tables"]]
    (home / "files" / "later.txt").write_text("kept")
    with pytest.raises(click.ClickException, match="the manifest says"):
        read_backup(_with_manifest(backup, tables=broken), replace=True)
    assert (User.objects.count(), (home / "files" / "later.txt").read_text()) == (1, "kept")
