#!/usr/bin/env bash
# Plays the thematic session over two months, with a run of `remind` every hour, and holds its messages against an
# oracle of their own. PLENUM names the program (default: the one on the PATH).
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/plenum-story.XXXXXX")
trap 'rm -rf "$folder"' EXIT
cp "$here/people.yaml" "$here/topics.csv" "$folder"
cat > "$folder/plenum.yaml" <<'SETTINGS'
plenum: 1
deliver: maildir
maildir: mail
sender: Văn phòng Đảng ủy <nhac-viec@example.org>
SETTINGS
export PLENUM=${PLENUM:-plenum} PLENUM_DATABASE=$folder/plenum.db PYTHONDONTWRITEBYTECODE=1
python3 "$here/story.py" "$folder"
"$PLENUM" export > "$folder/export.jsonl"
python3 "$here/oracle.py" "$folder"
