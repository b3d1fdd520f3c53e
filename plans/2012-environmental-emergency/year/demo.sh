#!/usr/bin/env bash
# A year of the whole country: made up, handed in, judged and counted. usage: demo.sh DUBAN [--scale provinces|prefectures|all]
set -eu -o pipefail
duban=$(realpath "${1:?usage: demo.sh DUBAN [--scale provinces|prefectures|all]}")
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
plan=plans/2012-environmental-emergency/2012.duban
out=out/year
log=$out/2012.db
year() { PYTHONDONTWRITEBYTECODE=1 python3 "$here" "$@"; }
title() { printf '\n== %s\n' "$*"; }

rm -rf "$out"
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
title "before it was issued: what the amendment of 1 July would change, task by task"
"$duban" amend "$plan" "$amended" --dry-run --log "$log" --known-at 2012-06-30 --json >"$out/dry-run.jsonl"
python3 - "$out/dry-run.jsonl" <<'END'
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
title "what it changed: the exercises of the provinces, now due in September"
"$duban" diff "$amended" --log "$log" --since 2012-06-30 --as-of 2012-07-01 --known-at 2012-07-01 --level 省 --task 10.8
title "what it changed: the county that closed, and its heir"
"$duban" diff "$amended" --log "$log" --since 2012-06-30 --as-of 2012-07-01 --known-at 2012-07-01 --unit "$closed"
title "at the end of the year: what the heir holds of it was late before, and still is"
"$duban" status "$amended" --log "$log" --as-of 2013-01-31 --known-at 2013-01-31 --unit "$heir" | grep -E "^(任务|task)| $closed " 
title "how often each word and each kind"
least=20
[[ "$*" == *provinces* ]] && least=1
[[ "$*" == *prefectures* ]] && least=2
year count "$duban" "$plan" "$out/files" --log "$log" --at-least "$least"
