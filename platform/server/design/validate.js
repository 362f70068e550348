/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who may write what: the validate_doc_update of each database, put there by `setup`.
 *
 * A member can push any tree of revisions, and with an unrelated root under an existing id the old
 * document is not there. So nothing here asks for the old document: rights are a function of the
 * id, the new body, the person and the database's _security. A mark's "state" is no right either: what counts is what
 * place: documents say, and those only a coordinator writes.
 *
 * Refusals are read by people, in the outbox of the app: "a_word: a sentence".
 * ES5, for every engine that CouchDB has. */
function (newDoc, oldDoc, userCtx, secObj) {
  var LARGEST = 65536, LONGEST = 128;
  var roles = userCtx.roles || [];

  function refuse(word, sentence) {
    throw {forbidden: word + ': ' + sentence};
  }

  function among(list, role) {
    for (var i = 0; list && i < list.length; i++) {
      if (list[i] === role) {
        return true;
      }
    }
    return false;
  }

  function has(role) {
    return among(roles, role);
  }

  /* "coordinator:gent" is a right where _security lets just that role in: in gent. */
  function here_as(what) {
    for (var i = 0; i < roles.length; i++) {
      if (String(roles[i]).indexOf(what + ':') === 0 &&
          among(((secObj || {}).members || {}).roles, roles[i])) {
        return true;
      }
    }
    return false;
  }

  function bytes(text) {
    return encodeURIComponent(text).replace(/%../g, 'x').length;
  }

  function own_members(document) {
    var out = {}, name;
    for (name in document) {
      if (Object.prototype.hasOwnProperty.call(document, name) && name !== '_revisions') {
        out[name] = document[name];
      }
    }
    return out;
  }

  function size_of(document) {
    try {
      return bytes(JSON.stringify(own_members(document)));
    } catch (broken) { /* half a surrogate pair */
      return refuse('text_broken', 'A text of this document is not valid Unicode.');
    }
  }

  function text_or_none(value) {
    return value === undefined || typeof value === 'string';
  }

  function in_range(value, most) {
    return typeof value === 'number' && value >= -most && value <= most;
  }

  /* ---- what a document must be, whoever writes it ---- */

  function check_body(id, gone) {
    var kind = id.split(':')[0];
    if (bytes(id) > LONGEST) {
      refuse('id_too_long', 'The id of a document has at most ' + LONGEST + ' bytes.');
    }
    if (!/^[a-z]+(:[A-Za-z0-9_.\-]+)+$/.test(id)) {
      refuse('id_odd', 'An id is a type, a colon, and letters, digits, "-", "_" or ".".');
    }
    if (newDoc.type !== kind && !(gone && newDoc.type === undefined)) {
      refuse('type_differs', 'The type of a document is the first word of its id.');
    }
    if (newDoc._attachments) {
      refuse('no_attachments', 'This database keeps no photos or files.');
    }
    if (size_of(newDoc) > LARGEST) {
      refuse('too_large', 'A document has at most 64 kB.');
    }
  }

  /* prop:<org>:<ulid>, a partner's mark */
  function check_mark(id, gone) {
    if (!/^prop:[a-z0-9][a-z0-9\-]{0,30}:[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) {
      refuse('id_odd', 'The id of a mark is prop:<organisation>:<ULID>.');
    }
    if (gone) {
      return;
    }
    if (newDoc.service !== 'wifi' && newDoc.service !== 'charge') {
      refuse('partner_may_only_mark_wifi_and_charging',
             'A partner marks wifi and charging points; other services are for the coordinator.');
    }
    if (newDoc.org !== id.split(':')[1]) {
      refuse('org_differs', 'The organisation of a mark is the one in its id.');
    }
    if (!text_or_none(newDoc.place) || !text_or_none(newDoc.state) ||
        !text_or_none(newDoc.answer) || !text_or_none(newDoc.name)) {
      refuse('mark_odd', 'Place, name, state and answer of a mark are texts.');
    }
    if (!newDoc.place && !(in_range(newDoc.lon, 180) && in_range(newDoc.lat, 90))) {
      refuse('mark_nowhere', 'A mark belongs to a place or has a point of its own.');
    }
  }

  /* ---- who ---- */

  function check_partner(id, gone) {
    var parts = id.split(':'), path = newDoc._revisions;
    if (parts[0] !== 'prop' && gone) {
      refuse('partner_may_not_remove', 'A partner removes only marks of its own organisation.');
    }
    if (parts[0] !== 'prop') {
      refuse('partner_may_only_mark_wifi_and_charging',
             'A partner marks wifi and charging points; the coordinator does the rest.');
    }
    if (!has('org:' + parts[1])) {
      refuse('not_your_organisation', 'This mark belongs to another organisation.');
    }
    if (path && path.ids && path.start !== path.ids.length) {
      refuse('history_broken', 'The history of this mark does not begin at its beginning.');
    }
  }

  if (has('_admin')) {
    return;
  }
  if (!userCtx.name) {
    throw {unauthorized: 'sign_in: Sign in first.'};
  }
  var gone = newDoc._deleted === true, id = String(newDoc._id);
  var coordinator = here_as('coordinator'), partner = here_as('partner');
  if (!coordinator && !partner) {
    refuse('read_only', 'This account may read, not write.');
  }
  if (!coordinator) {
    check_partner(id, gone);
  }
  check_body(id, gone);
  if (id.split(':')[0] === 'prop') {
    check_mark(id, gone);
  }
}
