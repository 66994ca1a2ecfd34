#!/usr/bin/env python3
"""Verify the dice of a log that was exported from Dicegate: `verify.py LOG.json`.

Needs nothing but Python 3.8, and shares no code with Dicegate: src/docs/verify.md is all that its author had. It
checks that each roll key belongs to the root to which the server was committed, that the faces drawn are those of
the roll's seed, that the dice shown are the faces drawn, that the total of plain dice is their sum, that no
number of a series is missing, used twice or out of order, and that the roots were published before the rolls. Exit
code: 0 if nothing is wrong, 1 if something is, 2 if the file is no log. It does not evaluate other expressions; `java -jar dicegate-engine.jar verify` does.
"""
import hashlib
import hmac
import json
import re
import sys
from collections import Counter

SERIES_SIZE = 64
MAX_SEED_BYTES = 64
MAX_SEQ = (1 << 53) - 1
HEX = re.compile(r"[0-9a-f]{64}")
PLAIN = re.compile(r"\s*([0-9]{0,5})d([0-9]{1,10})\s*(?:([+-])\s*([0-9]{1,9}))?\s*")
SEED_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
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
    if "error" in roll:
        if "total" in roll or "rolls" in roll:
            raise Wrong("it has a result and an error")
        large = object_of(roll["error"]).get("code") == "too_large"
        return ("shown as too large for the table: it may have had any result" if large
                else "an error, which only an engine can check")
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
    if not plain or "error" in roll:
        return
    if any(name in roll for name in ("rolls", "check", "tally", "sets", "by")):
        raise Wrong("it has more than plain dice have")
    values = [object_of(die).get("value") for die in list_of(roll.get("dice"))]
    count, sides = int(plain[1] or 1), int(plain[2])
    dice = [object_of(die).get("sides") for die in list_of(roll.get("dice"))]
    plus = int(plain[4] or 0) * (-1 if plain[3] == "-" else 1)
    if dice != [sides] * count or not all(is_count(value) for value in values):
        raise Wrong("its dice are not those of its expression")
    if roll.get("total") != sum(values) + plus:
        raise Wrong("its total is not the sum of its dice")


def check_proof(proof, roll):
    """Return a word for a right proof, and what there is to say about it."""
    key, root, seed, expr = (proof.get(name) for name in ("key", "root", "seed", "expr"))
    path = list_of(proof.get("path"))
    if not all(isinstance(text, str) and HEX.fullmatch(text) for text in [key, *path]):
        raise Wrong("its proof is not complete")
    if not isinstance(seed, str) or not isinstance(expr, str) or not isinstance(proof.get("path"), list):
        raise Wrong("its proof is not complete")
    if len(seed.encode()) > MAX_SEED_BYTES or SEED_CONTROL.search(seed):
        raise Wrong("its seed is no seed of a player")
    index, size = proof["index"], 1 << len(path)
    if size not in (1, SERIES_SIZE) or index >= size:
        raise Wrong("its path has another length than the series")
    if root_of(bytes.fromhex(key), index, map(bytes.fromhex, path)).hex() != root:
        raise Wrong("its key is not the one that the server was committed to")
    left = check_dice(roll, roll_seed(bytes.fromhex(key), bytes.fromhex(root), index, seed, expr))
    check_total(roll, expr)
    if size == 1:
        return "no root", "nobody was committed to the key before"
    if not seed:
        return "no seed", left or "no player gave a seed"
    return ("partly", left) if left else ("ok", expr)


class Series:
    """What the log has of one series."""

    def __init__(self):
        self.rolls, self.unused, self.hidden = {}, set(), set()
        self.last = {True: -1, False: -1}
        self.open, self.seed = [], None

    def add(self, roll, unused, hidden):
        """Add a roll in the order of the log; fail if it breaks rule 4."""
        index, known = roll["index"], self.rolls.setdefault(roll["index"], roll)
        self.unused.update(unused)
        self.hidden.update(hidden)
        own, newest = roll["own"], self.last[roll["own"]]
        if not roll["reveal"]:
            self.last[own] = max(newest, index)
        if roll["complete"]:
            self.open.append(index)
        if known["expr"] is None:
            self.rolls[index] = roll
        if self.seed is None:
            self.seed = roll["seed"]
        if roll["seed"] is not None and roll["seed"] != self.seed:
            raise Wrong("its player's seed is not that of its series")
        if any(number >= index for number in (*unused, *hidden)):
            raise Wrong(f"number {index} accounts for numbers that are not before it")
        if index in self.unused:
            raise Wrong(f"number {index} of its series is said to be unused")
        if known is not roll:
            texts = {known["expr"], roll["expr"]} - {None}
            if known["id"] != roll["id"] or known["complete"] or len(texts) > 1:
                raise Wrong(f"number {index} of its series is used twice")
        elif not roll["reveal"] and index < newest:
            raise Wrong(f"number {index} of its series is out of order")

    def gaps(self, from_zero):
        if not self.open:
            return []
        accounted = self.unused | self.hidden | set(self.rolls)
        return [number for number in range(0 if from_zero else min(self.open), max(self.open))
                if number not in accounted]

    def highest(self):
        return max((*self.rolls, *self.unused, *self.hidden))


class Published:
    """When the roots of a log were published."""

    def __init__(self, log):
        self.known = isinstance(log.get("commitments"), list)
        self.all = [told for told in map(object_of, list_of(log.get("commitments")))
                    if is_count(told.get("seq"), MAX_SEQ)]
        self.present = [pair for pair in map(list_of, list_of(log.get("present")))
                        if len(pair) == 2 and all(is_count(end, MAX_SEQ) for end in pair)]
        self.unseen, self.late, self.silent = 0, 0, []

    def is_seen(self, seq):
        if seq is None:
            return True
        if self.present:
            return any(first <= seq <= last for first, last in self.present)
        return seq > min((told["seq"] for told in self.all if "by" in told), default=0)

    def add(self, by, root, seq):
        """Check a roll for all."""
        of_member = [told for told in self.all if by is not None and told.get("by") == by]
        of_root = [told for told in of_member if told.get("root") == root]
        if not self.known or seq is not None and any(told["seq"] < seq for told in of_root):
            return
        if not self.is_seen(seq):
            self.unseen += 1
        elif of_root:
            self.late += 1
        elif of_member:
            raise Wrong("the root of its series was never published as one of this member")
        elif by not in self.silent:
            self.silent.append(by)

    def add_own(self, root):
        own = [told.get("root") for told in self.all if "by" not in told]
        if own and root not in own:
            raise Wrong("the root of its series was never published")

    def complete(self, first_seq):
        """Return the roots of the series of which the log has all numbers."""
        return {told.get("root") for told in self.all if "by" in told and told.get("begun") is not True
                and first_seq <= told["seq"] + 1}


class Verifier:
    """The rolls of one log."""

    def __init__(self, log):
        self.log, self.published = log, Published(log)
        self.series, self.numbers, self.roots_of = {}, {}, {}

    def place_in_series(self, place, entry, proof):
        """Check rules 4 and 5 for an entry."""
        root, index, reveals = proof.get("root"), proof.get("index"), entry.get("reveals")
        if not isinstance(root, str) or not HEX.fullmatch(root) or not is_count(index, SERIES_SIZE - 1):
            raise Wrong("its proof has no root or no index")
        reveal, own = is_count(reveals, MAX_SEQ), entry["type"] == "result"
        for_all = (entry["type"] == "rolled" and not reveal and entry.get("hidden") is not True
                   and entry.get("to", "all") == "all")
        name = f"seq {reveals}" if reveal else place
        roll = {"index": index, "id": name, "own": own, "complete": own or for_all, "reveal": reveal and not own,
                **{text: proof[text] if isinstance(proof.get(text), str) else None for text in ("expr", "seed")}}
        by = object_of(entry.get("by")).get("id") if for_all else None
        by = by if isinstance(by, str) else None
        if for_all:
            roots = self.roots_of.setdefault(by, [])
            roots += [root] if root not in roots else []
        numbers = ([number for number in list_of(proof.get(name)) if is_count(number, SERIES_SIZE - 1)]
                   for name in ("unused", "hidden"))
        wrong = []
        try:
            self.series.setdefault(root, Series()).add(roll, *numbers)
        except Wrong as fault:
            wrong.append(str(fault))
        if self.numbers.setdefault(name, (root, index)) != (root, index):
            wrong.append("it has another number than the roll that it reveals")
        try:
            if for_all:
                seq = entry.get("seq")
                self.published.add(by, root, seq if is_count(seq, MAX_SEQ) else None)
            elif own and self.published.known:
                self.published.add_own(root)
        except Wrong as fault:
            wrong.append(str(fault))
        if wrong:
            raise Wrong("; ".join(wrong))

    def verify_entry(self, place, entry):
        """Return a word and a text about one roll."""
        proof, roll = entry.get("proof"), object_of(entry.get("roll"))
        if not isinstance(proof, dict):
            if roll.get("by") == "hand":
                return "no proof", "dice by hand"
            if entry.get("hidden") is True:
                return "no proof", "hidden"
            engine = text_of(entry.get("engine"))
            return "no proof", f"the engine knows no seeds: {engine}" if engine else "no proof"
        self.place_in_series(place, entry, proof)
        if entry.get("verifiable") is False:
            raise Wrong("it has a proof, and is said to be not verifiable")
        if entry.get("hidden") is True:
            if any(name in proof for name in ("key", "path", "seed", "expr", "unused", "hidden")):
                raise Wrong("it is hidden, and its proof has more than root and index")
            return "no proof", "hidden; it can be verified when it is revealed"
        if "key" not in proof:
            return "no proof", "the log does not have its key"
        return check_proof(proof, roll)

    def verify(self):
        """Yield a place, a word and a text about each roll and each broken series, and notes."""
        entries = [object_of(entry) for entry in self.log["entries"]]
        for number, entry in enumerate(entries, 1):
            if entry.get("type") in ("rolled", "result", "row"):
                place = f"seq {entry['seq']}" if is_count(entry.get("seq"), MAX_SEQ) else f"entry {number}"
                try:
                    yield (place, *self.verify_entry(place, entry))
                except Wrong as wrong:
                    yield place, "WRONG", str(wrong)
        first_seq = min((entry["seq"] for entry in entries if is_count(entry.get("seq"), MAX_SEQ)), default=MAX_SEQ)
        complete = self.published.complete(first_seq)
        for root, series in self.series.items():
            missing = series.gaps(root in complete)
            if missing:
                yield f"series {root}", "WRONG", f"the log has no roll for these numbers: {missing}"
        if self.series:
            yield from self.notes()

    def notes(self):
        """Yield what is not wrong, and a reader should know."""
        for root, series in self.series.items():
            if series.unused:
                yield f"series {root}", "note", f"numbers of which no roll was made: {len(series.unused)}"
        for by, roots in self.roots_of.items():
            left = [self.series[root].highest() for root in roots[:-1]]
            left = [str(number) for number in left if number < SERIES_SIZE - 1]
            if left:
                yield f"member {by}", "note", "series that ended before their last number, at " + ", ".join(left)
        if not self.published.known:
            yield "the log", "note", "it does not say when the roots of the series were published"
        if self.published.unseen:
            yield "the log", "note", (f"{self.published.unseen} rolls from before its owner came, or was away: it does "
                                      "not say when their roots were published")
        if self.published.late:
            yield "the log", "note", f"{self.published.late} rolls came before the roots of their series"
        for by in self.published.silent:
            yield f"member {by}", "note", "no root was published before the rolls as one of this member"


def verify(log):
    """Yield a place, a word and a text about each roll of a log, or about a single roll with a proof."""
    if isinstance(log.get("entries"), list):
        yield from Verifier(log).verify()
        return
    try:
        yield ("the roll", *Verifier(log).verify_entry("the roll", {"type": "result", "roll": log,
                                                                    "proof": log["proof"]}))
    except Wrong as wrong:
        yield "the roll", "WRONG", str(wrong)


def members(pairs):
    """Make an object of JSON; programs disagree which of two members of one name counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is twice in one object")
    return found


def no_number(text):
    raise ValueError(f"{text} is no JSON")


def read(path):
    """Read a log; a ValueError says why it is none."""
    with open(path, encoding="utf-8") as file:
        log = json.load(file, object_pairs_hook=members, parse_constant=no_number)
    json.dumps(log, ensure_ascii=False).encode()  # fails for a surrogate without its partner
    if not isinstance(log, dict) or not (isinstance(log.get("entries"), list) or isinstance(log.get("proof"), dict)):
        raise ValueError("the file is no exported log, and no roll with a proof")
    return log


def main(path):
    try:
        log = read(path)
    except (OSError, ValueError, RecursionError) as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2
    words = Counter()
    for place, word, text in verify(log):
        words[word] += 1
        print(f"{word:9} {place}: {CONTROL.sub('', text)}")
    print(f"{words['ok']} ok, {words['partly']} in part, {words['no seed']} without a seed, {words['no root']} without "
          f"a commitment, {words['no proof']} without proof, {words['WRONG']} wrong")
    return 1 if words["WRONG"] else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
