"""Asks OSV (https://osv.dev) for known vulnerabilities of the libraries in an SBOM.

    vulnerabilities.py target/dicegate-sbom.json

Exit code 0: none is known, or OSV is not reachable, which is printed; 1: some are, with their ids; 2: no such SBOM.
"""

import json
import sys
import urllib.error
import urllib.request

OSV = "https://api.osv.dev/v1/querybatch"
LIMIT_SECONDS = 20

# Vulnerabilities that do not concern Dicegate, by id, each with the reason.
IRRELEVANT: dict[str, str] = {}


def libraries(path: str) -> list[str]:
    """Returns the package URLs of all components, without their qualifiers."""
    with open(path, encoding="utf-8") as file:
        sbom = json.load(file)
    return sorted({component["purl"].split("?")[0] for component in sbom["components"]})


def known(purls: list[str]) -> dict[str, list[str]]:
    """Returns the ids of known vulnerabilities by package URL."""
    body = json.dumps({"queries": [{"package": {"purl": purl}} for purl in purls]}).encode()
    request = urllib.request.Request(OSV, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=LIMIT_SECONDS) as response:
        results = json.load(response)["results"]
    return {
        purl: [vulnerability["id"] for vulnerability in result.get("vulns", [])]
        for purl, result in zip(purls, results, strict=True)
    }


def main() -> int:
    """Runs the check; returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        purls = libraries(sys.argv[1])
    except OSError as e:
        print(f"no SBOM: {e}", file=sys.stderr)
        return 2
    print(f"{len(purls)} libraries: " + ", ".join(purls))
    try:
        found = known(purls)
    except (urllib.error.URLError, TimeoutError) as e:
        print(f"NOT CHECKED against known vulnerabilities: {OSV} is not reachable: {e}")
        return 0
    bad = {
        purl: relevant
        for purl, ids in found.items()
        if (relevant := [one for one in ids if one not in IRRELEVANT])
    }
    for purl, ids in bad.items():
        print(f"VULNERABLE {purl}: {', '.join(ids)}")
    print("known vulnerabilities: " + (str(sum(map(len, bad.values()))) if bad else "none"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
