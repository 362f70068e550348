/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil print`: scorecard, overview, place card, walking list, reports; into a file, onto a
 * printer. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

#include "action/paper_job.h"
#include "action/report.h"

enum { SENTENCE = 4096, COPIES_MOST = 99, STOPS_MOST = 150 };

struct order {
    struct paper_choice choice;
    struct point start;
    const char *out;
    enum paper_end end;
    char file[SYSTEM_PATH]; /* where it is kept */
    const char *printer, *paper;
    int copies, number; /* number = of the job, as the print server counts */
    bool sides_given, grey, quiet /* no note */, noted;
    enum printer_sides sides;
    struct message state; /* how the printer stands with it; key "" = nothing to say */
};

/* ---- what was asked ---- */

static bool sides_parse(const char *word, enum printer_sides *out)
{
    *out = !strcmp(word, "short") ? PRINTER_SHORT_EDGE : PRINTER_LONG_EDGE;
    return !strcmp(word, "short") || !strcmp(word, "long");
}

static bool whole_number(const char *word, int least, int most, int *out)
{
    double number;
    if (!ask_number(word, least, most, &number) || number != (int)number) {
        return false;
    }
    *out = (int)number;
    return true;
}

/* "a4", or the name as printers say it. */
static const char *paper_name(const char *word)
{
    static const char *const papers[][2] = {{"a3", "iso_a3_297x420mm"},
                                            {"a4", "iso_a4_210x297mm"},
                                            {"a5", "iso_a5_148x210mm"},
                                            {"a6", "iso_a6_105x148mm"}};
    for (size_t at = 0; at < sizeof papers / sizeof *papers; at++) {
        if (!strcmp(word, papers[at][0])) {
            return papers[at][1];
        }
    }
    return strchr(word, '_') && strlen(word) < 64 ? word : NULL;
}

static const char *forms_said(enum paper_what what, struct buffer *out)
{
    int count;
    const struct paper_form *forms = paper_forms(&count);
    buffer_add_text(out, "--form ");
    for (int at = 0, said = 0; at < count; at++) {
        if (forms[at].what == what) {
            buffer_addf(out, "%s%s", said++ ? "|" : "", forms[at].word);
        }
    }
    return buffer_text(out);
}

static const char *reports_said(struct buffer *out)
{
    int count;
    const struct report_row *rows = report_rows(&count);
    buffer_add_text(out, "report ");
    for (int at = 0; at < count; at++) {
        buffer_addf(out, "%s%s", at ? "|" : "", rows[at].word);
    }
    return buffer_text(out);
}

static int ask_report(struct ask *ask, enum paper_what what, struct order *order)
{
    struct buffer said;
    if (what != PAPER_REPORT) {
        return EXIT_DONE;
    }
    order->choice.report = ask_word(ask);
    order->choice.about = ask_option(ask, "--about");
    order->choice.other = ask_option(ask, "--other");
    if (report_find(order->choice.report)) {
        return EXIT_DONE;
    }
    buffer_init(&said, SENTENCE);
    int code = ask_missing(ask, reports_said(&said));
    buffer_clear(&said);
    return code;
}

static int ask_form(struct ask *ask, enum paper_what what, struct order *order)
{
    const char *form = ask_option(ask, "--form");
    struct buffer said;
    order->choice.form = what == PAPER_REPORT && !form ? paper_form_of_report(order->choice.report)
                                                       : paper_form_find(what, form);
    if (order->choice.form) {
        return EXIT_DONE;
    }
    buffer_init(&said, SENTENCE);
    int code = ask_missing(ask, forms_said(what, &said));
    buffer_clear(&said);
    return code;
}

static int ask_languages(struct ask *ask, enum paper_what what, struct order *order)
{
    const char *with = paper_in_two_languages(what) ? ask_option(ask, "--with") : NULL;
    enum language_code code;
    order->choice.languages[0] = ask->language;
    if (with && (!language_code_parse(with, &code) || ask->languages[code] == ask->language)) {
        return ask_missing(ask, "--with nl|fr|en");
    }
    order->choice.languages[1] = with ? ask->languages[code] : NULL;
    return EXIT_DONE;
}

static int ask_content(struct ask *ask, enum paper_what what, struct order *order)
{
    const char *text = paper_text_chosen(what) ? ask_option(ask, "--text") : NULL;
    const char *from = what == PAPER_WALK ? ask_option(ask, "--from") : NULL;
    const char *stops = what == PAPER_WALK ? ask_option(ask, "--stops") : NULL;
    char tail;
    order->choice.text = text && !strcmp(text, "16") ? PAPER_TEXT_LARGE : PAPER_TEXT_PLAIN;
    if (text && strcmp(text, "12") != 0 && strcmp(text, "16") != 0) {
        return ask_missing(ask, "--text 12|16");
    }
    if (from && (sscanf(from, "%lf,%lf%c", &order->start.lon, &order->start.lat, &tail) != 2 ||
                 !point_valid(order->start))) {
        return ask_missing(ask, "--from LON,LAT");
    }
    order->choice.start = from ? &order->start : NULL;
    if (stops && !whole_number(stops, 1, STOPS_MOST, &order->choice.stops)) {
        return ask_missing(ask, "--stops 1..150");
    }
    order->choice.lens = ask_option(ask, "--lens");
    order->choice.place = what == PAPER_PLACE_CARD ? ask_word(ask) : NULL;
    return what == PAPER_PLACE_CARD && !order->choice.place ? ask_missing(ask, "card ID")
                                                            : EXIT_DONE;
}

static int ask_printer(struct ask *ask, struct order *order)
{
    order->copies = 1;
    order->printer = ask_option(ask, "--printer");
    if (!order->printer) {
        return EXIT_DONE;
    }
    const char *copies = ask_option(ask, "--copies"), *paper = ask_option(ask, "--paper");
    const char *sides = ask_option(ask, "--two-sided");
    order->grey = ask_flag(ask, "--grey");
    order->paper = paper ? paper_name(paper) : NULL;
    order->sides =
        order->choice.form->sides == PRINTER_SHORT_EDGE ? PRINTER_SHORT_EDGE : PRINTER_ONE_SIDE;
    if (copies && !whole_number(copies, 1, COPIES_MOST, &order->copies)) {
        return ask_missing(ask, "--copies 1..99");
    }
    if (paper && !order->paper) {
        return ask_missing(ask, "--paper a3|a4|a5|a6");
    }
    return sides && !sides_parse(sides, &order->sides) ? ask_missing(ask, "--two-sided long|short")
                                                       : EXIT_DONE;
}

static int ask_out(struct ask *ask, enum paper_what what, struct order *order)
{
    order->out = ask_option(ask, "--out");
    order->end = PAPER_PDF;
    if (order->out) {
        paper_end_parse(order->out, &order->end);
    }
    if (!paper_has_end(what, order->end) || (order->end != PAPER_PDF && order->printer)) {
        return ask_missing(ask, "--out F.pdf");
    }
    order->quiet = what == PAPER_OVERVIEW && ask_flag(ask, "--no-note");
    return EXIT_DONE;
}

/* ---- and done ---- */

static bool paper_keep(struct ask *ask, struct order *order, const struct drawing *drawing,
                       const struct paper_job *job, struct fault *why)
{
    if (order->out) {
        if (strlen(order->out) >= sizeof order->file) {
            return fault_set(why, FAULT_USAGE, "fault.path.long");
        }
        snprintf(order->file, sizeof order->file, "%s", order->out);
    } else if (!action_paper_file(ask->project, job, ask->data, order->end, order->file, why)) {
        return false;
    }
    return paper_job_write(job, &drawing->pencil, order->end, order->file, why);
}

static bool paper_send(const struct ask *ask, struct order *order, struct fault *why)
{
    enum printer_progress progress;
    char key[64], reason[PRINTER_TEXT];
    struct fault ignored;
    struct buffer title;
    if (!order->printer) {
        return true;
    }
    snprintf(key, sizeof key, "paper.what.%s", paper_what_word(order->choice.form->what));
    buffer_init(&title, SENTENCE);
    buffer_addf(&title, "%s %s", language_word(ask->language, key),
                project_wijk(ask->project)->name);
    const struct printer_job job = {
        order->file,    buffer_text(&title),
        order->printer, order->paper ? order->paper : order->choice.form->paper,
        order->copies,  order->sides,
        order->grey};
    bool ok = printer_send(&job, &order->number, why);
    buffer_clear(&title);
    if (ok && printer_look(order->printer, order->number, &progress, reason, &ignored)) {
        order->state = paper_progress(order->printer, progress, reason);
    }
    return ok;
}

static bool paper_note(struct ask *ask, struct order *order, const struct paper_job *job,
                       struct fault *why)
{
    if (order->quiet || !paper_is_published(job, order->end)) {
        return true;
    }
    order->noted =
        action_paper_note(ask->project, job, order->end, why) && project_finish(ask->project, why);
    return order->noted;
}

static void order_tell(const struct ask *ask, const struct order *order)
{
    struct buffer text;
    if (ask->json) {
        cJSON *answer = cJSON_CreateObject();
        cJSON_AddStringToObject(answer, "file", order->file);
        if (order->printer) {
            cJSON_AddStringToObject(answer, "printer", order->printer);
            cJSON_AddNumberToObject(answer, "job", order->number);
        }
        cJSON_AddBoolToObject(answer, "noted", order->noted);
        ask_json(answer);
        return;
    }
    buffer_init(&text, SENTENCE);
    puts(order->file);
    if (order->state.key[0]) {
        puts(ask_say(ask, order->state, &text));
    }
    if (order->noted) {
        puts(ask_say(ask, message_of("print.noted"), &text));
    }
    buffer_clear(&text);
}

static int order_do(struct ask *ask, struct order *order)
{
    struct fault why;
    struct drawing drawing;
    struct paper_job *job = NULL;
    bool ok = drawing_open(ask, "print", &drawing, &why);
    order->choice.style = drawing.style;
    ok = ok && action_paper_fill(ask->project, &order->choice, &job, &why) &&
         paper_keep(ask, order, &drawing, job, &why) && paper_send(ask, order, &why) &&
         paper_note(ask, order, job, &why);
    paper_job_free(job);
    drawing_close(&drawing);
    if (!ok) {
        return ask_fault(ask, &why);
    }
    order_tell(ask, order);
    return EXIT_DONE;
}

/* ---- the printers ---- */

static cJSON *printer_json(const struct printer *printer)
{
    static const char *const states[] = {"ready", "busy", "stopped"};
    cJSON *item = cJSON_CreateObject(), *papers = cJSON_AddArrayToObject(item, "papers");
    cJSON_AddStringToObject(item, "name", printer->name);
    cJSON_AddStringToObject(item, "info", printer->info);
    cJSON_AddStringToObject(item, "where", printer->where);
    cJSON_AddStringToObject(item, "state", states[printer->state]);
    cJSON_AddStringToObject(item, "reason", printer->reason);
    cJSON_AddBoolToObject(item, "default", printer->chosen);
    cJSON_AddBoolToObject(item, "accepting", printer->accepting);
    cJSON_AddBoolToObject(item, "colour", printer->colour);
    cJSON_AddBoolToObject(item, "duplex", printer->duplex);
    for (int at = 0; at < printer->paper_count; at++) {
        cJSON_AddItemToArray(papers, cJSON_CreateString(printer->papers[at].name));
    }
    return item;
}

static void printers_tell(const struct ask *ask, const struct printer *all, size_t count)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    if (!count) {
        puts(ask_say(ask, message_of("paper.printers.none"), &text));
    }
    for (size_t at = 0; at < count; at++) {
        struct message state = paper_printer_state(&all[at]);
        state = state.key[0] ? state : message_of("paper.printer.ready");
        printf("%s%s  %s%s%s  %s\n", all[at].chosen ? "* " : "  ", all[at].name, all[at].info,
               *all[at].where ? ", " : "", all[at].where, ask_say(ask, state, &text));
    }
    buffer_clear(&text);
}

static int printers_show(struct ask *ask)
{
    struct fault why;
    struct printer *all;
    size_t count;
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!paper_printers(&all, &count, &why)) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        cJSON *list = cJSON_CreateArray();
        for (size_t at = 0; at < count; at++) {
            cJSON_AddItemToArray(list, printer_json(&all[at]));
        }
        ask_json(list);
    } else {
        printers_tell(ask, all, count);
    }
    free(all);
    return EXIT_DONE;
}

/* ---- the reports ---- */

static cJSON *report_json(const struct ask *ask, const struct report_row *row)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name", row->word);
    cJSON_AddStringToObject(item, "title", language_word(ask->language, row->key));
    cJSON_AddStringToObject(item, "form", paper_form_of_report(row->word)->word);
    if (row->about_key) {
        cJSON_AddStringToObject(item, "about", language_word(ask->language, row->about_key));
    }
    return item;
}

static void reports_tell(const struct ask *ask, const struct report_row *rows, int count)
{
    for (int at = 0; at < count; at++) {
        printf("%-16s %s\n", rows[at].word, language_word(ask->language, rows[at].key));
        if (rows[at].about_key) {
            printf("%-16s --about: %s\n", "", language_word(ask->language, rows[at].about_key));
        }
    }
}

static int reports_show(struct ask *ask)
{
    int count;
    const struct report_row *rows = report_rows(&count);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!ask->json) {
        reports_tell(ask, rows, count);
        return EXIT_DONE;
    }
    cJSON *list = cJSON_CreateArray();
    for (int at = 0; at < count; at++) {
        cJSON_AddItemToArray(list, report_json(ask, &rows[at]));
    }
    ask_json(list);
    return EXIT_DONE;
}

int command_print(struct ask *ask)
{
    struct order order = {0};
    enum paper_what what;
    if (ask_flag(ask, "--printers")) {
        return printers_show(ask);
    }
    const char *word = ask_word(ask);
    if (!word || !paper_what_parse(word, &what)) {
        return ask_missing(ask, "scorecard|overview|card|walk|report");
    }
    if (what == PAPER_REPORT && ask_flag(ask, "--list")) {
        return reports_show(ask);
    }
    int code = ask_report(ask, what, &order);
    code = code == EXIT_DONE ? ask_form(ask, what, &order) : code;
    code = code == EXIT_DONE ? ask_languages(ask, what, &order) : code;
    code = code == EXIT_DONE ? ask_content(ask, what, &order) : code;
    code = code == EXIT_DONE ? ask_printer(ask, &order) : code;
    code = code == EXIT_DONE ? ask_out(ask, what, &order) : code;
    code = code == EXIT_DONE ? ask_wijk(ask) : code;
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    return order_do(ask, &order);
}
