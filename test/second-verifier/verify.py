#!/usr/bin/env python3
"""A second verifier of ledger exports, written from server/ledger/FORMAT.md alone, with Python's standard library.

usage: verify.py BUNDLE [--vkey KEY]... [--checkpoint FILE]...
Prints one line of JSON: {"ok": …, "code": …, "index": …, "size": …}. Ends with 0 (good), 1 (not good) or 2 (no export).
"""
import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
from datetime import datetime

MAX_LINE = 16 << 20
MAX_WAITING = 100_000
MAX_INTEGER = 2**53 - 1


class Bad(Exception):
    def __init__(self, code, index):
        super().__init__(code)
        self.code, self.index = code, index


class Malformed(Exception):
    """A line, a note or a key is not of the form."""


class Unreadable(Exception):
    """No export at all."""


# Ed25519 (RFC 8032, section 5.1), verification only.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_of(encoded):
    number = int.from_bytes(encoded, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def encoded_point(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_holds(public, message, signature):
    point, s = point_of(public), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    return encoded_point(point_add(point_times(s, BASE), point_times(k, minus))) == signature[:32]


# Encodings.
def base64_of(text):
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if base64.b64encode(found).decode() == text else None


def hex_of(text, length):
    return bytes.fromhex(text) if isinstance(text, str) and re.fullmatch("[0-9a-f]{%d}" % (2 * length), text) else None


def sha256(data):
    return hashlib.sha256(data).digest()


def canonical(value, depth=0):
    """RFC 8785 for what the ledger has: no fractions."""
    if isinstance(value, (dict, list)) and depth >= 32:
        raise Malformed("too deep")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key], depth + 1) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item, depth + 1) for item in value) + "]"
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_INTEGER):
        raise Malformed("a number that is no integer below 2^53")
    return json.dumps(value, ensure_ascii=False)


def canonical_object(data):
    try:
        text = data.decode("utf-8")
        value = json.loads(text)
        if isinstance(value, dict) and canonical(value).encode("utf-8") == data:
            return value
    except (ValueError, RecursionError):
        pass
    raise Malformed("canonical JSON expected")


def only(value, *names):
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise Malformed("other members expected")
    return value


def integer(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER


def instant(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value, re.ASCII):
        return False
    try:
        datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")
        return True
    except ValueError:
        return False


# Notes and keys.
def parse_key(vkey):
    name, _, rest = vkey.partition("+")
    key_id, _, material = rest.partition("+")
    data = base64_of(material)
    if not name or re.search(r"\s", name) or data is None or len(data) != 33 or data[0] != 1 or sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        raise Malformed("a key was expected")
    return name, key_id, data[1:]


def parse_note(note):
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", note):
        raise Malformed("a note was expected")
    lines, found = note[end + 2 : -1].split("\n"), []
    for line in lines:
        match = re.fullmatch("— (\\S+) (\\S+)", line)
        data = base64_of(match.group(2)) if match else None
        if data is None or len(data) < 5 or "+" in match.group(1):
            raise Malformed("a signature line was expected")
        found.append((match.group(1), data[:4].hex(), data[4:]))
    if len(found) > 100:
        raise Malformed("too many signatures")
    return note[: end + 1], found


def verified_head(note, origin, keys):
    """The head in a note, and which of the keys signed it. A line of one of the keys that fails makes the note bad."""
    text, signatures = parse_note(note)
    signed = set()
    for name, key_id, signature in signatures:
        for key in keys:
            if (name, key_id) == key[:2]:
                if not ed25519_holds(key[2], text.encode(), signature):
                    raise Malformed("a signature does not hold")
                signed.add(key)
    lines = text.split("\n")
    root = base64_of(lines[2]) if len(lines) == 4 else None
    if not signed or root is None or len(root) != 32 or lines[0] != origin or not re.fullmatch("0|[1-9][0-9]*", lines[1], re.ASCII) or int(lines[1]) > MAX_INTEGER:
        raise Malformed("a checkpoint signed by a trusted key was expected")
    return (int(lines[1]), root), signed


class Tree:
    def __init__(self):
        self.size, self.stack = 0, []

    def push(self, leaf):
        i = self.size
        while i % 2 == 1:
            leaf, i = sha256(b"\x01" + self.stack.pop() + leaf), (i - 1) // 2
        self.stack.append(leaf)
        self.size += 1

    def root(self):
        if not self.stack:
            return sha256(b"")
        root = self.stack[-1]
        for left in reversed(self.stack[:-1]):
            root = sha256(b"\x01" + left + root)
        return root


def header_of(line):
    try:
        header = canonical_object(line)["header"]
        names = ("at", "format", "municipality", "openings", "origin", "size", "vkeys")
        only(header, *names, *(["certificates"] if header.get("format") == "kagibako-ledger-export@2" else []))
        if header["format"] not in ("kagibako-ledger-export@1", "kagibako-ledger-export@2"):
            raise Malformed("another format")
        if not (instant(header["at"]) and integer(header["size"]) and isinstance(header["openings"], bool) and isinstance(header["vkeys"], list) and header["vkeys"]):
            raise Malformed("a header was expected")
        return header
    except (Malformed, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(str(error)) from error


def committed_by(entry):
    """Kind, whether salted, and hash of the document that an entry commits to, or None."""
    facts = entry.get("facts")
    if entry["result"] != "done" or not isinstance(facts, dict):
        return None
    if entry["act"] == "issue-document":
        fits = isinstance(facts.get("kind"), str) and isinstance(facts.get("number"), str)
        digest = hex_of(facts.get("sha256"), 32)
        return (facts["kind"], False, digest) if fits and digest else None
    if entry["act"] in ("open-paper", "correct-paper"):
        fits = isinstance(facts.get("label"), str) and integer(facts.get("version"))
        digest = hex_of(facts.get("commitment"), 32)
        return ("confirmation-record", True, digest) if fits and digest else None
    return None


class Verifier:
    def __init__(self, header, trusted, kept):
        self.header, self.tree, self.newest = header, Tree(), None
        if trusted and not any(vkey in header["vkeys"] for vkey in trusted):
            raise Bad("KEY", None)
        try:
            self.keys = [parse_key(vkey) for vkey in header["vkeys"]]
        except Malformed as error:
            raise Bad("SIGNATURE", None) from error
        if self.keys[-1][0] != header["origin"]:
            raise Bad("KEY", None)
        self.first_key, self.last_key = 0, 0
        try:
            every = self.keys + [parse_key(vkey) for vkey in trusted if vkey not in header["vkeys"]]
            self.kept = sorted(self.kept_head(note, every) for note in kept)
        except Malformed as error:
            raise Bad("SIGNATURE", None) from error
        self.has_documents = header["format"].endswith("@2")
        self.entry, self.texts, self.document = None, {}, None
        self.waiting_texts, self.waiting_documents = {}, {}
        self.check_kept()

    def kept_head(self, note, keys):
        named = note.split("\n", 1)[0]
        origin = named if any(key[0] == named for key in self.keys) else self.header["origin"]
        return verified_head(note, origin, [key for key in keys if key[0] == origin])[0] + (origin,)

    def since_last_head(self):
        return min(self.newest[0] if self.newest else 0, max(self.tree.size - 1, 0))

    def check_kept(self):
        while self.kept and self.kept[0][0] == self.tree.size:
            if self.kept.pop(0)[1] != self.tree.root():
                raise Bad("KNOWN_ROOT", self.since_last_head())

    def close_texts(self):
        if self.header["openings"]:
            for name in self.texts:
                self.waiting_texts["%d:%s" % (self.entry["index"], name)] = (self.entry["index"], self.entry.get("transfer"))
            if len(self.waiting_texts) > MAX_WAITING:
                self.refuse_missing()
        self.texts = {}

    def close_entry(self):
        self.close_texts()
        if self.document is not None and self.header["openings"] and self.has_documents:
            self.waiting_documents["%d:document" % self.entry["index"]] = self.entry["index"]
            if len(self.waiting_documents) > MAX_WAITING:
                self.refuse_missing()
        self.document = None

    def refuse_missing(self):
        for index, _ in self.waiting_texts.values():
            raise Bad("TEXT_MISSING", index)
        for index in self.waiting_documents.values():
            raise Bad("DOCUMENT_MISSING", index)

    def grow(self, index, leaf):
        if index != self.tree.size:
            raise Bad("INDEX", self.tree.size)
        self.close_entry()
        self.tree.push(leaf)
        self.check_kept()

    def take(self, line):
        if line.startswith(b'{"entry":'):
            return self.take_entry(line)
        value = canonical_object(line)
        if len(value) != 1:
            raise Malformed("one member expected")
        kind, told = next(iter(value.items()))
        if kind == "checkpoint" and isinstance(told, str):
            return self.take_checkpoint(told)
        if kind == "foreign":
            leaf = base64_of(only(told, "index", "leaf")["leaf"]) if isinstance(told.get("leaf") if isinstance(told, dict) else None, str) else None
            if leaf is None or len(leaf) != 32 or not integer(told["index"]):
                raise Malformed("a leaf was expected")
            return self.grow(told["index"], leaf)
        if kind == "opening":
            only(told, "index", "name", "salt", "text")
            salt = hex_of(told["salt"], 32)
            if salt is None or not integer(told["index"]) or not isinstance(told["name"], str) or not isinstance(told["text"], str):
                raise Malformed("an opening was expected")
            return self.take_opening(told, salt)
        if kind == "document":
            return self.take_document(told)
        raise Malformed("another line")

    def take_entry(self, line):
        data, tail = line[9:-55], re.fullmatch(rb',"leaf":"([^"]{44})"\}', line[-55:])
        leaf = base64_of(tail.group(1).decode("latin-1")) if tail else None
        if leaf is None or len(leaf) != 32:
            raise Malformed("an entry was expected")
        entry = canonical_object(data)
        texts = entry.get("texts", {})
        word = r"[A-Za-z][A-Za-z0-9 ._:-]{0,63}"
        if entry.get("v") != 1 or isinstance(entry.get("v"), bool) or not integer(entry.get("index")) or not isinstance(entry.get("act"), str) or not instant(entry.get("at")) or entry.get("result") not in ("done", "refused"):
            raise Malformed("an entry was expected")
        if not isinstance(texts, dict) or any(not re.fullmatch(word, name) or hex_of(texts[name], 32) is None for name in texts):
            raise Malformed("commitments were expected")
        own = sha256(b"\x00" + data)
        if entry["index"] == self.tree.size and own != leaf:
            raise Bad("LEAF", entry["index"])
        if entry["act"] == "open-origin" and entry["result"] == "done" and entry["index"] == self.tree.size:
            self.leave_origin(entry)
        self.grow(entry["index"], own)
        self.wipe(entry)
        self.entry, self.texts, self.document = entry, dict(texts), committed_by(entry)
        if entry["act"] in ("rotate-ledger-key", "open-origin") and entry["result"] == "done":
            self.rotate(entry)

    def wipe(self, entry):
        if entry["act"] != "wipe-texts" or entry["result"] != "done":
            return
        facts = entry.get("facts")
        if isinstance(facts, dict) and "ids" in facts:
            for name in facts["ids"] if isinstance(facts["ids"], list) else []:
                if isinstance(name, str):
                    self.waiting_texts.pop(name, None)
                    self.waiting_documents.pop(name, None)
        elif isinstance(entry.get("transfer"), str):
            self.waiting_texts = {name: where for name, where in self.waiting_texts.items() if where[1] != entry["transfer"]}

    def rotate(self, entry):
        vkeys, facts = self.header["vkeys"], entry.get("facts")
        after = vkeys[self.last_key + 1 : self.last_key + 2]
        if not isinstance(facts, dict) or not after or facts.get("from") != vkeys[self.last_key] or facts.get("to") != after[0]:
            raise Bad("ROTATION", entry["index"])
        old, new = self.keys[self.last_key][0], self.keys[self.last_key + 1][0]
        if (self.cited(entry) or (None,))[0] != old or old == new if entry["act"] == "open-origin" else old != new:
            raise Bad("ROTATION", entry["index"])
        self.last_key += 1

    def cited(self, entry):
        facts = entry.get("facts")
        if not isinstance(facts, dict) or not all(isinstance(facts.get(name), str) for name in ("origin", "root", "from", "to")) or not integer(facts.get("size")):
            return None
        root = base64_of(facts["root"])
        return (facts["origin"], facts["size"], root) if root is not None and len(root) == 32 else None

    def leave_origin(self, entry):
        cited = self.cited(entry)
        for kept in [one for one in self.kept if cited and one[2] == cited[0] and one[0] > self.tree.size]:
            if kept[0] > cited[1]:
                raise Bad("TAIL_CUT", self.tree.size)
            if kept[0] == cited[1] and kept[1] != cited[2]:
                raise Bad("KNOWN_ROOT", self.tree.size)
            self.kept.remove(kept)

    def take_checkpoint(self, note):
        self.close_entry()
        keys = self.keys[self.first_key : self.last_key + 1]
        try:
            head, signed = verified_head(note, keys[-1][0], keys)
            if len(keys) > 1 and len(signed) < len(keys):
                raise Malformed("a signature of each key was expected")
        except Malformed as error:
            raise Bad("ROTATION" if len(keys) > 1 else "SIGNATURE", self.since_last_head()) from error
        self.first_key = self.last_key
        if head[0] != self.tree.size:
            raise Bad("PLACE", self.tree.size)
        if head[1] != self.tree.root():
            raise Bad("ROOT", self.since_last_head())
        self.newest = head

    def take_opening(self, told, salt):
        index, name = told["index"], told["name"]
        if self.entry is None or self.entry["index"] != index or name not in self.texts or sha256(salt + told["text"].encode()).hex() != self.texts[name]:
            raise Bad("OPENING", index)
        del self.texts[name]

    def take_document(self, told):
        salted = isinstance(told, dict) and "salt" in told
        only(told, "document", "index", "kind", "signature", *(["salt"] if salted else []))
        salt = hex_of(told["salt"], 32) if salted else b""
        if not self.has_documents or salt is None or not integer(told["index"]) or any(not isinstance(told[name], str) for name in ("document", "kind", "signature")):
            raise Malformed("a document was expected")
        self.close_texts()
        if self.document is None or self.entry["index"] != told["index"] or self.document != (told["kind"], salted, sha256(salt + told["document"].encode())):
            raise Bad("DOCUMENT", told["index"])
        self.document = None

    def finish(self):
        if self.tree.size < self.header["size"]:
            raise Bad("END", self.tree.size)
        if self.newest is None or self.newest[0] != self.tree.size:
            raise Bad("END", self.newest[0] if self.newest else 0)
        if self.kept:
            raise Bad("TAIL_CUT", self.tree.size)
        if self.first_key < len(self.keys) - 1:
            raise Bad("KEY", None)
        self.close_entry()
        self.refuse_missing()


def lines_of(file):
    while True:
        line = file.readline(MAX_LINE + 2)
        if not line:
            return
        whole = line[:-1] if line.endswith(b"\n") else line
        yield whole if len(whole) <= MAX_LINE else None


def checkpoint_in(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return text.split("\n\n", 1)[1] if text.startswith("c2sp.org/tlog-proof") else text


def verify(file, trusted, kept):
    verifier = None
    lines = lines_of(file)
    try:
        first = next(lines, None)
        if first is None:
            raise Unreadable("no header")
        verifier = Verifier(header_of(first), trusted, kept)
        for line in lines:
            if line is None:
                raise Malformed("a line that is too long")
            verifier.take(line)
        verifier.finish()
        return {"ok": True, "code": None, "index": None, "size": verifier.tree.size}
    except Bad as bad:
        return {"ok": False, "code": bad.code, "index": bad.index, "size": verifier.tree.size if verifier else 0}
    except Malformed:
        return {"ok": False, "code": "LINE", "index": verifier.tree.size, "size": verifier.tree.size}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle")
    parser.add_argument("--vkey", action="append", default=[])
    parser.add_argument("--checkpoint", action="append", default=[])
    given = parser.parse_args()
    try:
        with open(given.bundle, "rb") as file:
            verdict = verify(file, given.vkey, [checkpoint_in(path) for path in given.checkpoint])
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(json.dumps({"unreadable": str(error)}))
        return 2
    print(json.dumps(verdict))
    return 0 if verdict["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
