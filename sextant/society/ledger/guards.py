"""The triggers of the books, on SQLite and on PostgreSQL: what no code of ours can get around.

1. An entry is born a draft; a posted entry is never changed and never deleted.
2. Lines are added, changed and taken away only while their entry is a draft.
3. Posting is refused unless there are two lines, the sum is zero in every currency and fund, and the day lies after the
   closed books; it adds the lines to the totals of their month.

On PostgreSQL a line locks its entry for sharing and posting locks the row of the books for sharing, so that a line cannot
slip into an entry that is being posted, nor an entry into a month that is being closed. SQLite has one writer at a time.
"""

from sextant.base.audit.guards import Guard

NAMES = (
    "ledger_entry_born",
    "ledger_entry_kept",
    "ledger_entry_gone",
    "ledger_line_added",
    "ledger_line_changed",
    "ledger_line_gone",
    "ledger_totals",
)

UNBALANCED = "SELECT 1 FROM ledger_line WHERE entry_id = NEW.id GROUP BY currency, fund_id HAVING SUM(amount_minor) <> 0"

TOTALS = """
INSERT INTO ledger_monthtotal (month, account_id, fund_id, programme_key, currency, debit_minor, credit_minor, lines)
SELECT {month}, account_id, fund_id, COALESCE(programme_id, 0), currency,
       SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END), SUM(CASE WHEN amount_minor < 0 THEN -amount_minor ELSE 0 END), COUNT(*)
FROM ledger_line WHERE entry_id = NEW.id
GROUP BY account_id, fund_id, COALESCE(programme_id, 0), currency
ON CONFLICT (month, account_id, fund_id, programme_key, currency) DO UPDATE SET
    debit_minor = {table}.debit_minor + excluded.debit_minor,
    credit_minor = {table}.credit_minor + excluded.credit_minor,
    lines = {table}.lines + excluded.lines
"""


def _sqlite(name: str, when: str, sentence: str, condition: str) -> str:
    return f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'ledger: {sentence}') WHERE {condition}; END"


_DRAFT = "(SELECT state FROM ledger_entry WHERE id = {row}.entry_id) = 'posted'"
_CLOSED = "EXISTS (SELECT 1 FROM ledger_books WHERE closed_until >= NEW.day)"

SQLITE = [
    _sqlite("ledger_entry_born", "BEFORE INSERT ON ledger_entry", "an entry begins as a draft", "NEW.state <> 'draft'"),
    f"""CREATE TRIGGER ledger_entry_kept BEFORE UPDATE ON ledger_entry BEGIN
        SELECT RAISE(ABORT, 'ledger: a posted entry is not changed') WHERE OLD.state = 'posted';
        SELECT RAISE(ABORT, 'ledger: the entry does not balance') WHERE NEW.state = 'posted' AND EXISTS ({UNBALANCED});
        SELECT RAISE(ABORT, 'ledger: the entry has fewer than two lines')
            WHERE NEW.state = 'posted' AND (SELECT COUNT(*) FROM ledger_line WHERE entry_id = NEW.id) < 2;
        SELECT RAISE(ABORT, 'ledger: the books are closed') WHERE NEW.state = 'posted' AND {_CLOSED};
    END""",  # noqa: S608 - made of constants
    _sqlite("ledger_entry_gone", "BEFORE DELETE ON ledger_entry", "a posted entry is not deleted", "OLD.state = 'posted'"),
    _sqlite("ledger_line_added", "BEFORE INSERT ON ledger_line", "lines are added to drafts only", _DRAFT.format(row="NEW")),
    _sqlite(
        "ledger_line_changed",
        "BEFORE UPDATE ON ledger_line",
        "lines of a posted entry are not changed",
        f"{_DRAFT.format(row='OLD')} OR {_DRAFT.format(row='NEW')}",
    ),
    _sqlite("ledger_line_gone", "BEFORE DELETE ON ledger_line", "lines of a posted entry are not deleted", _DRAFT.format(row="OLD")),
    "CREATE TRIGGER ledger_totals AFTER UPDATE OF state ON ledger_entry WHEN OLD.state = 'draft' AND NEW.state = 'posted' BEGIN "
    + TOTALS.format(month="date(NEW.day, 'start of month')", table="ledger_monthtotal")
    + "; END",
]

POSTGRES = [
    f"""CREATE OR REPLACE FUNCTION ledger_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> 'draft' THEN RAISE EXCEPTION 'ledger: an entry begins as a draft' USING ERRCODE = 'integrity_constraint_violation'; END IF;
            RETURN NEW;
        END IF;
        IF OLD.state = 'posted' THEN
            RAISE EXCEPTION 'ledger: a posted entry is not changed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF NEW.state = 'posted' THEN
            IF EXISTS ({UNBALANCED}) THEN
                RAISE EXCEPTION 'ledger: the entry does not balance' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF (SELECT COUNT(*) FROM ledger_line WHERE entry_id = NEW.id) < 2 THEN
                RAISE EXCEPTION 'ledger: the entry has fewer than two lines' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            PERFORM 1 FROM ledger_books FOR SHARE;
            IF {_CLOSED} THEN RAISE EXCEPTION 'ledger: the books are closed' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        END IF;
        RETURN NEW;
    END $$""",  # noqa: S608 - made of constants
    """CREATE OR REPLACE FUNCTION ledger_guard_line() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE held text;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            SELECT state INTO held FROM ledger_entry WHERE id = OLD.entry_id FOR SHARE;
            IF held = 'posted' THEN
                RAISE EXCEPTION 'ledger: lines of a posted entry are not changed' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        END IF;
        SELECT state INTO held FROM ledger_entry WHERE id = NEW.entry_id FOR SHARE;
        IF held = 'posted' THEN
            RAISE EXCEPTION 'ledger: lines are added to drafts only' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE OR REPLACE FUNCTION ledger_add_totals() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    + TOTALS.format(month="date_trunc('month', NEW.day)::date", table="ledger_monthtotal")
    + "; RETURN NULL; END $$",
    "CREATE TRIGGER ledger_entry_kept BEFORE INSERT OR UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_guard_entry()",
    "CREATE TRIGGER ledger_line_changed BEFORE INSERT OR UPDATE OR DELETE ON ledger_line FOR EACH ROW EXECUTE FUNCTION ledger_guard_line()",
    """CREATE TRIGGER ledger_totals AFTER UPDATE OF state ON ledger_entry FOR EACH ROW
       WHEN (OLD.state = 'draft' AND NEW.state = 'posted') EXECUTE FUNCTION ledger_add_totals()""",
]

TABLES = {"ledger_entry_kept": "ledger_entry", "ledger_line_changed": "ledger_line", "ledger_totals": "ledger_entry"}

GUARD = Guard(
    install={"sqlite": SQLITE, "postgresql": POSTGRES},
    remove={
        "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES],
        "postgresql": [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in TABLES.items()],
    },
)
