# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Checks the log of SM3 and SM2 of a running Qiongsu by what others wrote: sm_verifier.py BASE OLD SIGNED.

SM3 is that of `cryptography` and of the command `openssl`, SM2 that of `gmssl` and of the command. OLD is a checkpoint
that was kept when the log was smaller. A signature that gmssl makes is written to SIGNED, for Qiongsu to check.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import hashes
from gmssl import func, sm2

BASE, OLD, SIGNED = sys.argv[1:4]
OID = bytes.fromhex("06082a811ccf55018375")
# A public key of SM2 in the form of X.509, but for the point.
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print("FAIL  " + what)


def read(path):
    with urllib.request.urlopen(BASE + path) as answer:
        return answer.read()


def sm3(data):
    function = hashes.Hash(hashes.SM3())
    function.update(data)
    return function.finalize()


def openssl(*arguments, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True)
        return done.returncode, done.stdout.decode() + done.stderr.decode()


def number(data):
    data = data.lstrip(b"\0") or b"\0"
    data = b"\0" + data if data[0] > 127 else data
    return bytes([2, len(data)]) + data


def checked(note, name, key_id, point):
    """The size and root of a checkpoint whose signature both libraries find right."""
    text, lines = note.rsplit("\n\n", 1)
    text = (text + "\n").encode()
    mark, signer, encoded = lines.splitlines()[0].split(" ")
    expect(mark == "—" and signer == name, "who signed")
    signature = base64.b64decode(encoded, validate=True)
    expect(signature[:4] == key_id and len(signature) == 68, "the ID of the key")
    r, s = signature[4:36], signature[36:]
    verifier = sm2.CryptSM2(private_key=None, public_key=point.hex()[2:])
    expect(verifier.verify_with_sm3((r + s).hex(), text), "gmssl finds the signature right")
    expect(not verifier.verify_with_sm3((r + s).hex(), text + b" "), "gmssl finds another text wrong")
    both = number(r) + number(s)
    files = {"key.der": SPKI + point, "text": text, "signature": bytes([48, len(both)]) + both}
    command = ["pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pubin", "-keyform", "DER", "-inkey", "key.der"]
    command += ["-in", "text", "-sigfile", "signature", "-pkeyopt", "distid:1234567812345678"]
    status, said = openssl(*command, files=files)
    expect(status == 0 and "Verified Successfully" in said, f"openssl finds the signature right: {said}")
    files["text"] = text + b" "
    expect(openssl(*command, files=files)[0] != 0, "openssl finds another text wrong")
    lines = text.decode().splitlines()
    expect(lines[0] == name, "the name of the log")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def root(leaves):
    if not leaves:
        return sm3(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sm3(b"\1" + root(leaves[:split]) + root(leaves[split:]))


def follow(leaf, index, size, proof):
    """The root to which a proof leads (RFC 9162, 2.1.3.2)."""
    last, value = size - 1, leaf
    for sibling in proof:
        if index & 1 or index == last:
            value = sm3(b"\1" + sibling + value)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            value = sm3(b"\1" + value + sibling)
        index, last = index >> 1, last >> 1
    return value


name, id_text, encoded = read("/log/key").decode().strip().split("+", 2)
key = base64.b64decode(encoded, validate=True)
expect(key[:1] == b"\xff" and key[1:11] == OID and len(key) == 76, "the type of the key")
point = key[11:]
key_id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
expect(key_id.hex() == id_text, "the ID of the key")

note = read("/log/checkpoint").decode()
size, top = checked(note, name, key_id, point)
old_size, old_root = checked(open(OLD).read(), name, key_id, point)

# Every entry and every tile, against both roots.
entries = []
while len(entries) < size:
    width = min(256, size - len(entries))
    data = read(f"/log/tile/entries/{len(entries) // 256:03}" + ("" if width == 256 else f".p/{width}"))
    while data:
        length = int.from_bytes(data[:2], "big")
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
leaves = [sm3(b"\0" + entry) for entry in entries]
status, said = openssl("dgst", "-sm3", "-r", "entry", files={"entry": b"\0" + entries[7]})
expect(status == 0 and said.split(" ")[0] == leaves[7].hex(), f"openssl hashes as cryptography: {said}")
expect(root(leaves) == top, "the root")
expect(root(leaves[:old_size]) == old_root, "the older root")
for index in range(size // 256):
    tile = read(f"/log/tile/0/{index:03}")
    expect(tile == b"".join(leaves[index * 256 : index * 256 + 256]), f"tile 0/{index:03}")
upper = read(f"/log/tile/1/000.p/{size // 256}")
expect(upper == b"".join(root(leaves[at * 256 : at * 256 + 256]) for at in range(size // 256)), "the tile above")

# Proofs, down to the members of the event.
for place in (0, 255, 256, size - 1):
    event = urllib.parse.quote(f"urn:example:event:{place}")
    answer = json.loads(read(f"/log/proof/inclusion?event={event}"))
    digests = [
        sm3(base64.b64decode(member["salt"]) + member["text"].encode())
        if "text" in member
        else base64.b64decode(member["hash"])
        for member in answer["members"]
    ]
    entry = base64.b64decode(answer["leaf"])
    expect(entry[1:] == sm3(b"".join(digests)) and entry == entries[place], f"the entry of event {place}")
    proof = [base64.b64decode(text) for text in answer["hashes"]]
    expect(follow(sm3(b"\0" + entry), place, size, proof) == top, f"the inclusion of event {place}")

# A signature that others make.
secret = func.random_hex(63).rjust(64, "0")
signer = sm2.CryptSM2(private_key=secret, public_key="")
public = signer._kg(int(secret, 16), signer.ecc_table["g"])
signer.public_key = public
with open(SIGNED, "w") as file:
    json.dump({"key": "04" + public, "signature": signer.sign_with_sm3(b"a message of others")}, file)

print(f"{size} leaves; {len(failures)} failures")
sys.exit(1 if failures else 0)
