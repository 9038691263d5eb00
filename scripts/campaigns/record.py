"""Writes the figures of a campaign into docs/campaigns.md, in the place of its last ones."""

import os
import platform
import subprocess
import time

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "campaigns.md")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = ["| campaign | cases | faults that struck | violations | seconds | date | commit | machine | seed |",
        "|---|---|---|---|---|---|---|---|---|"]


def commit():
    """The commit that the programs were built from; with a + when files differ from it."""
    def git(*words):
        return subprocess.run(["git", "-C", os.path.dirname(PAGE), *words], capture_output=True, text=True, check=False).stdout.strip()

    page = ":(exclude,top)docs/campaigns.md"
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if git("status", "--porcelain", "--", ":/", page) else "")


def record(campaign, tally, seed):
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    before, rest = page.split(BEGIN + "\n")
    table, after = rest.split(END)
    rows = {line.split("|")[1].strip(): line for line in table.splitlines()[2:] if line.startswith("|")}
    machine = f"{platform.system()} {platform.release()}, {os.cpu_count()} processors"
    cells = [campaign.what, f"{tally.cases:,}", f"{tally.struck:,}", len(tally.violations), f"{tally.seconds:,}",
             time.strftime("%Y-%m-%d"), commit(), machine, seed]
    rows[campaign.what] = "| " + " | ".join(str(cell) for cell in cells) + " |"
    text = "\n".join(HEAD + [rows[key] for key in sorted(rows)]) + "\n"
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "\n" + text + END + after)
