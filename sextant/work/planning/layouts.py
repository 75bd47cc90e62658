"""What a brought file is read as: calls in a table, calls of the CommonGrants protocol, or grants of the 360Giving standard."""

from pathlib import Path

from sextant.lab.funding.calls import FundingCall, PastGrant, Reading
from sextant.lab.funding.common_grants import read_common_grants
from sextant.lab.funding.files import csv_table, json_document, workbook_table
from sextant.lab.funding.findings import error
from sextant.lab.funding.mapping import CallMapping, read_mapping
from sextant.lab.funding.past_grants import read_past_grants
from sextant.lab.funding.tables import read_calls

FOLDER = Path(__file__).parent / "data" / "layouts"
TABLES = ("calls_ru", "calls_en")
COMMON_GRANTS, PAST_GRANTS = "common_grants", "past_grants"
WORKBOOKS = (".xlsx", ".ods", ".xls")


def layout(name: str) -> CallMapping:
    """The shipped layout of a table of calls."""
    return read_mapping(FOLDER / f"{name}.toml")


def recognised(path: Path) -> str:
    """What a file is, told by its ending and its headings. Raises `FundingError` where nothing fits."""
    ending = path.suffix.lower()
    if ending == ".json":
        document = json_document(path)
        return PAST_GRANTS if isinstance(document, dict) and isinstance(document.get("grants"), list) else COMMON_GRANTS
    table = workbook_table(path) if ending in WORKBOOKS else csv_table(path)
    for name in TABLES:
        if set(layout(name).columns.values()) <= set(table.columns):
            return name
    if {"Identifier", "Amount Awarded"} <= set(table.columns):
        return PAST_GRANTS
    raise error("column_missing", path.name, column=layout(TABLES[0]).columns["id"], mapping=TABLES[0])


def read(path: Path, kind: str) -> Reading[FundingCall] | Reading[PastGrant]:
    """The rows of the file; read = taken + refused. Raises `FundingError` for a file that cannot be used."""
    if kind == COMMON_GRANTS:
        return read_common_grants(path)
    if kind == PAST_GRANTS:
        return read_past_grants(path)
    return read_calls(path, layout(kind))
