"""The one place that knows the database: a question of words as a condition on `Entry`."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, F, Field, Func, Q, Value
from django.db.models.expressions import RawSQL

Groups = tuple[tuple["Term", ...], ...]
"""All groups must be met; a group is met by any of its terms."""

SQLITE = (
    """CREATE VIRTUAL TABLE search_terms USING fts5(
        terms, content='search_entry', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 0 tokenchars '~^'")""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_terms(rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_terms(search_terms, rowid, terms) VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE OF id, terms ON search_entry BEGIN
        INSERT INTO search_terms(search_terms, rowid, terms) VALUES ('delete', old.id, old.terms);
        INSERT INTO search_terms(rowid, terms) VALUES (new.id, new.terms); END""",
)
POSTGRES = ("CREATE INDEX search_entry_terms ON search_entry USING gin (array_to_tsvector(string_to_array(terms, ' ')))",)


@dataclass(frozen=True)
class Term:
    """One term as it stands in `Entry.terms`, or the beginning of one."""

    text: str
    beginning: bool = False


def _sqlite(groups: Groups) -> Q:
    asked = " AND ".join("(" + " OR ".join(f'"{term.text}"' + "*" * term.beginning for term in group) + ")" for group in groups)
    return Q(pk__in=RawSQL("SELECT rowid FROM search_terms WHERE search_terms MATCH %s", [asked]))


def _postgres(groups: Groups) -> Q:
    asked = " & ".join("(" + " | ".join(f"'{term.text}'" + ":*" * term.beginning for term in group) + ")" for group in groups)
    document = Func(F("terms"), template="array_to_tsvector(string_to_array(%(expressions)s, ' '))")
    question = Func(Value(asked), template="%(expressions)s::tsquery")
    return Q(Func(document, question, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField()))


def matching(groups: Groups) -> Q:
    """The condition that an entry meets every group. Terms are letters and digits behind a mark, so nothing needs quoting."""
    return _postgres(groups) if connection.vendor == "postgresql" else _sqlite(groups)


def checked(name: str, output_field: Field) -> Func:
    """A column to be checked in the rows that another condition or the order finds, never to be looked up in an index of its own.

    SQLite keeps no statistics here and takes any index for narrow: it would read all entries of a kind to find the five that answer, or
    sort all answers by name beside an index in that order. PostgreSQL knows better and is told nothing.
    """
    return Func(F(name), template="+%(expressions)s" if connection.vendor == "sqlite" else "%(expressions)s", output_field=output_field)
