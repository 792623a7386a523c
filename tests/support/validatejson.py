#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""validatejson.py SCHEMA DOCUMENT…: exits 1 when a document breaks the schema, 77 where jsonschema is missing."""

import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(schema_path, *document_paths):
    schema = load(schema_path)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    faults = 0
    for path in document_paths:
        for fault in validator.iter_errors(load(path)):
            place = "/".join(str(step) for step in fault.absolute_path)
            print(f"{path}: {place}: {fault.message[:300]}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
