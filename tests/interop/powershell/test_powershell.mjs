// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// test_powershell.mjs CLI ROOT: every script that the program writes, read by a grammar of PowerShell that is not ours
// (tree-sitter's). PowerShell's own parser is no package of this system; it has not judged them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const [cli, root] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const wasm = dirname(require.resolve("@vscode/tree-sitter-wasm"));
const { Parser, Language } = require("@vscode/tree-sitter-wasm");
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(join(wasm, "tree-sitter-powershell.wasm")));

const folder = mkdtempSync(join(tmpdir(), "scripts-"));
let failed = 0;

function check(name, isRight, what = "") {
    if (!isRight) {
        ++failed;
        console.log(`FAIL ${name}: ${what}`);
    }
}

function errors(node, found = []) {
    if (node.isError || node.isMissing)
        found.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
    for (let i = 0; i < node.childCount; ++i)
        errors(node.child(i), found);
    return found;
}

// The kinds of all tokens, in order: a name of the customer may change no one of them.
function shape(node, kinds = []) {
    if (node.childCount === 0 || node.type.includes("string_literal"))
        kinds.push(node.type);
    else
        for (let i = 0; i < node.childCount; ++i)
            shape(node.child(i), kinds);
    return kinds;
}

function written(name, email, room) {
    const file = join(folder, "integration.json");
    writeFileSync(file, JSON.stringify({ integration: {
        name: "HQ", type: "exchangeServer", email, testMailbox: room,
        ewsUrl: "https://mail.contoso.com/EWS/Exchange.asmx" } }));
    return execFileSync(cli, ["script", name, file], { encoding: "utf-8", stdio: ["ignore", "pipe", "ignore"] });
}

const names = execFileSync(cli, ["script", "--list"], { encoding: "utf-8" }).trim().split("\n")
    .map((line) => line.split(" ")[0]);
check("list", names.length >= 9, names.join(" "));
for (const name of names) {
    const usual = parser.parse(written(name, "askcody@contoso.com", "room1@contoso.com")).rootNode;
    check(name, errors(usual).length === 0, errors(usual).join("; "));
    check(name, shape(usual).length > 50, "hardly anything was read");
    // As much as the rules for an address let through.
    const quoted = parser.parse(written(name, "o'brien’x@contoso.com", "it's#{$calc}&`n|'@contoso.com")).rootNode;
    check(name, errors(quoted).length === 0, errors(quoted).join("; "));
    check(name, shape(usual).join() === shape(quoted).join(), "a name has changed what the script is");
}
// The judge is one: it sees a fault.
const broken = readFileSync(join(root, "resources/scripts/basic-ews.ps1"), "utf-8").replace("{ewsUrl}", "'x'").replace("}", "");
check("a missing brace", errors(parser.parse(broken).rootNode).length > 0);

console.log(failed ? `${failed} failed` : `${names.length} scripts, all read as PowerShell`);
process.exit(failed ? 1 : 0);
