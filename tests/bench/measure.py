#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the programs of a build against others on the same machine, in one run: measure.py BUILD/tests.

Prints a line for each measure as it comes, and at the end all of them as a Markdown table. Ratios are of medians.
"""
import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys

try:
    import peer
    from ladder import (CHAIN_BY_ADDRESS, CHAIN_BY_AUTODISCOVER, ENDPOINT, HOLES, LatentWorld, in_turns, ours_once,
                        scenario, told_once)
except ImportError as missing:
    print(f"skipped: {missing} (python3-exchangelib)")
    sys.exit(77)
import startup

RESOURCES = pathlib.Path(__file__).parents[2] / "resources"


class Sheet:
    def __init__(self):
        self._rows = []

    def add(self, name, ours, other, unit, beside, goal=None):
        ratio = ours / other
        told = f"goal ≤ {goal}" if goal else "no goal set"
        print(f"{name}: ours {ours:.0f} {unit}, {beside} {other:.0f} {unit}, ratio {ratio:.2f} ({told})", flush=True)
        verdict = "" if not goal else f"≤ {goal}" if ratio <= goal else f"≤ {goal}, missed"
        self._rows.append((name, f"{ours:.0f} {unit}", f"{beside}: {other:.0f} {unit}", f"{ratio:.2f}", verdict))

    def note(self, text):
        print(text, flush=True)

    def table(self):
        print("\n| measure | ours | beside | ratio | goal |\n| --- | --- | --- | --- | --- |")
        for row in self._rows:
            print(f"| {' | '.join(row)} |")


def setting():
    system = "Linux"
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("PRETTY_NAME="):
                system = line.split("=", 1)[1].strip().strip('"')
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{system}, {platform.machine()}, {os.cpu_count()} cores, load average {load}"


def qt_version(program):
    linked = subprocess.run(["ldd", program], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = [line.split("=>")[1].split()[0] for line in linked.splitlines() if "libQt6Core" in line]
    return os.path.realpath(found[0]).rsplit(".so.", 1)[1] if found else "unknown"


def windows(sheet, programs, platforms, rounds):
    for one in platforms:
        ours, bare = startup.compare(programs / "bench-window", programs / "bench-qwizard", one, rounds)
        sheet.add(f"start to the first painted page ({one})", ours["milliseconds"], bare["milliseconds"], "ms",
                  "bare QWizard", 1.3)
        sheet.add(f"peak memory by then ({one})", ours["kibibytes"] / 1024, bare["kibibytes"] / 1024, "MiB",
                  "bare QWizard")


def ladders(sheet, programs, latency, rounds):
    simulator, client = programs.parent / "tools/exchange-simulator", programs / "bench-ladder"
    kinds = [("address typed", ["--address", ENDPOINT], sum(CHAIN_BY_ADDRESS.values()), peer.ladder_by_address),
             ("address found", [], sum(CHAIN_BY_AUTODISCOVER.values()), peer.ladder_by_autodiscover)]
    for name, options, trips, peers_work in kinds:
        with LatentWorld(simulator, scenario(RESOURCES, "healthy"), 0) as world:
            (at_once,) = in_turns(rounds, lambda: ours_once(client, world, *options))
        with LatentWorld(simulator, scenario(RESOURCES, "healthy"), latency) as world:
            ours, theirs = in_turns(rounds, lambda: ours_once(client, world, *options),
                                    lambda: peer.timed(world, peers_work))
        sheet.add(f"all checks, {name}", ours, trips * latency, "ms", f"{trips} round trips", 1.2)
        sheet.note(f"    without latency {at_once:.0f} ms, so {(ours - at_once) / latency:.1f} round trips were waited for")
        sheet.add(f"the same work, {name}", ours, theirs, "ms", "exchangelib")


def bundles(sheet, programs, latency, rounds):
    """What a run leaves behind for support: how large, how long to write, how long to run again."""
    simulator, client = programs.parent / "tools/exchange-simulator", programs / "bench-ladder"
    with LatentWorld(simulator, scenario(RESOURCES, "healthy"), latency) as world:
        told = [told_once(client, world) for _ in range(rounds)]
    median = {name: statistics.median(one["bundle"][name] for one in told) for name in told[0]["bundle"]}
    sheet.add("bundle of a whole run", median["bytes"] / 1024, 2048, "KiB", "limit", 1)
    sheet.add("bundle written", median["written"], 1000, "ms", "limit", 1)
    sheet.add("replayed", median["replayed"], statistics.median(one["milliseconds"] for one in told), "ms",
              "the recorded run", 0.05)
    sheet.note(f"    opened before in {median['opened']:.0f} ms")


def discoveries(sheet, programs, latency, rounds, patient):
    simulator, client = programs.parent / "tools/exchange-simulator", programs / "bench-ladder"
    taken = {}
    for holes in ((), HOLES):
        with LatentWorld(simulator, scenario(RESOURCES, "autodiscover-srv-only", holes), latency) as world:
            (ours,) = in_turns(rounds, lambda: ours_once(client, world, "--only", "discover.settings"))
            theirs = None
            if patient or not holes:
                (theirs,) = in_turns(1 if holes else rounds, lambda: peer.timed(world, peer.autodiscover))
        taken[bool(holes)] = ours, theirs
    sheet.add("Autodiscover, two candidates black-holed", taken[True][0], taken[False][0], "ms", "none", 1.2)
    sheet.add("Autodiscover by SRV", *taken[False], "ms", "exchangelib")
    if patient:
        sheet.add("Autodiscover by SRV, two candidates black-holed", *taken[True], "ms", "exchangelib")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", type=pathlib.Path, help="the folder tests of a build")
    parser.add_argument("--starts", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latency", type=int, default=50, help="milliseconds")
    parser.add_argument("--impatient", action="store_true", help="exchangelib is spared the black holes")
    options = parser.parse_args()
    programs = options.programs / "bench"

    sheet = Sheet()
    before = f"{setting()}, Qt {qt_version(programs / 'bench-window')}"
    sheet.note(f"{before}\n{options.starts} starts each in turns; {options.rounds} runs each with {options.latency} ms "
               "for every round trip")
    platforms = ["offscreen"] + (["xcb"] if os.environ.get("DISPLAY") else [])
    windows(sheet, programs, platforms, options.starts)
    ladders(sheet, programs, options.latency, options.rounds)
    bundles(sheet, programs, options.latency, options.rounds)
    discoveries(sheet, programs, options.latency, options.rounds, not options.impatient)
    sheet.table()
    print(f"\nOn {before} at the start and {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
