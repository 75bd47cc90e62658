import pytest

from sextant.base.exports.downloads import attached


@pytest.mark.parametrize(
    ("name", "kind"),
    [("report-2025-ru.pdf", "application/pdf"), ("report-2025.json", "application/json"), ("report-2025.unheard-of", "application/octet-stream")],
)
def test_a_file_is_saved_under_its_name_and_its_ending_tells_the_kind(name, kind):
    answer = attached(b"content", name)
    assert (answer.content, answer["Content-Type"], answer["Content-Disposition"]) == (b"content", kind, f'attachment; filename="{name}"')
