// SPDX-License-Identifier: EUPL-1.2
// The rule function of platform/server, in an engine of our own, against a table: who writes what,
// and which word the refusal begins with ('' = allowed). node validate.test.mjs
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const file = new URL('../../platform/server/design/validate.js', import.meta.url);
const source = readFileSync(file, 'utf8');
const validate = runInContext(`(${source})`, createContext({}));

const A = '01J9ZQ4T7M3K5X8Y2N6P0R1S4V', B = '01J9ZQ4T7M3K5X8Y2N6P0R1S4W';
const who = {
  admin: { name: 'root', roles: ['_admin'] },
  coordinator: { name: 'gent-1', roles: ['tablet', 'coordinator:gent'] },
  elsewhere: { name: 'brugge-1', roles: ['tablet', 'coordinator:brugge'] },
  bib: { name: 'gent-bib', roles: ['tablet', 'partner:gent', 'org:bib'] },
  two: { name: 'gent-two', roles: ['tablet', 'partner:gent', 'org:bib', 'org:ocmw'] },
  visitor: { name: 'brugge-bib', roles: ['tablet', 'partner:brugge', 'org:bib'] },
  orgless: { name: 'gent-x', roles: ['tablet', 'partner:gent'] },
  plain: { name: 'gent-y', roles: ['tablet', 'org:bib'] },
  shouting: { name: 'gent-z', roles: ['tablet', 'PARTNER:gent', 'ORG:bib'] },
  reader: { name: 'gent-r', roles: ['tablet', 'reader:gent'] },
  nobody: { name: null, roles: [] },
};

const doors = { admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['coordinator:gent', 'partner:gent', 'reader:gent'] } };

const place = (more) => ({ _id: `place:${A}`, type: 'place', name: 'Park', lon: 3.7, lat: 51, ...more });
const mark = (more) => ({
  _id: `prop:bib:${A}`, type: 'prop', org: 'bib', place: `place:${A}`, service: 'wifi', price: 'free',
  checked: '2026-05-12', ...more,
});
const gone = (id, more) => ({ _id: id, _rev: '2-00', _deleted: true, ...more });
const tree = (start, count) => ({ _revisions: { start, ids: Array.from({ length: count }, (_, i) => `${i}f`) } });
const own = 'partner_may_only_mark_wifi_and_charging';

const table = [
  // the coordinator: all of a gemeente
  ['a coordinator writes a place', 'coordinator', place(), ''],
  ['… a look', 'coordinator', { _id: 'look:44021A00:wifi', type: 'look', date: '2026-05-12' }, ''],
  ['… a judgement', 'coordinator', { _id: 'judge:44021A00:T1', type: 'judge' }, ''],
  ['… settings of a wijk', 'coordinator', { _id: 'wijk:44021A00', type: 'wijk' }, ''],
  ['… the answer to a mark', 'coordinator', mark({ state: 'returned', answer: 'Welke deur?' }), ''],
  ['… a removal', 'coordinator', gone(`place:${A}`, { type: 'place' }), ''],
  ['… a plain DELETE without a body', 'coordinator', gone(`place:${A}`), ''],
  ['… the tombstone of a merge', 'coordinator', gone(`place:${A}`, { type: 'place', merged: true }), ''],
  ['… a mark that is gone', 'coordinator', gone(`prop:bib:${A}`, { type: 'prop' }), ''],
  ['… a history that was cut short', 'coordinator', place(tree(300, 200)), ''],
  ['… with members of later versions', 'coordinator', place({ later: { a: [1] } }), ''],
  ['… nothing in another gemeente', 'elsewhere', place(), 'read_only'],
  // the partner: its own marks
  ['a partner marks wifi', 'bib', mark(), ''],
  ['… charging', 'bib', mark({ service: 'charge' }), ''],
  ['… at a point of its own', 'bib', mark({ place: '', name: 'Tuin', lon: 3.7, lat: 51 }), ''],
  ['… again after an answer', 'bib', mark({ state: 'accepted', answer: '' }), ''],
  ['… with its history from the beginning', 'bib', mark(tree(3, 3)), ''],
  ['… and takes it away', 'bib', gone(`prop:bib:${A}`), ''],
  ['… and takes it away with its type', 'bib', gone(`prop:bib:${A}`, { type: 'prop', merged: true }), ''],
  ['… for each of two organisations', 'two', mark({ _id: `prop:ocmw:${A}`, org: 'ocmw' }), ''],
  // the partner: nothing else
  ['a partner writes no place', 'bib', place(), own],
  ['… no place that says it is a mark', 'bib', { ...mark(), _id: `place:${A}` }, own],
  ['… no place that says it is wifi', 'bib', place({ type: 'wifi' }), own],
  ['… no look', 'bib', { _id: 'look:44021A00:wifi', type: 'look' }, own],
  ['… no judgement', 'bib', { _id: 'judge:44021A00:T1', type: 'judge' }, own],
  ['… no settings', 'bib', { _id: 'wijk:44021A00', type: 'wijk' }, own],
  ['… no computers', 'bib', mark({ service: 'computer' }), own],
  ['… no service that every object has', 'bib', mark({ service: 'constructor' }), own],
  ['… no list of services', 'bib', mark({ service: ['wifi'] }), own],
  ['… no mark without a service', 'bib', mark({ service: undefined }), own],
  ['… no mark of another organisation', 'bib', mark({ _id: `prop:ocmw:${A}`, org: 'ocmw' }), 'not_your_organisation'],
  ['… none under its id in another\'s name', 'bib', mark({ org: 'ocmw' }), 'org_differs'],
  ['… none in capitals', 'bib', mark({ _id: `prop:BIB:${A}`, org: 'BIB' }), 'not_your_organisation'],
  ['… no type in capitals', 'bib', mark({ _id: `PROP:bib:${A}` }), own],
  ['… none with a ULID in small letters', 'bib', mark({ _id: `prop:bib:${A.toLowerCase()}` }), 'id_odd'],
  ['… none without a ULID', 'bib', mark({ _id: 'prop:bib' }), 'id_odd'],
  ['… none with an empty organisation', 'bib', mark({ _id: `prop::${A}` }), 'not_your_organisation'],
  ['… none with more behind it', 'bib', mark({ _id: `prop:bib:${A}:x` }), 'id_odd'],
  ['… none with a line end behind it', 'bib', mark({ _id: `prop:bib:${A}\n` }), 'id_odd'],
  ['… removes no place', 'bib', gone(`place:${A}`, { type: 'place' }), 'partner_may_not_remove'],
  ['… removes no place as a mark', 'bib', gone(`place:${A}`, { type: 'prop' }), 'partner_may_not_remove'],
  ['… removes no mark of others', 'bib', gone(`prop:ocmw:${A}`, { type: 'prop' }), 'not_your_organisation'],
  ['… removes no judgement', 'bib', gone('judge:44021A00:T1'), 'partner_may_not_remove'],
  ['… is a partner where it is one', 'visitor', mark(), 'read_only'],
  ['… has an organisation', 'orgless', mark(), 'not_your_organisation'],
  ['… an organisation alone is no right', 'plain', mark(), 'read_only'],
  ['… roles are not read in capitals', 'shouting', mark(), 'read_only'],
  // the forged root: an unrelated tree of a high generation under an id that exists
  ['a forged root does not take a place', 'bib', { ...mark(), _id: `place:${A}`, ...tree(99, 1) }, own],
  ['… nor remove it', 'bib', gone(`place:${A}`, { type: 'place', ...tree(99, 1) }), 'partner_may_not_remove'],
  ['… nor another\'s mark', 'bib', mark({ _id: `prop:ocmw:${B}`, org: 'ocmw', ...tree(99, 1) }), 'not_your_organisation'],
  ['… nor its own', 'bib', mark(tree(99, 1)), 'history_broken'],
  ['… nor with a few ancestors', 'bib', mark(tree(99, 98)), 'history_broken'],
  ['… nor as a tombstone of its own', 'bib', gone(`prop:bib:${A}`, tree(99, 1)), 'history_broken'],
  // bodies
  ['a type is the one of the id', 'coordinator', place({ type: 'judge' }), 'type_differs'],
  ['… also of a tombstone that says one', 'coordinator', gone(`place:${A}`, { type: 'look' }), 'type_differs'],
  ['… and is there', 'coordinator', place({ type: undefined }), 'type_differs'],
  ['… and is a text', 'coordinator', place({ type: ['place'] }), 'type_differs'],
  ['_deleted that is no true is a body', 'bib', { ...mark({ service: 'room' }), _deleted: 'yes' }, own],
  ['an id has at most 128 bytes', 'coordinator', { _id: 'look:' + 'a'.repeat(123), type: 'look' }, ''],
  ['… and not more', 'coordinator', { _id: 'look:' + 'a'.repeat(124), type: 'look' }, 'id_too_long'],
  ['… counted in bytes', 'coordinator', { _id: 'look:' + 'é'.repeat(62), type: 'look' }, 'id_too_long'],
  ['an id has a type', 'coordinator', { _id: A, type: A }, 'id_odd'],
  ['an id has no slash', 'coordinator', { _id: 'place:a/b', type: 'place' }, 'id_odd'],
  ['a document has at most 64 kB', 'coordinator', place({ note: 'a'.repeat(65000) }), ''],
  ['… and not more', 'coordinator', place({ note: 'a'.repeat(66000) }), 'too_large'],
  ['… counted in bytes', 'coordinator', place({ note: 'é'.repeat(33000) }), 'too_large'],
  ['… its history does not count', 'coordinator', place(tree(9000, 9000)), ''],
  ['… nor may it hide behind a member', 'coordinator', place({ hasOwnProperty: 1, note: 'a'.repeat(66000) }), 'too_large'],
  ['a text is Unicode', 'coordinator', place({ note: '\ud800' }), ''],
  ['no photos here', 'coordinator', place({ _attachments: { a: { stub: true } } }), 'no_attachments'],
  ['a new mark is somewhere', 'bib', mark({ place: '' }), 'mark_nowhere'],
  ['… on earth', 'bib', mark({ place: '', lon: 3.7, lat: 91 }), 'mark_nowhere'],
  ['… in numbers', 'bib', mark({ place: '', lon: '3.7', lat: 51 }), 'mark_nowhere'],
  ['an answer is a text', 'bib', mark({ answer: { html: 1 } }), 'mark_odd'],
  ['a coordinator makes no mark of rooms', 'coordinator', mark({ service: 'room' }), own],
  // everyone else
  ['a reader writes nothing', 'reader', mark(), 'read_only'],
  ['… and removes nothing', 'reader', gone(`place:${A}`), 'read_only'],
  ['who did not sign in writes nothing', 'nobody', mark(), 'sign_in'],
  ['… and removes nothing', 'nobody', gone(`place:${A}`), 'sign_in'],
  ['the server\'s own administrator writes all', 'admin', { _id: 'anything' }, ''],
];

function outcome(document, user) {
  // A lie about the old document changes nothing: the answer must be the same with and without.
  const answers = [null, { _id: document._id, type: 'prop', org: 'bib' }].map((old) => {
    try {
      validate(structuredClone(document), old, { db: 'gent', ...who[user] }, doors);
      return '';
    } catch (thrown) {
      return thrown.forbidden ?? thrown.unauthorized ?? `a fault: ${thrown}`;
    }
  });
  return answers[0] === answers[1] ? answers[0] : `differs with the old document: ${answers}`;
}

let failed = 0;
for (const open of [undefined, {}, { members: {} }, { members: { roles: ['tablet'] } }]) {
  try { // no _security, or that of `common`: nobody writes
    validate(place(), null, { db: 'gent', ...who.coordinator }, open);
    failed++;
    console.error(`not ok: with _security ${JSON.stringify(open)} a coordinator writes`);
  } catch (thrown) {
    failed += thrown.forbidden?.startsWith('read_only') ? 0 : 1;
  }
}
const seen = new Set();
for (const [name, user, document, word] of table) {
  const said = outcome(document, user);
  const sentence = said === '' || /^[a-z_]+: [A-Z].+\.$/.test(said);
  seen.add(word);
  if (said.split(':')[0] !== word || !sentence) {
    failed++;
    console.error(`not ok: ${name} (${user}): expected "${word}", got "${said}"`);
  }
}
for (const [, word] of source.matchAll(/refuse\('(\w+)'/g)) {
  if (!seen.has(word) && word !== 'text_broken') {
    failed++;
    console.error(`not ok: no case for ${word}`);
  }
}
console.log(`${table.length} cases, ${failed} wrong`);
process.exit(failed ? 1 : 0);
