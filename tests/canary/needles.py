# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for a secret in whatever a program left behind, in the spellings that programs leave it in."""
import base64
import re
import secrets
import zlib

# One string of strace -xx.
TRACED = re.compile(rb'"((?:\\x[0-9a-f]{2})+)"')
# Where something compressed may begin: gzip, and zlib with the usual headers (PDF, PNG, what Qt compresses).
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
# The same in base64, for URLs or not.
PACKED_BASE64 = re.compile(rb"(?:H4sI|eJ|eN|eA|eF)[A-Za-z0-9+/_-]{16,}")


def unpacked(data, depth=3):
    """The data, and whatever is packed in it, in base64 or not."""
    yield data
    if depth == 0:
        return
    for start in PACKED.finditer(data):
        reader = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            inside = reader.decompress(data[start.start():], 1 << 24)
        except zlib.error:
            continue
        if inside:
            yield from unpacked(inside, depth - 1)
    for run in PACKED_BASE64.findall(data):
        plain = run.translate(bytes.maketrans(b"-_", b"+/"))
        yield from unpacked(base64.b64decode(plain[:len(plain) // 4 * 4]), depth - 1)


class Canary:
    """A password whose middle is random and ASCII: whoever finds the middle has found the password, whatever became
    of the characters around it (JSON, XML, quoting)."""

    def __init__(self, before="", after=""):
        self.middle = secrets.token_hex(12)
        self.password = before + self.middle + after
        self._needles = self._spell()

    def _spell(self):
        """Byte strings by the name of the spelling. Base64 at its three alignments: "user:" may stand before it."""
        spellings = {"": self.middle.encode(), "UTF-16LE ": self.middle.encode("utf-16-le"),
                     "UTF-16BE ": self.middle.encode("utf-16-be")}
        found = {}
        for name, text in spellings.items():
            found[name + "plain"] = text
            for upper in (False, True):
                digits = [f"{byte:02X}" if upper else f"{byte:02x}" for byte in text]
                found[f"{name}hexadecimal {upper}"] = "".join(digits).encode()
                found[f"{name}percent-encoded {upper}"] = "".join("%" + two for two in digits).encode()
                found[f"{name}hexadecimal with spaces {upper}"] = " ".join(digits).encode()
            for offset in range(3):
                coded = base64.b64encode(b"\0" * offset + text)
                whole = (offset + len(text)) * 8 // 6  # what follows decides the rest
                found[f"{name}base64 at {offset}"] = coded[(0, 2, 3)[offset]:whole]
        for name in [name for name in found if "base64" in name]:
            found[name + " for URLs"] = found[name].translate(bytes.maketrans(b"+/", b"-_"))
        for name in list(found):
            found[name + " backwards"] = found[name][::-1]
        return found

    def find(self, data):
        """The names of the spellings in which it stands in data, or in what is packed there."""
        return [name for inside in unpacked(data) for name, needle in self._needles.items() if needle in inside]

    def find_in_folder(self, folder):
        """("path", spelling) of every file and name below the folder; also how many files were read."""
        hits, files = [], 0
        for path in sorted(folder.rglob("*")):
            hits += [(str(path), "in the name: " + name) for name in self.find(str(path).encode())]
            if path.is_symlink() or not path.is_file():
                continue
            files += 1
            hits += [(str(path), name) for name in self.find(path.read_bytes())]
        return hits, files

    def find_in_trace(self, trace):
        """The same for what strace -xx -v saw of system calls; also how many strings there were."""
        hits, strings = [], 0
        with open(trace, "rb") as lines:
            for line in lines:
                for coded in TRACED.findall(line):
                    strings += 1
                    text = bytes.fromhex(coded.replace(b"\\x", b"").decode())
                    hits += [(line[:60].decode(errors="replace"), name) for name in self.find(text)]
        return hits, strings
