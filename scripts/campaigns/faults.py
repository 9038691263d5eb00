"""The campaigns: each hands out cases; a case is a batch, a fault in it, and what the checker says afterwards."""

import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import threading
import time

from checker import check_after_fault, check_rerun
from rig import CALLS_THAT_CHANGE, CONCURRENCY


class Result:
    def __init__(self, label, struck, wrong):
        self.label = label
        self.struck = struck
        self.wrong = wrong


def strace(call, action, number):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{action}:when={number}"]


class Sweep:
    """Hands out (call, number) round by round: the first call of each kind, the second of each, until a run of that kind goes through untouched."""

    def __init__(self, kinds, seed):
        self.kinds = list(kinds)
        self.lock = threading.Lock()
        self.chance = random.Random(seed)
        self.through = set()
        self.misses = {}
        # The highest number of each kind that struck.
        self.reach = {}
        self.rounds = 0
        self.queue = []

    def next(self):
        with self.lock:
            while not self.queue:
                left = [kind for kind in self.kinds if kind not in self.through]
                if not left:
                    return None
                self.rounds += 1
                self.queue = [(kind, self.rounds) for kind in left]
            return self.queue.pop(0)

    def untouched(self, kind, number):
        """A kind is through when two numbers in a row are never reached: another thread may have made that call the time before."""
        with self.lock:
            self.misses[kind] = self.misses.get(kind, 0) + 1
            if self.misses[kind] >= 2:
                self.through.add(kind)

    def touched(self, kind, number):
        with self.lock:
            self.misses.pop(kind, None)
            self.reach[kind] = max(number, self.reach.get(kind, 0))

    def draw(self):
        """A point at random among those that the sweep reached; None before it has reached any."""
        with self.lock:
            if not self.reach:
                return None
            kind = self.chance.choice(sorted(self.reach))
            return kind, self.chance.randint(1, self.reach[kind])


class Kills:
    """kill -9 at the Nth call of every system call that changes something; when the sweep is through, pairs: the rerun is killed as well."""

    name = "kills"
    what = "kill -9 at a system call"

    def __init__(self, seed):
        self.sweep = Sweep(CALLS_THAT_CHANGE, seed)
        self.chance = random.Random(seed)
        self.lock = threading.Lock()

    def play(self, bench):
        point = self.sweep.next()
        if point is None:
            return self.pair(bench)
        call, number = point
        case = bench.case()
        try:
            ended = case.run(*strace(call, "signal=SIGKILL", number))
            label = f"{call} {number}"
            if not ended.was_killed:
                self.sweep.untouched(call, number)
                wrong = [] if ended.code in (0, 4) else [f"ends with {ended.code}: {ended.errors[-300:]}"]
                return Result(label, 0, wrong + check_after_fault(case, 0))
            self.sweep.touched(call, number)
            wrong = check_after_fault(case, CONCURRENCY)
            if number % 5 == 0:
                wrong += check_rerun(case)
            return Result(label, 1, wrong)
        finally:
            case.remove()

    def pair(self, bench):
        """Two or three deaths of one batch, each at a random call; None when the sweep struck nothing."""
        with self.lock:
            points = [self.sweep.draw() for _ in range(self.chance.randint(2, 3))]
        if None in points:
            return None
        case = bench.case()
        try:
            struck = sum(case.run(*strace(call, "signal=SIGKILL", number)).was_killed for call, number in points)
            return Result(f"pairs {points}", struck, check_after_fault(case, CONCURRENCY * max(struck, 1)) + check_rerun(case))
        finally:
            case.remove()


class Errors:
    """EIO and ENOSPC at the Nth call of every file call: the run ends with a message or goes on, and nothing is sent without its intent."""

    name = "errors"
    what = "EIO, ENOSPC at a system call"
    kinds = [(call, error) for call in
             ["fdatasync", "fsync", "syncfs", "pwrite64", "pread64", "write", "openat", "rename", "renameat2", "link", "unlink",
              "ftruncate", "mkdir", "fallocate"]
             for error in ["EIO", "ENOSPC"] if error == "EIO" or call not in ("fsync", "unlink", "pread64")]

    def __init__(self, seed):
        self.sweep = Sweep(self.kinds, seed)

    def play(self, bench):
        point = self.sweep.next()
        if point is None:
            return None
        (call, error), number = point
        case = bench.case()
        trace = case.path("trace")
        try:
            ended = case.run("strace", "-f", "-qq", "-o", trace, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}")
            with open(trace, "rb") as file:
                injected = [line for line in file if b"(INJECTED)" in line]
            os.remove(trace)
            struck = len(injected)
            # The kernel's own files are no disk: libdispatch ends a process whose threads' states it can't read.
            hits_kernel = any(b'"/proc/' in line or b'"/sys/' in line for line in injected)
            if struck:
                self.sweep.touched((call, error), number)
            else:
                self.sweep.untouched((call, error), number)
            wrong = []
            if hits_kernel:
                return Result(f"{call} {error} {number}", 0, check_after_fault(case, CONCURRENCY))
            if ended.crashed or ended.code == "hangs" or ended.was_killed:
                wrong.append(f"it ends with {ended.code}")
            if ended.code not in (0, 4, 5) and not ended.errors.strip():
                # Before it runs a program can't say anything: then the loader does.
                wrong.append(f"it ends with {ended.code} and says nothing")
            return Result(f"{call} {error} {number}", min(struck, 1), wrong + check_after_fault(case, CONCURRENCY))
        finally:
            case.remove()


class Mount:
    """A small file system of its own, gone with the case."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def tmpfs(self, size):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", self.folder], check=True)

    def loop(self, image):
        subprocess.run(["mount", "-o", "loop", image, self.folder], check=True)

    def end(self):
        for _ in range(50):
            if subprocess.run(["umount", self.folder], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.folder} can't be unmounted")


class Small:
    """Another program fills the disk in mid-run, down to 0 … 252 KiB, once some documents were sent."""

    name = "small"
    what = "a disk that fills up in mid-run"
    sizes = 64

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.place = 0

    def play(self, bench):
        with self.lock:
            place, self.place = self.place, self.place + 1
            posts = self.chance.randint(0, 5)
        if place >= self.sizes:
            return None
        mount = Mount(os.path.join(bench.folder, "small"))
        mount.tmpfs("160m")
        try:
            case = bench.case(orders=6, per_second=20, folder=mount.folder)
            process = case.begin()
            end = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < end and len(case.posts()) < posts:
                time.sleep(0.002)
            self.fill(mount.folder, place * 4096)
            errors = process.communicate(timeout=60)[1].decode(errors="replace")
            os.remove(os.path.join(mount.folder, "filler"))
            wrong = []
            if process.returncode not in (0, 1, 4):
                wrong.append(f"it ends with {process.returncode}: {errors[-300:]}")
            if process.returncode == 1 and not errors.strip():
                wrong.append("it ends with 1 and says nothing")
            return Result(f"{place * 4} KiB left after {posts} POSTs", int(process.returncode == 1),
                          wrong + check_after_fault(case, CONCURRENCY) + check_rerun(case))
        finally:
            mount.end()

    @staticmethod
    def fill(folder, left):
        status = os.statvfs(folder)
        free = status.f_bavail * status.f_frsize
        descriptor = os.open(os.path.join(folder, "filler"), os.O_CREAT | os.O_WRONLY)
        try:
            if free > left:
                os.posix_fallocate(descriptor, 0, free - left)
        except OSError:
            # Somebody else took some of it meanwhile: byte by byte then.
            try:
                while True:
                    os.write(descriptor, b"\0" * 4096)
            except OSError:
                pass
        finally:
            os.close(descriptor)


class Power:
    """A power cut at a random moment: the process is stopped, the file system on a loop device is shut down without its log (the ioctl behind
    `xfs_io -x -c shutdown`), the process is killed, the file system is mounted again.

    Stopped first, as a machine without power sends nothing: during the shutdown, which takes 5 to 30 ms, a running process can be told that an
    fdatasync succeeded whose journal commit was just aborted (ext4, another thread's fsync at the same time; seen in 4 of 200 cuts), and its
    POST would leave a machine that was dead by then."""

    name = "power"
    what = "power cut"
    SHUTDOWN = 0x8004587D
    WITHOUT_LOG = 2

    def __init__(self, seed, kind="ext4"):
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.kind = kind
        self.what = f"power cut, {kind}"
        self.name = f"power {kind}"

    def play(self, bench):
        image = os.path.join(bench.folder, "image")
        if not os.path.exists(image):
            with open(image, "wb") as file:
                file.truncate(400 << 20)
            make = ["mkfs.ext4", "-q", "-F", image] if self.kind == "ext4" else ["mkfs.xfs", "-q", "-f", image]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        with self.lock:
            posts, delay = self.chance.randint(0, 12), self.chance.random() * 0.15
        mount = Mount(os.path.join(bench.folder, "power"))
        mount.loop(image)
        mounted = True
        try:
            folder = os.path.join(mount.folder, "workspace")
            os.makedirs(folder)
            case = bench.case(orders=12, per_second=60, folder=folder)
            os.sync()
            process = case.begin()
            end = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < end and len(case.posts()) < posts:
                time.sleep(0.002)
            time.sleep(delay)
            struck = int(self.freeze(process))
            self.cut(mount.folder)
            process.kill()
            process.communicate()
            mount.end()
            mounted = False
            # What had reached the socket is told by now.
            time.sleep(0.05)
            mount.loop(image)
            mounted = True
            wrong = check_after_fault(case, CONCURRENCY) + check_rerun(case)
            shutil.rmtree(folder)
            return Result(f"after {posts} POSTs and {delay:.3f} s", struck, wrong)
        finally:
            if mounted:
                mount.end()

    @staticmethod
    def freeze(process):
        """Stops every thread; a system call under way ends first. False when the process had ended by itself; an error when it doesn't stop."""
        if process.poll() is not None:
            return False
        process.send_signal(signal.SIGSTOP)
        tasks = f"/proc/{process.pid}/task"
        end = time.monotonic() + 20
        while process.poll() is None:
            if time.monotonic() > end:
                raise RuntimeError("the process doesn't stop")
            states = [read_state(f"{tasks}/{task}/stat") for task in os.listdir(tasks)]
            if set(states) <= {"T", None}:
                return True
            time.sleep(0.0005)
        return False

    def cut(self, folder):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, self.SHUTDOWN, struct.pack("I", self.WITHOUT_LOG))
        finally:
            os.close(descriptor)


def read_state(path):
    """The state letter of a thread, behind its name in parentheses; None when it is gone."""
    try:
        with open(path) as file:
            return file.read().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None
