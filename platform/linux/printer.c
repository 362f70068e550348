/* SPDX-License-Identifier: EUPL-1.2 */
/* Printers, on CUPS. Its library brings thirty others along, so that it is loaded when somebody
 * prints for the first time, and not when the program starts; a machine without it has no printers.
 */
#include "system/printer.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cups/cups.h>

enum { CONNECT_MS = 5000, REASONS = 512, PAPERS_ASKED = 400 };

/* ---- the library ---- */

#define CUPS_CALLS(X)                                                                              \
    X(cupsAddOption)                                                                               \
    X(cupsCancelDestJob)                                                                           \
    X(cupsCopyDestInfo)                                                                            \
    X(cupsDoRequest)                                                                               \
    X(cupsEncryption) X(cupsFreeDestInfo) X(cupsFreeDests) X(cupsFreeOptions)                      \
        X(cupsGetDestMediaByIndex) X(cupsGetDestMediaCount) X(cupsGetDests2) X(cupsGetNamedDest)   \
            X(cupsGetOption) X(cupsLastError) X(cupsLastErrorString) X(cupsPrintFile2)             \
                X(cupsServer) X(cupsSetServer) X(cupsUser) X(httpAssembleURIf) X(httpClose)        \
                    X(httpConnect2) X(ippAddString) X(ippAddStrings) X(ippDelete)                  \
                        X(ippFindAttribute) X(ippGetCount) X(ippGetInteger) X(ippGetString)        \
                            X(ippNewRequest) X(ippPort)

static struct {
    void *library;
#define CUPS_MEMBER(name) __typeof__(name) *name;
    CUPS_CALLS(CUPS_MEMBER)
} cups;
static pthread_once_t cups_once = PTHREAD_ONCE_INIT;

static void cups_load(void)
{
    void *library = dlopen("libcups.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        return;
    }
    bool whole = true;
#define CUPS_FIND(name)                                                                            \
    *(void **)&cups.name = dlsym(library, #name);                                                  \
    whole = whole && cups.name;
    CUPS_CALLS(CUPS_FIND)
    if (whole) {
        cups.library = library;
    } else {
        dlclose(library);
    }
}

static bool cups_there(struct fault *why)
{
    pthread_once(&cups_once, cups_load);
    return cups.library || fault_set(why, FAULT_MISSING, "fault.printer.system");
}

/* The library remembers the first server it was told of; ours may be another one today. */
static http_t *server_open(struct fault *why)
{
    if (!cups_there(why)) {
        return NULL;
    }
    cups.cupsSetServer(getenv("CUPS_SERVER"));
    http_t *http = cups.httpConnect2(cups.cupsServer(), cups.ippPort(), NULL, AF_UNSPEC,
                                     cups.cupsEncryption(), 1, CONNECT_MS, NULL);
    if (!http) {
        fault_set(why, FAULT_NETWORK, "fault.printer.server");
        fault_detail(why, "%s:%d: %s", cups.cupsServer(), cups.ippPort(), strerror(errno));
    }
    return http;
}

/* What the server answered last, in our words; always false. */
static bool server_fault(struct fault *why)
{
    ipp_status_t status = cups.cupsLastError();
    switch ((int)status) {
    case IPP_STATUS_ERROR_NOT_FOUND:
        fault_set(why, FAULT_MISSING, "fault.printer.unknown");
        break;
    case IPP_STATUS_ERROR_FORBIDDEN:
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    case IPP_STATUS_ERROR_NOT_POSSIBLE:
        fault_set(why, FAULT_REFUSED, "fault.printer.rights");
        break;
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
        fault_set(why, FAULT_REFUSED, "fault.printer.closed");
        break;
    case IPP_STATUS_ERROR_REQUEST_ENTITY:
    case IPP_STATUS_ERROR_REQUEST_VALUE: /* what the library makes of HTTP 413 */
    case IPP_STATUS_ERROR_TOO_MANY_JOBS:
        fault_set(why, FAULT_STORAGE, "fault.printer.full");
        break;
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR:
        fault_set(why, FAULT_INPUT, "fault.printer.format");
        break;
    default:
        fault_set(why, FAULT_NETWORK, "fault.printer.failed");
        break;
    }
    return fault_detail(why, "%04x %s", (unsigned)status, cups.cupsLastErrorString());
}

/* ---- what printers there are ---- */

/* False when it had to be cut. */
static bool text_take(char *out, size_t room, const char *text)
{
    int size = snprintf(out, room, "%s", text ? text : "");
    return size >= 0 && (size_t)size < room;
}

static long option_number(const cups_dest_t *from, const char *name)
{
    const char *text = cups.cupsGetOption(name, from->num_options, from->options);
    return text ? strtol(text, NULL, 10) : 0;
}

static const char *option_text(const cups_dest_t *from, const char *name)
{
    return cups.cupsGetOption(name, from->num_options, from->options);
}

/* The sizes a town's office has, out of the hundreds that a driver may list. */
static bool paper_wanted(const char *name)
{
    static const char *const wanted[] = {"iso_a3_", "iso_a4_", "iso_a5_", "iso_a6_", "na_letter_"};
    for (size_t at = 0; at < sizeof wanted / sizeof *wanted; at++) {
        if (!strncmp(name, wanted[at], strlen(wanted[at]))) {
            return true;
        }
    }
    return false;
}

static bool paper_known(const struct printer *printer, const char *name)
{
    for (int at = 0; at < printer->paper_count; at++) {
        if (!strcmp(printer->papers[at].name, name)) {
            return true;
        }
    }
    return false;
}

static void papers_read(http_t *http, cups_dest_t *from, struct printer *out)
{
    cups_dinfo_t *info = cups.cupsCopyDestInfo(http, from);
    int count = info ? cups.cupsGetDestMediaCount(http, from, info, 0) : 0;
    for (int at = 0; at < count && at < PAPERS_ASKED && out->paper_count < PRINTER_PAPERS; at++) {
        cups_size_t size;
        if (!cups.cupsGetDestMediaByIndex(http, from, info, at, 0, &size) ||
            !paper_wanted(size.media) || paper_known(out, size.media)) {
            continue;
        }
        struct printer_paper *paper = &out->papers[out->paper_count++];
        if (!text_take(paper->name, sizeof paper->name, size.media)) {
            out->paper_count--;
            continue;
        }
        paper->width = size.width * 72.0 / 2540;
        paper->height = size.length * 72.0 / 2540;
    }
    cups.cupsFreeDestInfo(info);
}

static void reason_take(char out[PRINTER_TEXT], const char *reasons)
{
    size_t size = reasons ? strcspn(reasons, ",") : 0;
    bool none = size == 4 && !strncmp(reasons, "none", 4);
    snprintf(out, PRINTER_TEXT, "%.*s", none ? 0 : (int)size, reasons ? reasons : "");
}

static void printer_read(http_t *http, cups_dest_t *from, struct printer *out)
{
    long state = option_number(from, "printer-state"), type = option_number(from, "printer-type");
    const char *accepting = option_text(from, "printer-is-accepting-jobs");
    *out = (struct printer){.chosen = from->is_default != 0};
    text_take(out->name, sizeof out->name, from->name);
    text_take(out->info, sizeof out->info, option_text(from, "printer-info"));
    text_take(out->where, sizeof out->where, option_text(from, "printer-location"));
    reason_take(out->reason, option_text(from, "printer-state-reasons"));
    out->state = state == IPP_PSTATE_STOPPED      ? PRINTER_STOPPED
                 : state == IPP_PSTATE_PROCESSING ? PRINTER_BUSY
                                                  : PRINTER_READY;
    out->accepting = !accepting || strcmp(accepting, "false") != 0;
    out->colour = (type & CUPS_PRINTER_COLOR) != 0;
    out->duplex = (type & CUPS_PRINTER_DUPLEX) != 0;
    papers_read(http, from, out);
}

bool printers_list(struct printer **out, size_t *count, struct fault *why)
{
    *out = NULL;
    *count = 0;
    http_t *http = server_open(why);
    if (!http) {
        return false;
    }
    cups_dest_t *all = NULL;
    int found = cups.cupsGetDests2(http, &all);
    bool good = found > 0 || cups.cupsLastError() <= IPP_STATUS_OK_EVENTS_COMPLETE ||
                cups.cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND;
    struct printer *printers = found > 0 ? calloc((size_t)found, sizeof *printers) : NULL;
    for (int at = 0; printers && at < found; at++) {
        if (!all[at].instance) {
            printer_read(http, &all[at], &printers[(*count)++]);
        }
    }
    if (!good) {
        server_fault(why);
    }
    cups.cupsFreeDests(found, all);
    cups.httpClose(http);
    *out = printers;
    return good;
}

/* ---- a job ---- */

static bool file_good(const char *file, struct fault *why)
{
    struct stat about;
    if (stat(file, &about) == 0 && S_ISREG(about.st_mode) && access(file, R_OK) == 0) {
        return true;
    }
    fault_set(why, FAULT_MISSING, "fault.file.missing");
    return fault_in(why, file);
}

static int options_of(const struct printer_job *job, cups_option_t **options)
{
    static const char *const sides[] = {"one-sided", "two-sided-long-edge", "two-sided-short-edge"};
    char copies[16];
    int count = 0;
    snprintf(copies, sizeof copies, "%d", job->copies < 1 ? 1 : job->copies);
    count = cups.cupsAddOption("copies", copies, count, options);
    count = cups.cupsAddOption("sides", sides[job->sides], count, options);
    count = cups.cupsAddOption("print-scaling", "fit", count, options);
    if (job->paper) {
        count = cups.cupsAddOption("media", job->paper, count, options);
    }
    if (job->grey) {
        count = cups.cupsAddOption("print-color-mode", "monochrome", count, options);
    }
    return count;
}

static bool printer_takes(http_t *http, const char *name, struct fault *why)
{
    cups_dest_t *printer = cups.cupsGetNamedDest(http, name, NULL);
    if (!printer) {
        fault_set_text(why, FAULT_MISSING, "fault.printer.unknown", name);
        return false;
    }
    const char *accepting = option_text(printer, "printer-is-accepting-jobs");
    bool closed = accepting && !strcmp(accepting, "false");
    cups.cupsFreeDests(1, printer);
    return !closed || fault_set_text(why, FAULT_REFUSED, "fault.printer.closed", name);
}

/* A server that can write no more answers 413 and closes; when we still had much to send, the
 * answer is lost with the connection, and the library has only the system's word for it. */
static bool broken_off(void)
{
    const char *said = cups.cupsLastErrorString();
    return cups.cupsLastError() == IPP_STATUS_ERROR_INTERNAL && said &&
           (!strcmp(said, strerror(EPIPE)) || !strcmp(said, strerror(ECONNRESET)));
}

bool printer_send(const struct printer_job *job, int *number, struct fault *why)
{
    *number = 0;
    if (!file_good(job->file, why)) {
        return false;
    }
    http_t *http = server_open(why);
    if (!http) {
        return fault_in(why, job->file);
    }
    if (printer_takes(http, job->printer, why)) {
        cups_option_t *options = NULL;
        int count = options_of(job, &options);
        *number = cups.cupsPrintFile2(http, job->printer, job->file,
                                      job->title ? job->title : "Wijkpeil", count, options);
        cups.cupsFreeOptions(count, options);
        if (!*number && broken_off()) {
            fault_set(why, FAULT_STORAGE, "fault.printer.full");
            fault_detail(why, "%s", cups.cupsLastErrorString());
        } else if (!*number) {
            server_fault(why);
        }
        if (!*number) {
            message_add_text(&why->what, job->printer);
        }
    }
    cups.httpClose(http);
    return *number || fault_in(why, job->file);
}

static ipp_t *job_request(ipp_op_t what, const char *printer, int number)
{
    char uri[HTTP_MAX_URI];
    ipp_t *request = cups.ippNewRequest(what);
    if (number) {
        cups.httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
                              "/jobs/%d", number);
    } else {
        cups.httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
                              "/printers/%s", printer);
    }
    cups.ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, number ? "job-uri" : "printer-uri",
                      NULL, uri);
    cups.ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                      cups.cupsUser());
    return request;
}

/* The first of the reasons that says more than "none" and that printing goes on. */
static void reasons_read(ipp_t *answer, const char *name, char out[PRINTER_TEXT])
{
    ipp_attribute_t *reasons = cups.ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int at = 0; reasons && !out[0] && at < cups.ippGetCount(reasons); at++) {
        const char *reason = cups.ippGetString(reasons, at, NULL);
        if (reason && strcmp(reason, "none") && strcmp(reason, "job-printing") &&
            strcmp(reason, "processing-to-stop-point")) {
            text_take(out, PRINTER_TEXT, reason);
        }
    }
}

static void printer_reasons(http_t *http, const char *printer, char out[PRINTER_TEXT])
{
    static const char *const wanted[] = {"printer-state-reasons"};
    ipp_t *request = job_request(IPP_OP_GET_PRINTER_ATTRIBUTES, printer, 0);
    cups.ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 1, NULL,
                       wanted);
    ipp_t *answer = cups.cupsDoRequest(http, request, "/");
    if (answer) {
        reasons_read(answer, "printer-state-reasons", out);
    }
    cups.ippDelete(answer);
}

static enum printer_progress progress_of(int state)
{
    switch (state) {
    case IPP_JSTATE_PENDING:
        return PRINTER_WAITING;
    case IPP_JSTATE_PROCESSING:
        return PRINTER_PRINTING;
    case IPP_JSTATE_HELD:
    case IPP_JSTATE_STOPPED:
        return PRINTER_HELD;
    case IPP_JSTATE_COMPLETED:
        return PRINTER_DONE;
    case IPP_JSTATE_CANCELED:
        return PRINTER_CANCELLED;
    default:
        return PRINTER_FAILED;
    }
}

bool printer_look(const char *printer, int number, enum printer_progress *out,
                  char reason[PRINTER_TEXT], struct fault *why)
{
    static const char *const wanted[] = {"job-state", "job-state-reasons"};
    reason[0] = '\0';
    http_t *http = server_open(why);
    if (!http) {
        return false;
    }
    ipp_t *request = job_request(IPP_OP_GET_JOB_ATTRIBUTES, printer, number);
    cups.ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL,
                       wanted);
    ipp_t *answer = cups.cupsDoRequest(http, request, "/");
    ipp_attribute_t *state =
        answer ? cups.ippFindAttribute(answer, "job-state", IPP_TAG_ENUM) : NULL;
    if (state) {
        *out = progress_of(cups.ippGetInteger(state, 0));
        if (*out != PRINTER_DONE) {
            printer_reasons(http, printer, reason);
            reasons_read(answer, "job-state-reasons", reason);
        }
    } else {
        server_fault(why);
    }
    cups.ippDelete(answer);
    cups.httpClose(http);
    return state != NULL;
}

bool printer_cancel(const char *printer, int number, struct fault *why)
{
    http_t *http = server_open(why);
    cups_dest_t *dest = http ? cups.cupsGetNamedDest(http, printer, NULL) : NULL;
    bool good = dest && cups.cupsCancelDestJob(http, dest, number) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    if (http && !good) {
        server_fault(why);
    }
    if (dest) {
        cups.cupsFreeDests(1, dest);
    }
    if (http) {
        cups.httpClose(http);
    }
    return good;
}
