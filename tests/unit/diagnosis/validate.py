# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges JSON files by a JSON Schema: validate.py SCHEMA FILE..."""

import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed, so nobody judged the schema")
    sys.exit(77)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    schema = load(sys.argv[1])
    judge = jsonschema.validators.validator_for(schema)
    judge.check_schema(schema)
    validator = judge(schema)
    wrong = 0
    for path in sys.argv[2:]:
        for error in validator.iter_errors(load(path)):
            wrong += 1
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    print(f"{len(sys.argv) - 2} files, {wrong} mistakes")
    return 1 if wrong or len(sys.argv) < 3 else 0


sys.exit(main())
