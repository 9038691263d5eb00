"""The invariants of reliability.md 2, checked from outside: the sandbox's truth log, the ledger's file, results and folders against each other.
Shares no code with pacbatch."""

import csv
import hashlib
import json
import os
import sqlite3

from rig import CONCURRENCY, KEY

MAY_GO_AGAIN = {"not_sent", "throttled", "stopped"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names)


class Checker:
    def __init__(self, case):
        self.case = case
        self.found = []
        self.posts = case.posts()
        connection = sqlite3.connect(case.path("ledger.sqlite"))
        connection.row_factory = sqlite3.Row
        self.database = connection
        self.documents = self.rows("SELECT * FROM document ORDER BY id")
        self.attempts = self.rows("SELECT * FROM attempt ORDER BY document_id, number")
        self.committed = [post for post in self.posts if post.get("committed")]
        self.results, self.result_files = [], []
        if os.path.isdir(case.path("results")):
            for name in sorted(os.listdir(case.path("results"))):
                self.result_files.append(name)
                if name.endswith(".result.jsonl"):
                    lines = [json.loads(line) for line in read(case.path("results", name)).splitlines()]
                    self.results += [line for line in lines if line["type"] == "document"]

    def rows(self, query):
        return [dict(row) for row in self.database.execute(query)]

    def fail(self, text):
        self.found.append(text)

    def check(self):
        self.one_document_each()
        self.posts_against_intents()
        self.nothing_is_lost()
        self.same_on_both_sides()
        self.numbers()
        self.outbox()
        self.inputs()
        self.secrets()
        self.ledger()
        self.manifests()
        self.database.close()
        return self.found

    @property
    def in_doubt(self):
        return [row for row in self.documents if row["state"] == "in_doubt"]

    def one_document_each(self):
        """I1: at most one document at the PAC for an order, for a number, for given bytes."""
        for name, key in [("order", "information"), ("number", "numeration"), ("bytes", "bodySha256")]:
            seen = {}
            for post in self.committed:
                seen[post.get(key)] = seen.get(post.get(key), 0) + 1
            for value, count in seen.items():
                if count > 1:
                    self.fail(f"I1: {count} documents for the {name} {value}")

    def posts_against_intents(self):
        """I2, I7: no POST without its intent, no second one without proof that the first had no effect, and the bytes are the intent's."""
        by_document, known = {}, {}
        for row in self.attempts:
            by_document.setdefault(row["document_id"], []).append(row)
            known[row["request_sha256"].hex()] = row
            if sha256(row["request"]) != row["request_sha256"].hex():
                self.fail(f"I7: attempt {row['id']} hasn't the bytes of its hash")
        for document, attempts in by_document.items():
            if len({row["request_sha256"] for row in attempts}) > 1:
                self.fail(f"I2: document {document} was to be sent again with other bytes")
            for row in attempts[:-1]:
                if row["outcome"] not in MAY_GO_AGAIN:
                    self.fail(f"I2: document {document} has another attempt after {row['outcome']}")
            if attempts[-1]["outcome"] is None:
                self.fail(f"I2: document {document} has an attempt that is still open")
        arrived = {}
        for post in self.posts:
            digest = post.get("bodySha256")
            arrived[digest] = arrived.get(digest, 0) + 1
            if digest not in known:
                self.fail(f"I2: a POST without an intent: {post.get('information')} {digest}")
        for digest, count in arrived.items():
            if digest in known and count > len(by_document[known[digest]["document_id"]]):
                self.fail(f"I2: {count} POSTs of {digest}, more than intents")

    def nothing_is_lost(self):
        """I3, I4, I12: one row and one result for each order, with its amount, finished or in doubt."""
        for name, found in [("ledger", self.documents), ("results", self.results)]:
            if sorted(row["order_id"] for row in found) != sorted(order.id for order in self.case.orders):
                self.fail(f"I3: the {name} have {[row['order_id'] for row in found]}")
        totals = {order.id: order.total for order in self.case.orders}
        states = {row["order_id"]: row["state"] for row in self.documents}
        for row in self.results:
            if row["total"] != totals.get(row["order_id"]):
                self.fail(f"I3: total {row['total']} of {row['order_id']}")
            if row["state"] != states.get(row["order_id"]):
                self.fail(f"I4: {row['order_id']} is {row['state']} in its results and {states.get(row['order_id'])} in the ledger")
            if row["state"] not in ("complete", "in_doubt"):
                self.fail(f"I12: {row['order_id']} stays {row['state']}")
        for name in self.result_files:
            if name.endswith(".result.csv"):
                text = read(self.case.path("results", name)).decode("utf-8-sig")
                if [row["state"] for row in csv.DictReader(text.splitlines())] != [row["state"] for row in self.results]:
                    self.fail("I4: the spreadsheet says something else than the JSON Lines")

    def same_on_both_sides(self):
        """I5, I7: every document of the ledger exists at the PAC as it is, and every one of the PAC's is known, or in doubt here."""
        there = {post["id"]: post for post in self.committed}
        requests = {row["document_id"]: row["request_sha256"].hex() for row in self.attempts}
        for row in self.documents:
            if row["pac_id"] is None:
                continue
            post = there.get(row["pac_id"])
            if post is None:
                self.fail(f"I5: the PAC has no document {row['pac_id']}")
                continue
            for ours, theirs in [("numeration", "numeration"), ("cufe", "cufe")]:
                if row[ours] != post.get(theirs):
                    self.fail(f"I5: {ours} {row[ours]} here and {post.get(theirs)} there")
            if row["cufe"] != row["expected_cufe"]:
                self.fail(f"I5: {row['cufe']} isn't the CUFE that was expected")
            if post["bodySha256"] != requests.get(row["id"]):
                self.fail(f"I7: the PAC got other bytes for {row['pac_id']}")
        known = {row["pac_id"] for row in self.documents}
        doubted = {row["numeration"] for row in self.in_doubt}
        for post in self.committed:
            if post["id"] not in known and post.get("numeration") not in doubted:
                self.fail(f"I5: the PAC has {post['id']}, which nobody here knows or doubts")

    def numbers(self):
        """I6: every number that was drawn belongs to one document."""
        drawn = sorted(int(row["numeration"]) for row in self.documents if row["numeration"])
        series = self.rows("SELECT next FROM numbering")
        upper = series[0]["next"] if series else self.case.start
        if drawn != list(range(self.case.start, upper)):
            self.fail(f"I6: the numbers {drawn} up to {upper - 1}")
        for row in self.documents:
            if row["numeration"] and not any(attempt["document_id"] == row["id"] for attempt in self.attempts):
                self.fail(f"I6: document {row['id']} has a number and no intent")

    def outbox(self):
        """I8: the files are whole, are what the ledger says, and nothing else lies anywhere."""
        expected = set()
        for row in self.documents:
            if row["state"] == "complete" and row["pdf"] is None:
                self.fail(f"I8: document {row['id']} is complete without a PDF")
            for path, digest in [(row["pdf"], row["pdf_sha256"]), (row["xml"], row["xml_sha256"])]:
                if path is None:
                    continue
                expected.add(path.removeprefix("outbox/"))
                if not os.path.exists(self.case.path(path)):
                    self.fail(f"I8: {path} is missing")
                    continue
                data = read(self.case.path(path))
                if sha256(data) != digest:
                    self.fail(f"I8: {path} isn't what the ledger says")
                if path.endswith(".pdf") and not (data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]):
                    self.fail(f"I8: {path} is no PDF")
        strays = set(files_below(self.case.path("outbox"))) - expected
        if strays:
            self.fail(f"I8: nobody knows {sorted(strays)}")
        for path in files_below(self.case.folder):
            name = os.path.basename(path)
            if name.startswith(".") or name.endswith(".tmp"):
                self.fail(f"I8: {path} was left")

    def inputs(self):
        """I9: the input lies in the archive, where the ledger says, as it was, and nowhere else."""
        rows = self.rows("SELECT * FROM input")
        places = []
        for top in ["inbox", "work", "archive", "rejected"]:
            places += [os.path.join(top, path) for path in files_below(self.case.path(top))]
        if len(rows) != 1 or places != [rows[0]["place"]] or rows[0]["state"] != "archived":
            self.fail(f"I9: {[(row['state'], row['place']) for row in rows]} and the files {places}")
        elif read(self.case.path(places[0])) != self.case.content:
            self.fail(f"I9: {places[0]} was changed")

    def secrets(self):
        """I10: the key stands in no file."""
        for path in files_below(self.case.folder):
            if KEY.encode() in read(self.case.path(path)):
                self.fail(f"I10: the key stands in {path}")

    def ledger(self):
        """I11: the file is sound, and the event chain follows from its beginning."""
        if self.rows("PRAGMA integrity_check") != [{"integrity_check": "ok"}]:
            self.fail("I11: integrity_check")
        if self.rows("PRAGMA foreign_key_check"):
            self.fail("I11: foreign_key_check")
        head = bytes(32)
        self.chain = {head.hex()}
        for place, event in enumerate(self.rows("SELECT * FROM event ORDER BY id"), 1):
            document = -1 if event["document_id"] is None else event["document_id"]
            numbers = b"".join(str(number).encode() + b"\0" for number in (event["at_micros"], event["run_id"], document))
            head = hashlib.sha256(head + numbers + event["kind"].encode() + b"\0" + event["detail"].encode()).digest()
            self.chain.add(head.hex())
            if event["id"] != place or event["hash"] != head:
                self.fail(f"I11: event {place}")
                return

    def manifests(self):
        """The manifests are whole, add up, and name a point of the ledger's chain; the last one is `latest.json`."""
        names = [name for name in files_below(self.case.path("manifests")) if name != "latest.json"]
        manifests = {}
        for name in names:
            manifests[name] = json.loads(read(self.case.path("manifests", name)))
            if manifests[name]["chain_head"] not in self.chain:
                self.fail(f"I11: {name} names a chain head that the ledger doesn't have")
        if not names or read(self.case.path("manifests", "latest.json")) not in [read(self.case.path("manifests", name)) for name in names]:
            self.fail("I4: latest.json isn't a run's manifest")
        listed = [entry for manifest in manifests.values() for entry in manifest["inputs"]]
        counts = {sum(entry["documents"].values()) for entry in listed}
        if not listed or counts != {len(self.case.orders)}:
            self.fail(f"I3: the manifests count {[entry['documents'] for entry in listed]}")


def check_after_fault(case, before, codes=(0, 4)):
    """Runs the same command without a fault and checks everything. Returns what is wrong.

    - before: documents in doubt that the faults may have left.
    """
    ended = case.run()
    wrong = []
    if ended.code not in codes:
        wrong.append(f"G4: the same command ends with {ended.code}: {ended.errors.strip()[-300:]}")
    if not os.path.exists(case.path("ledger.sqlite")):
        return wrong + ["there is no ledger"]
    checker = Checker(case)
    doubts = len(checker.in_doubt)
    wrong += checker.check()
    if doubts > before:
        wrong.append(f"I14: {doubts} in doubt, {before} at most can be")
    if (ended.code == 4) != (doubts > 0):
        wrong.append(f"exit code {ended.code} with {doubts} in doubt")
    return wrong


def check_rerun(case):
    """I15: running a finished batch again sends nothing and writes the same results."""
    posts, results = len(case.posts()), case.result_bytes()
    case.run()
    wrong = []
    if len(case.posts()) != posts:
        wrong.append("I15: a finished batch was sent again")
    if case.result_bytes() != results:
        wrong.append("I15: a finished batch got other results")
    return wrong


DOUBTS_OF_ONE_FAULT = CONCURRENCY
