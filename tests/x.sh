#!/bin/sh
# What ./x promises about its own behaviour; `./x test` runs it. $1: the folder of initdb, empty for no PostgreSQL.
# shellcheck disable=SC2016,SC2034 # eval takes expressions, to be worked out when they are reached
set -eu
x=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/x
unset HEIRLOOM_TEST_DATABASE_URL
# a folder of our own, so that other runs' clusters are out of sight; the server's user must get in
work=$(mktemp -d /tmp/heirloom-x.XXXXXX)
chmod 755 "$work"
export TMPDIR="$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

holds() { title=$1; shift; if "$@"; then echo "ok: $title"; else echo "FAILED: $title"; exit 1; fi; }
clusters() { find "$work" -name 'heirloom-pg.*' | wc -l | tr -d ' '; }
exits() { want=$1; shift; rc=0; "$@" >"$work/out" 2>&1 </dev/null || rc=$?; [ "$rc" = "$want" ] || { cat "$work/out"; return 1; }; }
says() { grep -q -e "$1" "$work/out"; }

# Starts `./x pg` without a terminal and waits for its URL; the process in $owner.
serve() {
    : >"$work/url"
    "$x" pg </dev/null >"$work/url" 2>"$work/out" &
    owner=$! tries=0
    until [ -s "$work/url" ]; do tries=$((tries + 1)); [ "$tries" -lt 300 ] && sleep 0.1 || return 1; done
}
gone() { ! tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -q postgres; }

holds "an unknown verb is a usage error" exits 2 "$x" nonsense
holds "an unknown option is a usage error" exits 2 "$x" test --nonsense
holds "without PostgreSQL the exit code is 69" exits 69 env PGBIN=/nonexistent HEIRLOOM_PG_SEARCH= "$x" pg true
holds "and the message names the way out" says '--sqlite-only'
holds "a dead server is named before any test runs" exits 69 env HEIRLOOM_TEST_DATABASE_URL=postgres://a:secret@127.0.0.1:1/a "$x" pg true
holds "without its password" eval '! says secret'

[ -n "${1:-}" ] || { echo "SKIPPED: the throwaway cluster's tests (no PostgreSQL programs here)"; exit 0; }
export PGBIN="$1"

holds "the command's exit code is kept" exits 7 "$x" pg sh -c 'exit 7'
holds "and nothing is left behind" [ "$(clusters)" = 0 ]
serve
server=$(sed -n 1p "$work"/heirloom-pg.*/data/postmaster.pid)
kill -9 "$owner"
holds "a killed run's cluster is reaped by the next" eval 'serve && [ "$(clusters)" = 1 ] && gone "$server"'
holds "a cluster whose run lives is left alone" eval 'exits 0 "$x" pg true && [ "$(clusters)" = 1 ]'
kill -TERM "$owner"
wait "$owner" || :
holds "TERM stops the server at once" [ "$(clusters)" = 0 ]
