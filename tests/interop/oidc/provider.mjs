// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// node provider.mjs FOLDER: npm "oidc-provider" as https://id.contoso.test on a port of 127.0.0.1, which is the one
// line that it prints. FOLDER holds chain.pem and key.pem. It ends with its standard input.

import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import Provider from 'oidc-provider';

console.warn = () => {};
console.info = () => {};
const folder = process.argv[2];
const provider = new Provider('https://id.contoso.test', {
    clients: [{
        client_id: 'setup',
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/'],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        token_endpoint_auth_method: 'none',
    }],
    features: { deviceFlow: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: true } },
    pkce: { methods: ['S256'], required: () => true },
    rotateRefreshToken: true,
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    cookies: { keys: ['tests only'] },
});
const server = https.createServer(
    { cert: readFileSync(join(folder, 'chain.pem')), key: readFileSync(join(folder, 'key.pem')) }, provider.callback());
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
