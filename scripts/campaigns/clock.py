"""A wall clock that jumps, between two runs and in the middle of one: libfaketime moves the time that pacbatch sees, and nobody else's. The clock that is
never set goes on, as on a real machine."""

import glob
import os
import threading
import time

from checker import check_after_fault, check_rerun
from faults import Result
from rig import CONCURRENCY

YEAR, DAY, MINUTE = 365 * 86_400, 86_400, 60


class Jump:
    def __init__(self, label, seconds, mid_run=False, killed=False, dated=True):
        self.label = label
        self.seconds = seconds
        self.mid_run = mid_run
        self.killed = killed
        self.dated = dated

    @property
    def refused_at_once(self):
        return not self.mid_run and self.seconds < -5 * MINUTE

    @property
    def refused_afterwards(self):
        """The last event lies in what is the future again."""
        return self.seconds > 5 * MINUTE


class Clock:
    name = "clock"
    what = "a wall clock that jumps"
    jumps = [
        Jump("a year ahead, between two runs", YEAR),
        Jump("a year ahead, between two runs, orders without a date", YEAR, dated=False),
        Jump("a day back, between two runs", -DAY),
        Jump("four minutes back, between two runs", -4 * MINUTE),
        Jump("a year ahead, in mid-run", YEAR, mid_run=True),
        Jump("a day back, in mid-run", -DAY, mid_run=True),
        Jump("a year ahead, in mid-run, then killed", YEAR, mid_run=True, killed=True),
        Jump("a day back, in mid-run, then killed", -DAY, mid_run=True, killed=True),
    ]

    # libfaketime changes the environment of the first process that loads it, and Swift looks for its arguments beside the unchanged one.
    BEHIND_A_SHELL = ["sh", "-c", 'exec "$0" "$@"']

    def __init__(self, seed):
        self.lock = threading.Lock()
        self.place = 0
        libraries = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        self.library = libraries[0] if libraries else None

    def play(self, bench):
        with self.lock:
            place, self.place = self.place, self.place + 1
        if place >= len(self.jumps):
            return None
        jump = self.jumps[place]
        case = bench.case(orders=8, per_second=20, dated=jump.dated)
        try:
            wrong = self.wrong(jump, case, os.path.join(bench.folder, f"offset-{case.number}"))
            return Result(jump.label, 1, wrong)
        finally:
            case.remove()

    def wrong(self, jump, case, offset):
        found = [] if jump.mid_run else self.quiet_night(case)
        self.set(offset, 0 if jump.mid_run else jump.seconds)
        case.more_environment = {
            "LD_PRELOAD": self.library, "FAKETIME_TIMESTAMP_FILE": offset, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
        code, errors = self.night(jump, case, offset)
        case.more_environment = {}
        posts = len(case.posts())
        if jump.refused_at_once:
            return found + self.expect(code == 2 and posts == 0, f"it isn't refused: {code}, {posts} POSTs, {errors}") + self.finish(case)
        if not jump.dated:
            return found + self.all_refused_by_the_pac(case, code) + self.put_right(case)
        if not jump.killed:
            found += self.expect(code == 0, f"ends with {code}: {errors}")
        if jump.refused_afterwards:
            found += self.put_right(case)
        return found + self.finish(case, CONCURRENCY if jump.killed else 0)

    @staticmethod
    def expect(holds, text):
        return [] if holds else [text]

    @staticmethod
    def set(path, seconds):
        with open(path + ".new", "w") as file:
            file.write(f"{seconds:+d}\n")
        os.rename(path + ".new", path)

    def quiet_night(self, case):
        """A run without orders: the ledger has events of now."""
        away = case.path("away.csv")
        os.rename(case.path("inbox", case.name), away)
        ended = case.run()
        os.rename(away, case.path("inbox", case.name))
        return self.expect(ended.code == 0, f"an empty night ends with {ended.code}")

    def night(self, jump, case, offset):
        process = case.begin(*self.BEHIND_A_SHELL)
        if jump.mid_run:
            self.wait(process, case, 2)
            self.set(offset, jump.seconds)
        if jump.killed:
            self.wait(process, case, 5)
            process.kill()
        errors = process.communicate(timeout=90)[1].decode(errors="replace")
        return process.returncode, errors.strip()[-300:]

    @staticmethod
    def wait(process, case, posts):
        end = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < end and len(case.posts()) < posts:
            time.sleep(0.002)

    def put_right(self, case):
        """The clock is right again and the last event lies ahead: nothing is sent until somebody says that it is right."""
        posts = len(case.posts())
        refused = case.run()
        found = self.expect(
            refused.code == 2 and "reconcile" in refused.errors and len(case.posts()) == posts,
            f"a ledger of the future isn't refused: {refused.code} {refused.errors[-300:]}")
        said = case.run(arguments=["reconcile", "--evidence", "the clock was wrong", "--quiet"])
        return found + self.expect(said.code == 0, f"reconcile ends with {said.code}: {said.errors[-300:]}")

    def all_refused_by_the_pac(self, case, code):
        posts = case.posts()
        return self.expect(
            code == 3 and len(posts) == len(case.orders) and not any(post.get("committed") for post in posts),
            f"documents of next year: {code}, {len(posts)} POSTs")

    @staticmethod
    def finish(case, before=0):
        return check_after_fault(case, before) + check_rerun(case)
