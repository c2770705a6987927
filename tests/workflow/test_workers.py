"""Worker processes: an end, by a signal or by time, is of one job alone."""

from __future__ import annotations

import sys

import pytest

from redactor.workflow.workers import Job, run_jobs
from tests.bulk_cases import die, double, greedy, process_id, sleep

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


def test_each_job_ends_with_what_its_function_gives() -> None:
    jobs = iter([Job(n, double, (n,), 60) for n in range(20)])
    assert {ended.job.key: ended.result for ended in run_jobs(jobs, 2, 100)} == {n: 100 + 2 * n for n in range(20)}


def test_jobs_are_shared_out() -> None:
    jobs = iter([Job(n, process_id, (), 60) for n in range(8)])
    assert len({ended.result for ended in run_jobs(jobs, 2)}) == 2


@POSIX
def test_a_process_that_ends_takes_no_other_job_with_it() -> None:
    jobs = [Job(n, double, (n,), 60) for n in range(9)]
    jobs.insert(3, Job("bad", die, (), 60))
    found = {ended.job.key: ended for ended in run_jobs(iter(jobs), 2, 0)}
    assert found.pop("bad").problem == "process"
    assert {key: ended.result for key, ended in found.items()} == {n: 2 * n for n in range(9)}


def test_a_job_that_takes_too_long_is_ended_alone() -> None:
    jobs = [Job(n, double, (n,), 60) for n in range(4)]
    jobs.insert(1, Job("slow", sleep, (600,), 1))
    found = {ended.job.key: ended for ended in run_jobs(iter(jobs), 1, 0)}
    assert found.pop("slow").problem == "time"
    assert {ended.problem for ended in found.values()} == {""}
    assert len(found) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_process_has_no_more_memory_than_it_may() -> None:
    limit = 1 << 30
    jobs = iter([Job(0, greedy, (2 * limit,), 60), Job(1, greedy, (1000,), 60)])
    found = {ended.job.key: ended.result for ended in run_jobs(jobs, 1, memory=limit)}
    assert found == {0: "no memory", 1: "had 1000"}


def test_once_somebody_wants_to_stop_what_was_begun_is_finished_and_no_more_is_taken() -> None:
    taken, ended = [], []

    def jobs():
        for number in range(100):
            taken.append(number)
            yield Job(number, sleep, (0.01,), 60)

    ended.extend(each.job.key for each in run_jobs(jobs(), 2, stopping=lambda: len(ended) >= 3))
    assert sorted(ended) == taken
    assert len(taken) < 20
