/* SPDX-License-Identifier: EUPL-1.2 */
/* Around a print: where it is kept, the note that it was given out, how printers stand in words. */
#include <stdio.h>
#include <string.h>

#include "action/paper_job_inner.h"
#include "action/project_inner.h"
#include "base/utf8.h"
#include "system/file.h"

/* ---- files ---- */

/* "Sint-Jans Molenbeek" → "sint-jans-molenbeek" */
static void name_add(struct buffer *name, const char *text)
{
    char plain[256];
    bool gap = false;
    utf8_fold(text, plain, sizeof plain);
    for (const char *at = plain; *at; at++) {
        bool good = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (good && gap && name->size) {
            buffer_add_byte(name, '-');
        }
        if (good) {
            buffer_add_byte(name, *at);
        }
        gap = !good;
    }
}

static void part_add(struct buffer *name, const char *text)
{
    struct buffer part;
    buffer_init(&part, 256);
    name_add(&part, text);
    if (part.size) {
        buffer_addf(name, "%s%.60s", name->size ? "-" : "", buffer_text(&part));
    }
    buffer_clear(&part);
}

static void file_name(struct project *project, const struct paper_job *job, enum paper_end end,
                      struct buffer *name)
{
    char key[64];
    const struct paper_form *form = job->choice.form;
    snprintf(key, sizeof key, "paper.file.%s", paper_what_word(form->what));
    part_add(name, language_word(job->choice.languages[0], job->row ? job->row->key : key));
    part_add(name, form->what == PAPER_PLACE_CARD ? job->as.card.place.name
                                                  : project_wijk(project)->name);
    if (end == PAPER_PDF && form != (job->row ? paper_form_of_report(job->row->word)
                                              : paper_form_find(form->what, NULL))) {
        part_add(name, form->word);
    }
    for (int at = 0; at < OVERVIEW_LANGUAGES && job->choice.languages[at]; at++) {
        part_add(name, language_tag(language_code(job->choice.languages[at])));
    }
}

/* PRINTS/<name>-<day>.<end>; clears the name. */
static bool file_path(struct project *project, const char *data_folder, enum paper_end end,
                      struct buffer *name, char out[SYSTEM_PATH], struct fault *why)
{
    char folder[SYSTEM_PATH], day[CIVIL_DATE_SIZE];
    civil_date_write(project_today(project), day);
    buffer_addf(name, "-%s.%s", day, paper_end_word(end));
    bool ok = path_join(folder, sizeof folder, data_folder, "prints") &&
              path_join(out, SYSTEM_PATH, folder, buffer_text(name));
    buffer_clear(name);
    return ok ? folder_make(folder, why) : fault_set(why, FAULT_USAGE, "fault.path.long");
}

bool action_paper_file(struct project *project, const struct paper_job *job,
                       const char *data_folder, enum paper_end end, char out[SYSTEM_PATH],
                       struct fault *why)
{
    struct buffer name;
    buffer_init(&name, SYSTEM_PATH);
    file_name(project, job, end, &name);
    return file_path(project, data_folder, end, &name, out, why);
}

bool action_places_file(struct project *project, const struct language *language,
                        const char *data_folder, enum paper_end end, char out[SYSTEM_PATH],
                        struct fault *why)
{
    struct buffer name;
    buffer_init(&name, SYSTEM_PATH);
    part_add(&name, language_word(language, "paper.file.places"));
    part_add(&name, project_wijk(project)->name);
    return file_path(project, data_folder, end, &name, out, why);
}

/* ---- the note ---- */

bool paper_is_published(const struct paper_job *job, enum paper_end end)
{
    return job->choice.form->what == PAPER_OVERVIEW && job->as.overview.place_count > 0 &&
           (end == PAPER_PDF || end == PAPER_HTML);
}

bool action_paper_note(struct project *project, const struct paper_job *job, enum paper_end end,
                       struct fault *why)
{
    return !paper_is_published(job, end) ||
           action_overview_published(project, &job->as.overview,
                                     end == PAPER_HTML ? "html" : job->choice.form->word, why);
}

/* ---- printers ---- */

bool paper_printers(struct printer **out, size_t *count, struct fault *why)
{
    bool ok = printers_list(out, count, why);
    if (!ok && why->kind == FAULT_NETWORK) { /* no file is at stake yet */
        why->what = message_of("fault.printers.server");
    }
    return ok;
}

const char *paper_for_printer(const struct printer *printer, const struct paper_form *form,
                              bool *smaller)
{
    const char *a4 = NULL;
    *smaller = false;
    for (int at = 0; at < printer->paper_count; at++) {
        if (!strcmp(printer->papers[at].name, form->paper)) {
            return printer->papers[at].name;
        }
        if (!strncmp(printer->papers[at].name, "iso_a4_", 7)) {
            a4 = printer->papers[at].name;
        }
    }
    *smaller = !strncmp(form->paper, "iso_a3_", 7);
    return a4;
}

/* What the server's words come down to for a person (RFC 8011, 5.4.12). */
static const struct reason {
    const char *word, *key;
} reasons[] = {
    {"media-empty", "paper.reason.empty"},        {"media-needed", "paper.reason.empty"},
    {"input-tray-missing", "paper.reason.empty"}, {"media-jam", "paper.reason.jam"},
    {"marker-supply-empty", "paper.reason.ink"},  {"toner-empty", "paper.reason.ink"},
    {"cover-open", "paper.reason.open"},          {"door-open", "paper.reason.open"},
    {"interlock-open", "paper.reason.open"},      {"offline", "paper.reason.offline"},
    {"timed-out", "paper.reason.offline"},        {"shutdown", "paper.reason.offline"},
    {"paused", "paper.reason.stopped"},           {"printer-stopped", "paper.reason.stopped"},
    {"moving-to-paused", "paper.reason.stopped"},
};

static const char *reason_key(const char *reason)
{
    for (size_t at = 0; at < sizeof reasons / sizeof *reasons; at++) {
        if (!strncmp(reason, reasons[at].word, strlen(reasons[at].word))) {
            return reasons[at].key;
        }
    }
    return NULL;
}

struct message paper_printer_state(const struct printer *printer)
{
    const char *reason = reason_key(printer->reason);
    struct message state = message_of(!printer->accepting                 ? "paper.reason.closed"
                                      : reason                            ? reason
                                      : printer->state == PRINTER_STOPPED ? "paper.reason.stopped"
                                                                          : "");
    message_add_text(&state, printer->info[0] ? printer->info : printer->name);
    return state;
}

bool paper_progress_stuck(enum printer_progress progress, const char *reason)
{
    return progress == PRINTER_HELD || (progress < PRINTER_DONE && reason_key(reason));
}

struct message paper_progress(const char *printer, enum printer_progress progress,
                              const char *reason)
{
    static const char *const keys[] = {
        [PRINTER_WAITING] = "paper.progress.waiting",
        [PRINTER_PRINTING] = "paper.progress.printing",
        [PRINTER_DONE] = "paper.progress.done",
        [PRINTER_HELD] = "paper.progress.held",
        [PRINTER_FAILED] = "fault.printer.failed",
        [PRINTER_CANCELLED] = "paper.progress.cancelled",
    };
    const char *key =
        progress <= PRINTER_HELD && progress != PRINTER_DONE ? reason_key(reason) : NULL;
    struct message line = message_of(key ? key : keys[progress]);
    message_add_text(&line, printer);
    return line;
}
