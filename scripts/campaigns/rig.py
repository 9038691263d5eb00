"""A sandbox, and workspaces beside it, one for each case."""

import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time

KEY = "canary-9Xw4tRz2LmQ7vBd5"
COMPANY = "01KAH0A2B4C6D8E0F2G4H6J8K0"
CONCURRENCY = 2
CALLS_THAT_CHANGE = [
    "fdatasync", "fsync", "syncfs", "pwrite64", "write", "rename", "renameat2", "link", "unlink", "ftruncate",
    "mkdir", "connect", "sendto", "recvfrom",
]


class Order:
    """One invoice; prices are whole balboas, so that every amount is exact and no rounding rule is needed to know it."""

    def __init__(self, number, chance):
        self.id = number
        self.lines = [(chance.randint(1, 9), chance.randint(1, 400), chance.choice([0, 7, 10, 15]))
                      for _ in range(chance.randint(1, 3))]

    @property
    def total(self):
        cents = sum(quantity * price * (100 + rate) for quantity, price, rate in self.lines)
        return f"{cents // 100}.{cents % 100:02d}"

    def rows(self):
        return [f"{self.id},{self.id},Article {place},{quantity},{price}.00,{rate}\n"
                for place, (quantity, price, rate) in enumerate(self.lines)]


class Sandbox:
    """A pac-sandbox for many cases: each has a part of the numbers and of the truth log for itself."""

    def __init__(self, programs, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.log = os.path.join(folder, "truth.jsonl")
        self.output = open(os.path.join(folder, "out"), "w+b")
        self.process = subprocess.Popen(
            [os.path.join(programs, "pac-sandbox"), "--port", "0", "--state", folder, "--key", KEY, "--no-rate", "--dgi-delay", "0s"],
            stdout=self.output, stderr=open(os.path.join(folder, "err"), "wb"), stdin=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            self.output.seek(0)
            line = self.output.readline()
            if line.endswith(b"\n"):
                self.url = line.decode().strip()
                return
            time.sleep(0.02)
        raise RuntimeError("pac-sandbox doesn't start")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def offset(self):
        return os.path.getsize(self.log) if os.path.exists(self.log) else 0

    def posts(self, since):
        """What really reached the PAC from an offset of its log on: document POSTs that were executed."""
        if not os.path.exists(self.log):
            return []
        with open(self.log, "rb") as log:
            log.seek(since)
            lines = log.read().split(b"\n")
        return [line for line in map(json.loads, filter(None, lines[:-1])) if line.get("operation") == "post"]


class Ended:
    def __init__(self, code, errors):
        self.code = code
        self.errors = errors

    @property
    def was_killed(self):
        return self.code in (137, -signal.SIGKILL)

    @property
    def crashed(self):
        """Died of a signal that nobody sent: a trap, a segmentation fault."""
        return self.code in (128 + 4, 128 + 5, 128 + 6, 128 + 7, 128 + 8, 128 + 11, -4, -5, -6, -7, -8, -11)


class Case:
    """One workspace with one batch, and everything that is known about it."""

    serial = 0

    def __init__(self, programs, sandbox, folder, number, orders=3, per_second=1000, dated=False):
        self.programs = programs
        self.sandbox = sandbox
        self.folder = folder
        self.number = number
        self.start = 1_000_000_000 + number * 1000
        chance = random.Random(number)
        self.orders = [Order(f"C{number}-{place}", chance) for place in range(1, orders + 1)]
        self.since = sandbox.offset()
        self.dated = dated
        self.more_environment = {}
        self.name = f"night-{number}.csv"
        os.makedirs(os.path.join(folder, "inbox"), exist_ok=True)
        self.configure(per_second)
        self.drop()

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def configure(self, per_second):
        settings = {
            "environment": "sandbox",
            "pac": {"baseURL": self.sandbox.url, "apiKey": {"env": "PAC_API_KEY"}, "rate": {"perSecond": per_second, "burst": 1},
                    "concurrency": CONCURRENCY, "timeout": 20},
            "companies": [{"id": "acme", "pacCompanyId": COMPANY, "name": "Acme, S.A.", "ruc": "155704849-2-2021", "rucType": 2,
                           "dv": "32", "branch": "0000", "billingPoint": "001",
                           "numeration": {"scheme": "sequential", "start": self.start}}],
        }
        with open(self.path("pacbatch.json"), "w") as file:
            json.dump(settings, file)

    def drop(self):
        date = f",{time.strftime('%Y-%m-%d')}" if self.dated else ""
        head = "order_id,notes,description,quantity,unit_price,tax_rate" + (",issue_date" if self.dated else "")
        content = head + "\n" + "".join(row.strip() + date + "\n" for order in self.orders for row in order.rows())
        self.content = content.encode()
        path = self.path("inbox", self.name)
        with open(path, "wb") as file:
            file.write(self.content)
            os.fsync(file.fileno())
        long_ago = time.time() - 3600
        os.utime(path, (long_ago, long_ago))
        directory = os.open(self.path("inbox"), os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    COMMAND = ["run", "--wait", "0s", "--quiet"]

    @property
    def environment(self):
        return {"PATH": "/usr/bin:/bin", "PACBATCH_WORKSPACE": self.folder, "PAC_API_KEY": KEY, "LANG": "en_US.UTF-8",
                "SWIFT_BACKTRACE": "enable=no", **self.more_environment}

    def begin(self, *before, arguments=None):
        # The key stands in the environment of whatever carries it; strace hands its own on.
        command = [os.path.join(self.programs, "pacbatch"), *(arguments or self.COMMAND)]
        return subprocess.Popen([*before, *command], env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def run(self, *before, seconds=60, arguments=None):
        process = self.begin(*before, arguments=arguments)
        try:
            errors = process.communicate(timeout=seconds)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return Ended("hangs", "")
        return Ended(process.returncode, errors.decode(errors="replace"))

    def posts(self):
        return self.sandbox.posts(self.since)

    def result_bytes(self):
        found = {}
        for name in sorted(os.listdir(self.path("results"))):
            with open(self.path("results", name), "rb") as file:
                found[name] = file.read()
        return found

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Bench:
    """What one worker has for itself: a folder and a sandbox."""

    def __init__(self, programs, worker):
        self.programs = programs
        self.worker = worker
        self.folder = tempfile.mkdtemp(prefix="pacbatch-campaign-")
        self.sandbox = Sandbox(programs, os.path.join(self.folder, "sandbox"))
        self.count = 0

    def case(self, orders=3, per_second=1000, folder=None, dated=False):
        self.count += 1
        number = self.worker * 100_000 + self.count
        return Case(self.programs, self.sandbox, folder or os.path.join(self.folder, f"case-{number}"), number, orders, per_second,
                    dated)

    def end(self):
        self.sandbox.end()
        shutil.rmtree(self.folder, ignore_errors=True)
