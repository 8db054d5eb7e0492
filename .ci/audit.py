"""Asks the package index which of the locked libraries have known faults.

    python .ci/audit.py requirements-dev.lock

Exit status: 0 none has, 1 some have (each is named), 3 the index did not tell of any of them.
pip-audit itself says “no known vulnerabilities” when it could look up nothing; here that is said
plainly, and it is for whoever calls to decide whether not knowing is good enough.
"""

import json
import subprocess
import sys

UNKNOWN = 3


def main(lock: str) -> int:
    """Returns the exit status."""
    asked = subprocess.run(
        [
            *(sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes"),
            *("--disable-pip", "--progress-spinner", "off", "--format", "json"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        libraries = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (asked.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"NOT AUDITED: the package index could not be asked: {last[:200]}", file=sys.stderr)
        return UNKNOWN
    return told(libraries)


def told(libraries: list[dict[str, object]]) -> int:
    """Says what pip-audit found. Returns the exit status."""
    skipped = [str(each["name"]) for each in libraries if "skip_reason" in each]
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in"
        f" {', '.join(fault['fix_versions']) or 'no version yet'}"
        for each in libraries
        for fault in each.get("vulns", ())  # type: ignore[attr-defined]
    ]
    for fault in faults:
        print(f"VULNERABLE: {fault}", file=sys.stderr)
    if faults:
        return 1
    if len(skipped) == len(libraries):
        print("NOT AUDITED: the package index tells no faults here.", file=sys.stderr)
        return UNKNOWN
    if skipped:
        print(f"NOT AUDITED, the others are without known faults: {', '.join(skipped)}")
    else:
        print(f"{len(libraries)} libraries, none with a known fault.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
