#!/usr/bin/python3
"""The stand-alone checker of exported logs: an honest log, and the same one forged in each way it can find.

    /usr/bin/python3 src/test/python/verify_test.py -v

The log is written by `ExportVerifierTest`, whose checker finds all of these and more.
"""

import contextlib
import copy
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[3]
CHECKER = ROOT / "src" / "samples" / "python" / "verify.py"
EXPORT = ROOT / "src" / "test" / "resources" / "dicegate" / "verify" / "export.json"
VECTORS = ROOT / "src" / "main" / "resources" / "dicegate" / "conformance" / "seeded-vectors.json"

sys.dont_write_bytecode = True
sys.path.insert(0, str(CHECKER.parent))
import verify  # noqa: E402


class Checker(unittest.TestCase):
    def setUp(self):
        self.log = json.loads(EXPORT.read_text(encoding="utf-8"))
        self.entries = self.log["entries"]
        self.proof = self.entries[0]["proof"]

    def words(self):
        return [word for _, word, _ in verify.verify(self.log)]

    def assert_wrong(self):
        self.assertIn("WRONG", self.words())

    def test_honest_log_is_verified(self):
        self.assertEqual(
            self.words(), ["ok"] * 10 + ["partly", "no proof", "ok", "no proof", "no proof", "partly"])

    def test_members_of_a_proof_cannot_be_changed(self):
        other = "ab" * 32
        forged = [("seed", "another"), ("seed", ""), ("expr", "3d6 "), ("key", other), ("root", other),
                  ("path", []), ("path", [other] * 6), ("key", "x"), ("key", None), ("index", 1), ("index", -1),
                  ("index", 1.5), ("index", True), ("unused", [0]),
                  ("key", self.entries[1]["proof"]["key"])]
        for name, value in forged:
            with self.subTest(name=name, value=value):
                self.log = json.loads(EXPORT.read_text(encoding="utf-8"))
                self.log["entries"][0]["proof"][name] = value
                self.assert_wrong()

    def test_faces_dice_and_totals_of_plain_dice_cannot_be_changed(self):
        def change_face(roll):
            roll["dice"][0]["value"] = roll["dice"][0]["value"] % 6 + 1

        def change_drawn(roll):
            roll["drawn"][0][1] = roll["drawn"][0][1] % 6 + 1

        def change_both(roll):
            change_face(roll)
            change_drawn(roll)

        changes = [change_face, change_drawn, change_both, lambda roll: roll.update(total=99),
                   lambda roll: roll["dice"].pop(), lambda roll: roll["drawn"].pop(),
                   lambda roll: roll.pop("drawn") and change_face(roll)]
        for number, change in enumerate(changes):
            with self.subTest(change=number):
                self.log = json.loads(EXPORT.read_text(encoding="utf-8"))
                change(self.log["entries"][0]["roll"])
                self.assert_wrong()

    def test_rolls_left_out_doubled_or_swapped_are_found(self):
        for change in (lambda entries: entries.pop(4),
                       lambda entries: entries.insert(1, {**copy.deepcopy(entries[0]), "seq": 77}),
                       lambda entries: entries.insert(0, entries.pop(1))):
            self.log = json.loads(EXPORT.read_text(encoding="utf-8"))
            change(self.log["entries"])
            self.assert_wrong()

    def test_key_of_a_hidden_roll_is_found(self):
        self.entries[11]["proof"]["key"] = "ab" * 32
        self.assert_wrong()

    def test_other_shapes_do_no_harm(self):
        for entry in (None, 1, [], {}, {"type": "rolled"}, {"type": "rolled", "proof": []},
                      {"type": "rolled", "proof": {"root": 1}}, {"type": "rolled", "proof": {**self.proof, "path": 1}},
                      {"type": "rolled", "roll": [], "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [1], "drawn": [1]}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": {}}], "drawn": [[{}, 1]]}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": {}}], "drawn": []}, "proof": self.proof},
                      {"type": "rolled", "roll": {"dice": [{"sides": 6, "value": []}], "drawn": []},
                       "proof": self.proof}):
            self.log["entries"] = [entry]
            self.assertNotIn("ok", self.words())

    def test_published_answers_are_those_of_this_program(self):
        for vector in json.loads(VECTORS.read_text(encoding="utf-8")):
            face = verify.faces(bytes.fromhex(vector["seed"]))
            for sides, drawn in vector.get("drawn", []):
                self.assertEqual(face(sides), drawn, vector["expr"])

    def test_command(self):
        done = subprocess.run([sys.executable, "-B", str(CHECKER), str(EXPORT)], capture_output=True, encoding="utf-8",
                              check=False, env={"PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(done.stdout.endswith("11 ok, 2 in part, 3 without proof, 0 wrong\n"), done.stdout)
        self.entries[0]["proof"]["seed"] = "\x1b[2J"
        for text, code in ((json.dumps(self.log), 1), ("[]", 2), ("{", 2), ("[" * 100000, 2)):
            with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                    self.assertEqual(verify.main(file.name), code)
                self.assertNotIn("\x1b", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
