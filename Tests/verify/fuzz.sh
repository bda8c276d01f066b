#!/usr/bin/env bash
# Readers of files, addresses and messages against damaged ones, for THROUGHLINE_FUZZ_SECONDS (60) each. Another seed to begin with:
# THROUGHLINE_FUZZ_SEED; left out, it is the day, so that each night tries others.
set -euo pipefail
cd "$(dirname "$0")/../.."

export THROUGHLINE_FUZZ_SECONDS="${THROUGHLINE_FUZZ_SECONDS:-60}" THROUGHLINE_FUZZ_SEED="${THROUGHLINE_FUZZ_SEED:-$(date +%Y%m%d)000000}"
swift build --build-tests >/dev/null
echo "seeds from $THROUGHLINE_FUZZ_SEED, $THROUGHLINE_FUZZ_SECONDS seconds each"
swift test --skip-build --filter fuzzed
