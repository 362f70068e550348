/* SPDX-License-Identifier: EUPL-1.2 */
/* mediation.h – the French national standard for places of digital mediation: LaMednum/standard-mediation-num 0.2.0 (Licence
 * Ouverte 2.0), as CSV (comma, UTF-8, several values with ; between) and as JSON (an array of objects with the same names).
 *
 * All 32 columns are written, in the order of the schema; the empty ones are empty. What maps:
 *
 *   id                   ours, as it is                        latitude, longitude   lon, lat
 *   nom                  name                                  commune, code_postal  city, postcode
 *   adresse              number and street                     structure_parente     operator
 *   telephone            phone, +32…, without spaces           courriels, site_web   email, website
 *   horaires             opening hours (of the place)          date_maj              checked, or the day of writing
 *   itinerance           setting mobile, or not                source                what the caller says
 *   typologie            library BIB, social_house CCAS, service_centre CS, community_centre MQ, town_hall MUNI, association ASSO
 *   services             help_gov, help and advice, lesson, wifi/computer/print/scan/charge/lend/room, equipment
 *   publics_specifiquement_adresses, prise_en_charge_specifique   groups of the offers that all offers share; languages
 *   frais_a_charge       price and obligations of all offers together
 *   modalites_acces      access of the help; modalites_accompagnement: by oneself, one to one, in a group
 *
 * What is lost when it is written: which service belongs to which hours, price and group; hours, stops and counts of offers;
 * charging, printing and wifi apart; wheelchair, toilet, aliases, notes, closures, who checked; kinds without a typology. The standard
 * asks for a French company number (pivot: we write fourteen zeros, as its own map does for "none"), five digits of
 * postcode and French telephone numbers: a Belgian place is readable by its readers, but does not pass those three checks.
 *
 * What is lost when it is read: pivot, code_insee, complement_adresse, presentation_*, national programmes and labels, fiche_acces_libre,
 * prise_rdv. "Accès internet et matériel informatique" becomes `computer`, "Maîtrise …" becomes `help`, the four other themes
 * become one `lesson` whose note names them. A price that the standard gives for the whole place goes to every offer.
 * Rows are candidates: nobody here has confirmed them. */
#ifndef EXCHANGE_MEDIATION_H
#define EXCHANGE_MEDIATION_H

#include "base/buffer.h"
#include "base/civil.h"
#include "exchange/read.h"
#include "place/place.h"

enum mediation_form { MEDIATION_CSV, MEDIATION_JSON };
struct mediation_says {
    const char *source;      /* who gathered it; "" = nobody is named */
    struct civil_date today;
};
bool mediation_write(const struct place *const *places, size_t count, struct mediation_says says,
                     enum mediation_form form, struct buffer *out);

/* Both forms, by the first byte that is no space. Heads in any order and case, "modalite_acces" as older files say; values
 * with ; | or , between where the standard lists them. Candidates have ids "feed:mednum:…". Ceilings as of feeds (feed.h),
 * 64 MB of JSON. Only what lies in `box` (empty = all). */
bool mediation_read(const char *path, struct box box, const struct sink *sink, struct read_counts *counts,
                    struct fault *why);

#endif
