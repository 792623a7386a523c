#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether measure.py runs and says a line for each of its measures. How long anything took is not judged here."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

SCRIPT, PROGRAMS = sys.argv[1:3]
LINE = re.compile(r"^(.+): ours \d+ (ms|MiB|KiB), .+ \d+ (ms|MiB|KiB), ratio \d+\.\d\d \((goal ≤ \d(\.\d+)?|no goal set)\)$")
MEASURES = ["start to the first painted page (offscreen)", "peak memory by then (offscreen)",
            "all checks, address typed", "the same work, address typed", "all checks, address found",
            "the same work, address found", "bundle of a whole run", "bundle written", "replayed",
            "Autodiscover, two candidates black-holed", "Autodiscover by SRV"]


class Measure(unittest.TestCase):
    def test_every_measure_has_its_line(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
            environment.update(TMPDIR=folder)
            done = subprocess.run(
                [sys.executable, SCRIPT, PROGRAMS, "--starts", "1", "--rounds", "1", "--latency", "1", "--impatient"],
                env=environment, capture_output=True, text=True, timeout=170, check=False)
        if done.returncode == 77:
            print(done.stdout)
            sys.exit(77)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        found = [match[1] for match in map(LINE.match, done.stdout.splitlines()) if match]
        self.assertEqual(found, MEASURES, done.stdout)
        table = [line for line in done.stdout.splitlines() if line.startswith("| ")]
        self.assertEqual(len(table), len(MEASURES) + 2)
        self.assertIn("load average", done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
