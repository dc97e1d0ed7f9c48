# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""What faults are judged by: events lost, events doubled, the log."""

import subprocess
import threading
import time

from server import Load, event


class Skipped(Exception):
    """This machine does not allow the fault; the message says why."""


class Failed(Exception):
    """The server did something that it must not."""


def expect(condition, message):
    if not condition:
        raise Failed(message)


def wait_until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < end, f"{what}: not within {seconds} s")
        time.sleep(0.02)


def logged(server, count):
    """The checkpoint, as soon as the log has so many events: it follows within a second."""
    wait_until(lambda: int(server.get("/log/checkpoint", "*/*")[1].split(b"\n")[1]) >= count, "the log followed")
    return server.get("/log/checkpoint", "*/*")[1]


def audit(server, load):
    """Lost and doubled events; the two figures that every fault ends with."""
    counts = server.stored()
    lost = [identity for identity in load.acknowledged if counts[identity] == 0]
    doubled = [identity for identity, count in counts.items() if count > 1]
    repeated = len(load.acknowledged) - len(set(load.acknowledged))
    expect(repeated == 0, f"{repeated} events were sent twice by mistake")
    print(f"  acknowledged events: {len(load.acknowledged)}, lost: {len(lost)}; duplicates: {len(doubled)}")
    expect(not lost, f"lost: {lost[:5]}")
    expect(not doubled, f"doubled: {doubled[:5]}")
    expect(len(load.acknowledged) > 0, "nothing was acknowledged, so nothing was tried")


def verify(program, database, folder, checkpoint):
    """The whole log, from the events; and that a checkpoint from before the fault still holds."""
    (folder / "checkpoint").write_bytes(checkpoint)
    done = subprocess.run(
        [program, "verify", "--database", str(database), "--against", str(folder / "checkpoint")],
        cwd=folder, capture_output=True, text=True)
    expect(done.returncode == 0, f"qiongsu verify gave {done.returncode}: {done.stdout[:500]} {done.stderr[:500]}")
    print(f"  log: {done.stdout.splitlines()[0]}; the checkpoint from before holds")


def capture_twice(first, second, rounds):
    """Two servers capture the same documents at the same time; the load says what was acknowledged."""
    load = Load()
    answers = []

    def send(server, bodies):
        for body in bodies:
            for _ in range(100):
                status, answer = server.post("/epcis/events", body, timeout=60)
                answers.append(status)
                if status != 503:
                    break
                time.sleep(0.05)
            if status not in (200, 201):
                answers.append(answer)

    for number in range(rounds):
        identities = [f"twice-{number}-{index}" for index in range(100)]
        bodies = [event(identity) for identity in identities]
        threads = [threading.Thread(target=send, args=(server, bodies)) for server in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        load.acknowledged += [f"urn:uuid:{identity}" for identity in identities]
    wrong = [answer for answer in answers if answer not in (200, 201, 503)]
    print(f"  two processes, {rounds * 100} events each; answers {({code: answers.count(code) for code in (200, 201, 503)})}")
    expect(not wrong, f"other answers: {wrong[:3]}")
    audit(first, load)
    audit(second, load)
