// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// node entra.mjs FOLDER: npm "oidc-provider" in the place of Microsoft's sign-in, with one tenant: what a client reads
// of Entra ID's metadata and of its tokens is there, the rest is the provider's own. As https://login.microsoftonline.com
// on a port of 127.0.0.1, which is the one line that it prints. FOLDER holds chain.pem and key.pem. CODE_LIFE: how many
// seconds a code is good for; HOME_TENANT: whose people sign in, unless the tenant's own. It ends with its standard input.

import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import Provider from 'oidc-provider';

console.warn = () => {};
console.info = () => {};
const folder = process.argv[2];
const tenant = 'f4b10000-0000-4000-8000-00000000fab1';
const ews = 'https://outlook.office365.com/EWS.AccessAsUser.All';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const provider = new Provider(`https://login.microsoftonline.com/${tenant}/v2.0`, {
    clients: [{
        client_id: '5b0c1f9e-0000-4000-8000-00000000de30',
        application_type: 'native',
        redirect_uris: ['http://localhost/'],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
    }],
    features: { devInteractions: { enabled: true } },
    pkce: { methods: ['S256'], required: () => true },
    scopes: ['openid', 'profile', 'offline_access', ews],
    claims: { openid: ['sub', 'tid', 'wids'], profile: ['preferred_username', 'name'] },
    conformIdTokenClaims: false,
    discovery: {
        cloud_instance_name: 'microsoftonline.com', tenant_region_scope: 'EU', msgraph_host: 'graph.microsoft.com',
    },
    ttl: { AuthorizationCode: Number(process.env.CODE_LIFE ?? 60) },
    issueRefreshToken: async () => true,
    findAccount: (ctx, id) => ({
        accountId: id,
        claims: () => ({
            sub: id, tid: process.env.HOME_TENANT ?? tenant, wids: [globalAdministrator], name: 'Adele', preferred_username: 'admin@fabrikam.test',
        }),
    }),
    cookies: { keys: ['tests only'] },
});
const answer = provider.callback();
const metadata = new RegExp(`^/(fabrikam\\.test|${tenant})/v2\\.0(/\\.well-known/openid-configuration)$`, 'i');
const server = https.createServer(
    { cert: readFileSync(join(folder, 'chain.pem')), key: readFileSync(join(folder, 'key.pem')) }, (request, response) => {
        if (request.url.startsWith('/getuserrealm.srf')) {
            response.setHeader('Content-Type', 'application/json');
            response.end(JSON.stringify({ NameSpaceType: 'Managed', FederationBrandName: 'Fabrikam', CloudInstanceName: 'microsoftonline.com' }));
            return;
        }
        request.url = request.url.replace(metadata, '$2');
        answer(request, response);
    });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
