"""A worker killed while it takes over a spreadsheet of members: nothing is half-written, and the next worker does all of it once."""

from typing import Any

from tests.kill.sites import Site, kill_in_the_middle

NUMBER = 600
TABLES = ("members_person", "members_organisation", "members_affiliation", "members_membership", "members_membershipperiod")
WRITTEN = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
STATES = "SELECT members_importrun.state, jobs_job.state, attempts FROM members_importrun JOIN jobs_job ON jobs_job.id = job_id"
TOLD = "SELECT count(*) FROM audit_entry WHERE verb = 'members.take_over_import'"


def test_an_import_killed_in_the_middle_is_whole_after_the_second_attempt(site_process: Site) -> None:
    site_process.scene("members", NUMBER)
    found: list[Any] = []
    kill_in_the_middle(
        site_process,
        middle=(site_process.home / "halfway").exists,
        after_kill=lambda: found.extend([*site_process.rows(WRITTEN), *site_process.rows(STATES), site_process.scalar(TOLD)]),
        finished=lambda: site_process.rows(STATES)[0][1] == "done",
    )
    assert found == [(0, 0, 0, 0, 0), ("applying", "running", 1), 0]
    assert site_process.rows(WRITTEN) == [(NUMBER, 10, NUMBER, NUMBER, NUMBER)]
    assert (site_process.rows(STATES), site_process.scalar(TOLD)) == ([("applied", "done", 2)], 1)
    numbers = [row[0] for row in site_process.rows("SELECT number FROM members_membership ORDER BY number")]
    assert [number[5:] for number in numbers] == [f"{place:05d}" for place in range(1, NUMBER + 1)]
    site_process.run("check")
