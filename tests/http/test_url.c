/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/http.h"

#include <string.h>

#include "kit/kit.h"

static void addresses_are_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool tls, loopback;
        const char *host;
        int port;
        const char *path;
    } cases[] = {
        {"https://couch.gemeente.be/wijkpeil", true, false, "couch.gemeente.be", 443, "/wijkpeil"},
        {"https://couch.gemeente.be", true, false, "couch.gemeente.be", 443, ""},
        {"https://couch.gemeente.be/db///", true, false, "couch.gemeente.be", 443, "/db"},
        {"http://localhost:5984/db", false, true, "localhost", 5984, "/db"},
        {"http://LOCALHOST/db", false, true, "LOCALHOST", 80, "/db"},
        {"http://127.0.0.1:5984/a/b", false, true, "127.0.0.1", 5984, "/a/b"},
        {"http://[::1]:5984/db", false, true, "[::1]", 5984, "/db"},
        {"https://h/db%2Fx", true, false, "h", 443, "/db%2Fx"},
        {"HTTPS://h:8443/db", true, false, "h", 8443, "/db"},
        {"http://127.evil.example/db", false, false, "127.evil.example", 80, "/db"},
        {"http://127.0.0.1.evil.example/db", false, false, "127.0.0.1.evil.example", 80, "/db"},
        {"http://localhost.evil.example/", false, false, "localhost.evil.example", 80, ""},
        {"http://128.0.0.1/", false, false, "128.0.0.1", 80, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct http_url url;
        struct fault why;
        print_message("%s\n", cases[i].text);
        assert_true(http_url_parse(cases[i].text, &url, &why));
        assert_int_equal(url.tls, cases[i].tls);
        assert_int_equal(url.loopback, cases[i].loopback);
        assert_string_equal(url.host, cases[i].host);
        assert_int_equal(url.port, cases[i].port);
        assert_string_equal(url.path, cases[i].path);
    }
}

static void what_is_no_address_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"", "http.fault.url"},
        {"couch.gemeente.be/db", "http.fault.url"},
        {"https://", "http.fault.url"},
        {"https:///db", "http.fault.url"},
        {"https://h:0/db", "http.fault.url"},
        {"https://h:99999/db", "http.fault.url"},
        {"https://h:x/db", "http.fault.url"},
        {"https://h/db?x=1", "http.fault.url"},
        {"https://h/db?", "http.fault.url"},
        {"https://h/db#x", "http.fault.url"},
        {"https://h/a b", "http.fault.url"},
        {"https://h/\r\nX-Y: z", "http.fault.url"},
        {"https://h\t/", "http.fault.url"},
        {"ftp://h/db", "http.fault.scheme"},
        {"file:///etc/passwd", "http.fault.scheme"},
        {"wijkpeil://h/db", "http.fault.scheme"},
        {"https://an:secret@h/db", "http.fault.url.credentials"},
        {"https://an@h/db", "http.fault.url.credentials"},
        {"https://:secret@h/db", "http.fault.url.credentials"},
        {"https://@h/db", "http.fault.url.credentials"},
        {"http://127.0.0.1@evil.example/", "http.fault.url.credentials"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct http_url url;
        struct fault why;
        print_message("%s\n", cases[i].text);
        assert_false(http_url_parse(cases[i].text, &url, &why));
        kit_assert_fault(&why, FAULT_INPUT, cases[i].key);
        assert_null(strstr(why.detail, "secret"));
    }
}

static void long_addresses_have_an_end(void **state)
{
    (void)state;
    char text[9000] = "https://h/";
    struct http_url url;
    struct fault why;
    memset(text + 10, 'a', 900);
    assert_true(http_url_parse(text, &url, &why));
    memset(text + 10, 'a', 1100);
    assert_false(http_url_parse(text, &url, &why));
    memset(text + 10, 'a', 8900);
    assert_false(http_url_parse(text, &url, &why));
    kit_assert_fault(&why, FAULT_INPUT, "http.fault.url");
    memset(text + 8, 'a', 300);
    text[308] = '\0';
    assert_false(http_url_parse(text, &url, &why));
}

static void what_is_reserved_is_encoded(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, 1000);
    http_encode("place:01J/é ?&=%+\x7f~-._", &out);
    assert_string_equal(buffer_text(&out), "place%3A01J%2F%C3%A9%20%3F%26%3D%25%2B%7F~-._");
    buffer_empty(&out);
    http_encode("", &out);
    assert_string_equal(buffer_text(&out), "");
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_taken_apart),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(long_addresses_have_an_end),
        cmocka_unit_test(what_is_reserved_is_encoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
