// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What others make of the simulated portal. One JSON command a line on standard input, one answer a line:
//   { seal: { jwk, plain, header, zip } }                    -> { jwe }
//   { verify: { token, jwks, issuer, audience, algorithm } } -> { claims, header } or { error }
//   { judge: { api, exchanges } }                            -> { complaints: [ … ], seen: [ "operation status" … ] }

import { constants, createCipheriv, publicEncrypt, createPublicKey, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { deflateRawSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as jose from 'jose';

// jose writes no "zip" and no duplicate members; this is the same by hand.
function sealByHand({ jwk, plain, header, zip }) {
    const key = randomBytes(32), iv = randomBytes(12);
    const head = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header)).toString('base64url');
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(head));
    const content = Buffer.concat([cipher.update(zip ? deflateRawSync(Buffer.from(plain)) : Buffer.from(plain)), cipher.final()]);
    const wrapped = publicEncrypt({ key: createPublicKey({ key: jwk, format: 'jwk' }),
        padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
    return [head, ...[wrapped, iv, content, cipher.getAuthTag()].map(part => part.toString('base64url'))].join('.');
}

async function seal(what) {
    if (what.byHand)
        return { jwe: sealByHand(what) };
    const { alg, ...plainKey } = what.jwk;
    const key = await jose.importJWK(plainKey, what.header.alg);
    return { jwe: await new jose.CompactEncrypt(new TextEncoder().encode(what.plain))
        .setProtectedHeader(what.header).encrypt(key) };
}

async function verify({ token, jwks, issuer, audience, algorithm }) {
    try {
        const proved = await jose.jwtVerify(token, jose.createLocalJWKSet(jwks), { issuer, audience, algorithms: [algorithm] });
        return { claims: proved.payload, header: proved.protectedHeader };
    } catch (error) {
        return { error: error.code };
    }
}

class Judge {
    constructor(api) {
        this.api = api;
        this.ajv = new Ajv2020({ strict: false, allErrors: true });
        addFormats(this.ajv);
        this.ajv.addSchema(api, 'api');
        this.complaints = [];
        this.seen = new Set();
    }

    complain(exchange, text) {
        this.complaints.push(`${exchange.method} ${exchange.path} ${exchange.status}: ${text}`);
    }

    // Of a schema that stands somewhere in the description.
    holds(exchange, schema, value, what) {
        const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
        const validate = this.ajv.compile(pointed);
        if (!validate(value))
            this.complain(exchange, `${what}: ${this.ajv.errorsText(validate.errors)}`);
    }

    resolve(node) {
        return node && node.$ref ? node.$ref.slice(2).split('/').reduce((at, step) => at[step], this.api) : node;
    }

    operation({ path, method }) {
        for (const [template, item] of Object.entries(this.api.paths)) {
            const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
            if (pattern.test(path) && item[method.toLowerCase()])
                return item[method.toLowerCase()];
        }
        return undefined;
    }

    judge(exchange) {
        const operation = this.operation(exchange);
        if (!operation)
            return this.complain(exchange, 'no such operation');
        const response = this.resolve(operation.responses[exchange.status]);
        if (!response)
            return this.complain(exchange, `${operation.operationId} has no such answer`);
        this.seen.add(`${operation.operationId} ${exchange.status}`);
        this.judgeHeaders(exchange, response);
        this.judgeBody(exchange, response);
        if (exchange.status < 300 && operation.requestBody) {
            const media = operation.requestBody.content[exchange.requestType];
            if (!media)
                return this.complain(exchange, `request of type ${exchange.requestType}`);
            this.holds(exchange, media.schema, JSON.parse(exchange.requestBody), 'request');
        }
        return undefined;
    }

    judgeHeaders(exchange, response) {
        for (const [name, reference] of Object.entries(response.headers ?? {})) {
            const header = this.resolve(reference);
            const value = exchange.headers[name.toLowerCase()];
            if (value === undefined && header.required)
                this.complain(exchange, `no ${name}`);
            else if (value !== undefined)
                this.holds(exchange, header.schema, value, name);
        }
    }

    judgeBody(exchange, response) {
        if (!response.content) {
            if (response.description.includes('any body'))
                return;
            if (exchange.body !== '')
                this.complain(exchange, 'a body where none should be');
            return;
        }
        const media = response.content[(exchange.headers['content-type'] ?? '').split(';')[0]];
        if (!media)
            this.complain(exchange, `body of type ${exchange.headers['content-type']}`);
        else
            this.holds(exchange, media.schema, JSON.parse(exchange.body), 'body');
    }
}

function judge({ api, exchanges }) {
    const judge = new Judge(api);
    exchanges.forEach(exchange => judge.judge(exchange));
    return { complaints: judge.complaints, seen: [...judge.seen].sort() };
}

for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    const answer = command.seal ? await seal(command.seal) : command.verify ? await verify(command.verify) : judge(command.judge);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
