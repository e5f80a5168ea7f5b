"""The page of the machine’s work: the secretary sees what failed, and has it tried again."""

from coop.core import audit, jobs
from coop.core.audit import AuditFilter
from tests.builders.membership import a_cooperative, a_member
from tests.core.errands import job_called, promised

ATTEMPTS = 5


def a_failed_job(key: str) -> str:
    job_id = promised("tests.failing", key, how="broken")
    for _ in range(ATTEMPTS):
        jobs.run(job_id)
    return job_id


def test_the_secretary_is_told_and_has_it_tried_again(page):
    house = a_cooperative()
    job_id = a_failed_job("a")

    page.signed_in_as(house.secretary).get("home.home")
    assert "One piece of the machine’s work failed." in page.here.text
    page.get("work_pages.work")
    assert "It went wrong 5 times." in page.here.text
    page.send("Try again")

    assert job_called("tests.failing", "a").state == "promised"
    assert "Nothing failed." in page.here.text
    (entry,) = audit.entries(AuditFilter(act="work.tried_again"))
    assert (entry.subject, entry.by) == (job_id, house.secretary.id)


def test_nobody_else_tries_it_again(page):
    house = a_cooperative()
    job_id = a_failed_job("a")

    for person in (house.board, a_member(signs_in=True)):
        page.signed_in_as(person).get("home.home")
        page.post("work_pages.again", job_id=job_id, expect=403)

    assert job_called("tests.failing", "a").state == "failed"
