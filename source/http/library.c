/* SPDX-License-Identifier: EUPL-1.2 */
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "http/http_inner.h"

struct curl_calls curl;

static bool loaded;
static char said[160];

static bool call_find(void *library, const char *name, void *call, size_t size)
{
    void *found = dlsym(library, name);
    memcpy(call, &found, size); /* as POSIX has it: ISO C knows no way from object to function */
    return found != NULL;
}

static void library_load(void)
{
    static const char file[] = "libcurl.so.4";
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    loaded = library != NULL;
#define FIND(NAME)                                                                                 \
    loaded = loaded && call_find(library, "curl_" #NAME, &curl.NAME, sizeof curl.NAME);
    CURL_CALLS(FIND)
#undef FIND
    if (loaded) {
        curl.global_init(CURL_GLOBAL_DEFAULT);
        return;
    }
    const char *why = dlerror();
    snprintf(said, sizeof said, "%s", why ? why : file);
}

bool library_open(struct fault *why)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, library_load);
    if (!loaded) {
        fault_set(why, FAULT_NETWORK, "http.fault.library");
        return fault_detail(why, "%s", said);
    }
    return true;
}
