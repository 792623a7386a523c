// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// npm's jose for client assertions: one JSON object per line in, one out.
//   { sign: { pem, claims, header } }                        -> { assertion }
//   { verify: { assertion, certificate, audience, issuer } } -> { claims, header, thumbprint } or { error }
// A certificate is base64 of its DER.

import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import * as jose from 'jose';

async function sign({ pem, claims, header }) {
    const key = await jose.importPKCS8(pem, header.alg);
    return { assertion: await new jose.SignJWT(claims).setProtectedHeader(header).sign(key) };
}

async function verify({ assertion, certificate, audience, issuer }) {
    try {
        const pem = `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----`;
        const proved = await jose.jwtVerify(assertion, await jose.importX509(pem, 'PS256'),
            { audience, issuer, subject: issuer, algorithms: ['PS256'], requiredClaims: ['jti', 'nbf', 'exp'] });
        const thumbprint = createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('base64url');
        return { claims: proved.payload, header: proved.protectedHeader, thumbprint };
    } catch (error) {
        return { error: error.code ?? error.message };
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    const answer = command.sign ? await sign(command.sign) : await verify(command.verify);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
