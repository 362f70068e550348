// SPDX-License-Identifier: EUPL-1.2
// sync.mjs MODULES fill-server URL < lines        the documents straight into the database
// sync.mjs MODULES fill DB < lines                into a PouchDB of LevelDB
// sync.mjs MODULES edit DB COUNT < lines          another phone number for the first COUNT
// sync.mjs MODULES visit DB URL BATCH             PouchDB's sync; says the first four that bench_sync says
// sync.mjs MODULES floor-pull URL | floor-push URL < lines    our requests without any store: wall ms
// sync.mjs MODULES relay URL MS                   a relay on a port that it says, MS later in both directions; ended by a
//                                                 signal it says how many bytes went up and down
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [modules, what, at, more, batch] = process.argv.slice(2);
const need = createRequire(`${resolve(modules)}/x.js`);
const lines = () => readFileSync(0, 'utf8').trim().split('\n');
const json = { 'content-type': 'application/json', accept: 'application/json' };

function open(name) {
    return new (need('pouchdb'))(name);
}

async function post(path, body, headers = {}) {
    const answer = await fetch(path, { method: 'POST', body, headers: { ...json, ...headers } });
    await answer.arrayBuffer();
    if (!answer.ok) {
        throw new Error(`${path}: ${answer.status}`);
    }
}

async function visit() {
    const PouchDB = need('pouchdb');
    let requests = 0;
    const local = open(at);
    const remote = new PouchDB(more, {
        skip_setup: true,
        fetch: (url, options) => {
            requests++;
            return PouchDB.fetch(url, options);
        },
    });
    await local.info();
    const before = process.cpuUsage(), begin = performance.now();
    const options = { batch_size: Number(batch), batches_limit: 10 };
    await local.replicate.from(remote, options);
    await local.replicate.to(remote, options);
    const wall = performance.now() - begin, { user, system } = process.cpuUsage(before);
    const numbers = [wall, (user + system) / 1000, process.resourceUsage().maxRSS, requests];
    console.log(numbers.map(Math.round).join('\t'));
}

async function timed(deed) {
    const begin = performance.now();
    await deed();
    console.log(Math.round(performance.now() - begin));
}

function relay() {
    const { hostname, port } = new URL(at);
    const count = { up: 0, down: 0 };
    const server = createServer((near) => {
        const far = connect(port, hostname);
        const pass = (from, to, way) => {
            from.on('data', (bytes) => {
                count[way] += bytes.length;
                setTimeout(() => to.destroyed || to.write(bytes), more);
            });
            from.on('end', () => setTimeout(() => to.end(), more));
            from.on('error', () => to.destroy());
        };
        near.setNoDelay(true);
        far.setNoDelay(true);
        pass(near, far, 'up');
        pass(far, near, 'down');
    });
    process.on('SIGTERM', () => {
        console.log(`${count.up}\t${count.down}`);
        process.exit(0);
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
}

const deeds = {
    'fill-server': async () => {
        await fetch(at, { method: 'PUT' });
        const all = lines();
        for (let i = 0; i < all.length; i += 1000) {
            await post(`${at}/_bulk_docs`, `{"docs":[${all.slice(i, i + 1000).join(',')}]}`);
        }
    },
    fill: async () => {
        const local = open(at), all = lines().map((line) => JSON.parse(line));
        for (let i = 0; i < all.length; i += 1000) {
            await local.bulkDocs(all.slice(i, i + 1000));
        }
    },
    edit: async () => {
        const local = open(at);
        for (const [i, line] of lines().slice(0, Number(more)).entries()) {
            const doc = await local.get(JSON.parse(line)._id);
            await local.put({ ...doc, phone: `+32 2 ${i} p` });
        }
    },
    visit,
    'floor-pull': () => timed(async () => {
        for (let since = 0, last = -1; since !== last;) {
            last = since;
            const answer = await fetch(`${at}/_changes?style=all_docs&limit=2500&include_docs=true&since=${since}`, { headers: json });
            since = Number(/"last_seq":(\d+)/.exec((await answer.text()).slice(-100))[1]);
        }
    }),
    'floor-push': async () => {
        const all = lines().map((line, i) => {
            const hash = (i + 1).toString(16).padStart(32, '0');
            return `{"_rev":"1-${hash}","_revisions":{"start":1,"ids":["${hash}"]},${line.slice(1)}`;
        });
        const bodies = [];
        for (let i = 0; i < all.length; i += 500) {
            bodies.push(gzipSync(`{"new_edits":false,"docs":[${all.slice(i, i + 500).join(',')}]}`));
        }
        await fetch(at, { method: 'PUT' });
        await timed(async () => {
            for (const body of bodies) {
                await post(`${at}/_bulk_docs`, body, { 'content-encoding': 'gzip' });
            }
        });
    },
    relay,
};
await deeds[what]();
