#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_offline.py CLI BUNDLE: a replay where the network was taken away finds what the bundle's maker saw.

The command runs in a network namespace of its own, in which not even loopback is up: whoever opens a connection fails.
Exits 77 where no such namespace can be made.
"""
import json
import subprocess
import sys

ALONE = ["unshare", "--map-root-user", "--net", "--"]


def alone_is_possible():
    try:
        made = subprocess.run([*ALONE, "cat", "/proc/net/dev"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False, timeout=30)
    except FileNotFoundError:
        return "unshare (util-linux) is not installed"
    if made.returncode:
        return f"no network namespace here: {made.stderr.strip()}"
    devices = [line.split(":")[0].strip() for line in made.stdout.splitlines() if ":" in line]
    return "" if devices == ["lo"] else f"the namespace has {devices}"


def judged(finding):
    return finding["id"], finding["status"], (finding.get("problem") or {}).get("code", finding.get("notTested"))


def main(program, bundle):
    obstacle = alone_is_possible()
    if obstacle:
        print(f"skipped: {obstacle}")
        return 77
    with open(bundle, encoding="utf-8") as file:
        recorded = json.load(file)["log"]["_setup"]["runs"][-1]["findings"]
    done = subprocess.run([*ALONE, program, "replay", bundle, "--format", "json"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    if done.returncode not in (0, 1, 7):
        print(f"exit {done.returncode}: {done.stderr}")
        return 1
    replayed = json.loads(done.stdout)["checks"]
    if not recorded or [judged(one) for one in replayed] != [judged(one) for one in recorded]:
        for here, there in zip(recorded, replayed):
            if judged(here) != judged(there):
                print(f"recorded {judged(here)}, replayed {judged(there)}")
        return 1
    same = subprocess.run([*ALONE, program, "compare", bundle, bundle], stdout=subprocess.PIPE, text=True, check=False,
                          timeout=60)
    if same.returncode != 0:
        print(f"compared with itself: exit {same.returncode}\n{same.stdout}")
        return 1
    pdf = subprocess.run([*ALONE, program, "replay", bundle, "--format", "pdf"], stdout=subprocess.PIPE, check=False,
                         timeout=60)
    if not pdf.stdout.startswith(b"%PDF-"):
        print("no PDF was printed")
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
