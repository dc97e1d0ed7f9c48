# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Breaks what a server stands on, and counts what was lost. See Documentation/Faults.md."""

import argparse
import collections
import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

from audit import Failed, Skipped, audit, capture_twice, expect, logged
from postgres import FAULTS as POSTGRES_FAULTS
from server import Load, Server, event


def kill(program, folder, rounds):
    """kill -9 under load; whoever got no answer sends again."""
    load = Load()
    generator = random.Random(2026)
    database = folder / "killed.db"
    for number in range(rounds):
        server = Server(program, database)
        load.send_again(server)
        target = len(load.acknowledged) + generator.randint(5, 400)
        load.start(server.port, f"kill-{number}")
        load.wait_for(target)
        server.kill()
        load.stop()
    server = Server(program, database)
    load.send_again(server)
    print(f"  kills: {rounds}")
    audit(server, load)
    expect(server.stop() == 0, "the server did not end well")


@contextlib.contextmanager
def mounted(folder, *command):
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *command, str(folder)], capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"mounting needs root: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def expect_refusals(server, load, disk):
    """Until 20 captures are refused: with 507 and nothing else; reading goes on."""
    end = time.monotonic() + 30
    while sum(load.statuses.values()) - load.statuses[201] < 20 and time.monotonic() < end:
        time.sleep(0.01)
    load.stop()
    expect(server.is_alive, f"the server died of a {disk} disk")
    print(f"  {disk} disk: answers {dict(load.statuses)}")
    expect(load.statuses[507] > 0, f"a {disk} disk was not told with 507")
    expect(set(load.statuses) <= {201, 507}, f"other answers than 201 and 507: {dict(load.statuses)}")
    status, body, _ = server.get("/epcis/events?perPage=1")
    expect(status == 200, f"reading on a {disk} disk gave {status}: {body[:300]!r}")


def full(program, folder, rounds):
    """The disk fills up, is refused with 507, and takes events again when there is room."""
    with mounted(folder / "small", "-t", "tmpfs", "-o", "size=48m", "tmpfs") as small:
        server = Server(program, small / "full.db")
        load = Load(padding=4096)
        for number in range(rounds):
            ballast = small / "ballast"
            load.statuses.clear()
            ballast.write_bytes(b"")
            load.start(server.port, f"full-{number}")
            load.wait_for(len(load.acknowledged) + 20)
            # Unbuffered: closing a file writes what its buffer still holds, and would fail once more.
            with contextlib.suppress(OSError), open(ballast, "wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 65536)
            expect_refusals(server, load, "full")
            ballast.unlink()
            load.send_again(server) if number == 0 else load.unanswered.clear()
        audit(server, load)
        server.kill()
        server = Server(program, small / "full.db")
        audit(server, load)
        server.kill()


def readonly(program, folder, rounds):
    """The file system turns read-only under the server, as the kernel does after a disk error."""
    for number in range(rounds):
        image = folder / f"disk-{number}"
        with open(image, "wb") as file:
            file.truncate(96 << 20)
        if shutil.which("mkfs.ext4") is None:
            raise Skipped("mkfs.ext4 is missing")
        subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
        with mounted(folder / f"mount-{number}", "-o", "loop", str(image)) as disk:
            server = Server(program, disk / "readonly.db")
            load = Load()
            load.start(server.port, f"readonly-{number}")
            load.wait_for(50)
            # Linux may answer a sync that runs at that moment with success and lose what it was to keep.
            load.stop()
            done = subprocess.run(["mount", "-o", "remount,abort", str(disk)], capture_output=True, text=True)
            if done.returncode:
                server.kill()
                raise Skipped(f"the file system cannot be aborted: {done.stderr.strip()}")
            load.start(server.port, f"readonly-{number}-aborted")
            expect_refusals(server, load, "read-only")
            server.kill()
        with mounted(folder / f"mount-{number}", "-o", "loop", str(image)) as disk:
            server = Server(program, disk / "readonly.db")
            load.send_again(server)
            audit(server, load)
            server.kill()


class SlowClient:
    """A client that sends a body or a head, or reads, one byte a second; where it is sent away, it comes again."""

    ASK = b"GET /epcis/events HTTP/1.1\r\nHost: x\r\n\r\n"

    def __init__(self, port, kind, body):
        self.port, self.kind, self.answers = port, kind, []
        # It announces the most that a body may have.
        head = b"POST /epcis/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 67108864\r\n\r\n"
        self.first, self.rest = {"body": (head, body), "head": (b"", head), "reader": (self.ASK * 50, b"")}[kind]
        self.connect()

    def connect(self):
        self.socket = socket.socket()
        if self.kind == "reader":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.socket.connect(("127.0.0.1", self.port))
        self.socket.sendall(self.first)
        self.at = 0

    def second(self):
        if self.kind == "reader":
            with contextlib.suppress(OSError):
                self.socket.recv(1, socket.MSG_DONTWAIT)
            return
        try:
            self.socket.send(self.rest[self.at:self.at + 1])
            self.at += 1
            answer = self.socket.recv(64, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            answer = b""
        self.answers.append(answer[9:12].decode() or "closed")
        self.socket.close()
        self.connect()


def slow(program, folder, rounds):
    """Clients that send or read one byte a second; everybody else is served as fast as ever."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if files != resource.RLIM_INFINITY and files < 4096:
        raise Skipped(f"this user may open {files} files only; 4096 are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096 if files == resource.RLIM_INFINITY else files, files))
    server = Server(program, folder / "slow.db")
    body = event("slow-first")
    expect(server.post("/epcis/events", body)[0] == 201, "the first event was not stored")
    seconds = max(5, rounds)
    kinds = ["body"] * 2200 + ["head"] * 100 + ["reader"] * 100
    clients = [SlowClient(server.port, kind, body.encode()) for kind in kinds]
    load = Load(clients=4)
    load.start(server.port, "slow")
    slowest = 0
    for _ in range(seconds):
        for client in clients:
            client.second()
        began = time.monotonic()
        status, _, _ = server.get("/epcis/events?perPage=1")
        slowest = max(slowest, time.monotonic() - began)
        expect(status == 200, f"another client was told {status}")
        time.sleep(1)
    load.stop()
    sent_away = collections.Counter(answer for client in clients for answer in client.answers)
    print(f"  {len(clients)} slow clients for {seconds} s, sent away {dict(sent_away)}; "
          f"slowest answer to another: {max(slowest, load.slowest) * 1000:.0f} ms; captures {dict(load.statuses)}")
    expect(slowest < 5, "slow clients slow down others")
    expect(set(load.statuses) == {201}, f"captures of others were told {dict(load.statuses)}")
    expect(seconds < 20 or sent_away["408"] >= 2200, "slow senders are not sent away with 408")
    expect(set(sent_away) <= {"408", "closed"}, "slow senders are told something else")
    for client in clients:
        client.socket.close()
    load.acknowledged.append("urn:uuid:slow-first")
    audit(server, load)
    expect(server.stop() == 0, "slow clients keep the server from ending")


def half(program, folder, rounds):
    """A body that breaks off half-way is not there at all, and whole when it is sent again."""
    server = Server(program, folder / "half.db")
    load = Load()
    for number in range(rounds):
        identity = f"half-{number}"
        body = event(identity).encode()
        for chunked in (False, True):
            client = socket.create_connection(("127.0.0.1", server.port))
            length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
            part = body[:1 + number * 7 % (len(body) - 1)]
            sent = f"{len(body):x}\r\n".encode() + part if chunked else part
            client.sendall(f"POST /epcis/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n".encode() + sent)
            client.close()
        expect(server.stored()[f"urn:uuid:{identity}"] == 0, "half an event was stored")
        status, answer = server.post("/epcis/events", body)
        expect(status == 201, f"the whole event gave {status}: {answer[:300]!r}")
        load.acknowledged.append(f"urn:uuid:{identity}")
    print(f"  half-sent bodies: {2 * rounds}")
    audit(server, load)
    expect(server.stop() == 0, "the server did not end well")


def clock(program, folder, rounds):
    """The clock is set back by a day between captures, within a run and across a restart."""
    if shutil.which("clang") is None:
        raise Skipped("clang is missing; it comes with Swift")
    source = pathlib.Path(__file__).with_name("clock.c")
    subprocess.run(["clang", "-O1", "-Wall", "-shared", "-fPIC", "-o", str(folder / "clock.so"), str(source)], check=True)
    shift = folder / "shift"
    shift.write_bytes(bytes(8))
    fake = {"LD_PRELOAD": str(folder / "clock.so"), "QIONGSU_CLOCK_SHIFT": str(shift)}

    def turn(days):
        with open(shift, "r+b") as file:
            file.write(struct.pack("q", days * 86400))

    load = Load()
    server = Server(program, folder / "clock.db", fake)
    for number in range(rounds):
        load.start(server.port, f"clock-{number}")
        load.wait_for(len(load.acknowledged) + 50)
        turn(-number - 1)
        load.wait_for(len(load.acknowledged) + 50)
        load.stop()
        expect(not load.unanswered, f"{len(load.unanswered)} events were not stored: {dict(load.statuses)}")
        if number % 2:
            expect(server.stop() == 0, "the server did not end well")
            server = Server(program, folder / "clock.db", fake)
    print(f"  clock set back: {rounds} times, by a day each")
    audit(server, load)
    with sqlite3.connect(folder / "clock.db") as database:
        captured, times = database.execute("SELECT count(*), count(DISTINCT record_time) FROM event").fetchone()
    print(f"  record times: {times} different ones of {captured} events, in the order of capture")
    expect(captured == times, "two events have one record time")
    # That the server sees another day is shown by an event of today, which it refuses as one of the future.
    today = event("clock-today").replace("2026-03-01", time.strftime("%Y-%m-%d", time.gmtime()))
    expect(server.post("/epcis/events", today)[0] == 400, "the clock was not set back")
    expect(server.stop() == 0, "the server did not end well")


def bit(program, folder, rounds):
    """A bit flips in a stored body: the event is refused, never shown changed, and all others stay readable."""
    server = Server(program, folder / "bit.db")
    load = Load(clients=4)
    load.start(server.port, "bit")
    load.wait_for(200)
    load.stop()
    originals = {}
    expect(server.stop() == 0, "the server did not end well")
    generator = random.Random(2026)
    refused = 0
    for number in range(rounds):
        with sqlite3.connect(folder / "bit.db") as database:
            rows = database.execute("SELECT event_no, body FROM event ORDER BY event_no").fetchall()
            victim, body = rows[generator.randrange(len(rows))]
            at = generator.randrange(len(body) * 8)
            damaged = bytearray(body)
            damaged[at // 8] ^= 1 << at % 8
            database.execute("UPDATE event SET body = ? WHERE event_no = ?", (bytes(damaged), victim))
        database.close()
        server = Server(program, folder / "bit.db")
        code = None
        seen = changed = 0
        for identity in load.acknowledged:
            status, answer, _ = server.get("/epcis/events?EQ_eventID=" + identity)
            expect(server.is_alive, "the server died of a flipped bit")
            if status == 200:
                events = json.loads(answer)["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
                for found in events:
                    found.pop("recordTime", None)
                if identity in originals:
                    changed += events != originals[identity]
                else:
                    originals[identity] = events
                seen += 1
            else:
                code = (status, answer)
        expect(changed == 0, f"bit {at} of a body of {len(body)} bytes: {changed} events are shown changed")
        if code is not None:
            refused += 1
            expect(code[0] == 500, f"a damaged event gave {code[0]}: {code[1][:300]!r}")
            expect(b"corrupt" in code[1] or b"stored event" in code[1], f"the refusal is not clear: {code[1][:300]!r}")
        elif number == 0:
            raise Failed("the first flipped bit was not found, so there is nothing to compare with")
        expect(seen >= len(load.acknowledged) - 1, "events beside the damaged one cannot be read")
        server.kill()
        with sqlite3.connect(folder / "bit.db") as database:
            database.execute("UPDATE event SET body = ? WHERE event_no = ?", (body, victim))
        database.close()
    print(f"  bits flipped: {rounds}, refused at reading: {refused}, shown changed: 0")
    server = Server(program, folder / "bit.db")
    audit(server, load)
    server.kill()


def twice(program, folder, rounds):
    """Two processes capture the same documents at the same time into one file: each event once."""
    first, second = (Server(program, folder / "twice.db") for _ in range(2))
    capture_twice(first, second, rounds)
    first.stop()
    second.stop()


def restore(program, folder, rounds):
    """A database is restored in the middle of the day: to its backup, and to a moment."""
    database, backups, kept = folder / "restored.db", folder / "backups", folder / "checkpoint"
    backups.mkdir()

    def run(command, *arguments):
        return subprocess.run(
            [program, command, *map(str, arguments), "--database", str(database)],
            capture_output=True, text=True, cwd=folder)

    def back_up():
        done = run("backup", backups)
        expect(done.returncode == 0, f"the backup failed: {done.stderr}")

    def more(load, server, prefix):
        load.start(server.port, prefix)
        load.wait_for(len(load.acknowledged) + 100)

    server, load = Server(program, database), Load()
    lost = kept_too_much = resent = 0
    for number in range(rounds):
        by_moment = number % 2 == 1
        more(load, server, f"restore-{number}")
        kept.write_bytes(logged(server, len(load.acknowledged)))
        early = set(load.acknowledged)
        back_up()
        load.wait_for(len(load.acknowledged) + 100)
        done = run("restore", backups)
        expect(done.returncode == 1 and "in use" in done.stderr, f"a running server was restored over: {done.stderr}")
        load.stop()
        expect(not load.unanswered, f"{len(load.unanswered)} events were not stored: {dict(load.statuses)}")
        if by_moment:
            early = set(load.acknowledged)
        time.sleep(0.02)
        now = time.time()
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03}Z"
        time.sleep(0.02)
        more(load, server, f"restore-{number}-later")
        load.stop()
        if number % 4 == 3:
            back_up()  # From which the moment is taken; else from the database in place.
        server.kill() if number % 3 == 2 else server.stop()
        done = run("restore", backups, *(["--until", moment] if by_moment else []), "--against", kept)
        expect(done.returncode == 0, f"the restore failed: {done.stdout}{done.stderr}")
        expect("a new log begins" in done.stdout, f"a log goes on that was seen longer: {done.stdout}")
        server = Server(program, database)
        counts = server.stored()
        lost += sum(counts[identity] == 0 for identity in early)
        if by_moment:
            kept_too_much += sum(counts[identity] > 0 for identity in load.acknowledged if identity not in early)
        done = run("verify", "--against", kept)
        expect(done.returncode == 0, f"the log does not hold: {done.stdout}{done.stderr}")
        for identity in load.acknowledged:
            if counts[identity] == 0:
                status, answer = server.post("/epcis/events", event(identity.removeprefix("urn:uuid:")))
                expect(status in (200, 201), f"sent again, {identity} gave {status}: {answer[:300]!r}")
                resent += 1
    print(f"  restores: {rounds}, of events acknowledged until then lost: {lost}; later ones kept: {kept_too_much}, sent again: {resent}")
    expect(lost == 0 and kept_too_much == 0, "a restore is not what was captured until then")
    audit(server, load)
    expect(server.stop() == 0, "the server did not end well")
    done = run("verify")
    expect(done.returncode == 0, f"the log does not hold: {done.stdout}{done.stderr}")


def rebuild(program, folder, rounds):
    """A rebuild is killed again and again beside a server that captures, and goes on."""
    server, load = Server(program, folder / "rebuilt.db"), Load()
    load.start(server.port, "rebuild-before")
    load.wait_for(3000)
    command = [program, "rebuild", "--database", str(folder / "rebuilt.db")]
    generator = random.Random(2026)
    for number in range(rounds):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(generator.uniform(0.05, 0.6))
        process.kill()
        process.wait()
    done = subprocess.run(command, capture_output=True, text=True)
    expect(done.returncode == 0, f"the rebuild failed: {done.stdout}{done.stderr}")
    load.stop()
    expect(set(load.statuses) == {201}, f"captures were refused: {dict(load.statuses)}")
    print(f"  rebuilds killed: {rounds}; {done.stdout.splitlines()[0]} by the last")
    audit(server, load)
    missing = [
        identity for identity in load.acknowledged
        if b'"eventList":[]' in server.get("/epcis/events?EQ_eventID=" + identity)[1].replace(b" ", b"")]
    expect(not missing, f"not found by their ID: {missing[:5]}")
    expect(server.stop() == 0, "the server did not end well")


# How often each: by default, and in small.
FAULTS = {
    "kill": (kill, 100, 5), "full": (full, 5, 1), "readonly": (readonly, 3, 1), "slow": (slow, 60, 20),
    "half": (half, 100, 10), "clock": (clock, 10, 2), "bit": (bit, 100, 3), "twice": (twice, 20, 2),
    **POSTGRES_FAULTS,
    "restore": (restore, 20, 2), "rebuild": (rebuild, 20, 3),
}


def main():
    parser = argparse.ArgumentParser(prog="scripts/fault", description=__doc__)
    parser.add_argument("names", nargs="*", help="any of " + ", ".join(FAULTS) + "; without a name, all")
    parser.add_argument("--rounds", type=int, help="how often each; by default what the documentation says")
    parser.add_argument("--small", action="store_true", help="a few rounds, as scripts/test runs them")
    parser.add_argument("--program", required=True, help="the built qiongsu")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in FAULTS]
    if unknown:
        parser.error(f"there is no fault {unknown[0]}; there are {', '.join(FAULTS)}")
    failed = 0
    for name in options.names or FAULTS:
        fault, many, few = FAULTS[name]
        rounds = options.rounds or (few if options.small else many)
        print(f"fault {name}: {fault.__doc__}", flush=True)
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"qiongsu-{name}-"))
        Server.log_folder = folder
        try:
            fault(os.path.abspath(options.program), folder, rounds)
            print(f"fault {name}: passed", flush=True)
            shutil.rmtree(folder, ignore_errors=True)
        except Skipped as reason:
            print(f"fault {name}: skipped: {reason}", flush=True)
            shutil.rmtree(folder, ignore_errors=True)
        except (Failed, RuntimeError, OSError) as reason:
            failed += 1
            print(f"fault {name}: FAILED: {reason}\n  the database and the server's log are kept in {folder}", flush=True)
        for server in Server.running:
            server.kill()
        Server.running.clear()
    sys.exit(1 if failed else 0)


main()
