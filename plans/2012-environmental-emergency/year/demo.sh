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
year amend "$plan" "$out/files" "$@"
amended=$out/files/修订-模拟.duban
title "handed in, in the order in which they came"
year submit "$duban" "$plan" "$out/files" --log "$log"
"$duban" verify "$log"
title "the whole country, as of 2013-01-31"
"$duban" status "$amended" --log "$log" --as-of 2013-01-31 --known-at 2013-01-31 --timing
title "what the amendment of 1 July changed, at the provinces"
"$duban" diff "$amended" --log "$log" --since 2012-06-30 --as-of 2012-07-01 --known-at 2012-07-01 --level 省 --task 10.8
title "how often each word and each kind"
least=20
[[ "$*" == *provinces* ]] && least=1
[[ "$*" == *prefectures* ]] && least=2
year count "$duban" "$plan" "$out/files" --log "$log" --at-least "$least"
