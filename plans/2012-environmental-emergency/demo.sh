#!/usr/bin/env bash
# Walks the 2012 plan from its text to explained checklists: a made-up year of the whole country is handed in, then the year is
# judged. usage: demo.sh DUBAN [--scale provinces|prefectures|all]    (`./dev demo` builds the program and calls this)
set -eu -o pipefail
duban=$(realpath "${1:?usage: demo.sh DUBAN [--scale provinces|prefectures|all]}")
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

plan=${here#"$PWD"/}/2012.duban
out=out/demo
log=$out/2012.db
as_of=2013-01-31
rm -rf "$out"
mkdir -p "$out/documents"

title() { printf '\n== %s\n' "$*"; }
year() { python3 "$here/year" "$@"; }
ask() {
    local command=$1
    shift
    "$duban" "$command" "$plan" "$@" --log "$log" --as-of "$as_of" --known-at "$as_of"
}

title "the plan"
"$duban" check "$plan"
"$duban" coverage "$plan" --check -o "$out/documents/coverage.md"

title "a year of reports, made up"
year write "$out/reports" "$@"
year submit "$duban" "$plan" "$out/reports" --log "$log"
"$duban" verify "$log"

title "the whole country, as of $as_of"
ask status
ask status --json --timing >"$out/status.jsonl"
printf '%s: %d lines, %d bytes\n' "$out/status.jsonl" "$(wc -l <"$out/status.jsonl")" "$(wc -c <"$out/status.jsonl")"

title "documents"
ask checklist --level 省 -o "$out/documents/provinces.html"
ask checklist --level 省 -o "$out/documents/provinces.xlsx"
ask checklist --leader --since 2012-09-30 -o "$out/documents/leader.html"
ask checklist --leader --lang en -o "$out/documents/leader.en.html"
ask checklist --task 10.8 -o "$out/documents/task-10.8.csv"
ask checklist --problems --under 140000 -o "$out/documents/problems-140000.html"
ask checklist --unit 140000 -o "$out/documents/140000.html"
ask checklist --unit 140000 -o "$out/documents/140000.xlsx"
ask missing --unit 140100 -o "$out/documents/missing-140100.csv"
time ask checklist --all --format json -o "$out/all"

title "task 10.8 over the 31 provinces"
ask status --task 10.8

title "why: 10.8, one province"
ask explain 10.8 520000

printf '\nThe documents lie in %s/documents and %s/all, the log is %s.\n' "$out" "$out" "$log"
