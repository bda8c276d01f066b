#!/usr/bin/env bash
# Asks the server thousands of questions made from its own description of the API, right and wrong ones: it must hold to what the
# description says, and never answer 5xx.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../.build-python/bin/python" "$here/schemathesis_run.py"
