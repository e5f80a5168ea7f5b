"""A worker of the tests’ own that stops in the middle of a count, with the box already empty."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

from coop.app import create_app
from coop.core import clock, jobs
from coop.core.settings import Settings
from governance.deeds import declaring


def main() -> None:
    """Run one job at one moment; before the declaration is written, wait to be killed."""
    job_id, moment, folder = sys.argv[1:]
    usual = declaring.declarations.declare

    def slowly(facts: declaring.Facts) -> object:
        (Path(folder) / "half-way").touch()
        time.sleep(60)
        return usual(facts)

    declaring.declarations.declare = slowly  # type: ignore[assignment]
    app = create_app(Settings.from_environ(os.environ))
    with app.app_context(), clock.at(datetime.fromisoformat(moment)):
        jobs.run(job_id)


if __name__ == "__main__":
    main()
