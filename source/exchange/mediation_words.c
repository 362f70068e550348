/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/mediation_inner.h"

const char *const mediation_columns[MEDIATION_COLUMNS] = {"id",
                                                          "pivot",
                                                          "nom",
                                                          "commune",
                                                          "code_postal",
                                                          "code_insee",
                                                          "adresse",
                                                          "complement_adresse",
                                                          "latitude",
                                                          "longitude",
                                                          "typologie",
                                                          "telephone",
                                                          "courriels",
                                                          "site_web",
                                                          "horaires",
                                                          "presentation_resume",
                                                          "presentation_detail",
                                                          "source",
                                                          "itinerance",
                                                          "structure_parente",
                                                          "date_maj",
                                                          "services",
                                                          "publics_specifiquement_adresses",
                                                          "prise_en_charge_specifique",
                                                          "frais_a_charge",
                                                          "dispositif_programmes_nationaux",
                                                          "formations_labels",
                                                          "autres_formations_labels",
                                                          "modalites_acces",
                                                          "modalites_accompagnement",
                                                          "fiche_acces_libre",
                                                          "prise_rdv"};

/* The first of a service is the one that is written. */
const struct mediation_word mediation_themes[THEMES] = {
    {"Aide aux démarches administratives", SERVICE_HELP_GOV},
    {"Maîtrise des outils numériques du quotidien", SERVICE_HELP},
    {"Compréhension du monde numérique", SERVICE_LESSON},
    {"Accès internet et matériel informatique", SERVICE_COMPUTER},
    {"Acquisition de matériel informatique à prix solidaire", SERVICE_EQUIPMENT},
    {"Insertion professionnelle via le numérique", SERVICE_LESSON},
    {"Utilisation sécurisée du numérique", SERVICE_LESSON},
    {"Parentalité et éducation avec le numérique", SERVICE_LESSON},
    {"Loisirs et créations numériques", SERVICE_LESSON}};

const struct mediation_word mediation_kinds[KINDS] = {
    {"BIB", KIND_LIBRARY},         {"CCAS", KIND_SOCIAL_HOUSE}, {"CS", KIND_SERVICE_CENTRE},
    {"MQ", KIND_COMMUNITY_CENTRE}, {"MUNI", KIND_TOWN_HALL},    {"ASSO", KIND_ASSOCIATION}};

const struct mediation_word mediation_publics[PUBLICS] = {
    {"Jeunes", GROUP_YOUTH},
    {"Étudiants", GROUP_YOUTH},
    {"Familles et/ou enfants", GROUP_FAMILIES},
    {"Seniors", GROUP_SENIORS},
    {"Femmes", GROUP_WOMEN}};

const struct mediation_word mediation_costs[COSTS] = {
    {"Gratuit : Je peux accéder gratuitement au lieu et à ses services", PRICE_FREE},
    {"Gratuit sous condition : La gratuité est conditionnée à des critères (adhésion, situation "
     "familiale, convention avec un organisme social, pass numériques…)",
     PRICE_FREE_FOR_GROUP},
    {"Payant : L’accès au lieu et/ou à ses services est payant", PRICE_PAID}};

const char mediation_illiteracy[] = "Illettrisme",
           mediation_english[] = "Langues étrangères (anglais)",
           mediation_tongues[] = "Langues étrangères (autres)", mediation_mobile[] = "Itinérant",
           mediation_fixed[] = "Fixe", mediation_walk_in[] = "Se présenter",
           mediation_call[] = "Téléphoner", mediation_mail[] = "Contacter par mail",
           mediation_alone[] = "En autonomie", mediation_one[] = "Accompagnement individuel",
           mediation_together[] =
               "Dans un atelier collectif : j'apprends collectivement à utiliser le numérique";
