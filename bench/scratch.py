"""Scratch databases for benchmarks: SQLite in a folder of its own, and PostgreSQL where one answers."""

import ast
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def _run(url: str, module: str, call: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SEXTANT_HOME": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sextant.config.settings"}
        code = f"import django; django.setup(); import {module}; {module}.{call}"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("{")), flush=True)
    return [ast.literal_eval(line) for line in done.stdout.splitlines() if line.startswith("{'subject'")]


def on_both(name: str, module: str, call: str) -> list[dict[str, Any]]:
    """The rows that `module.call` prints, in a process and a scratch database of its own on SQLite, then on PostgreSQL.

    `SEXTANT_BENCH_DATABASE` (sqlite, postgresql) asks for one of them alone.
    """
    from tests.run import postgres_answers

    wanted = os.environ.get("SEXTANT_BENCH_DATABASE", "")
    rows = _run("", module, call) if wanted != "postgresql" else []
    why_not = postgres_answers() if wanted != "sqlite" else "not asked for"
    if why_not:
        print(f"   PostgreSQL skipped: {why_not}")
        return rows
    import psycopg

    with psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            rows += _run(f"{POSTGRES.rpartition('/')[0]}/{name}", module, call)
        finally:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    return rows


def forget_peak() -> None:
    """From here on the peak of memory is counted anew (Linux; elsewhere it counts from the beginning)."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5")


def peak_mb() -> int:
    """The most memory this process held since `forget_peak`, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
