// SPDX-License-Identifier: EUPL-1.2
// agent.mjs NODE_MODULES: npm's PouchDB as one more tablet, led by lines on standard input. Each is answered by lines
// and a full stop alone; a deed that goes wrong answers "! why".
//   open NAME URL      an empty database of its own beside the server's URL
//   set ID FIELD TEXT  in the winning version, made when there is none; answers the document as it was
//   remove ID          answers the document as it was
//   pull, push
//   own, served        every leaf, here and as the server names it itself: ID REV[ *][ deleted] BODY, * = the winner
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const need = createRequire(`${resolve(process.argv[2])}/x.js`);
const PouchDB = need('pouchdb');
PouchDB.plugin(need('pouchdb-adapter-memory'));
let local, url;

function canonical(value) {
    if (Array.isArray(value)) {
        return `[${value.map(canonical).join(',')}]`;
    }
    if (value && typeof value === 'object') {
        const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
        return `{${members.join(',')}}`;
    }
    return JSON.stringify(value);
}

function lines(id, versions, winner) {
    return versions.filter(({ ok }) => ok).map(({ ok: { _id, _rev, _deleted, ...body } }) =>
        `${id} ${_rev}${_rev === winner ? ' *' : ''}${_deleted ? ' deleted' : ''} ${canonical(body)}`);
}

async function own() {
    const { results } = await local.changes({ style: 'all_docs', since: 0 });
    const all = await Promise.all(results.map(async ({ id, changes }) =>
        lines(id, await local.get(id, { open_revs: changes.map(({ rev }) => rev) }),
            (await local.allDocs({ keys: [id] })).rows[0].value.rev)));
    return all.flat();
}

async function ask(path, question) {
    const asked = question && { method: 'POST', body: JSON.stringify(question) };
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const answer = await fetch(url + path, { headers, ...asked });
    return answer.json();
}

async function served() {
    const { results } = await ask('/_changes?style=all_docs&since=0');
    const docs = results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
    const { rows } = await ask('/_all_docs', { keys: results.map(({ id }) => id) });
    const { results: all } = await ask('/_bulk_get', { docs });
    const winner = new Map(rows.map(({ key, value: { rev } }) => [key, rev]));
    return all.flatMap(({ id, docs: versions }) => lines(id, versions, winner.get(id)));
}

const deeds = {
    async open(name, at) {
        await local?.destroy();
        local = new PouchDB(name, { adapter: 'memory' });
        url = at;
    },
    async set(id, field, text) {
        const doc = await local.get(id).catch(() => ({ _id: id, type: 'place' }));
        const { _id, _rev, ...before } = doc;
        await local.put({ ...doc, [field]: text });
        return [canonical(before)];
    },
    async remove(id) {
        const { _id, _rev, ...before } = await local.get(id).catch(() => ({}));
        if (_rev) {
            await local.remove(_id, _rev);
        }
        return [canonical(before)];
    },
    pull: async () => { await local.replicate.from(url); },
    push: async () => { await local.replicate.to(url); },
    own: async () => (await own()).sort(),
    served: async () => (await served()).sort(),
};

for await (const line of createInterface({ input: process.stdin })) {
    const [deed, ...words] = line.split(' ');
    const said = await deeds[deed](...words).catch((why) => [`! ${why.message ?? why}`]) ?? [];
    process.stdout.write([...said, '.', ''].join('\n'));
}
process.exit(0);
