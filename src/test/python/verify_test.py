#!/usr/bin/python3
"""The stand-alone checker of exported logs: an honest log, and the same one forged in each way it can find.

    /usr/bin/python3 src/test/python/verify_test.py -v

The log and the forgeries are written by `ExportVerifierTest`, whose checker finds all of them.
"""

import contextlib
import copy
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[3]
CHECKER = ROOT / "src" / "samples" / "python" / "verify.py"
FILES = ROOT / "src" / "test" / "resources" / "dicegate" / "verify"
EXPORT = FILES / "export.json"
FORGERIES = FILES / "forgeries.json"
SPECIFICATION = ROOT / "src" / "docs" / "verify.md"
VECTORS = ROOT / "src" / "main" / "resources" / "dicegate" / "conformance" / "seeded-vectors.json"

sys.dont_write_bytecode = True
sys.path.insert(0, str(CHECKER.parent))
import verify  # noqa: E402


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def patch(document, changes):
    """Apply the operations of a JSON Patch (RFC 6902) that the file of forgeries has."""
    for change in changes:
        *way, last = [part.replace("~1", "/").replace("~0", "~") for part in change["path"].split("/")[1:]]
        target = document
        for part in way:
            target = target[int(part)] if isinstance(target, list) else target[part]
        last = last if isinstance(target, dict) else len(target) if last == "-" else int(last)
        if change["op"] == "remove":
            del target[last]
        elif change["op"] == "add" and isinstance(target, list):
            target.insert(last, change["value"])
        elif change["op"] in ("add", "replace"):
            target[last] = change["value"]
        else:
            raise ValueError(change)
    return document


def wrong_places(log):
    return [place for place, word, _ in verify.verify(log) if word == "WRONG"]


class Checker(unittest.TestCase):
    def setUp(self):
        self.log = read(EXPORT)
        self.entries = self.log["entries"]
        self.proof = self.entries[2]["proof"]

    def words(self):
        return [word for _, word, _ in verify.verify(self.log)]

    def test_honest_log_is_verified(self):
        self.assertEqual(
            self.words(),
            ["ok"] * 12 + ["partly", "no proof", "ok", "ok", "no proof", "no proof", "no seed", "ok", "no proof",
                           "ok", "ok", "partly", "ok", "ok", "ok"] + ["note"] * 6)

    def test_forgeries_are_found_and_honest_logs_are_not_called_wrong(self):
        forgeries = read(FORGERIES)
        self.assertGreater(len(forgeries), 60)
        for forgery in forgeries:
            with self.subTest(forgery["name"]):
                wrong = wrong_places(patch(copy.deepcopy(self.log), forgery["patch"]))
                if not forgery["at"]:
                    self.assertEqual(wrong, [])
                elif not forgery["needsEngine"]:
                    self.assertIn(forgery["at"], wrong)

    def test_other_shapes_of_members_are_wrong(self):
        for name, value in (("key", None), ("index", 1.5), ("index", True), ("path", ["ab" * 32] * 6), ("path", {}),
                            ("seed", "a\x00b"), ("seed", "ü" * 33), ("expr", None)):
            with self.subTest(name=name, value=value):
                self.log = read(EXPORT)
                self.log["entries"][2]["proof"][name] = value
                self.assertIn("seq 3", wrong_places(self.log))

    def test_faces_and_dice_have_to_agree(self):
        def change_face(roll):
            roll["dice"][0]["value"] = roll["dice"][0]["value"] % 6 + 1

        for number, change in enumerate((change_face, lambda roll: roll["drawn"].pop(),
                                         lambda roll: roll.pop("drawn") and change_face(roll))):
            with self.subTest(change=number):
                self.log = read(EXPORT)
                change(self.log["entries"][2]["roll"])
                self.assertEqual(wrong_places(self.log), ["seq 3"])

    def test_roll_over_http_was_not_committed_to(self):
        key = bytes(32)
        root = verify.sha256(b"\x00", key)
        face = verify.faces(verify.roll_seed(key, root, 0, "abc", "2d6"))
        values = [face(6), face(6)]
        roll = {"total": sum(values), "dice": [{"sides": 6, "value": value, "kept": True} for value in values],
                "proof": {"root": root.hex(), "index": 0, "key": key.hex(), "path": [], "seed": "abc", "expr": "2d6"}}
        self.assertEqual([word for _, word, _ in verify.verify(roll)], ["no root"])
        roll["total"] += 1
        self.assertEqual(wrong_places(roll), ["the roll"])

    def test_example_in_the_specification_is_a_known_answer(self):
        blocks = re.findall(r"```json\n(.*?)```", SPECIFICATION.read_text(encoding="utf-8"), re.DOTALL)
        proof = json.loads(next(block for block in blocks if '"key"' in block))
        roll = {"drawn": [[20, 3], [20, 11]], "total": 16,
                "dice": [{"sides": 20, "value": 3, "kept": False}, {"sides": 20, "value": 11, "kept": True}]}
        self.assertEqual(verify.check_proof(proof, roll), ("ok", "2d20kh1 + 5"))
        roll["drawn"][0][1] = 4
        self.assertRaises(verify.Wrong, verify.check_proof, proof, roll)

    def test_other_shapes_do_no_harm(self):
        self.log.update(commitments=[1, {}, {"seq": []}], present=[1, [], [1], [{}, []]])
        for entry in (None, 1, [], {}, {"type": "rolled"}, {"type": "rolled", "proof": []},
                      {"type": "rolled", "proof": {"root": 1}}, {"type": "rolled", "proof": {**self.proof, "path": 1}},
                      {"type": "rolled", "roll": [], "proof": self.proof},
                      {"type": "rolled", "by": 1, "to": {}, "roll": {"error": 1}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [1], "drawn": [1]}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": {}}], "drawn": [[{}, 1]]}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": {}}], "drawn": []}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": 6, "value": []}], "drawn": []},
                       "proof": self.proof}):
            self.log["entries"] = [entry]
            self.assertNotIn("ok", self.words())

    def test_published_answers_are_those_of_this_program(self):
        for vector in read(VECTORS):
            face = verify.faces(bytes.fromhex(vector["seed"]))
            for sides, drawn in vector.get("drawn", []):
                self.assertEqual(face(sides), drawn, vector["expr"])

    def test_command(self):
        done = subprocess.run([sys.executable, "-B", str(CHECKER), str(EXPORT)], capture_output=True, encoding="utf-8",
                              check=False, env={"PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(done.stdout.endswith("20 ok, 2 in part, 1 without a seed, 0 without a commitment, 4 without "
                                             "proof, 0 wrong\n"), done.stdout)
        self.entries[2]["proof"]["expr"] = "\x1b[2J"
        for text, code in ((json.dumps(self.log), 1), ("[]", 2), ("{", 2), ("{}", 2), ("[" * 100000, 2),
                           ('{"entries":[],"entries":[]}', 2), ('{"entries":["\\ud800"]}', 2),
                           ('{"entries":[NaN]}', 2)):
            with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                    self.assertEqual(verify.main(file.name), code, text)
                self.assertNotIn("\x1b", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
