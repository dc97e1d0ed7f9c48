# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""What `scripts/bench` measures with: servers, loads, processor time, and the table that comes of it."""
import json
import os
import platform
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOAD = ROOT / "scripts" / "load"


def output(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def grouped(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


class Table:
    """Rows in the order in which they are measured; each is shown at once on standard error."""

    def __init__(self):
        self.rows = []

    def add(self, what, figure, floor, ratio, target, limit=""):
        self.rows.append((what, figure, floor, ratio, target, limit))
        note(f"{what}: {figure} ({floor}, {ratio}) {limit}")

    def taken(self):
        """The rows since the last time."""
        rows, self.rows = self.rows, []
        return rows

    def rate(self, what, figure, unit, floor, floor_name, target, limit=""):
        ratio = f"{figure / floor:.0%}".replace("%", " %") if figure / floor < 10 else f"{figure / floor:.0f} times"
        self.add(what, f"{grouped(figure)} {unit}", f"{grouped(floor)} {floor_name}", ratio, target, limit)


class Results:
    """The rows of each part, kept in a file, so that parts can be measured one by one."""

    HEAD = "| what | figure | floor | of the floor | target | limit | day |\n|---|---|---|---|---|---|---|\n"
    BEGIN, END = "<!-- scripts/bench writes from here -->\n", "<!-- to here -->\n"

    def __init__(self, file):
        self.file = Path(file)
        self.parts = json.loads(self.file.read_text()) if self.file.exists() else {}

    def keep(self, part, rows, alone):
        day = time.strftime("%Y-%m-%d") + ("" if alone else ", not alone")
        self.parts[part] = [[*row, *[""] * (6 - len(row)), day] for row in rows]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.parts, ensure_ascii=False, indent=1))

    def memory(self, purpose, most):
        self.parts.setdefault("peaks", {})[purpose] = most

    def memory_rows(self):
        purpose, most = max(self.parts.get("peaks", {}).items(), key=lambda peak: peak[1], default=("", 0))
        return [("memory of a server, the most in any of these runs", f"{most:.0f} MB", "", "", "< 300 MB", purpose)] if most else []

    def markdown(self, order):
        rows = [row for part in order for row in self.parts.get(part, [])]
        return f"{machine()}\n\n{self.HEAD}" + "".join("| " + " | ".join(row) + " |\n" for row in rows)

    def write(self, document, order):
        before, rest = document.read_text().split(self.BEGIN)
        document.write_text(before + self.BEGIN + "\n" + self.markdown(order) + "\n" + self.END + rest.split(self.END)[1])


def machine():
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1024 / 1024
    return f"{os.cpu_count()} cores ({model.group(1) if model else platform.machine()}), {memory:.0f} GiB"


class Server:
    """A `qiongsu serve` of its own on a free port."""

    # The most memory that a server had, by what it did.
    peaks = {}

    def __init__(self, qiongsu, database, purpose=""):
        self.purpose = purpose
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [qiongsu, "serve", "--port", "0", "--database", database, "--assets", ROOT / "assets"],
            stdout=subprocess.PIPE, text=True,
        )
        line = self.process.stdout.readline()
        if not line.startswith("Serving "):
            raise SystemExit("bench: the server did not start")
        self.base = line.split()[1]
        output("curl", "--fail", "--silent", self.base + "/health/ready")
        self.seconds_to_ready = time.monotonic() - self.started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        most = self.memory("VmHWM")
        note(f"most memory of the server, {self.purpose}: {most:.0f} MB")
        Server.peaks[self.purpose] = max(Server.peaks.get(self.purpose, 0), most)
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            # It still checks what was captured; that is not what is measured.
            self.process.kill()
            self.process.wait()

    def memory(self, field="VmRSS"):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(field + r":\s+(\d+)", status).group(1)) / 1024

    def rest(self, limit=60, below=0.05):
        """Waits until the server has done what it does beside answering: the log, the checking; so many seconds at most.

        Tells what it still does then.
        """
        end = time.monotonic() + limit
        while time.monotonic() < end:
            before, start = processor_seconds(self.process.pid), time.monotonic()
            time.sleep(2)
            if (processor_seconds(self.process.pid) - before) / (time.monotonic() - start) < below:
                return ""
        return "the server still brought events into its log and checked them"


class Load:
    """One run of wrk: requests a second, and latencies in milliseconds."""

    UNITS = {"us": 0.001, "ms": 1, "s": 1000}

    def __init__(self, address, connections, seconds, script=None, *arguments):
        self.address = address
        command = ["wrk", "--latency", "--threads", "1", "--connections", connections, "--duration", f"{seconds}s"]
        command += ["--timeout", "10s"] + (["--script", LOAD / script] if script else [])
        command += [address] + (["--", *arguments] if arguments else [])
        self.process = subprocess.Popen([str(part) for part in command], text=True, stdout=subprocess.PIPE)

    def end(self):
        text = self.process.communicate()[0]
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", text)
        if self.process.returncode or wrong:
            raise SystemExit(f"bench: {self.address} answered wrongly:\n{text}")
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
        self.p50, self.p99 = (self.latency(text, percent) for percent in (50, 99))
        return self

    @classmethod
    def latency(cls, text, percent):
        number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(number) * cls.UNITS[unit]

    @classmethod
    def run(cls, *arguments):
        return cls(*arguments).end()


def post_all(server, files, callers):
    """Sends files as capture documents, so many at a time, and tells how many seconds that took."""
    plan = files[0].parent / "plan.curl"
    plan.write_text("next\n".join(
        f'url = "{server.base}/epcis/capture"\nheader = "Content-Type: application/json"\n'
        f'data-binary = "@{file}"\noutput = /dev/null\nfail\n' for file in files
    ))
    start = time.monotonic()
    output("curl", "--silent", "--no-progress-meter", "--parallel", "--parallel-max", callers, "--config", plan)
    return time.monotonic() - start


def processor_seconds(*processes):
    """Processor time of processes, by id; those that are gone count nothing."""
    total = 0
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except FileNotFoundError:
            pass
    return total / os.sysconf("SC_CLK_TCK")


def processes_named(name):
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if (folder / "comm").read_text().strip() == name:
                    found.append(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                pass
    return found


class Processors:
    """Who used the processors while something ran, in cores."""

    def __init__(self, **groups):
        self.groups = groups
        self.start = time.monotonic()
        self.before = {name: processor_seconds(*ids()) for name, ids in groups.items()}

    def end(self):
        seconds = time.monotonic() - self.start
        used = {name: (processor_seconds(*ids()) - self.before[name]) / seconds for name, ids in self.groups.items()}
        return ", ".join(f"{name} {max(cores, 0):.2f}" for name, cores in used.items()) + f" of {os.cpu_count()} cores"


class Throttle:
    """Holds a process to a part of a core, by a control group."""

    ROOT = Path("/sys/fs/cgroup/cpu")
    # Microseconds, as short as a quarter of a core allows: a process that is held may hold a lock.
    PERIOD = 4_000

    @classmethod
    def is_possible(cls):
        return os.access(cls.ROOT / "cgroup.procs", os.W_OK) and (cls.ROOT / "cpu.cfs_quota_us").exists()

    def __init__(self, process, cores):
        self.process = process
        self.folder = self.ROOT / f"qiongsu-bench-{process}"
        self.folder.mkdir()
        (self.folder / "cpu.cfs_period_us").write_text(str(self.PERIOD))
        (self.folder / "cpu.cfs_quota_us").write_text(str(int(self.PERIOD * cores)))
        (self.folder / "cgroup.procs").write_text(str(process))

    def end(self):
        (self.ROOT / "cgroup.procs").write_text(str(self.process))
        self.folder.rmdir()
