// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// npm "jose" opens what we seal, we prove what it signs, and we refuse what must be refused.
// node test_jose.mjs PROGRAM

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as jose from 'jose';

const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'jose-'));
const keysFile = join(folder, 'keys.json');
let cases = 0;

function ours(command, keys, input, ...more) {
    writeFileSync(keysFile, typeof keys === 'string' ? keys : JSON.stringify({ keys }));
    const run = spawnSync(program, [command, keysFile, ...more], { input });
    assert.equal(run.status, 0, String(run.stderr));
    cases += 1;
    return JSON.parse(run.stdout);
}

async function keyPair(algorithm, members, options = {}) {
    const { privateKey, publicKey } = await jose.generateKeyPair(algorithm, { extractable: true, ...options });
    return { privateKey, jwk: { ...await jose.exportJWK(publicKey), ...members } };
}

const text = new TextEncoder();
const sign = (key, header, payload = '{"sub":"adele"}') =>
    new jose.CompactSign(text.encode(payload)).setProtectedHeader(header).sign(key);

async function theyOpenWhatWeSeal() {
    for (const modulusLength of [2048, 3072, 4096]) {
        const { privateKey, jwk } = await keyPair('RSA-OAEP-256', { kid: 'p1', use: 'enc' }, { modulusLength });
        for (const plain of ['{}', '{"password":"p\u00e4ss \u{1F511}"}', 'x'.repeat(16384)]) {
            const { jwe } = ours('seal', [jwk], plain, 'credential+json');
            const opened = await jose.compactDecrypt(jwe, privateKey, {
                keyManagementAlgorithms: ['RSA-OAEP-256'], contentEncryptionAlgorithms: ['A256GCM'] });
            assert.equal(new TextDecoder().decode(opened.plaintext), plain);
            assert.deepEqual(opened.protectedHeader,
                { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'p1', typ: 'credential+json' });
            const cut = jwe.slice(0, -2) + (jwe.endsWith('AA') ? 'BA' : 'AA');
            await assert.rejects(jose.compactDecrypt(cut, privateKey));
        }
    }
    const other = await keyPair('RSA-OAEP-256', {});
    const { jwk } = await keyPair('RSA-OAEP-256', { kid: 'p1', use: 'enc' });
    await assert.rejects(jose.compactDecrypt(ours('seal', [jwk], 'x', 't').jwe, other.privateKey));
}

async function weProveWhatTheySign() {
    for (const algorithm of ['RS256', 'PS256', 'ES256']) {
        const { privateKey, jwk } = await keyPair(algorithm, { kid: 'k1', use: 'sig', alg: algorithm });
        // 40 of each: an ES256 signature whose numbers begin with zeros comes up among them now and then.
        for (let i = 0; i < 40; ++i) {
            const payload = JSON.stringify({ i });
            const proved = ours('verify', [jwk], await sign(privateKey, { alg: algorithm, kid: 'k1' }, payload), algorithm);
            assert.equal(proved.payload, payload, JSON.stringify(proved));
            assert.equal(proved.thumbprint, await jose.calculateJwkThumbprint(jwk));
        }
    }
}

async function weRefuse() {
    const { privateKey, jwk } = await keyPair('RS256', { kid: 'k1', use: 'sig' });
    const stranger = await keyPair('RS256', { kid: 'k1' });
    const all = ['RS256', 'PS256', 'ES256'];
    const encode = value => jose.base64url.encode(JSON.stringify(value));
    const unsigned = header => `${encode(header)}.${encode({ sub: 'adele' })}`;
    const hmac = header => {
        const head = unsigned(header);
        return `${head}.${createHmac('sha256', JSON.stringify(jwk)).update(head).digest('base64url')}`;
    };
    const refusals = [
        ['no signature', new jose.UnsecuredJWT({ sub: 'adele' }).encode(), all, 'TOKEN_ALGORITHM'],
        ['none with a kid', `${unsigned({ alg: 'none', kid: 'k1' })}.`, all, 'TOKEN_ALGORITHM'],
        ['HMAC with the public key', hmac({ alg: 'HS256', kid: 'k1' }), all, 'TOKEN_ALGORITHM'],
        ['an algorithm not asked for', await sign(privateKey, { alg: 'RS256', kid: 'k1' }), ['PS256'], 'TOKEN_ALGORITHM'],
        ['a longer hash', await sign((await keyPair('RS512', {})).privateKey, { alg: 'RS512', kid: 'k1' }), all, 'TOKEN_ALGORITHM'],
        ['an embedded key', await sign(stranger.privateKey, { alg: 'RS256', jwk: stranger.jwk }), all, 'TOKEN_ALGORITHM'],
        ['an embedded key under a known name', await sign(stranger.privateKey, { alg: 'RS256', kid: 'k1', jwk: stranger.jwk }), all, 'TOKEN_ALGORITHM'],
        ['keys from elsewhere', await sign(stranger.privateKey, { alg: 'RS256', kid: 'k1', jku: 'https://evil.test/' }), all, 'TOKEN_ALGORITHM'],
        ['compression', await sign(privateKey, { alg: 'RS256', kid: 'k1', zip: 'DEF' }), all, 'TOKEN_ALGORITHM'],
        ['an unencoded payload', await sign(privateKey, { alg: 'RS256', kid: 'k1', b64: true, crit: ['b64'] }), all, 'TOKEN_ALGORITHM'],
        ['a stranger under a known name', await sign(stranger.privateKey, { alg: 'RS256', kid: 'k1' }), all, 'TOKEN_SIGNATURE'],
        ['an unknown name', await sign(privateKey, { alg: 'RS256', kid: 'k2' }), all, 'TOKEN_KEY_UNKNOWN'],
        ['RS256 given out as PS256', `${encode({ alg: 'PS256', kid: 'k1' })}.${(await sign(privateKey, { alg: 'RS256', kid: 'k1' })).split('.').slice(1).join('.')}`, all, 'TOKEN_SIGNATURE'],
        ['a JWE', await new jose.CompactEncrypt(text.encode('x')).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
            .encrypt((await jose.generateKeyPair('RSA-OAEP-256')).publicKey), all, 'TOKEN_MALFORMED'],
    ];
    for (const [name, token, algorithms, code] of refusals)
        assert.equal(ours('verify', [jwk], token, ...algorithms).code, code, name);
}

async function weSealForNobodyElse() {
    const { jwk } = await keyPair('RSA-OAEP-256', { kid: 'p1', use: 'enc' });
    const ec = await keyPair('ECDH-ES', { kid: 'p1', use: 'enc' });
    const { d, ...withoutPrivate } = await jose.exportJWK((await keyPair('RSA-OAEP-256', {})).privateKey);
    const refusals = [
        ['a key for signatures', { ...jwk, use: 'sig' }],
        ['a key for SHA-1', { ...jwk, alg: 'RSA-OAEP' }],
        ['a key without a name', { ...jwk, kid: undefined }],
        ['a key without a use', { ...jwk, use: undefined }],
        ['an elliptic curve', ec.jwk],
        ['half of a private key', { ...withoutPrivate, kid: 'p1', use: 'enc' }],
        ['a short key', { ...jwk, n: jwk.n.slice(0, 171) }],
    ];
    for (const [name, key] of refusals)
        assert.equal(ours('seal', [key], 'x', 't').code, 'SEALING_KEY_UNUSABLE', name);
    assert.equal(ours('seal', 'no JSON', 'x', 't').code, 'KEY_SET_UNUSABLE');
}

try {
    for (const part of [theyOpenWhatWeSeal, weProveWhatTheySign, weRefuse, weSealForNobodyElse])
        await part();
    console.log(`${cases} cases`);
} finally {
    rmSync(folder, { recursive: true });
}
