"""Runs the tests on SQLite, then again on PostgreSQL where one answers; a journey in the browser is made on one of the two only.

What is marked `spark` is run by `make test-spark`.
"""

import os
import subprocess
import sys

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def postgres_answers() -> str:
    """Empty when a PostgreSQL server answers at TEST_DATABASE_URL, else the reason why not."""
    try:
        import psycopg

        psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), connect_timeout=3).close()
    except Exception as trouble:
        return " ".join(str(trouble).split())
    return ""


def suite(database: str, *arguments: str) -> int:
    """One run of pytest on one database; its closing line is printed by pytest itself."""
    print(f"\n== The suite on {database} ==", flush=True)  # noqa: T201
    environment = {**os.environ, "TEST_DATABASE": database}
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *arguments], env=environment, check=False
    )
    return answer.returncode


def main() -> int:
    why_not = postgres_answers()
    if why_not:
        results = [suite("sqlite", "-m", "not spark", *sys.argv[1:])]
        print(f"\nPostgreSQL run skipped: no server answers at TEST_DATABASE_URL ({why_not}).")  # noqa: T201
    else:
        results = [
            suite("sqlite", "-m", "not spark and (once or not browser)", *sys.argv[1:]),
            suite("postgres", "-m", "not spark and not once", *sys.argv[1:]),
        ]
    return max(results)


if __name__ == "__main__":
    sys.exit(main())
