#!/usr/bin/env bash
# A year of the whole country: made up, handed in, amended, judged and counted. All is written into OUT (out/year).
# usage: demo.sh DUBAN [OUT] [--scale provinces|prefectures|all] [--whole PROVINCE]
set -eu -o pipefail
duban=$(realpath "${1:?usage: demo.sh DUBAN [OUT] [--scale provinces|prefectures|all] [--whole PROVINCE]}")
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=
if [ $# -gt 0 ] && [[ $1 != --* ]]; then
    out=$(realpath -m "$1")
    shift
fi
cd "$here/../../.."
plan=plans/2012-environmental-emergency/2012.duban
out=${out:-out/year}
log=$out/2012.db
year() { PYTHONDONTWRITEBYTECODE=1 python3 "$here" "$@"; }
title() { printf '\n== %s\n' "$*"; }

rm -rf "$out/files" "$log"*
mkdir -p "$out"
title "a year of reports"
year write "$out/files" "$@"
year amend "$plan" "$out/files" "$@" | tee "$out/amendment.txt"
amended=$out/files/修订-模拟.duban
read -r closed heir < <(sed -E 's/.* ([0-9]{6}) closes and .* ([0-9]{6}) goes on/\1 \2/' "$out/amendment.txt")
title "handed in, in the order in which they came"
year submit "$duban" "$plan" "$out/files" --log "$log"
"$duban" verify "$log"
title "the whole country, as of 2013-01-31"
"$duban" status "$amended" --log "$log" --as-of 2013-01-31 --known-at 2013-01-31 --timing
title "what the amendment of 1 July would change, by its dry run on that morning, task by task"
python3 - "$out/files/dry-run.jsonl" <<'END'
import collections, json, sys
side = lambda one: one and (one["status"], one["due"])
seen = collections.Counter()
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    before, after = side(row["before"]), side(row["after"])
    seen[row["task"], *(f"{one[0]}, due {one[1]}" if one else "-" for one in (before, after))] += 1
for (task, before, after), count in seen.most_common(20):
    print(f"{count:7} x {task:6} {before} -> {after}")
print(f"{sum(seen.values())} obligations change in {len(seen)} ways; the 20 most common are shown")
END
cmp "$out/files/dry-run.jsonl" "$out/files/amended.jsonl" && echo "the same were listed when it was adopted"
that_day=(--log "$log" --since 2012-06-30 --as-of 2012-07-01 --known-at 2012-07-01)
year_end=(--log "$log" --as-of 2013-01-31 --known-at 2013-01-31)
title "what it changed: the exercises of the provinces, now due in September"
"$duban" diff "$amended" "${that_day[@]}" --level 省 --task 10.8
title "what it changed: the drills for the flood season, which had been due before it, now by the end of July"
"$duban" diff "$amended" "${that_day[@]}" --level 省 --task 8.2-3
title "what it changed: the county that closed, and its heir"
"$duban" diff "$amended" "${that_day[@]}" --unit "$closed"
"$duban" diff "$amended" "${that_day[@]}" --unit "$heir"
title "at the end of the year: who was late with the drill counts from the first date, though it was moved"
"$duban" checklist "$amended" "${year_end[@]}" --task 8.2-3 --under "${heir:0:4}00"
title "at the end of the year: what the heir holds of the county that closed was late before, and still is"
"$duban" status "$amended" "${year_end[@]}" --unit "$heir" | grep -E "^(任务|task)| $closed "
title "how often each word and each kind"
least=20
[[ "$*" == *provinces* ]] && least=1
[[ "$*" == *prefectures* ]] && least=2
year count "$duban" "$plan" "$out/files" --log "$log" --at-least "$least"
