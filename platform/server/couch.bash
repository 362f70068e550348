# SPDX-License-Identifier: EUPL-1.2
# What setup, check and tablet share; read with `source`. bash and curl, nothing else.
#
# The administrator's name and password come from a netrc file, never from the command line:
#     machine 127.0.0.1 login admin password …
# It is $WIJKPEIL_NETRC, or ~/.netrc, and only its owner may read it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
netrc=${WIJKPEIL_NETRC:-$HOME/.netrc}
server='' status='' answer=''

fail() { # SENTENCE
    printf '%s\n' "$1" >&2
    exit 1
}

wrong_use() { # the comment on top of the script tells how
    sed -n '3,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
}

server_choose() { # URL
    [[ $1 =~ ^https?://[]A-Za-z0-9.:_[-]+(/[A-Za-z0-9._/-]*)?$ ]] ||
        fail "$1 is no address of a server (https://sync.example.be), or it holds a name or password."
    [[ $1 == https:* || $1 =~ ^http://(127\.0\.0\.1|localhost|\[::1\])(:|/|$) ]] ||
        fail "$1 would send passwords in the clear. Use https, or run this on the server itself."
    server=${1%/}
}

netrc_ready() {
    [ -r "$netrc" ] || fail "There is no $netrc with the administrator's name and password (see README.md)."
    case $(stat -c %a "$netrc") in
    ?00) ;;
    *) fail "Others may read $netrc. First: chmod 600 $netrc" ;;
    esac
}

database_ready() { # NAME
    [[ $1 =~ ^[a-z][a-z0-9_+-]*$ ]] ||
        fail "$1 is no name for a database: small letters, digits, - and _, first a letter."
}

# METHOD PATH [BODY [anonymous]]: `status` and `answer`. The body goes through a pipe: a password in it is
# not seen in the list of processes.
ask() {
    local with=(--netrc-file "$netrc") got
    [ "${4:-}" != anonymous ] || with=()
    got=$(printf '%s' "${3:-}" | curl -sS --max-time 60 "${with[@]}" -X "$1" \
        -H 'Content-Type: application/json' -H 'Accept: application/json' \
        ${3:+--data-binary @-} -w '\n%{http_code}' "$server/$2" 2>&1) || {
        status=000 answer=${got%$'\n'*}
        return 0
    }
    status=${got##*$'\n'} answer=${got%$'\n'*}
    answer=${answer%$'\n'}
}

done_well() { [[ $status == 2?? ]]; }

must() { # WHAT METHOD PATH [BODY]: ends the script with the server's words
    ask "$2" "$3" "${4:-}"
    done_well || fail "$1: the server says $status ${answer:0:400}"
}

signed_in() { # the administrator is one
    ask GET _session
    [ "$status" != 000 ] || fail "$server does not answer: $answer"
    [ "$status" != 401 ] || fail "$server does not take the name and password in $netrc."
    [[ $answer == *'"_admin"'* ]] || fail "Whoever stands in $netrc is no administrator of $server."
}

json_quoted() { # TEXT
    local text=${1//\\/\\\\}
    text=${text//\"/\\\"}
    text=${text//$'\t'/\\t}
    printf '"%s"' "${text//$'\n'/\\n}"
}

json_member() { # NAME: the text of the first member of that name in `answer`
    sed -n "s/^.*\"$1\":\"\([^\"]*\)\".*\$/\1/p" <<<"${answer//$'\n'/ }"
}

security_of() { # DATABASE: who may come in, as roles
    if [ "$1" = common ]; then
        printf '["tablet"]'
    else
        printf '["coordinator:%s","partner:%s","reader:%s"]' "$1" "$1" "$1"
    fi
}

rules() { # the design document without its revision; some engines want nothing before the function
    printf '"language":"javascript","validate_doc_update":%s' \
        "$(json_quoted "$(sed -n '/^function/,$p' "$here/design/validate.js")")"
}

accounts() { # one line each: a name, then its roles
    local name roles line
    must _users GET '_users/_all_docs?include_docs=true&startkey=%22org.couchdb.user:%22&endkey=%22org.couchdb.user;%22'
    while read -r line; do
        [[ $line =~ \"name\":\"([^\"]+)\" ]] || continue
        name=${BASH_REMATCH[1]}
        [[ $line =~ \"roles\":\[([^]]*)\] ]] || continue
        roles=${BASH_REMATCH[1]//\"/}
        printf '%s %s\n' "$name" "${roles//,/ }"
    done <<<"${answer//\"doc\":/$'\n'}"
}
