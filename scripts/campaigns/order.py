"""What is durable when, for each document: the trace of a run's system calls (reliability.md 2, T8b; G2, G8)."""

import re

LINE = re.compile(rb"^(\d+)\s+(?:<\.\.\. (\w+) resumed>|(\w+)\((\d+)?)")


class Step:
    def __init__(self, place, call, descriptor, text, is_wal):
        self.place = place
        self.call = call
        self.descriptor = descriptor
        self.text = text
        self.is_wal = is_wal


def steps(trace):
    """The calls in their order. One that strace splits counts as begun where it begins, a flush as done where it ends."""
    open_calls = {}
    found = []
    with open(trace, "rb") as file:
        for place, line in enumerate(file):
            match = LINE.match(line)
            if not match:
                continue
            thread, resumed, call, descriptor = match.groups()
            if resumed:
                begun = open_calls.pop(thread, None)
                if begun is not None and begun.call in (b"fdatasync", b"recvfrom"):
                    begun.place = place
                    begun.text += line
                    found.append(begun)
                continue
            step = Step(place, call, descriptor, line, b"ledger.sqlite-wal>" in line.split(b",")[0])
            if b"<unfinished ...>" in line and call in (b"fdatasync", b"recvfrom"):
                open_calls[thread] = step
            else:
                found.append(step)
    return sorted(found, key=lambda step: step.place)


class OrderCampaign:
    """One run of 20 documents, traced; each document is a case."""

    name = "order"
    what = "order of system calls, documents"

    def __init__(self, seed):
        self.seed = seed

    def check(self, case, trace):
        """Returns the documents that were looked at and what is wrong."""
        ended = case.run("strace", "-f", "-y", "-qq", "-s", "65536", "-o", trace, "-e",
                         "trace=fdatasync,pwrite64,connect,sendto,recvfrom", seconds=120)
        calls = steps(trace)
        wrong = [] if ended.code == 0 else [f"the run ends with {ended.code}: {ended.errors[-300:]}"]
        flushes = [step.place for step in calls if step.call == b"fdatasync" and step.is_wal]
        posts = case.posts()
        for post in posts:
            wrong += [f"{post['information']}: {text}" for text in self.document(post, calls, flushes)]
        if len(posts) != len(case.orders):
            wrong.append(f"{len(posts)} POSTs for {len(case.orders)} documents")
        return len(posts), wrong

    def document(self, post, calls, flushes):
        number, identity = post["numeration"].encode(), post["id"].encode()
        intent = self.first(calls, b"pwrite64", number)
        send = self.first(calls, b"sendto", number)
        if intent is None or send is None:
            yield "its intent or its POST isn't in the trace"
            return
        connect = [step for step in calls if step.call == b"connect" and step.descriptor == send.descriptor and step.place < send.place]
        durable = self.flush(flushes, intent.place)
        if not connect:
            yield "no connection of its own"
        elif durable is None or durable > connect[-1].place:
            yield "the connection is opened before the intent is durable"
        if durable is None or durable > send.place:
            yield "the POST leaves before its intent is durable"
        received = self.first(calls, b"recvfrom", identity)
        stored = self.first([step for step in calls if received and step.place > received.place], b"pwrite64", identity)
        # The event of what the answer means, in its own commit.
        meaning = self.first(calls, b"pwrite64", b'accepted{\\"id\\":\\"' + identity)
        acted = self.first(calls, b"sendto", identity)
        if received is None or stored is None or meaning is None:
            yield "its answer isn't in the trace"
            return
        answered = self.flush(flushes, stored.place)
        if answered is None or answered > meaning.place:
            yield "its answer is interpreted before it is durable"
        if answered is None or (acted is not None and answered > acted.place):
            yield "its answer is acted on before it is durable"

    @staticmethod
    def first(calls, call, text):
        return next((step for step in calls if step.call == call and text in step.text), None)

    @staticmethod
    def flush(flushes, place):
        return next((flush for flush in flushes if flush > place), None)
