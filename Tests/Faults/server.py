# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""A running `qiongsu serve` and clients that load it, for faults."""

import collections
import http.client
import json
import os
import random
import signal
import subprocess
import threading
import time
import zlib

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
STORED = (200, 201, 202)


class Server:
    """One process on a free port."""

    log_folder = "."  # Never on the disk that breaks.
    running = []

    def __init__(self, program, database, environment=None, folder=None):
        self.log = open(os.path.join(self.log_folder, "server.log"), "ab")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", str(database)],
            stdout=subprocess.PIPE, stderr=self.log, cwd=folder or os.path.dirname(database),
            env={**os.environ, **(environment or {})})
        Server.running.append(self)
        said = self.process.stdout.readline().decode()
        if ":" not in said:
            self.process.wait()
            raise RuntimeError(f"the server did not start: {said!r}; {open(self.log.name).read()[-500:]}")
        self.port = int(said.rsplit(":", 1)[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    @property
    def is_alive(self):
        return self.process.poll() is None

    def connection(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def get(self, path, accept="application/json", timeout=30):
        connection = self.connection(timeout)
        connection.request("GET", path, headers={"Accept": accept})
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, body, answer.headers

    def post(self, path, body, timeout=30):
        connection = self.connection(timeout)
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def stored(self):
        """How often each event stands in the ledger, by its ID, asked page by page."""
        counts = collections.Counter()
        path = "/epcis/events?perPage=1000"
        while path:
            status, body, headers = self.get(path, timeout=120)
            if status != 200:
                raise RuntimeError(f"{path} gave {status}: {body[:300]!r}")
            page = json.loads(body)["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
            counts.update(event["eventID"] for event in page)
            path = next_page(headers.get("Link"))
        return counts


def next_page(link):
    """The path of the next page of a Link header."""
    if not link or 'rel="next"' not in link:
        return None
    address = link.split("<", 1)[1].split(">", 1)[0]
    return "/" + address.split("/", 3)[3] if address.startswith("http") else address


def event(identity, padding=0):
    """An event with an ID of its own; padding does not shrink when it is packed."""
    value = {
        "@context": [CONTEXT, {"ext": "https://example.com/ext/"}], "type": "ObjectEvent",
        "eventID": f"urn:uuid:{identity}", "eventTime": "2026-03-01T08:00:00.000+08:00",
        "eventTimeZoneOffset": "+08:00", "action": "OBSERVE", "bizStep": "inspecting",
        "epcList": [f"https://id.gs1.org/01/06901234567892/21/{zlib.crc32(identity.encode())}"],
    }
    if padding:
        value["ext:padding"] = random.randbytes(padding).hex()
    return json.dumps(value)


class Load:
    """Clients that each send one event after another, and know what was answered."""

    def __init__(self, clients=8, padding=0):
        self.clients, self.padding = clients, padding
        self.acknowledged, self.statuses = [], collections.Counter()
        self.unanswered, self.sent = {}, {}
        self.lock = threading.Lock()
        self.threads = []

    def start(self, port, prefix):
        self.stopped = False
        self.threads = [
            threading.Thread(target=self.client, args=(port, f"{prefix}-{number}"), daemon=True)
            for number in range(self.clients)]
        for thread in self.threads:
            thread.start()

    def client(self, port, prefix):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = 0
        while not self.stopped:
            identity = f"{prefix}-{number}"
            number += 1
            body = event(identity, self.padding)
            with self.lock:
                self.unanswered[identity] = body
            try:
                connection.request("POST", "/epcis/events", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return
            with self.lock:
                self.statuses[answer.status] += 1
                if answer.status in STORED:
                    self.acknowledged.append(f"urn:uuid:{identity}")
                    del self.unanswered[identity]

    def wait_for(self, count, seconds=60):
        """Until so many events were acknowledged."""
        end = time.monotonic() + seconds
        while len(self.acknowledged) < count and time.monotonic() < end:
            if not any(thread.is_alive() for thread in self.threads):
                return
            time.sleep(0.001)

    def stop(self):
        self.stopped = True
        for thread in self.threads:
            thread.join(60)

    def send_again(self, server):
        """Sends what was never acknowledged, as a client does that does not know."""
        for identity, body in list(self.unanswered.items()):
            status, answer = server.post("/epcis/events", body)
            self.statuses[status] += 1
            if status not in STORED:
                raise RuntimeError(f"sent again, {identity} gave {status}: {answer[:300]!r}")
            self.acknowledged.append(f"urn:uuid:{identity}")
            del self.unanswered[identity]
