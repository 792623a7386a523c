// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// node browser.mjs CHROMIUM FOLDER RULES MODE URL: a person with a real browser, headless, that finds names by RULES
// ("MAP id.contoso.test:443 127.0.0.1:PORT,…"). Goes to the URL, fills in what the provider asks (MODE "agree"), or
// refuses (MODE "deny"), until nothing is asked any more; or closes the tab as soon as something is asked (MODE
// "leave"); or comes back first with the answer of an old tab, which the program did not ask for, and agrees then (MODE
// "old-tab"). Prints where it ended. PERSON_EMAIL and PERSON_PASSWORD say who it is. Whoever needs the person no longer
// sends SIGTERM. In every case the browser has ended, and left nothing behind in FOLDER, before this does.

import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const [chromium, folder, rules, mode, url] = process.argv.slice(2);
const browser = spawn(chromium, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
    '--disable-background-networking', '--disable-breakpad', '--no-proxy-server', '--ignore-certificate-errors', '--remote-debugging-port=0',
    `--host-resolver-rules=${rules}`, `--user-data-dir=${folder}/profile`, 'about:blank'],
    { stdio: 'ignore', detached: true });

// It has many processes, in one group; each of them may write to its folder until it has gone.
async function end(code) {
    for (let i = 0; i < 100; ++i, await sleep(50)) {
        try {
            process.kill(-browser.pid, 'SIGKILL');
        } catch {
            break; // nobody is left
        }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit(code);
}
process.on('SIGTERM', () => end(1));

// What the person does with the page that is shown; true once nothing is left to do.
const act = `(() => {
    const at = location.href;
    if (at === 'about:blank' || document.readyState !== 'complete') return null;
    if (at.includes('/signed-in')) return 'done';
    if (at.startsWith('chrome-error:') || document.querySelector('[role=alert]')) return 'lost';
    const cancel = document.querySelector('#deny') ?? [...document.querySelectorAll('a')].find(a => a.href.includes('/abort'));
    if (${JSON.stringify(mode)} === 'deny' && cancel) { cancel.click(); return null; }
    const email = document.querySelector('input[name=email]');
    if (email) {
        email.value = ${JSON.stringify(process.env.PERSON_EMAIL ?? '')};
        document.querySelector('input[name=password]').value = ${JSON.stringify(process.env.PERSON_PASSWORD ?? '')};
    }
    const login = document.querySelector('input[name=login]');
    if (login) { login.value = 'adele'; document.querySelector('input[name=password]').value = 'x'; }
    const form = document.querySelector('form');
    // Not every button stands inside of its form.
    const onward = document.querySelector('button[type=submit]:not([name=abort])');
    if (form && onward) { onward.click(); return null; }
    return document.body.innerText.includes('Success') ? 'done' : null;
})()`;

async function debuggerAddress() {
    for (let i = 0; i < 200; ++i, await sleep(100)) {
        try {
            const [number] = readFileSync(join(folder, 'profile', 'DevToolsActivePort'), 'utf8').split('\n');
            const pages = await (await fetch(`http://127.0.0.1:${number}/json/list`)).json();
            const page = pages.find(one => one.type === 'page');
            if (page) return page.webSocketDebuggerUrl;
        } catch { /* it is still starting */ }
    }
    throw new Error('the browser does not start');
}

let code = 1;
try {
    const socket = new WebSocket(await debuggerAddress());
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const waiting = new Map();
    socket.on('message', data => { const { id, result } = JSON.parse(data); waiting.get(id)?.(result); });
    let last = 0;
    const call = (method, params = {}) => new Promise(resolve => {
        waiting.set(++last, resolve);
        socket.send(JSON.stringify({ id: last, method, params }));
    });
    const evaluate = async expression => {
        const answer = await call('Runtime.evaluate', { expression: `JSON.stringify(${expression})`, returnByValue: true });
        return JSON.parse(answer?.result?.value ?? '[null]');
    };
    const shown = '[document.readyState === "complete" && location.href !== "about:blank", location.href, document.body?.innerText]';
    if (mode === 'old-tab') {
        const back = new URL(new URL(url).searchParams.get('redirect_uri'));
        back.search = '?code=of-another&state=of-another';
        await call('Page.navigate', { url: back.href });
        let old = [];
        for (let i = 0; i < 400 && !old[0]; ++i, await sleep(100)) old = await evaluate(shown);
        console.log(`old tab: ${old[2]}`);
    }
    await call('Page.navigate', { url });
    let at = '';
    for (let i = 0; mode === 'leave' && i < 600 && code; ++i, await sleep(100)) {
        const [isThere, where, text] = await evaluate(shown);
        at = `${where} ${text}`;
        if (isThere && !where.startsWith('chrome-error:')) code = 0;
    }
    for (let i = 0; i < 600 && code; ++i, await sleep(100)) {
        const [state, where, text] = await evaluate(`[${act}, location.href, document.body?.innerText]`);
        at = `${where} ${text}`;
        if (state === 'lost') break;
        if (state === 'done') code = 0;
    }
    console.log(at);
} catch (error) {
    console.error(error.message);
    code = 1;
}
await end(code);
