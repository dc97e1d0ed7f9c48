# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Faults of PostgreSQL under a server: stopped, killed, failed over, shared."""

import collections
import contextlib
import glob
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request

from audit import Skipped, audit, capture_twice, expect, logged, verify, wait_until
from server import Load, Server, event

# PostgreSQL does not run as root.
AS_SERVER = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []

# The longest that anybody may wait for an answer, in seconds; Documentation/Operations.md, "Limits".
PATIENCE = 30


def programs():
    """Where Debian puts PostgreSQL's programs, which no PATH leads to."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not folders:
        raise Skipped("PostgreSQL is missing: run scripts/bootstrap --tests")
    return folders[-1]


@contextlib.contextmanager
def socket_folder():
    """A short path that PostgreSQL may write to: that of a socket may have no more than 107 bytes."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if AS_SERVER:
        shutil.chown(folder, "nobody", "nogroup")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def descendants(pid):
    """A process and all that it started, by what the kernel says."""
    parents = collections.defaultdict(list)
    for stat in glob.glob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = pathlib.Path(stat).read_text()
            parents[int(text.rsplit(")", 1)[1].split()[1])].append(int(text.split(" ", 1)[0]))
    found = [pid]
    for process in found:
        found += parents[process]
    return found


def signal_all(pid, number):
    """Sends a signal to a process and all that it started, at once."""
    for process in descendants(pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


class Database:
    """A PostgreSQL of its own, that waits for the disk as it does out of the box."""

    def __init__(self, folder, settings=""):
        self.folder, self.process = folder, None
        # The folder of its data, in that one.
        self.data = "data"
        self.address = f"postgres://qiongsu@/postgres?host={folder}"
        self.run("initdb", "--pgdata=data", "--username=qiongsu", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        with open(folder / "data" / "postgresql.conf", "a") as file:
            file.write(settings)
        self.start()

    def run(self, name, *arguments):
        done = subprocess.run([*AS_SERVER, f"{programs()}/{name}", *arguments], cwd=self.folder, capture_output=True, text=True)
        expect(done.returncode == 0, f"{name} gave {done.returncode}: {done.stderr[-500:]}")
        return done.stdout

    def start(self):
        with open(os.path.join(Server.log_folder, "postgres.log"), "ab") as log:
            self.process = subprocess.Popen(
                [*AS_SERVER, f"{programs()}/postgres", "-D", self.data, "-k", str(self.folder), "-c", "listen_addresses="],
                cwd=self.folder, stdout=log, stderr=log)
        ready = [f"{programs()}/pg_isready", "--quiet", f"--host={self.folder}", "--username=qiongsu", "--dbname=postgres"]
        wait_until(lambda: subprocess.run(ready).returncode == 0, "PostgreSQL started")

    def stop(self):
        """As `pg_ctl stop -m fast`: sessions are ended, what they did not commit is undone."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def kill(self):
        signal_all(self.process.pid, signal.SIGKILL)
        self.process.wait(60)

    def freeze(self):
        """As a machine does whose disk or hypervisor hangs: it takes connections and never answers."""
        signal_all(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        signal_all(self.process.pid, signal.SIGCONT)

    def sql(self, *statements):
        commands = [word for statement in statements for word in ("-c", statement)]
        return self.run("psql", "-qtA", f"--host={self.folder}", "--username=qiongsu", "--dbname=postgres", *commands)

    def replicate_to(self, standby):
        """Which standby commits wait for."""
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{standby}'", "SELECT pg_reload_conf()")

    def close(self):
        self.thaw()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)


@contextlib.contextmanager
def database(settings=""):
    with socket_folder() as folder:
        place = Database(folder, settings.format(folder=folder))
        try:
            yield place
        finally:
            place.close()


class Readers:
    """Asks for a question, a page and the server's health all the while, and counts the answers."""

    PATHS = {"/health/live": "*/*", "/health/ready": "*/*", "/epcis/events?perPage=1": "application/json",
             "/c/none/1": "text/html", "/api/v1/trace/06901234567892": "application/json", "/log/checkpoint": "*/*"}

    def __init__(self, server):
        self.server, self.stopped = server, False
        self.answers = {path: collections.Counter() for path in self.PATHS}
        self.slowest, self.wrong = 0, []
        self.thread = threading.Thread(target=self.ask, daemon=True)
        self.thread.start()

    def ask(self):
        while not self.stopped:
            for path, accept in self.PATHS.items():
                began = time.monotonic()
                try:
                    status, body, headers = self.server.get(path, accept, timeout=PATIENCE)
                except OSError as error:
                    self.wrong.append(f"{path}: {error}")
                    continue
                self.slowest = max(self.slowest, time.monotonic() - began)
                self.answers[path][status] += 1
                if status >= 500 and (status != 503 or not headers.get("Retry-After")):
                    self.wrong.append(f"{path}: {status} {body[:200]!r}")
            time.sleep(0.05)

    def stop(self):
        self.stopped = True
        self.thread.join(60)


def outage(server, load, prefix, breaking, mending, refusals=40, blinds=True):
    """Breaks and mends what is under a server that captures, and returns the seconds until it stored again.

    Where there is nothing to mend, it mends itself. An outage lasts until so many captures were refused, and
    questions too where it `blinds`.
    """
    load.start(server.port, prefix)
    readers = Readers(server)
    load.wait_for(len(load.acknowledged) + 100)
    refused = load.statuses[503]
    breaking()
    began = time.monotonic()
    if mending:
        wait_until(lambda: load.statuses[503] >= refused + refusals and (readers.answers["/health/ready"][503] or not blinds),
                   "captures and questions refused", 120)
        mending()
        began = time.monotonic()
    mark = len(load.acknowledged)
    wait_until(lambda: len(load.acknowledged) > mark, "stored again", 120)
    took = time.monotonic() - began
    load.wait_for(len(load.acknowledged) + 100)
    readers.stop()
    load.stop()
    expect(server.is_alive, "the server died with its database")
    expect(load.hung == 0, f"{load.hung} captures were not answered at all")
    expect(set(load.statuses) <= {200, 201, 503}, f"other answers than 200, 201 and 503: {dict(load.statuses)}")
    expect(load.without_advice == 0, f"{load.without_advice} refusals without Retry-After")
    expect(not readers.wrong, f"readers were answered {readers.wrong[:3]}")
    expect(set(readers.answers["/health/live"]) == {200}, f"/health/live gave {dict(readers.answers['/health/live'])}")
    load.readiness.update(readers.answers["/health/ready"])
    load.slowest = max(load.slowest, readers.slowest)
    expect(load.slowest < PATIENCE, f"somebody waited {load.slowest:.1f} s for an answer")
    return took


def settle(program, server, load, address, folder, checkpoint):
    """After all outages: nothing lost, nothing doubled, the log whole."""
    load.send_again(server)
    print(f"  captures were answered {dict(load.statuses)}, /health/ready {dict(load.readiness)}; slowest answer {load.slowest:.1f} s")
    audit(server, load)
    expect(server.stop() == 0, "the server did not end well")
    verify(program, address, folder, checkpoint)


def broken(program, folder, rounds, breaking, mending, **how):
    with database() as place:
        server = Server(program, place.address, folder=folder)
        load = Load(insists=True)
        load.readiness = collections.Counter()
        times, checkpoint = [], None
        for number in range(rounds):
            times.append(outage(server, load, f"broken-{number}", lambda: breaking(place, load), lambda: mending(place, load), **how))
            checkpoint = checkpoint or server.get("/log/checkpoint", "*/*")[1]
        print(f"  outages: {rounds}; stored again {max(times):.1f} s after the end of one")
        settle(program, server, load, place.address, folder, checkpoint)


def stopped(program, folder, rounds):
    """PostgreSQL is stopped in mid-capture and started again."""
    broken(program, folder, rounds, lambda place, _: place.stop(), lambda place, _: place.start())


def killed(program, folder, rounds):
    """PostgreSQL and all its processes are killed with -9 in mid-capture, and started again."""
    broken(program, folder, rounds, lambda place, _: place.kill(), lambda place, _: place.start())


def frozen(program, folder, rounds):
    """PostgreSQL hangs in mid-capture: it takes connections and statements, and answers nothing for a while."""
    broken(program, folder, rounds, lambda place, _: place.freeze(), lambda place, _: place.thaw())


def alone(program, folder, rounds):
    """The standby that commits wait for is gone: what is on one disk only is not acknowledged."""
    def cut(place, load):
        place.replicate_to("nobody")

    def mend(place, load):
        acknowledged, refused = len(load.acknowledged), load.statuses[503]
        # Whoever cancels a commit that waits for a standby leaves it on this disk only, where anybody can see it.
        place.sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        wait_until(lambda: load.statuses[503] >= refused + 8, "refused what is on one disk only", 120)
        expect(len(load.acknowledged) == acknowledged, "acknowledged what is on one disk only")
        place.replicate_to("")

    broken(program, folder, rounds, cut, mend, refusals=8, blinds=False)


def shared(program, folder, rounds):
    """Two servers capture the same documents at the same time into one PostgreSQL: each event once."""
    with database() as place:
        first, second = (Server(program, place.address, folder=folder) for _ in range(2))
        checkpoint = first.get("/log/checkpoint", "*/*")[1]
        capture_twice(first, second, rounds)
        expect(first.stop() == 0 and second.stop() == 0, "a server did not end well")
        verify(program, place.address, folder, checkpoint)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Node:
    """Patroni and the PostgreSQL that it looks after."""

    def __init__(self, name, folder, etcd):
        self.name, self.folder = name, folder
        self.port, self.rest = free_port(), free_port()
        settings = {
            "scope": "qiongsu", "name": name,
            "restapi": {"listen": f"127.0.0.1:{self.rest}", "connect_address": f"127.0.0.1:{self.rest}"},
            "etcd3": {"host": f"127.0.0.1:{etcd}"},
            "bootstrap": {
                # The shortest times that Patroni allows: after twenty seconds of silence a leader is replaced.
                "dcs": {"ttl": 20, "loop_wait": 1, "retry_timeout": 3, "synchronous_mode": True,
                        "postgresql": {"use_pg_rewind": True, "parameters": {"wal_log_hints": "on"}}},
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}],
                "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust", "local all all trust"],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{self.port}", "connect_address": f"127.0.0.1:{self.port}",
                "data_dir": str(folder / name), "bin_dir": programs(), "pgpass": str(folder / f"pgpass-{name}"),
                "parameters": {"unix_socket_directories": str(folder)},
                "authentication": {"superuser": {"username": "qiongsu"}, "replication": {"username": "replicator"}},
            },
        }
        # JSON is YAML.
        (folder / f"{name}.yml").write_text(json.dumps(settings))
        self.start()

    def start(self):
        with open(os.path.join(Server.log_folder, f"{self.name}.log"), "ab") as log:
            self.process = subprocess.Popen(
                [*AS_SERVER, "env", f"HOME={self.folder}", shutil.which("patroni"), str(self.folder / f"{self.name}.yml")],
                cwd=self.folder, stdout=log, stderr=log)

    def kill(self):
        """Patroni first, so that it does not start PostgreSQL again."""
        signal_all(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        with contextlib.suppress(OSError, ValueError):
            signal_all(int((self.folder / self.name / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGKILL)


@contextlib.contextmanager
def cluster():
    """Two nodes, of which one leads and the other holds all that is acknowledged."""
    missing = [name for name in ("etcd", "patroni", "setpriv") if shutil.which(name) is None]
    if missing:
        raise Skipped(f"{' and '.join(missing)} missing: run scripts/bootstrap --tests")
    with socket_folder() as folder:
        client, peer = free_port(), free_port()
        with open(os.path.join(Server.log_folder, "etcd.log"), "ab") as log:
            etcd = subprocess.Popen(
                ["etcd", "--data-dir", str(folder / "etcd"), "--listen-client-urls", f"http://127.0.0.1:{client}",
                 "--advertise-client-urls", f"http://127.0.0.1:{client}", "--listen-peer-urls", f"http://127.0.0.1:{peer}",
                 "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer}", "--initial-cluster", f"default=http://127.0.0.1:{peer}"],
                stdout=log, stderr=log)
        nodes = []
        try:
            nodes += [Node(name, folder, client) for name in ("north", "south")]
            wait_until(lambda: in_step(nodes), "two nodes in step", 120)
            yield nodes
        finally:
            for node in nodes:
                node.kill()
            etcd.kill()
            etcd.wait()


def roles(nodes):
    """What Patroni says of the nodes, by name."""
    for node in nodes:
        with contextlib.suppress(OSError, ValueError):
            with urllib.request.urlopen(f"http://127.0.0.1:{node.rest}/cluster", timeout=2) as answer:
                return {member["name"]: member["role"] for member in json.load(answer)["members"] if member["state"] in ("running", "streaming")}
    return {}


def in_step(nodes):
    return sorted(roles(nodes).values()) == ["leader", "sync_standby"]


def failover(program, folder, rounds):
    """The leader of two PostgreSQL nodes under Patroni is killed in mid-capture; the other takes over."""
    with cluster() as nodes:
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in nodes)
        address = f"postgres://qiongsu@{hosts}/postgres?target_session_attrs=read-write"
        server = Server(program, address, folder=folder)
        load = Load(insists=True)
        load.readiness = collections.Counter()
        times, checkpoint = [], None
        for number in range(rounds):
            leader = next(node for node in nodes if roles(nodes)[node.name] == "leader")
            times.append(outage(server, load, f"failover-{number}", leader.kill, None))
            checkpoint = checkpoint or server.get("/log/checkpoint", "*/*")[1]
            leader.start()
            wait_until(lambda: in_step(nodes), "the killed node followed again", 120)
        print(f"  leaders killed: {rounds}; stored again within {max(times):.1f} s")
        settle(program, server, load, address, folder, checkpoint)


def recover(program, folder, rounds):
    """A PostgreSQL server is recovered from base backup and archived log to a moment: Documentation/Operations.md."""
    archiving = "archive_mode = on\narchive_command = 'test ! -f {folder}/%f && cp %p {folder}/%f'\n"
    for _ in range(rounds):
        with database(archiving) as place:
            recover_once(program, folder, place)


def recover_once(program, folder, place):
    def run(command, *arguments):
        return subprocess.run(
            [program, command, *map(str, arguments), "--database", place.address], capture_output=True, text=True, cwd=folder)

    server, load = Server(program, place.address, folder=folder), Load()

    def more(prefix):
        load.start(server.port, prefix)
        load.wait_for(len(load.acknowledged) + 100)
        load.stop()
        (folder / prefix).write_bytes(logged(server, len(load.acknowledged)))

    more("recover-first")
    place.run("pg_basebackup", "--pgdata=base", "--checkpoint=fast", "--username=qiongsu", f"--host={place.folder}")
    more("recover-second")
    early = set(load.acknowledged)
    now = time.time()
    moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03}+00"
    # Sets the moment apart from what comes next.
    time.sleep(0.1)
    more("recover-third")
    expect(server.stop() == 0, "the server did not end well")
    place.stop()
    with open(place.folder / "base" / "postgresql.auto.conf", "a") as file:
        file.write(
            f"restore_command = 'cp {place.folder}/%f %p'\nrecovery_target_time = '{moment}'\n"
            "recovery_target_action = 'promote'\n")
    # The last of the log, which a server that stands can still give.
    for wal in (place.folder / "data" / "pg_wal").glob("0*"):
        shutil.copy(wal, place.folder / "base" / "pg_wal")
    (place.folder / "base" / "recovery.signal").touch()
    if AS_SERVER:
        subprocess.run(["chown", "-R", "nobody:nogroup", str(place.folder / "base")], check=True)
    place.data = "base"
    place.start()
    # It answers before it has reached the moment and takes writes.
    wait_until(lambda: place.sql("SELECT pg_is_in_recovery()").strip() == "f", "the recovery ended")
    for kept in ("recover-first", "recover-second"):
        done = run("verify", "--against", folder / kept)
        expect(done.returncode == 0, f"the log does not hold: {done.stdout}{done.stderr}")
    done = run("verify", "--against", folder / "recover-third")
    expect(done.returncode == 1 and "log-shortened" in done.stdout, f"a fork is not told: {done.stdout}{done.stderr}")
    done = run("renew-log")
    expect(done.returncode == 0, f"no new log begins: {done.stdout}{done.stderr}")
    server = Server(program, place.address, folder=folder)
    counts = server.stored()
    lost = sum(counts[identity] == 0 for identity in early)
    later = [identity for identity in load.acknowledged if identity not in early]
    kept_too_much = sum(counts[identity] > 0 for identity in later)
    print(f"  of events acknowledged until the moment lost: {lost} of {len(early)}; later ones kept: {kept_too_much} of {len(later)}")
    expect(lost == 0 and kept_too_much == 0, "the recovery is not what was captured until then")
    for identity in later:
        status, answer = server.post("/epcis/events", event(identity.removeprefix("urn:uuid:")))
        expect(status == 201, f"sent again, {identity} gave {status}: {answer[:300]!r}")
    audit(server, load)
    expect(run("renew-log").returncode == 1, "a log was renewed under a running server")
    expect(server.stop() == 0, "the server did not end well")
    done = run("verify", "--against", folder / "recover-second")
    expect(done.returncode == 0, f"the log does not hold: {done.stdout}{done.stderr}")


# How often each: by default, and in small.
FAULTS = {
    "postgres-stop": (stopped, 20, 2), "postgres-kill": (killed, 20, 2),
    "postgres-freeze": (frozen, 5, 1), "postgres-alone": (alone, 3, 1),
    "postgres-failover": (failover, 5, 1), "postgres-twice": (shared, 20, 2),
    "recover": (recover, 1, 1),
}
