# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every scenario file is what resources/scenario.schema.json says."""
import json
import pathlib
import sys
import unittest

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

RESOURCES = pathlib.Path(sys.argv.pop(1))


class ScenarioFiles(unittest.TestCase):
    def setUp(self):
        self.schema = json.loads((RESOURCES / "scenario.schema.json").read_text("utf-8"))
        self.files = sorted((RESOURCES / "scenarios").rglob("*.json"))

    def test_the_schema_itself_is_valid(self):
        jsonschema.Draft7Validator.check_schema(self.schema)

    def test_every_file_validates(self):
        self.assertGreater(len(self.files), 75)
        for file in self.files:
            with self.subTest(file.name):
                jsonschema.validate(json.loads(file.read_text("utf-8")), self.schema)

    def test_an_unknown_field_does_not(self):
        healthy = json.loads((RESOURCES / "scenarios" / "healthy.json").read_text("utf-8"))
        for bad in ({"colour": "red"}, {"exchange": {"produkt": "SE"}}, {"hosts": [{"name": "a.test", "tsl": 1}]}):
            with self.subTest(bad), self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate({**healthy, **bad}, self.schema)


if __name__ == "__main__":
    unittest.main()
