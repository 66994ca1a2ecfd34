#!/usr/bin/env python3
"""Verify the dice of a log that was exported from Dicegate: `verify.py LOG.json`.

Needs nothing but Python 3.8, and shares no code with Dicegate: src/docs/verify.md is all that its author had. It
checks that each roll key belongs to the root to which the server was committed, that the faces drawn are those of
the roll's seed, that the dice shown are the faces drawn, that the total of plain dice is their sum, and that no
number of a series is missing, used twice or out of order. Exit code: 0 if nothing is wrong, 1 if something is, 2 if
the file is no log. It does not evaluate other expressions; `java -jar dicegate-engine.jar verify` does.
"""
import hashlib
import hmac
import json
import re
import sys
from collections import Counter

MAX_PATH = 10
HEX = re.compile(r"[0-9a-f]{64}")
PLAIN = re.compile(r"\s*([0-9]{0,5})d([0-9]{1,10})\s*(?:([+-])\s*([0-9]{1,9}))?\s*")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Wrong(Exception):
    """Something that a proof or a series contradicts."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hmac256(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def uint32(number):
    return number.to_bytes(4, "big")


def root_of(key, index, path):
    """Return the root of the tree in which a roll key has this index and these siblings."""
    node = sha256(b"\x00", key)
    for sibling in path:
        pair = (node, sibling) if index % 2 == 0 else (sibling, node)
        node = sha256(b"\x01", *pair)
        index //= 2
    return node


def roll_seed(key, root, index, seed, expr):
    return hmac256(key, b"dicegate roll\x00", root, uint32(index), seed.encode(), b"\x00", expr.encode())


def faces(seed):
    """Return a function from a number of sides to the next face of the seed's stream."""
    buffer = bytearray()
    blocks = iter(range(1 << 32))

    def take(count):
        while len(buffer) < count:
            buffer.extend(hmac256(seed, uint32(next(blocks))))
        taken = int.from_bytes(buffer[:count], "big")
        del buffer[:count]
        return taken

    def face(sides):
        if sides == 1:
            return 1
        size = 1 if sides <= 1 << 8 else 2 if sides <= 1 << 16 else 4
        limit = (1 << 8 * size) // sides * sides
        while True:
            number = take(size)
            if number < limit:
                return number % sides + 1

    return face


def is_count(value, most=10**9):
    """Return whether this is a whole number, 0 or more; in Python, true is a number as well."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def text_of(value):
    return value if isinstance(value, str) else ""


def list_of(value):
    return value if isinstance(value, list) else []


def object_of(value):
    return value if isinstance(value, dict) else {}


def rolls_of(roll):
    """Return the roll objects in an answer, with those of targets that rolled dice."""
    found = []
    for each in list_of(roll.get("rolls")) or [roll]:
        each = object_of(each)
        against = object_of(object_of(each.get("check")).get("against"))
        found += [each] + ([against] if against else [])
    return found


def shown_faces(dice):
    """Return the faces that dice show, by sides; None for sides whose faces are not numbers from 1."""
    shown = {}
    for die in map(object_of, dice):
        sides, all_faces = die.get("sides"), list_of(die.get("faces")) or [die.get("value")]
        all_faces = all_faces + list_of(die.get("rerolled"))
        if not is_count(sides) or not all(isinstance(face, int) for face in all_faces):
            raise Wrong("its dice have no sides, or no faces")
        if die.get("fate") or die.get("custom") or die.get("unusedTens"):
            shown[sides] = None
        elif shown.get(sides, ()) is not None:
            shown.setdefault(sides, []).extend(all_faces)
    return shown


def check_dice(roll, seed):
    """Compare the faces drawn, and the dice, with the stream of the seed."""
    if object_of(roll.get("error")):
        return "an error, which only an engine can check"
    dice = [die for each in rolls_of(roll) for die in list_of(each.get("dice"))]
    drawn = roll.get("drawn")
    next_face = faces(seed)
    if not isinstance(drawn, list):
        if any(len(object_of(die)) != 3 for die in dice):
            return "no list of the faces drawn: only an engine can check it"
        drawn = [[object_of(die).get("sides"), object_of(die).get("value")] for die in dice]
    for pair in drawn:
        if len(list_of(pair)) != 2 or not is_count(pair[0]) or pair[0] < 1:
            raise Wrong("its drawn faces are no pairs of sides and face")
        if next_face(pair[0]) != pair[1]:
            raise Wrong("its drawn faces are not those of the seed")
    by_sides = Counter((sides, face) for sides, face in drawn)
    for sides, shown in shown_faces(dice).items():
        if shown is not None and not any(die.get("unusedTens") for die in map(object_of, dice)):
            expected = Counter({face: n for (of, face), n in by_sides.items() if of == sides})
            if Counter(shown) != expected:
                raise Wrong(f"its d{sides} do not show the faces that were drawn")
    return ""


def check_total(roll, expr):
    """Compare the total of plain dice with their sum."""
    plain = PLAIN.fullmatch(expr)
    if not plain or roll.get("rolls") or roll.get("error"):
        return
    values = [object_of(die).get("value") for die in list_of(roll.get("dice"))]
    count, sides = int(plain[1] or 1), int(plain[2])
    dice = [object_of(die).get("sides") for die in list_of(roll.get("dice"))]
    plus = int(plain[4] or 0) * (-1 if plain[3] == "-" else 1)
    if dice != [sides] * count or not all(is_count(value) for value in values):
        raise Wrong("its dice are not those of its expression")
    if roll.get("total") != sum(values) + plus:
        raise Wrong("its total is not the sum of its dice")


def check_proof(proof, roll):
    """Return what could not be checked; empty if all was."""
    key, root, seed, expr = (text_of(proof.get(name)) for name in ("key", "root", "seed", "expr"))
    path = [text_of(sibling) for sibling in list_of(proof.get("path"))]
    if not all(map(HEX.fullmatch, [key, *path])) or len(path) > MAX_PATH or "\x00" in seed:
        raise Wrong("its proof is not complete")
    index = proof["index"]
    if index >= 1 << len(path) or root_of(bytes.fromhex(key), index, map(bytes.fromhex, path)).hex() != root:
        raise Wrong("its key is not the one that the server was committed to")
    left = check_dice(roll, roll_seed(bytes.fromhex(key), bytes.fromhex(root), index, seed, expr))
    check_total(roll, expr)
    return left or ("" if seed else "no player gave a seed")


class Series:
    """What the log has of each series."""

    def __init__(self):
        self.rolls, self.unused = {}, {}

    def add(self, root, index, roll, unused):
        rolls, not_used = self.rolls.setdefault(root, {}), self.unused.setdefault(root, set())
        not_used.update(unused)
        known = rolls.get(index)
        if any(number in rolls for number in unused) or index in not_used:
            raise Wrong(f"number {index} of its series is said to be unused, or was a roll")
        if known is not None and known != roll:
            raise Wrong(f"number {index} of its series is used twice")
        if known is None and rolls and index < max(rolls):
            raise Wrong(f"number {index} of its series is out of order")
        rolls.setdefault(index, roll)

    def gaps(self):
        for root, rolls in self.rolls.items():
            missing = [number for number in range(min(rolls), max(rolls))
                       if number not in rolls and number not in self.unused[root]]
            if missing:
                yield root, missing


def verify_entry(place, entry, series):
    """Return a word and a text about one roll."""
    proof, roll = entry.get("proof"), object_of(entry.get("roll"))
    if not isinstance(proof, dict):
        return "no proof", "dice by hand" if roll.get("by") == "hand" else "no proof"
    root, index = text_of(proof.get("root")), proof.get("index")
    if not HEX.fullmatch(root) or not is_count(index, (1 << MAX_PATH) - 1):
        raise Wrong("its proof has no root or no index")
    shown = f"seq {entry['reveals']}" if is_count(entry.get("reveals"), 1 << 53) else place
    series.add(root, index, shown, [number for number in list_of(proof.get("unused")) if is_count(number)])
    if entry.get("hidden") is True:
        if "key" in proof:
            raise Wrong("the key of a hidden roll is told")
        return "no proof", "hidden; it can be verified when it is revealed"
    if "key" not in proof:
        return "no proof", "the log does not have its key"
    left = check_proof(proof, roll)
    return ("partly" if left else "ok"), left or text_of(proof.get("expr"))


def verify(log):
    """Yield a place, a word and a text about each roll and each broken series."""
    series = Series()
    for number, entry in enumerate(log["entries"], 1):
        entry = object_of(entry)
        if entry.get("type") in ("rolled", "result", "row"):
            place = f"seq {entry['seq']}" if is_count(entry.get("seq"), 1 << 53) else f"entry {number}"
            try:
                yield (place, *verify_entry(place, entry, series))
            except Wrong as wrong:
                yield place, "WRONG", str(wrong)
    for root, missing in series.gaps():
        yield f"series {root}", "WRONG", f"the log has no roll for these numbers: {missing}"


def main(path):
    try:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2
    if not isinstance(log, dict) or not isinstance(log.get("entries"), list):
        print("verify.py: the file is no exported log", file=sys.stderr)
        return 2
    words = Counter()
    for place, word, text in verify(log):
        words[word] += 1
        print(f"{word:9} {place}: {CONTROL.sub('', text)}")
    print(f"{words['ok']} ok, {words['partly']} in part, {words['no proof']} without proof, {words['WRONG']} wrong")
    return 1 if words["WRONG"] else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
