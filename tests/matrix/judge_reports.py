# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports with hostile words in them, read by parsers that are not ours.   judge_reports.py FOLDER"""
import html.parser
import json
import pathlib
import sys
import unittest
import xml.dom
import xml.dom.minidom

FOLDER = pathlib.Path(sys.argv.pop(1))
TAGS = {"br": set(), "html": set(), "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(), "style": set(),
        "body": set(), "h1": set(), "h2": set(), "h3": set(), "p": set(), "section": set(), "span": {"class"},
        "strong": set(), "small": set(), "ol": set(), "ul": set(), "li": set(), "pre": set()}
STATUSES = ("pass", "warn", "fail", "skipped", "notTested")


class Page(html.parser.HTMLParser):
    """Knows the few elements and attributes that a report is made of; everything else is somebody else's."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.strange, self.counts, self.open = [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in TAGS or {name for name, _ in attributes} - TAGS[tag]:
            self.strange.append(self.get_starttag_text())
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.strange.append("</" + tag)

    def handle_comment(self, data):
        self.strange.append(data)

    def handle_pi(self, data):
        self.strange.append(data)

    def unknown_decl(self, data):
        self.strange.append(data)


class Reports(unittest.TestCase):
    def setUp(self):
        self.reports = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
        self.assertGreater(len(self.reports), 200, "hostileworld and hostilereports run first")

    def test_html_holds_nothing_but_its_own_elements(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                page = Page((FOLDER / (name + ".html")).read_text("utf-8"))
                self.assertEqual(page.strange, [])
                self.assertEqual(page.open, [])
                self.assertEqual(page.counts["section"], len(report["checks"]))
                self.assertEqual((page.counts["style"], page.counts["body"], page.counts["html"]), (1, 1, 1))

    def test_junit_is_one_test_case_for_each_check(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                text = (FOLDER / (name + ".junit")).read_text("utf-8")
                self.assertNotIn("<!", text)
                suite = xml.dom.minidom.parseString(text.encode()).documentElement
                cases = [node for node in suite.childNodes if node.nodeName == "testcase"]
                self.assertEqual([case.getAttribute("classname") for case in cases],
                                 [check["id"] for check in report["checks"]])
                self.assertEqual(suite.getAttribute("tests"), str(len(cases)))
                for case in cases:
                    inner = {node.nodeName for node in case.childNodes if node.nodeType == xml.dom.Node.ELEMENT_NODE}
                    self.assertLessEqual(inner, {"failure", "skipped", "system-out"})

    def test_json_says_no_more_than_its_members(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                for check in report["checks"]:
                    self.assertIn(check["status"], STATUSES)

    def test_text_commands_no_terminal(self):
        for name in self.reports:
            with self.subTest(name):
                for byte in (FOLDER / (name + ".text")).read_bytes():
                    self.assertTrue(byte >= 0x20 and byte != 0x7f or byte == 0x0a, hex(byte))


if __name__ == "__main__":
    unittest.main()
