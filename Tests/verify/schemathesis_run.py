"""What schemathesis_api.sh runs: a fresh installation, and schemathesis with a key for each scope."""

import os
import pathlib
import subprocess
import sys

import segment_installation

HERE = pathlib.Path(__file__).resolve().parent
SCHEMATHESIS = pathlib.Path(sys.prefix) / "bin" / "schemathesis"

# Each pass: its name, and what it asks. Lengths are bytes for us and characters for JSON Schema, which is the same in ASCII alone.
PASSES = [
    # A method that a path does not have is answered with 404, as everything that is not there.
    ("what the description promises", [
        "--checks", "all", "--exclude-checks", "unsupported_method", "--generation-codec", "ascii", "--generation-allow-x00", "false"]),
    ("anything at all", [
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance", "--mode", "all"]),
]


def run(address, keys, name, options):
    print(f"── {name}", flush=True)
    command = [
        SCHEMATHESIS, "run", f"{address}/api/openapi.json", "--no-color",
        "--max-examples", os.environ.get("THROUGHLINE_EXAMPLES", "100"), *options,
    ]
    environment = os.environ | keys | {"SCHEMATHESIS_HOOKS": str(HERE / "schemathesis_hooks.py"), "PYTHONPATH": str(HERE)}
    return subprocess.run(command, env=environment).returncode


def main():
    if url := os.environ.get("THROUGHLINE_CHECKED_URL"):
        keys = {name: os.environ[name] for name in ("THROUGHLINE_WRITE_KEY", "THROUGHLINE_READ_KEY", "THROUGHLINE_MANAGE_KEY")}
        return sum(run(url, keys, *each) != 0 for each in PASSES)
    with segment_installation.Installation() as installation:
        keys = {
            "THROUGHLINE_WRITE_KEY": installation.write_key(), "THROUGHLINE_READ_KEY": installation.program_key("read"),
            "THROUGHLINE_MANAGE_KEY": installation.program_key("manage"),
        }
        return sum(run(installation.address, keys, *each) != 0 for each in PASSES)


if __name__ == "__main__":
    sys.exit(main())
