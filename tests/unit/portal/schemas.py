# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""schemas.py API FOLDER: holds FOLDER/Schema--name.json, what the client sent in its tests, to the schemas of the API."""

import json
import pathlib
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

# Each of these must be left behind by the tests, or nothing was judged.
EXPECTED = {
    "NewIntegration", "IntegrationChange", "ProbeRequest", "SealedCredential", "Integration", "IntegrationPage", "CloudResult",
}  # fmt: skip


def main(api_path, folder):
    api = yaml.safe_load(pathlib.Path(api_path).read_text(encoding="utf-8"))
    schemas = api["components"]["schemas"]
    faults = 0
    seen = set()
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted(pathlib.Path(folder).glob("*--*.json")):
        name = path.name.split("--")[0]
        seen.add(name)
        schema = {**api, "$ref": f"#/components/schemas/{name}"}
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        for fault in validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
            place = "/".join(str(step) for step in fault.absolute_path)
            print(f"{path.name}: {place}: {fault.message[:300]}")
            faults += 1
    if EXPECTED - seen:
        print(f"nothing was left for {', '.join(sorted(EXPECTED - seen))}")
    print(f"{len(schemas)} schemas, {len(seen)} kinds of bodies, {faults} mistakes")
    return 1 if faults or EXPECTED - seen else 0


sys.exit(main(*sys.argv[1:]))
