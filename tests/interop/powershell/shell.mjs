// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// As much of PowerShell as the scripts of this program use, over a tree of tree-sitter's grammar: to see what they do,
// where PowerShell itself is no package of the system. What it does not know ends the test instead of being guessed.

// A hashtable: the case of letters does not matter.
export class Hash {
    #entries = new Map();
    set(key, value) { this.#entries.set(String(key).toLowerCase(), [String(key), value]); }
    get(key) { return this.#entries.get(String(key).toLowerCase())?.[1] ?? null; }
    has(key) { return this.#entries.has(String(key).toLowerCase()); }
    keys() { return [...this.#entries.values()].map(([key]) => key); }
    copy() { const other = new Hash(); for (const key of this.keys()) other.set(key, this.get(key)); return other; }
}

class Return { constructor(output) { this.output = output; } }
export class Thrown extends Error {}

const list = (value) => value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
const collapse = (output) => output.length === 0 ? null : output.length === 1 ? output[0] : output;
export const text = (value) => value === null || value === undefined ? "" : value === true ? "True"
    : value === false ? "False" : Array.isArray(value) ? value.map(text).join(" ") : String(value);
const truth = (value) => Array.isArray(value) ? value.length > 1 || (value.length === 1 && truth(value[0]))
    : !(value === null || value === undefined || value === "" || value === 0 || value === false);
// The right side takes the kind of the left one.
function same(left, right) {
    if (left === null || right === null) return left === right;
    if (typeof left === "boolean") return left === truth(right);
    return text(left).toLowerCase() === text(right).toLowerCase();
}
const wildcard = (pattern) => new RegExp("^" + pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")
    .replace(/\?/g, ".") + "$", "i");

const comparisons = {
    "-eq": (a, b) => Array.isArray(a) ? a.filter((one) => same(one, b)) : same(a, b),
    "-ne": (a, b) => Array.isArray(a) ? a.filter((one) => !same(one, b)) : !same(a, b),
    "-gt": (a, b) => a > b,
    "-like": (a, b) => wildcard(text(b)).test(text(a)),
    "-notmatch": (a, b) => !new RegExp(b, "i").test(text(a)),
    "-contains": (a, b) => list(a).some((one) => same(one, b)),
    "-in": (a, b) => list(b).some((one) => same(one, a)),
    "-split": (a, b) => (Array.isArray(a) ? a : [a]).flatMap((one) => text(one).split(new RegExp(b))),
    "-replace": (a, b) => {
        const [form, instead = ""] = list(b);
        const replaced = (one) => text(one).replace(new RegExp(form, "gi"), instead);
        return Array.isArray(a) ? a.map(replaced) : replaced(a);
    },
    "-join": (a, b) => list(a).map(text).join(b),
};

export class Shell {
    // commands: what is not PowerShell's own; they get their arguments as an object with lower-case names.
    constructor(parse, commands, files) {
        this.parse = parse;
        this.commands = commands;
        this.files = files; // path → what Export-Clixml has written
    }

    // confirm(target, action) answers ShouldProcess. Throws what the script throws; returns what it says.
    run(script, parameters, confirm) {
        this.said = [];
        this.functions = new Map();
        this.scopes = [new Map(Object.entries({ pscommandpath: "script.ps1", undo: false, statefile: "script.state.xml",
            listedonly: false, null: null, true: true, false: false, ...parameters }))];
        this.scopes[0].set("pscmdlet", { ShouldProcess: confirm });
        try {
            this.block(this.parse(script));
        } catch (thrown) {
            if (!(thrown instanceof Return)) throw thrown;
        }
        return this.said.join("\n");
    }

    block(node) {
        const output = [];
        for (const child of node.namedChildren)
            if (!["comment", "param_block"].includes(child.type)) output.push(...this.statement(child));
        return output;
    }

    statement(node) {
        const part = (name) => node.namedChildren.filter((child) => child.type === name);
        switch (node.type) {
        case "statement_list": case "statement_block": case "script_block": case "script_block_body":
            return this.block(node);
        case "if_statement": {
            const [condition, then] = node.namedChildren.filter((child) => child.type !== "comment");
            if (truth(collapse(this.statement(condition)))) return this.block(then);
            for (const clause of part("elseif_clauses").flatMap((all) => all.namedChildren)) {
                const [other, body] = clause.namedChildren;
                if (truth(collapse(this.statement(other)))) return this.block(body);
            }
            return part("else_clause").flatMap((clause) => this.block(clause.namedChildren[0]));
        }
        case "foreach_statement": {
            const [name, values, body] = node.namedChildren;
            const output = [];
            for (const value of list(collapse(this.statement(values)))) {
                this.set(name, value);
                output.push(...this.block(body));
            }
            return output;
        }
        case "function_statement": {
            const name = part("function_name")[0].text.toLowerCase();
            const parameters = part("function_parameter_declaration").flatMap((one) => one.descendantsOfType("variable"));
            this.functions.set(name, { parameters, body: part("script_block")[0] });
            return [];
        }
        case "flow_control_statement": {
            const value = node.namedChildren.length ? this.statement(node.namedChildren[0]) : [];
            if (node.text.startsWith("throw")) throw new Thrown(text(collapse(value)));
            if (node.text.startsWith("return")) throw new Return(value);
            break;
        }
        case "pipeline":
            if (node.namedChildren[0].type === "assignment_expression") return this.assign(node.namedChildren[0]);
            return node.namedChildren.flatMap((chain) => this.statement(chain));
        case "assignment_expression": return this.assign(node);
        case "pipeline_chain": return this.pipeline(node.namedChildren);
        case "empty_statement": return [];
        }
        throw new Error(`a statement that this shell does not know: ${node.type}: ${node.text.slice(0, 80)}`);
    }

    pipeline(stages) {
        let flow = null; // of the first stage there is none
        for (const stage of stages) {
            if (stage.type === "command") flow = this.command(stage, flow);
            else flow = list(this.value(stage));
        }
        return flow;
    }

    assign(node) {
        const [left, , right] = node.namedChildren;
        this.set(this.bare(left), this.assigned(right));
        return [];
    }

    // An expression keeps its array of one; what commands and blocks put out is collapsed.
    assigned(node) {
        const chain = node.type === "pipeline" ? node.namedChildren[0] : null;
        const isExpression = chain?.type === "pipeline_chain" && chain.namedChildren.length === 1 && chain.namedChildren[0].type !== "command";
        return isExpression ? this.value(chain.namedChildren[0]) : collapse(this.statement(node));
    }

    // Through the levels of the grammar that have one child only.
    bare(node) {
        while (node.namedChildren.length === 1 && node.namedChildren[0].text === node.text) node = node.namedChildren[0];
        return node;
    }

    set(target, value) {
        if (target.type === "variable") {
            this.scopes.at(-1).set(target.text.slice(1).toLowerCase(), value);
            return;
        }
        const [owner, key] = target.namedChildren;
        const object = this.value(owner);
        if (!(object instanceof Hash)) throw new Error(`nothing to set in ${target.text}`);
        object.set(target.type === "element_access" ? this.value(key) : key.text, value);
    }

    variable(name) {
        for (const scope of [...this.scopes].reverse())
            if (scope.has(name.toLowerCase())) return scope.get(name.toLowerCase());
        throw new Error(`no such variable: $${name}`);
    }

    value(given) {
        const node = this.bare(given);
        const named = node.namedChildren.filter((child) => child.type !== "comment");
        switch (node.type) {
        case "variable": return this.variable(node.text.slice(1));
        case "braced_variable": return this.variable(node.text.slice(2, -1));
        case "verbatim_string_characters": return node.text.slice(1, -1).replaceAll("''", "'");
        case "expandable_string_literal":
            return node.text.slice(1, -1).replace(/\$(\w+)/g, (_, name) => text(this.variable(name)));
        case "string_literal": return this.value(named[0]);
        case "decimal_integer_literal": case "integer_literal": return Number(node.text);
        case "parenthesized_expression": case "sub_expression":
            return collapse(named.flatMap((child) => this.statement(child)));
        case "array_expression": return named.flatMap((child) => this.statement(child)).flatMap(list);
        case "array_literal_expression": return named.map((child) => this.value(child));
        case "hash_literal_expression": {
            const hash = new Hash();
            for (const entry of named.flatMap((body) => body.namedChildren)) {
                const [key, value] = entry.namedChildren;
                hash.set(key.text, this.assigned(value));
            }
            return hash;
        }
        case "script_block_expression": return { block: named[0] };
        case "expression_with_unary_operator":
            if (node.children[0].text === "-not") return !truth(this.value(named.at(-1)));
            if (node.text.startsWith("-")) return -this.value(named.at(-1));
            break;
        case "cast_expression": return this.cast(node.namedChildren[0].text, this.value(named.at(-1)));
        case "logical_expression": {
            const left = truth(this.value(named[0]));
            return node.children[1].text === "-and" ? left && truth(this.value(named[1])) : left || truth(this.value(named[1]));
        }
        case "comparison_expression": {
            const operator = comparisons[named[1].text.toLowerCase()];
            if (!operator) throw new Error(`no such comparison: ${named[1].text}`);
            return operator(this.value(named[0]), this.value(named[2]));
        }
        case "additive_expression": case "additive_argument_expression": {
            const [left, right] = [this.value(named[0]), this.value(named[1])];
            return Array.isArray(left) ? [...left, ...list(right)] : text(left) + text(right);
        }
        case "member_access": return this.member(this.value(named[0]), this.memberName(named[1]));
        case "element_access": {
            const [object, key] = [this.value(named[0]), this.value(named[1])];
            return object instanceof Hash ? object.get(key) : list(object).at(key) ?? null;
        }
        case "invokation_expression": {
            const call = named.at(-1).descendantsOfType("argument_expression").map((one) => this.value(one));
            return this.invoke(this.value(named[0]), named[1].text, call);
        }
        }
        throw new Error(`a value that this shell does not know: ${node.type}: ${node.text.slice(0, 80)}`);
    }

    memberName(node) {
        const inner = this.bare(node);
        return inner.type === "variable" ? text(this.value(inner)) : inner.text;
    }

    cast(type, value) {
        if (type === "[string]") return text(value);
        if (type === "[bool]") return truth(value);
        throw new Error(`no such type: ${type}`);
    }

    member(object, name) {
        if (name.toLowerCase() === "count") return object instanceof Hash ? object.keys().length : list(object).length;
        if (object instanceof Hash) return name === "Keys" ? object.keys() : object.get(name);
        if (object === null) return null;
        if (Array.isArray(object)) return collapse(object.flatMap((one) => list(this.member(one, name))));
        if (name === "PSObject") return { Properties: Object.entries(object).map(([Name, Value]) => ({ Name, Value })) };
        const found = Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
        return found === undefined ? null : object[found];
    }

    invoke(object, name, call) {
        if (object instanceof Hash && name === "ContainsKey") return object.has(call[0]);
        if (typeof object === "string" && name === "Trim") return object.trim();
        if (typeof object === "string" && name === "Replace") return object.replaceAll(call[0], call[1]);
        if (object && typeof object[name] === "function") return object[name](...call);
        throw new Error(`nothing to call: ${name}`);
    }

    // -Name value, -Name:value, -Switch, @Splat and what has no name.
    arguments(node) {
        const named = {}, bare = [];
        const elements = (node.namedChildren.find((child) => child.type === "command_elements")?.namedChildren ?? [])
            .filter((child) => child.type !== "command_argument_sep");
        for (let at = 0; at < elements.length; ++at) {
            const element = elements[at];
            if (element.type === "command_parameter") {
                const next = elements[at + 1];
                const isSwitch = !next || next.type === "command_parameter" || next.text.startsWith("@");
                named[element.text.slice(1).replace(/:$/, "").toLowerCase()] = isSwitch ? true : this.argument(elements[++at]);
            } else if (/^@\w/.test(element.text)) {
                const splatted = this.variable(element.text.slice(1));
                for (const key of splatted.keys()) named[key.toLowerCase()] = splatted.get(key);
            } else {
                bare.push(this.argument(element));
            }
        }
        return { named, bare };
    }

    argument(element) { return element.type === "generic_token" ? element.text : this.value(element); }

    command(node, flow) {
        const inner = node.namedChildren[0].type === "foreach_command" ? node.namedChildren[0] : node;
        const name = inner === node ? node.namedChildren[0].text.toLowerCase() : "foreach-object";
        const { named, bare } = inner === node ? this.arguments(node)
            : { named: {}, bare: [this.value(inner.namedChildren.at(-1))] };
        const each = (value) => {
            this.scopes.push(new Map([["_", value]]));
            try { return this.block(bare[0].block); } finally { this.scopes.pop(); }
        };
        switch (name) {
        case "where-object": return flow.filter((one) => truth(collapse(each(one))));
        case "foreach-object": return flow.flatMap(each);
        case "select-object": return flow.slice(0, Number(named.first));
        case "out-null": case "format-table": return [];
        case "write-output": case "write-warning": this.said.push(text(bare[0])); return [];
        case "read-host": return ["typed by the administrator"];
        case "test-path": return [this.files.has(named.literalpath)];
        case "import-clixml": return [this.files.get(named.literalpath).copy()];
        case "export-clixml": this.files.set(named.literalpath, flow[0].copy()); return [];
        case "remove-item": this.files.delete(named.literalpath); return [];
        }
        if (this.functions.has(name)) return this.call(this.functions.get(name), bare);
        if (!this.commands[name]) throw new Error(`no such command: ${name}`);
        try {
            return list(this.commands[name](named));
        } catch (refusal) {
            if (refusal instanceof Thrown && text(named.erroraction) === "SilentlyContinue") return [];
            throw refusal;
        }
    }

    call(called, bare) {
        this.scopes.push(new Map(called.parameters.map((one, at) => [one.text.slice(1).toLowerCase(), bare[at] ?? null])));
        try {
            return this.block(called.body);
        } catch (thrown) {
            if (thrown instanceof Return) return thrown.output;
            throw thrown;
        } finally {
            this.scopes.pop();
        }
    }
}
