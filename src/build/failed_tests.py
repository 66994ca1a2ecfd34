"""Prints the tests that failed, from the XML reports of Surefire and Failsafe.

    failed_tests.py target

The log of a whole build has some 10 MB, and Maven names a failed integration test only at the place where it ran.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

# Of each message: an assertion may quote a whole log.
MAX_LINES = 12
MAX_CHARS = 400


def failed(report: pathlib.Path) -> list[tuple[str, str]]:
    """Returns the failed test cases of a report, each with the head of its message."""
    cases = []
    for case in ElementTree.parse(report).iter("testcase"):
        for kind in ("failure", "error"):
            problem = case.find(kind)
            if problem is not None:
                name = f"{case.get('classname')}.{case.get('name')}"
                lines = (problem.text or problem.get("message") or kind).splitlines()
                cases.append((name, "\n".join(f"    {line[:MAX_CHARS]}" for line in lines[:MAX_LINES])))
    return cases


def main(target: str) -> None:
    for report in sorted(pathlib.Path(target).glob("*/TEST-*.xml")):
        for name, message in failed(report):
            print(f"FAILED ({report.parent.name}) {name}\n{message}")


if __name__ == "__main__":
    main(sys.argv[1])
