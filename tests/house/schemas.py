"""What a database's schema says, as sorted lines that two databases can be compared by; names that Django makes up are left out."""

import re

from tests.kill.sites import Site

SQLITE_NAMED = "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_terms_%'"

POSTGRES = (
    """SELECT 'column', table_name, column_name, data_type, is_nullable, COALESCE(character_maximum_length, 0)::text, is_identity
       FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT 'index', tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT 'constraint', conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype <> 't'""",
    "SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)


def described(site: Site) -> list[str]:
    """Columns, indexes, constraints and triggers of a site's database."""
    if site.postgres:
        return sorted(" ".join(str(part) for part in row) for sql in POSTGRES for row in site.rows(sql))
    found: list[str] = []
    for kind, name, table, sql in site.rows(SQLITE_NAMED):
        if kind == "table":
            found += _table(site, name, sql)
        elif kind == "index":
            found.append(f"index {table} {re.sub(r'INDEX .* ON', 'INDEX ON', sql)}")
        else:
            found.append(f"{kind} {name} {sql}")
    return sorted(found)


def _table(site: Site, name: str, sql: str) -> list[str]:
    columns = [f"column {name} {row[1:]}" for row in site.rows(f'PRAGMA table_info("{name}")')]
    columns = [re.sub(r"', \d+\)$|, None, \d+\)$", "", one) for one in columns]
    keys = [f"foreign key {name} {row[2:5]}" for row in site.rows(f'PRAGMA foreign_key_list("{name}")')]
    checks = [f"constraint {name} {one}" for one in re.findall(r'CONSTRAINT "(\w+)" (?:CHECK|UNIQUE)', sql)]
    unique = sorted(
        str([one[2] for one in site.rows(f'PRAGMA index_info("{row[1]}")')]) for row in site.rows(f'PRAGMA index_list("{name}")') if row[2]
    )
    return [*columns, *keys, *checks, *(f"unique {name} {one}" for one in unique)]
