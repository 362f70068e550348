// SPDX-License-Identifier: EUPL-1.2
// oracle.mjs NODE_MODULES: what npm opening_hours makes of values.
// In, a line each:  FROM <tab> DAYS <tab> vl|fr|- <tab> VALUE      (FROM as 2026-06-08)
// Out, a line each: ok|warning|error <tab> INTERVALS              (as tests/data/hours/README.md says)
// Wall time. In Brussels' zone the reference shifts the ends of spans by an hour on the two days that the
// clocks change; so it is asked in a zone without summer time, except where the sun's hours are needed.
// The third column says whose school holidays, "-" gives none. Touching intervals of one state
// are joined, whatever their comments.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const folder = resolve(process.argv[2]);
const { default: OpeningHours } = await import(
    pathToFileURL(`${folder}/opening_hours/build/opening_hours.esm.mjs`));

const states = { vl: 'NL', fr: 'FR' };
const two = (number) => String(number).padStart(2, '0');
const wall = (date) => `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-` +
    `${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;

function place(region) {
    const address = { country_code: 'be' };
    if (states[region]) {
        address.state = states[region];
    }
    return { lat: '50.8466', lon: '4.3528', address };
}

// Asked from some days earlier and cut: on the first day of a range the reference makes guesses about the evening
// before that it does not make on other days.
const early = 3;

function intervals(hours, from, days) {
    const [year, month, day] = from.split('-').map(Number);
    const first = new Date(year, month - 1, day);
    const joined = [];
    for (const [start, end, unknown] of hours.getOpenIntervals(
        new Date(year, month - 1, day - early), new Date(year, month - 1, day + days))) {
        const last = joined.at(-1), begin = start < first ? first : start;
        if (end <= first) {
            continue;
        }
        if (last && last.unknown === unknown && last.end === wall(begin)) {
            last.end = wall(end);
        } else {
            joined.push({ start: wall(begin), end: wall(end), unknown });
        }
    }
    return joined.map(({ start, end, unknown }) => `${start}/${end}${unknown ? '?' : ''}`).join(' ') || '-';
}

function zone(value) {
    const wanted = /sun(rise|set)|dawn|dusk/i.test(value) ? 'Europe/Brussels' : 'UTC';
    if (process.env.TZ !== wanted) {
        process.env.TZ = wanted;
    }
}

function answer(line) {
    const [from, days, region, ...rest] = line.split('\t');
    const value = rest.join('\t');
    zone(value);
    try {
        const hours = new OpeningHours(value, place(region), { locale: 'en' });
        const found = intervals(hours, from, Number(days));
        return `${hours.getWarnings().length ? 'warning' : 'ok'}\t${found}`;
    } catch (error) {
        return `error\t${String(error).replaceAll(/\s+/g, ' ').slice(0, 200)}`;
    }
}

const out = [];
for await (const line of createInterface({ input: process.stdin })) {
    out.push(answer(line));
    if (out.length === 500) {
        process.stdout.write(`${out.join('\n')}\n`);
        out.length = 0;
    }
}
if (out.length) {
    process.stdout.write(`${out.join('\n')}\n`);
}
