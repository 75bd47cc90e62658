"""Jobs and workers that are killed, asked to leave, or die."""

import os
import signal
import subprocess

from tests.kill.sites import Site, kill_in_the_middle, wait_until

STATE = "SELECT state FROM jobs_job WHERE name = '{}'"
ROWS = "SELECT count(*) FROM django_content_type WHERE app_label = 'kill'"


def test_fifty_thousand_rows_are_written_exactly_once_after_a_kill(site_process: Site) -> None:
    site_process.scene("rows", 50_000)
    kill_in_the_middle(
        site_process,
        middle=(site_process.home / "halfway").exists,
        finished=lambda: site_process.scalar(STATE.format("kill.rows")) == "done",
    )
    assert (site_process.scalar(ROWS), site_process.scalar("SELECT attempts FROM jobs_job WHERE name = 'kill.rows'")) == (50_000, 2)


def test_a_worker_asked_to_leave_puts_its_job_back_and_the_next_one_does_it(site_process: Site) -> None:
    site_process.scene("slow")
    worker = site_process.start("work")
    wait_until((site_process.home / "begun").exists)
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    job = "SELECT state, attempts, interruptions FROM jobs_job WHERE name = 'kill.slow'"
    assert site_process.rows(job) == [("queued", 1, 1)]
    site_process.run("work", "--until-empty")
    assert site_process.rows(job) == [("done", 2, 1)]


def _children(pid: int) -> dict[int, str]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout.splitlines()
    found = [line.split(maxsplit=2) for line in listing]
    return {int(child): command for child, parent, command in found if int(parent) == pid}


def test_a_dead_worker_is_started_again_and_stopping_leaves_nobody_behind(site_process: Site) -> None:
    server = site_process.start("run", "--port", "8739", "--workers", "1")

    def workers() -> list[int]:
        return [child for child, command in _children(server.pid).items() if " work " in command]

    wait_until(lambda: len(workers()) == 1)
    (first,) = workers()
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: workers() not in ([], [first]))
    children = _children(server.pid)
    wait_until(lambda: "Started worker" in (site_process.home / "processes.log").read_text())
    server.terminate()
    server.wait(timeout=30)
    wait_until(lambda: not any(os.path.exists(f"/proc/{child}") for child in children), 5)  # noqa: PTH110
