"""Plays a campaign and says how it went; see scripts/campaign."""

import argparse
import os
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from clock import Clock  # noqa: E402
from faults import Errors, Kills, Power, Small  # noqa: E402
from order import OrderCampaign  # noqa: E402
from record import record  # noqa: E402
from rig import Bench  # noqa: E402


class Tally:
    def __init__(self):
        self.lock = threading.Lock()
        self.cases = 0
        self.struck = 0
        self.violations = []
        # True when a campaign had no case left.
        self.through = False
        self.began = time.monotonic()

    def add(self, result):
        with self.lock:
            self.cases += 1
            self.struck += result.struck
            for text in result.wrong:
                self.violations.append(f"{result.label}: {text}")
                print(f"VIOLATION {result.label}: {text}", flush=True)
            if self.cases % 50 == 0:
                print(f"  {self.cases} cases, {self.struck} faults struck, {len(self.violations)} violations, {self.seconds} s", flush=True)

    @property
    def seconds(self):
        return round(time.monotonic() - self.began)


def play(campaign, options):
    """Plays cases side by side until enough faults have struck, the time is over or there are no more."""
    tally = Tally()

    def work(worker):
        bench = Bench(options.programs, worker)
        try:
            while tally.struck < options.count and tally.seconds < options.seconds:
                result = campaign.play(bench)
                if result is None:
                    tally.through = True
                    return
                tally.add(result)
        except Exception as error:  # A campaign that can't go on isn't one that found nothing.
            tally.add(type("Broken", (), {"label": "campaign", "struck": 0, "wrong": [repr(error)]}))
            raise
        finally:
            bench.end()

    workers = [threading.Thread(target=work, args=(worker,)) for worker in range(options.jobs)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return tally


def play_order(options):
    tally = Tally()
    bench = Bench(options.programs, 0)
    try:
        case = bench.case(orders=20, per_second=90)
        documents, wrong = OrderCampaign(options.seed).check(case, os.path.join(bench.folder, "trace"))
        tally.cases = tally.struck = documents
        tally.violations = wrong
        tally.through = True
        for text in wrong:
            print(f"VIOLATION {text}")
    finally:
        bench.end()
    return tally


def campaigns(options):
    everything = [Kills(options.seed), Errors(options.seed), Small(options.seed), Power(options.seed, options.fs), OrderCampaign(options.seed),
                  Clock(options.seed)]
    return [campaign for campaign in everything if options.campaign == "all" or campaign.name.split()[0] == options.campaign]


def main():
    parser = argparse.ArgumentParser(prog="scripts/campaign")
    parser.add_argument("campaign", choices=["kills", "errors", "small", "power", "order", "clock", "all"])
    parser.add_argument("--programs", required=True)
    parser.add_argument("--count", type=int, default=None)
    parser.add_argument("--seconds", type=int, default=6 * 3600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--fs", choices=["ext4", "xfs"], default="ext4")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    asked = options.count
    failed = False
    for campaign in campaigns(options):
        options.count = asked if asked is not None else (20 if options.campaign == "all" else 1_000_000)
        print(f"{campaign.what}, seed {options.seed}", flush=True)
        tally = play_order(options) if campaign.name == "order" else play(campaign, options)
        print(f"{campaign.what}: {tally.cases} cases, {tally.struck} struck, {len(tally.violations)} violations, {tally.seconds} s", flush=True)
        failed = failed or bool(tally.violations) or tally.struck == 0
        if asked is not None and tally.struck < asked and not tally.through:
            print(f"{campaign.what}: {asked} were asked for, and {options.seconds} s weren't enough for them", flush=True)
            failed = True
        if options.record:
            record(campaign, tally, options.seed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
