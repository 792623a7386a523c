# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every known error of Exchange, Entra, the network and this program has an entry in the catalogue or a reason why the
program cannot meet it; every entry is met in some scenario or test, or there is a reason why not.   coverage.py ROOT

What counts as met: the "code" that a row of tests/matrix/matrix.json expects, that of a recorded case in
tests/data/causes, and a code that a scenario or a test names."""
import json
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(sys.argv[1])
del sys.argv[1:]
# They go through the catalogue itself, which proves nothing of what is met.
NO_SCENARIOS = {"tst_catalogue.cpp", "tst_explainer.cpp", "coverage.py", "catalogue-coverage.json"}


def load(path):
    return json.loads(path.read_text("utf-8"))


def catalogue():
    """The codes of all entries, without their variants."""
    codes = set()
    for path in sorted((ROOT / "resources").glob("catalogue-*.json")):
        codes |= {entry["code"].split("@")[0] for entry in load(path).get("problems", [])}
    return codes


def names_of_codes():
    """The text of each code of our own, and what the sources call it."""
    headers = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src/core").glob("*codes.h")))
    return {text: name for name, text in re.findall(r'X\((\w+), "(\w+)"\)', headers)}


def words_of_tests():
    words = set()
    for folder in ("tests", "resources/scenarios"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".py", ".json", ".mjs") and path.name not in NO_SCENARIOS:
                words |= set(re.findall(r"(?:Code::)?\w+", path.read_text("utf-8", "replace")))
    return words


class Coverage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.coverage = load(ROOT / "tests/data/catalogue-coverage.json")
        cls.entries = catalogue()

    def test_every_known_error_has_an_entry_or_a_reason(self):
        known = self.coverage["known"]
        total = len(known["entries"]) + len(known["underAnotherCode"]) + len(known["notMet"])
        self.assertGreaterEqual(total, 363)
        self.assertEqual(len(set(known["entries"]) | set(known["underAnotherCode"]) | set(known["notMet"])), total)
        for code in known["entries"]:
            self.assertIn(code, self.entries)
        for code, ours in known["underAnotherCode"].items():
            self.assertIn(ours, self.entries, code)
        for code, reason in known["notMet"].items():
            self.assertNotIn(code, self.entries, "it needs no reason any more")
            self.assertGreater(len(reason.split()), 4, code)

    def test_every_entry_is_met_or_has_a_reason(self):
        ours = names_of_codes()
        words = words_of_tests()
        met = {code for code in self.entries if code in words or f"Code::{ours.get(code)}" in words}
        excused = {}
        for group in self.coverage["withoutScenario"]:
            self.assertGreater(len(group["reason"].split()), 6)
            for code in group["codes"]:
                self.assertNotIn(code, excused)
                self.assertIn(code, self.entries)
                excused[code] = group["reason"]
        self.assertEqual(sorted(self.entries - met - set(excused)), [])
        self.assertEqual(sorted(met & set(excused)), [], "they need no reason any more")


unittest.main()
