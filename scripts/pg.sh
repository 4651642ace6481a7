# shellcheck shell=sh disable=SC2015,SC2016 # A && B || C is meant
# A throwaway PostgreSQL cluster, for ./x (which sources this and has `say`, `die`, `run` and the traps).
# `pg_start` sets pg_url and pg_bin; `pg_stop` removes all that it made; `pg_reap` what killed runs left.

pg_dir='' pg_url='' pg_bin='' pg_user='' pg_quiet=''
pg_fsync=on    # `off` where nobody asks what the disk costs
pg_places="/usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin"

# ---- finding the programs ------------------------------------------------------------------------------

has_server() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/pg_ctl" ]; }

# Prints the folders to try, best first. HEIRLOOM_PG_SEARCH (globs) replaces every place but PGBIN.
pg_candidates() {
    [ -n "${HEIRLOOM_PG_SEARCH+set}" ] || pg_config --bindir 2>/dev/null || :
    # newest first by the number in the path; unquoted, because these are globs
    # shellcheck disable=SC2086
    printf '%s\n' ${HEIRLOOM_PG_SEARCH-$pg_places} |
        sed -n 's|^.*[^0-9.]\([0-9][0-9.]*\)/bin$|\1 &|p; t
                s|^|0 |p' | sort -rn | cut -d' ' -f2-
    [ -n "${HEIRLOOM_PG_SEARCH+set}" ] || dirname "$(command -v initdb || echo /nowhere/initdb)"
}

pg_find() {
    if [ -n "${PGBIN:-}" ]; then
        has_server "$PGBIN" && pg_bin=$PGBIN && return
        say "PGBIN=$PGBIN has no initdb, postgres and pg_ctl: looking elsewhere"
    fi
    pg_bin=$(pg_candidates | while read -r dir; do ! has_server "$dir" || echo "$dir"; done | sed -n 1p)
    [ -n "$pg_bin" ]
}

# Debian's package would make and start a cluster of its own, which nobody asked for: a setting that lasts
# as long as the installation forbids it. With HEIRLOOM_PG_SEARCH set an installation could not be found.
pg_install() {
    [ "$(id -u)" = 0 ] && [ -z "${HEIRLOOM_PG_SEARCH+set}" ] && command -v apt-get >/dev/null || return 1
    say "no PostgreSQL found: installing Debian's (apt-get install postgresql)"
    pg_quiet=/etc/postgresql-common/createcluster.d/heirloom.conf rc=0
    mkdir -p "${pg_quiet%/*}" && echo "create_main_cluster = false" >"$pg_quiet"
    { run apt-get -q update && run env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends postgresql; } >&2 || rc=$?
    rm -f "$pg_quiet"
    return "$rc"
}

pg_missing() {
    die 69 "no PostgreSQL server programs found (initdb in \$PGBIN, pg_config, the usual places, PATH). One of these helps:
  Debian, Ubuntu:  sudo apt-get install postgresql
  Fedora:          sudo dnf install postgresql-server
  macOS:           brew install postgresql@17
  installed elsewhere:  PGBIN=/folder/of/initdb ./x …
  a server of yours:    HEIRLOOM_TEST_DATABASE_URL=postgres://user@host/database ./x …   (a role that may create databases)
  without PostgreSQL:   ./x test --sqlite-only"
}

# ---- processes -----------------------------------------------------------------------------------------

# A process as `pid start namespace`, nothing if it is gone (a zombie is). The start tells it from a later one
# with its number; the namespace tells apart containers that share a /tmp. After the name in brackets,
# /proc/PID/stat has the state as field 1 and the start in ticks as field 20; unlike ps's it never drifts.
identity() {
    if [ -d /proc/self ]; then
        start=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" && $1 != "X" { print $20 }')
    else
        start=$(ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' _)
    fi
    [ -z "$start" ] || echo "$1 $start $(readlink /proc/self/ns/pid 2>/dev/null || uname -n)"
}

# The command line of a process; a slim container has no ps.
command_of() {
    if [ -d /proc/self ]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -ww -o args= -p "$1"; fi 2>/dev/null || :
}

# Stops the postmaster of data directory $1 at once. A stale pid file may name anybody, so look before killing.
stop_server() {
    pid=$(sed -n '1{/^[0-9][0-9]*$/p;}' "$1/postmaster.pid" 2>/dev/null) || return 0
    [ -n "$pid" ] || return 0
    tries=0 signal=QUIT
    while case $(command_of "$pid") in *"$1"*) true ;; *) false ;; esac do
        [ $((tries % 100)) = 0 ] && { kill -s "$signal" "$pid" 2>/dev/null || :; signal=KILL; }
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { say "PostgreSQL process $pid does not end: stop it, then remove ${1%/data}"; return 0; }
        sleep 0.1
    done
}

# Removes the clusters whose ./x is gone (kill -9, power cut). Without an owner file it is being made
# right now, or was abandoned in the instant before: ten minutes tell.
pg_reap() {
    for dir in "$(cd "$1" && pwd -P)"/heirloom-pg.*; do
        [ -d "$dir" ] && [ ! -L "$dir" ] && [ -r "$dir" ] && [ -w "$dir" ] || continue
        if owner=$(cat "$dir/owner" 2>/dev/null) && [ -n "$owner" ]; then
            [ "${owner##* }" = "${me##* }" ] && [ "$(identity "${owner%% *}")" != "$owner" ] || continue
        else
            [ -n "$(find "$dir" -prune -mmin +10)" ] || continue
        fi
        say "removing the PostgreSQL cluster that a killed run left: $dir"
        stop_server "$dir/data"
        rm -rf "$dir" || :
    done
}

# ---- the cluster ---------------------------------------------------------------------------------------

# initdb and pg_ctl refuse root: become the server's user, from a folder that it may enter.
as_pg() (
    cd / && export LC_ALL=C TZ=UTC
    if [ -z "$pg_user" ]; then exec "$@"
    elif command -v setpriv >/dev/null; then
        exec setpriv --reuid="$(id -u "$pg_user")" --regid="$(id -g "$pg_user")" --clear-groups -- "$@"
    elif command -v runuser >/dev/null; then exec runuser -u "$pg_user" -- "$@"
    else exec su -s /bin/sh "$pg_user" -c 'exec "$0" "$@"' -- "$@"; fi
)

# As root the server runs as `postgres`, or as `nobody` where a hand-made PostgreSQL came without that user.
choose_user() {
    [ "$(id -u)" = 0 ] || return 0
    for pg_user in postgres nobody; do id "$pg_user" >/dev/null 2>&1 && return; done
    die 69 "PostgreSQL refuses to run as root and there is no user postgres: useradd --system postgres, or run as an ordinary user"
}

make_dir() {
    for base in "${TMPDIR:-/tmp}" /tmp; do
        base=$(cd "$base" 2>/dev/null && pwd -P) && pg_dir=$(mktemp -d "$base/heirloom-pg.XXXXXX") || continue
        echo "$me" >"$pg_dir/owner"
        [ -z "$pg_user" ] || chown "$pg_user" "$pg_dir"
        as_pg test -w "$pg_dir" && return
        rm -rf "$pg_dir"   # for example a TMPDIR inside /root, which postgres may not enter
        say "user $pg_user cannot use $base: trying /tmp"
    done
    die 69 "no folder for a PostgreSQL cluster: set TMPDIR to one that user ${pg_user:-$(id -un)} may write to and enter"
}

# Without fsync a crash of the machine would lose data, and of a process nothing: what it wrote before it was
# killed is the kernel's, so tests of crashes find what they would find with it. What a commit waits for stays as
# it is. `..` is pg_dir, relative because the path of a socket is short. C.UTF-8 where it exists: it sorts as C
# does, and knows capital letters.
make_cluster() {
    locale=$(locale -a 2>/dev/null | grep -i -m1 '^c\.utf-*8$') || locale=C
    as_pg "$pg_bin/initdb" -D "$pg_dir/data" -U postgres -A trust -N --encoding=UTF8 --locale="$locale" \
        >"$pg_dir/initdb.log" 2>&1 || pg_failed "initdb failed" "$pg_dir/initdb.log"
    cat >>"$pg_dir/data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '..'
timezone = 'UTC'
fsync = $pg_fsync
full_page_writes = $pg_fsync
shared_buffers = 128MB
max_connections = 200
max_wal_size = 2GB
END
}

# Another process may take a free port before we do, so do not ask whether one is free: try, and try another.
launch() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        pg_port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 10000))
        echo "port = $pg_port" >>"$pg_dir/data/postgresql.conf"
        rm -f "$pg_dir/server.log"
        as_pg "$pg_bin/pg_ctl" start -w -t 60 -D "$pg_dir/data" -l "$pg_dir/server.log" \
            </dev/null >"$pg_dir/pg_ctl.log" 2>&1 3>&- && return
        grep -q 'could not \(bind\|create any TCP\)' "$pg_dir/server.log" 2>/dev/null || break
    done
    pg_failed "PostgreSQL did not start" "$pg_dir/server.log"
}

pg_failed() {
    tail -n 20 "$2" "$pg_dir/pg_ctl.log" 2>/dev/null | sed 's/^/    /' >&2 || :
    die 69 "$1 ($pg_bin, in $pg_dir): mend what the lines above say, or point PGBIN or HEIRLOOM_TEST_DATABASE_URL elsewhere"
}

# A server of the user's own: say which, and refuse early rather than in the middle of the tests.
pg_given() {
    pg_url=$HEIRLOOM_TEST_DATABASE_URL
    shown=$(echo "$pg_url" | sed 's|\(//[^:/@]*\):[^@/]*@|\1:***@|')
    psql=$pg_bin/psql
    [ -x "$psql" ] || psql=$(command -v psql) || { say "PostgreSQL: $shown (unchecked: there is no psql here)"; return; }
    answer=$(PGCONNECT_TIMEOUT=10 "$psql" -XAtw "$pg_url" -c "select current_setting('server_version')
        || case when rolsuper or rolcreatedb then '' else ' no-createdb' end from pg_roles where rolname = current_user") ||
        die 69 "HEIRLOOM_TEST_DATABASE_URL ($shown) does not answer: start that server, correct the URL, or unset it for a throwaway one"
    case $answer in *no-createdb) die 69 "HEIRLOOM_TEST_DATABASE_URL ($shown): the role may not create databases: ALTER ROLE … CREATEDB" ;; esac
    say "PostgreSQL $answer: $shown (HEIRLOOM_TEST_DATABASE_URL)"
}

pg_start() {
    me=$(identity $$)
    pg_reap "${TMPDIR:-/tmp}"
    if [ -n "${HEIRLOOM_TEST_DATABASE_URL:-}" ]; then pg_find || :; pg_given; return; fi
    pg_find || { pg_install && pg_find; } || pg_missing
    choose_user
    make_dir
    make_cluster
    launch
    pg_url=postgres://postgres@127.0.0.1:$pg_port/postgres
    say "$("$pg_bin/postgres" --version): throwaway cluster at $pg_url, in $pg_dir"
}

# What the commands see. The caller's own connection settings must not leak into a throwaway cluster.
pg_export() {
    export HEIRLOOM_TEST_DATABASE_URL="$pg_url"
    [ -z "$pg_bin" ] || export PGBIN="$pg_bin" PATH="$PATH:$pg_bin"
    [ -n "$pg_dir" ] || return 0
    unset PGHOSTADDR PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE PGOPTIONS PGSSLMODE PGTZ PGCLIENTENCODING
    export PGHOST=127.0.0.1 PGPORT="$pg_port" PGUSER=postgres PGDATABASE=postgres
}

pg_stop() {
    [ -z "$pg_quiet" ] || rm -f "$pg_quiet"
    [ -n "$pg_dir" ] || return 0
    stop_server "$pg_dir/data"
    rm -rf "$pg_dir"
}
