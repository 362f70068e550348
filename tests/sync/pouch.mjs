// SPDX-License-Identifier: EUPL-1.2
// pouch.mjs NODE_MODULES deeds URL SEED: npm's PouchDB takes the database, changes some places (also a version
// beside another one, a delete and a new beginning), and gives it back.
// pouch.mjs NODE_MODULES leaves URL: every leaf of a PouchDB that replicated the database, and those that the server
// itself names when they differ; a line each as tests/sync/peer.h writes it, the winner with a *.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [modules, what, url, seed] = process.argv.slice(2);
const need = createRequire(`${resolve(modules)}/x.js`);
const PouchDB = need('pouchdb');
PouchDB.plugin(need('pouchdb-adapter-memory'));

let state = Number(seed ?? 1) >>> 0;
const chance = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
};
const hash = () => Array.from({ length: 32 }, () => chance(16).toString(16)).join('');

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

async function leaves(db) {
    const lines = [];
    const { results } = await db.changes({ style: 'all_docs', since: 0 });
    for (const { id, changes } of results) {
        const winner = (await db.allDocs({ keys: [id] })).rows[0].value.rev;
        for (const { rev } of changes) {
            const { _id, _rev, _deleted, ...body } = await db.get(id, { rev });
            lines.push(`${id} ${rev}${rev === winner ? ' *' : ''}${_deleted ? ' deleted' : ''} ${canonical(body)}\n`);
        }
    }
    return lines.sort().join('');
}

async function beside(db, doc) { // another child of the same parent, as a tablet would have made it
    const { _revisions } = await db.get(doc._id, { revs: true });
    const ids = [hash(), ..._revisions.ids.slice(1)];
    await db.bulkDocs([{ ...doc, name: `naast ${chance(100)}`, _rev: `${_revisions.start}-${ids[0]}`,
        _revisions: { start: _revisions.start, ids } }], { new_edits: false });
}

async function deed(db, doc) {
    switch (chance(6)) {
    case 0:
        await beside(db, doc);
        break;
    case 1: {
        const { rev } = await db.put({ _id: doc._id, _rev: doc._rev, _deleted: true, type: 'place' });
        if (chance(2)) {
            await db.put({ _id: doc._id, _rev: rev, type: 'place', name: `opnieuw ${chance(100)}` });
        }
        break;
    }
    case 2:
        await db.put({ _id: `place:p${chance(1e6)}`, type: 'place', name: `nieuw ${chance(100)}`, more: { a: [1, 2] } });
        break;
    default:
        await db.put({ ...doc, [['name', 'phone', 'web'][chance(3)]]: `pouch ${chance(100)}` });
    }
}

const local = new PouchDB('local', { adapter: 'memory' });
await local.replicate.from(url);
if (what === 'deeds') {
    const { rows } = await local.allDocs({ include_docs: true });
    for (const { doc } of rows) {
        if (chance(2)) {
            await deed(local, doc);
        }
    }
    await local.replicate.to(url);
} else {
    const own = await leaves(local), served = await leaves(new PouchDB(url));
    process.stdout.write(own === served ? own : `PouchDB:\n${own}server:\n${served}`);
}
process.exit(0);
