#!/usr/bin/env bash
# Walks the 2012 plan from its text to explained checklists: a year of sample reports is handed in, then the year is judged.
# usage: demo.sh DUBAN    (`./dev demo` builds the program and calls this)
set -eu -o pipefail
duban=$(realpath "${1:?usage: demo.sh DUBAN}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8

plan=${here#"$PWD"/}/2012.duban
reports=${here#"$PWD"/}/reports
out=out/demo
log=$out/2012.db
as_of=2013-01-10
rm -rf "$out"
mkdir -p "$out/reports"

title() { printf '\n== %s\n' "$*"; }
submit() { "$duban" submit "$plan" "$1" --log "$log" --received-at "$2"; }
ask() {
    local command=$1
    shift
    "$duban" "$command" "$plan" "$@" --log "$log" --as-of "$as_of" --known-at "$as_of"
}

# The quarterly return of every office from the nation to the counties, by a rule from its code: most report, some report
# nothing to speak of, a few say nothing. Who had no incident says so too.
quarterly_returns() {
    awk -F, -v quarter="$1" '
        BEGIN {
            split("140105 1,320106 2,430102 3,510107 3", cases, ",")  # who reported an incident in which quarter
            for (i in cases) happened[cases[i]]
            OFS = ","
            print "编号,类型,单位,指标,期间,数值,佐证,填报单位"
        }
        NR == 1 || $5 == "否" || $3 == "乡镇" { next }
        {
            draw = ($1 % 9973 * 31 + quarter * 1741) % 100
            if (draw < 6) next
            supervised = draw < 14 ? 0 : 1 + draw % 4
            exposed = draw < 20 ? 0 : 1 + draw % 3
            print "督办-" $1 "-Q" quarter, "填报", $1, "重点督办", "2012-Q" quarter, supervised, supervised ? "督办单" : "", $1
            print "曝光-" $1 "-Q" quarter, "填报", $1, "曝光", "2012-Q" quarter, exposed, exposed ? "曝光材料" : "", $1
            if (draw < 10 || ($1 " " quarter) in happened) next
            print "无情况-" $1 "-Q" quarter, "无情况", $1, "突发环境事件", "2012-Q" quarter, "", "", $1
        }' "$here/../china/units.csv" >"$2"
}

title "the plan"
"$duban" check "$plan"

title "a year of reports"
quarterly_returns 1 "$out/reports/2012-04-06T1700_returns-q1.csv"
quarterly_returns 2 "$out/reports/2012-07-05T1700_returns-q2.csv"
quarterly_returns 3 "$out/reports/2012-10-10T1700_returns-q3.csv"
quarterly_returns 4 "$out/reports/2013-01-06T1700_returns-q4.csv"
for file in "$reports"/*T* "$out"/reports/*; do printf '%s %s\n' "${file##*/}" "$file"; done | LC_ALL=C sort |
    while read -r name file; do
        submit "$file" "${name:0:13}:${name:13:2}"
    done
"$duban" verify "$log"

title "the whole country"
ask status
ask status --json --timing >"$out/status.jsonl"
printf '%s: %d lines, %d bytes\n' "$out/status.jsonl" "$(wc -l <"$out/status.jsonl")" "$(wc -c <"$out/status.jsonl")"

title "documents"
ask checklist --level 省 -o "$out/documents/provinces.md"
ask checklist --task 10.8 -o "$out/documents/task-10.8.csv"
ask checklist --leader --since 2012-09-30 -o "$out/documents/leader.md"
ask checklist --problems --under 140000 -o "$out/documents/problems-140000.md"
ask checklist --unit 520000 -o "$out/documents/520000.json"
ask checklist --leader --lang en -o "$out/documents/leader.en.md"
ask missing --unit 140000 -o "$out/documents/missing-140000.csv"
time ask checklist --all --format json -o "$out/all"

title "task 10.8 over the 31 provinces, as of $as_of"
ask status --task 10.8

title "why: 10.8, one province"
ask explain 10.8 520000

printf '\nThe documents lie in %s/documents and %s/all, the log is %s.\n' "$out" "$out" "$log"
