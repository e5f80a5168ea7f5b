"""One worker of a pay run: it does the jobs whose ids it is told, and says what that cost."""

import json
import os
import resource
import sys
import time
from datetime import datetime

from sqlalchemy import func, select

from coop.app import create_app
from coop.core import clock, jobs
from coop.core.db import db, session
from coop.core.jobbook import Job
from coop.core.settings import Settings


def main(now: datetime) -> None:
    """Say when ready, do the jobs, and print processor milliseconds and megabytes as JSON."""
    app = create_app(Settings.from_environ(os.environ))
    with app.app_context(), clock.at(now):
        session().scalar(select(func.count()).select_from(Job))
        db.session.remove()
        print("ready", flush=True)
        ids = sys.stdin.readline().split()
        began = time.process_time()
        for job_id in ids:
            jobs.run(job_id)
        spent = (time.process_time() - began) * 1000
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": spent, "memory": held}), flush=True)


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
