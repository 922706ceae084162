#!/usr/bin/env bash
# Plays a year of guidance and its round table, day by day, by the commands its people would give.
# PLENUM names the program (default: the one on the PATH), PLENUM_DATABASE a new database (default: a temporary folder).
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
if [[ -z ${PLENUM_DATABASE:-} ]]; then
    PLENUM_DATABASE=$(mktemp -d "${TMPDIR:-/tmp}/plenum-guided.XXXXXX")/plenum.db
fi
export PLENUM=${PLENUM:-plenum} PLENUM_DATABASE
exec python3 "$here/play.py" "$@"
