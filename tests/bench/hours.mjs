// SPDX-License-Identifier: EUPL-1.2
// hours.mjs NODE_MODULES VALUES.tsv SECONDS: how often in a second npm opening_hours reads a value and gives the
// intervals of a week. The same values in the same order as bench_hours; one round to warm up.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

process.env.TZ = 'Europe/Brussels';
const { default: OpeningHours } = await import(
    pathToFileURL(`${resolve(process.argv[2])}/opening_hours/build/opening_hours.esm.mjs`));
const values = readFileSync(process.argv[3], 'utf8').trimEnd().split('\n').slice(1)
    .map((line) => line.split('\t')).filter((columns) => columns[2] !== 'error').map((columns) => columns[1]);
const place = { lat: '50.8466', lon: '4.3528', address: { country_code: 'be', state: 'NL' } };
const from = new Date(2026, 5, 8), to = new Date(2026, 5, 15);
const span = Number(process.argv[4]) * 1000;
let done = 0, intervals = 0;

function round() {
    for (const value of values) {
        intervals += new OpeningHours(value, place).getOpenIntervals(from, to).length;
        done++;
    }
}

round();
done = 0;
const start = performance.now();
while (performance.now() - start < span) {
    round();
}
console.log(`hours\t${Math.round(done * 1000 / (performance.now() - start))}\t${intervals ? values.length : 0}`);
