// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// test_scripts.mjs CLI: what the scripts do in an Exchange organisation, and what -Undo takes back. A double, since
// neither Exchange nor PowerShell is a package of this system: exchange.mjs and shell.mjs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Exchange, guid } from "./exchange.mjs";
import { Shell, Thrown } from "./shell.mjs";

const [cli] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { Parser, Language } = require("@vscode/tree-sitter-wasm");
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(join(dirname(require.resolve("@vscode/tree-sitter-wasm")), "tree-sitter-powershell.wasm")));

const account = "askcody@contoso.com", room = "room1@contoso.com", list = "askcody-rooms@contoso.com";
const app = "22222222-2222-4222-8222-222222222222", others = "33333333-3333-4333-8333-333333333333";
const file = join(mkdtempSync(join(tmpdir(), "scripts-")), "integration.json");
writeFileSync(file, JSON.stringify({ integration: { name: "HQ", type: "exchangeServer", email: account, testMailbox: room,
    ewsUrl: "https://mail.contoso.com/EWS/Exchange.asmx" } }));
const trees = new Map();
function tree(id) {
    if (!trees.has(id))
        trees.set(id, parser.parse(execFileSync(cli, ["script", id, file], { encoding: "utf-8", stdio: ["ignore", "pipe", "ignore"] })
            .replace(/^\uFEFF/, "").replace(/^\$App = .*$/m, `$App = '${app}'`)).rootNode);
    return trees.get(id);
}

// A script in a world; the state file stays from one run to the next.
class Stage {
    constructor(id, world, parameters = {}) {
        Object.assign(this, { id, parameters, exchange: new Exchange(structuredClone(world)), files: new Map() });
    }
    run(more = {}, answer = () => true) {
        this.asked = [];
        const shell = new Shell(() => tree(this.id), this.exchange.commands(), this.files);
        return shell.run("", { ...this.parameters, ...more }, (target, action) => {
            this.asked.push(action);
            return answer(target);
        });
    }
    undo() { return this.run({ undo: true }); }
    fails(more) {
        try { this.run(more); } catch (thrown) { if (thrown instanceof Thrown) return true; throw thrown; }
        return false;
    }
}

const user = (more = {}) => ({ UserPrincipalName: account, SamAccountName: "askcody", RecipientType: "User",
    RecipientTypeDetails: "User", AuthenticationPolicy: "", ...more });
const owner = { users: { [account]: user({ RecipientType: "UserMailbox" }) },
    mailboxes: { [account]: { ExchangeGuid: guid(), PrimarySmtpAddress: account, EwsEnabled: null, ThrottlingPolicyId: null } } };
const rooms = (more) => ({ mailboxes: { [room]: { PrimarySmtpAddress: room, ...more } } });
const policy = (name, more) => ({ [name]: { DistinguishedName: `CN=${name},DC=contoso`, Guid: guid(), ...more } });
const scope = (filter) => ({ "AskCody rooms": { Name: "AskCody rooms", Guid: guid(), RecipientFilter: filter } });
const wide = { Name: "AskCody impersonation askcody", Guid: guid(), User: account, CustomRecipientWriteScope: null };
const worlds = {
    "service-account": { "nobody": {}, "a user in Active Directory alone": { users: { [account]: user() } },
        "EWS off": { ...owner, mailboxes: { [account]: { ...owner.mailboxes[account], EwsEnabled: false } } } },
    "impersonation": { "no role": owner },
    "impersonation-rooms": { "no role": owner, "the wide role": { ...owner, assignments: { [wide.Name]: wide } },
        "the scope is there": { ...owner, scopes: scope("(RecipientTypeDetails -eq 'RoomMailbox')") },
        "the scope is narrower": { ...owner, scopes: scope("(Name -eq 'Room 1')") } },
    "throttling-policy": { "the default": owner, "another policy": { ...owner, throttling: { Slow: { Name: "Slow", Guid: guid() } },
        mailboxes: { [account]: { ...owner.mailboxes[account], ThrottlingPolicyId: "Slow" } } } },
    "authentication-policy": { "of the account": { users: { [account]: user({ AuthenticationPolicy: "Strict" }) },
        policies: policy("Strict", { BlockLegacyAuthWebServices: true, blocklegacyauthpop: true }) },
        "of the organisation": { users: { [account]: user() }, organization: { DefaultAuthenticationPolicy: "Strict" },
            policies: policy("Strict", { BlockLegacyAuthAutodiscover: true }) } },
    "basic-ews": { "two of three": { directories: { "A\\EWS": false, "B\\EWS": true, "C\\EWS": false } } },
    "room-list": { "no list": rooms({}), "a list with a room": { ...rooms({}),
        groups: { [list]: { Guid: guid(), RecipientTypeDetails: "RoomList", Members: ["room2@contoso.com"] } } } },
    "calendar-processing": { "by hand": rooms({ Processing: { AutomateProcessing: "AutoUpdate", DeleteSubject: true,
        AddOrganizerToSubject: true, DeleteComments: false } }) },
    "calendar-rights": { "nobody sees it": rooms({ Calendar: { Path: "/Kalender", Default: ["None"] } }) },
    "ews-allowance": { "off": { organization: { EwsEnabled: false, EwsAllowedAppIDs: others } },
        "on, not listed": { organization: { EwsEnabled: true, EwsAllowedAppIDs: `${others},${others.replace(/3/g, "4")}` } } },
};
const start = (id, name) => new Stage(id, worlds[id][name ?? Object.keys(worlds[id])[0]]);

let passed = 0, failed = 0;
function test(name, body) {
    try { body(); ++passed; } catch (thrown) { ++failed; console.log(`FAIL ${name}: ${thrown.stack}`); }
}
function equal(seen, expected, what = "") {
    if (!isDeepStrictEqual(seen, expected)) throw new Error(`${what} ${JSON.stringify(seen)} is not ${JSON.stringify(expected)}`);
}

test("every script has its worlds", () => equal(Object.keys(worlds).sort(), execFileSync(cli, ["script", "--list"],
    { encoding: "utf-8" }).trim().split("\n").map((line) => line.split(" ")[0]).sort()));

for (const [id, its] of Object.entries(worlds)) {
    for (const name of Object.keys(its)) {
        const before = start(id, name).exchange.snapshot();
        let changes = 0;
        test(`${id}, ${name}: -WhatIf touches nothing`, () => {
            const stage = start(id, name);
            stage.run({}, () => false);
            equal([stage.exchange.changes, stage.files.size, stage.asked.length > 0], [[], 0, true]);
        });
        test(`${id}, ${name}: done, done again, undone`, () => {
            const stage = start(id, name);
            stage.run();
            changes = stage.exchange.changes.length;
            equal(changes > 0, true);
            const after = stage.exchange.snapshot();
            equal(after === before, false);
            stage.run();
            equal([stage.exchange.changes.length, stage.exchange.snapshot()], [changes, after], "a second run");
            stage.run({ undo: true }, () => false);
            equal([stage.exchange.changes.length, stage.files.size], [changes, 1], "-Undo -WhatIf");
            stage.undo();
            equal([stage.exchange.snapshot(), stage.files.size], [before, 0]);
            equal(stage.fails({ undo: true }), true, "nothing is left to undo");
        });
        test(`${id}, ${name}: what failed half-way is undone`, () => {
            for (let refused = 1; refused <= changes; ++refused) {
                const stage = start(id, name);
                stage.exchange.refuseChange = refused;
                equal(stage.fails(), true);
                stage.exchange.refuseChange = 0;
                stage.undo();
                equal(stage.exchange.snapshot(), before, `change ${refused}:`);
            }
        });
    }
}

test("a user in Active Directory keeps it", () => {
    const stage = start("service-account", "a user in Active Directory alone");
    stage.run();
    equal(stage.exchange.changes, ["Enable-Mailbox"]);
    stage.undo();
    equal(stage.exchange.changes, ["Enable-Mailbox", "Disable-Mailbox"]);
});
test("what the administrator has made after a failure stays", () => {
    const stage = start("service-account", "nobody");
    stage.exchange.refuseChange = 1;
    equal(stage.fails(), true);
    Object.assign(stage.exchange, structuredClone(owner));
    const before = stage.exchange.snapshot();
    stage.undo();
    equal(stage.exchange.snapshot(), before);
});
test("another mailbox with the same address stays", () => {
    const stage = start("service-account", "nobody");
    stage.run();
    stage.exchange.mailboxes[account].ExchangeGuid = guid();
    const before = stage.exchange.snapshot();
    stage.undo();
    equal(stage.exchange.snapshot(), before);
});
test("somebody else's short name is left alone", () => {
    const stage = new Stage("service-account", { users: { x: user({ UserPrincipalName: "askcody@contoso.local" }) } });
    equal([stage.fails(), stage.exchange.changes, stage.files.size], [true, [], 0]);
});
test("a list with rooms of others stays", () => {
    const stage = start("room-list", "no list");
    stage.run();
    stage.exchange.groups[list].Members.push("room9@contoso.com");
    stage.undo();
    equal(stage.exchange.groups[list].Members, ["room9@contoso.com"]);
});
test("a group that is no room list is left alone", () => {
    const stage = new Stage("room-list", { ...rooms({}), groups: { [list]: { RecipientTypeDetails: "MailUniversalDistributionGroup", Members: [] } } });
    equal([stage.fails(), stage.exchange.changes], [true, []]);
});
test("where every application is answered nobody is locked out unasked", () => {
    for (const value of [null, ""]) {
        const world = { organization: { EwsEnabled: value, EwsAllowedAppIDs: "" } };
        const stage = new Stage("ews-allowance", world);
        const said = stage.run();
        equal([stage.exchange.changes, stage.asked, stage.files.size], [[], [], 0]);
        equal(/every application is answered/.test(said) && /-ListedOnly/.test(said), true, said);
        const wanted = new Stage("ews-allowance", world, { listedonly: true });
        wanted.run();
        equal(/NOT ON THE LIST ARE REFUSED/.test(wanted.asked[0]), true, wanted.asked[0]);
        equal(wanted.exchange.organization, { EwsEnabled: true, EwsAllowedAppIDs: app });
        wanted.exchange.organization.EwsAllowedAppIDs += "," + others;
        wanted.undo();
        equal(wanted.exchange.organization, { EwsEnabled: null, EwsAllowedAppIDs: others });
    }
});
test("the list keeps what stands on it", () => {
    const stage = new Stage("ews-allowance", { organization: { EwsEnabled: true, EwsAllowedAppIDs: ` ${others}, x,` } });
    stage.run();
    equal(stage.exchange.organization.EwsAllowedAppIDs, [others, "x", app].join(","));
});
test("only servers that were agreed to", () => {
    const stage = start("basic-ews");
    stage.run({}, (target) => target.startsWith("C"));
    equal(stage.exchange.directories, { "A\\EWS": false, "B\\EWS": true, "C\\EWS": true });
    stage.exchange.directories["A\\EWS"] = true;
    stage.undo();
    equal(stage.exchange.directories, { "A\\EWS": true, "B\\EWS": true, "C\\EWS": false });
});
test("settings of others stay", () => {
    const stage = start("calendar-processing");
    stage.run();
    stage.exchange.mailboxes[room].Processing.DeleteSubject = true;
    stage.exchange.mailboxes[room].Processing.AutomateProcessing = "None";
    stage.undo();
    equal(stage.exchange.mailboxes[room].Processing, { AutomateProcessing: "None", DeleteSubject: true, AddOrganizerToSubject: true, DeleteComments: false });
});
test("what another account uses stays", () => {
    const throttled = start("throttling-policy");
    throttled.run();
    throttled.exchange.mailboxes["b@contoso.com"] = { ThrottlingPolicyId: "AskCody EWS" };
    throttled.undo();
    equal([Object.keys(throttled.exchange.throttling), throttled.files.size], [["AskCody EWS"], 0]);
    const scoped = start("impersonation-rooms");
    scoped.run();
    scoped.exchange.assignments.b = { Name: "b", User: "b", CustomRecipientWriteScope: "AskCody rooms" };
    scoped.undo();
    equal([Object.keys(scoped.exchange.assignments), Object.keys(scoped.exchange.scopes), scoped.files.size], [["b"], ["AskCody rooms"], 0]);
    const allowed = start("authentication-policy");
    allowed.run();
    allowed.exchange.users.b = user({ AuthenticationPolicy: "AskCody EWS" });
    allowed.undo();
    equal([allowed.exchange.users[account].AuthenticationPolicy, "AskCody EWS" in allowed.exchange.policies], ["Strict", true]);
});
test("a policy of the account's own blocks what was blocked", () => {
    const stage = start("authentication-policy");
    stage.run();
    const { DistinguishedName, Guid, ...blocked } = stage.exchange.policies["AskCody EWS"];
    equal(blocked, { blocklegacyauthpop: true });
});
test("a right that is there stays", () => {
    const stage = new Stage("calendar-rights", rooms({ Calendar: { Path: "/Kalender", Default: ["Reviewer"] } }));
    stage.run();
    equal([stage.exchange.changes, stage.files.size], [[], 0]);
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
