# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Checks the log of a running Qiongsu by aics-tlog, a verifier that others wrote: verifier.py BASE OLD WITNESS OTHER.

OLD is a checkpoint that was kept when the log was smaller, WITNESS the secret key of a witness that the server knows,
OTHER a checkpoint under the same key of a log that went another way.
"""

import base64
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from aics_tlog import (
    HttpTileReader,
    TileVerificationError,
    VerifiedTileReader,
    audit_tiles,
    consistency_proof_from_tiles,
    leaf_hash,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    verify_checkpoint,
    verify_consistency,
    verify_inclusion,
)
from aics_tlog.cosign import cosignature_vkey, sign_cosignature
from aics_tlog.note import Note
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

BASE, OLD, WITNESS, OTHER = sys.argv[1:5]
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print("FAIL  " + what)


def fetch(path, body=None):
    request = urllib.request.Request(BASE + path, data=body)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def read(path):
    status, body, _ = fetch(path)
    expect(status == 200, f"{path} answers {status}")
    return body


def hashes(texts):
    return [base64.b64decode(text, validate=True) for text in texts]


key = parse_vkey(read("/log/key").decode().strip())
reader = HttpTileReader([BASE + "/log/"], proxies={})
note = parse_note(reader.read_checkpoint())
result = verify_checkpoint(note, key, expected_origin=key.name)
expect(result.ok, f"the checkpoint: {result.error}")
size, root = result.size, result.root

# Every tile and every entry, against the root.
report = audit_tiles(reader, size, root)
expect(report.size == size and report.tiles > 3 and report.bundles == (size + 255) // 256, f"the audit: {report}")
verified = VerifiedTileReader(HttpTileReader([BASE + "/log/"], proxies={}), size, root)

# The proofs that the server makes, against the tiles and by the verifier's own.
old = parse_checkpoint(parse_note(open(OLD).read()).text)
answer = json.loads(read(f"/log/proof/consistency?from={old.size}&to={size}"))
expect(base64.b64decode(answer["fromRoot"]) == old.root, "the old root")
expect(base64.b64decode(answer["toRoot"]) == root, "the new root")
proof = hashes(answer["hashes"])
expect(proof == consistency_proof_from_tiles(verified, old.size, size), "the consistency proof")
expect(verify_consistency(old.size, size, old.root, root, proof), "the log only grew")

for number in (0, 255, 256, 299, size - 1):
    event = urllib.parse.quote(f"urn:example:event:{number}")
    answer = json.loads(read(f"/log/proof/inclusion?event={event}"))
    entry = base64.b64decode(answer["leaf"])
    expect(answer["index"] == number, f"the index of event {number}")
    expect(entry == verified.entry(number), f"the entry of event {number}")
    inner = parse_note(answer["checkpoint"])
    expect(verify_checkpoint(inner, key).ok, f"the checkpoint in the proof of event {number}")
    head = parse_checkpoint(inner.text)
    expect(
        verify_inclusion(leaf_hash(entry), number, head.size, hashes(answer["hashes"]), head.root),
        f"the inclusion of event {number}",
    )

# A witness cosigns, and its cosignature is served.
seed = base64.b64decode(WITNESS.split("+", 4)[4])[1:]
witness = Ed25519PrivateKey.from_private_bytes(seed)
name = WITNESS.split("+")[2]
_, line = sign_cosignature(witness, name, int(time.time()) - 600_000_000, key.name, size, root)
status, body, _ = fetch("/log/cosignatures", Note(note.text, note.signatures + (line,)).serialise().encode())
expect(status == 200, f"the cosignature is taken: {body.decode()}")
cosigned = parse_note(read("/log/checkpoint/cosigned"))
result = verify_checkpoint(cosigned, key, [cosignature_vkey(name, witness.public_key())], 1)
expect(result.ok and result.cosignature_count == 1, f"the cosigned checkpoint: {result.error}")
stranger = sign_cosignature(Ed25519PrivateKey.generate(), name, 1, key.name, size, root)[1]
status, _, _ = fetch("/log/cosignatures", Note(note.text, (stranger,)).serialise().encode())
expect(status == 400, f"a stranger's cosignature answers {status}")

# A log that went another way is caught, by its root and by its tiles.
other_note = parse_note(open(OTHER).read())
expect(verify_checkpoint(other_note, key).ok, "the fork is signed by the same key")
other = parse_checkpoint(other_note.text)
fork = consistency_proof_from_tiles(verified, other.size, size)
expect(not verify_consistency(other.size, size, other.root, root, fork), "the fork is caught by its root")
try:
    audit_tiles(HttpTileReader([BASE + "/log/"], proxies={}), other.size, other.root)
    expect(False, "the fork is caught by its tiles")
except TileVerificationError:
    pass

# What is not there.
for path in ("/log/tile/0/999", "/log/tile/0/1", "/log/tile/entries/000.p/256", "/log/tile/9/000", "/log/tile/x"):
    status, body, headers = fetch(path)
    expect(status == 404 and headers["Content-Type"] == "application/problem+json", f"{path} answers {status}")
_, _, headers = fetch("/log/tile/0/000")
expect("immutable" in headers["Cache-Control"], "a full tile may be kept for ever")

print(f"{size} leaves, {report.tiles} tiles, {report.bundles} bundles of entries; {len(failures)} failures")
sys.exit(1 if failures else 0)
