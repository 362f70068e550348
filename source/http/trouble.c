/* SPDX-License-Identifier: EUPL-1.2 */
#include <openssl/x509_vfy.h>

#include "http/http_inner.h"

static const char *certificate_key(struct http *http)
{
    long said = 0;
    curl.easy_getinfo(http->easy, CURLINFO_SSL_VERIFYRESULT, &said);
    switch (said) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return "http.fault.tls.expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return "http.fault.tls.clock";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return "http.fault.tls.unknown";
    case X509_V_OK:
    case X509_V_ERR_UNSPECIFIED: /* what curl says while the chain is fine: the name is not */
    case X509_V_ERR_HOSTNAME_MISMATCH:
        return "http.fault.tls.host";
    default:
        return "http.fault.tls.other";
    }
}

static const char *key_of(struct http *http, CURLcode code, bool moved)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "http.fault.name";
    case CURLE_COULDNT_CONNECT:
        return "http.fault.refused";
    case CURLE_OPERATION_TIMEDOUT:
        return moved ? "http.fault.slow" : "http.fault.refused";
    case CURLE_PEER_FAILED_VERIFICATION:
        return certificate_key(http);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
        return "http.fault.tls.other";
    case CURLE_SSL_CACERT_BADFILE:
        return "http.fault.tls.file";
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return "http.fault.garbage";
    default:
        return "http.fault.cut";
    }
}

bool http_trouble(struct http *http, CURLcode code, const struct exchange *exchange,
                  const char *url, struct fault *why)
{
    struct http_url parts;
    struct fault ignored;
    if (exchange->over || code == CURLE_FILESIZE_EXCEEDED) {
        return fault_set(why, FAULT_LIMIT, "http.fault.large");
    }
    if (exchange->let_go || code == CURLE_ABORTED_BY_CALLBACK) {
        return fault_set(why, FAULT_CANCELLED, "http.fault.cancelled");
    }
    const char *key = key_of(http, code, exchange->moved > 0);
    bool known = url_parse_path(url, &parts, &ignored);
    fault_set_text(why, FAULT_NETWORK, key, known ? parts.host : "");
    return fault_detail(why, "curl %d: %s", (int)code, curl.easy_strerror(code));
}
