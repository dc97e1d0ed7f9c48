# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""The PostgreSQL beside which `scripts/bench` runs, started by `scripts/with-postgres`."""
import os
import re
import sys
import time
from pathlib import Path

from measuring import ROOT, output

# As a server that loses nothing is set up; `scripts/with-postgres` alone is for tests.
OPTIONS = "-c fsync=on -c full_page_writes=on -c autovacuum=on -c synchronous_commit=on -c shared_buffers=1GB"


def start_beside():
    """Runs this program again, beside a PostgreSQL of its own."""
    os.environ["POSTGRES_OPTIONS"] = OPTIONS
    program = ROOT / "scripts" / "with-postgres"
    os.execv(program, [str(program), sys.executable, *sys.argv])


class Postgres:
    def __init__(self):
        self.address = os.environ["QIONGSU_TEST_DATABASE"]
        self.folder = re.search(r"host=([^&]+)", self.address).group(1)

    def database(self, name):
        """Makes an empty database; its address."""
        self.sql("postgres", f"DROP DATABASE IF EXISTS {name}")
        self.sql("postgres", f"CREATE DATABASE {name}")
        return self.address.replace("/postgres?", f"/{name}?")

    def sql(self, database, text, *options):
        command = ["env", "PGOPTIONS=-c client_min_messages=warning", "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "qiongsu", "-d", database]
        return output(*command, *options, *(["-c", text] if text else []))

    def processes(self):
        """The server and everything that it started, by id."""
        first = int((Path(self.folder) / "postmaster.pid").read_text().split("\n", 1)[0])
        found = [first]
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[1]) == first:
                found.append(int(stat.parent.name))
        return found

    def commits(self, database):
        return int(self.sql("postgres", f"SELECT xact_commit FROM pg_stat_database WHERE datname = '{database}'"))

    def copy_floor(self, filled, batch, folder, batches=None):
        """Seconds that COPY takes for the events and index entries of a filled database, a commit for each batch.

        Of the first batches only, where so many are given.
        """
        tables = {
            "event": "SELECT * FROM event WHERE record_time > {0} AND record_time <= {1} ORDER BY record_time",
            "link": "SELECT link.* FROM link JOIN event ON event.event_no = link.event_no"
            " WHERE record_time > {0} AND record_time <= {1} ORDER BY link_key, link.event_no",
        }
        times = [int(time) for time in self.sql(filled, "SELECT record_time FROM event ORDER BY record_time").split()]
        ends = [0, *times[batch - 1::batch][:batches]]
        export, load = [], []
        for number, bounds in enumerate(zip(ends, ends[1:])):
            load.append("BEGIN;")
            for table, query in tables.items():
                file = folder / f"{table}-{number}.copy"
                export.append(f"\\copy ({query.format(*bounds)}) TO '{file}' (FORMAT binary)")
                load.append(f"\\copy {table} FROM '{file}' (FORMAT binary)")
            load.append("COMMIT;")
        script = folder / "export.sql"
        script.write_text("\n".join(export))
        self.sql(filled, "", "-f", script)
        schema = folder / "schema.sql"
        schema.write_text(output("pg_dump", "--schema-only", "-h", self.folder, "-U", "qiongsu", filled))
        self.database("floor")
        self.sql("floor", "", "-f", schema)
        script = folder / "load.sql"
        script.write_text("\n".join(load))
        start = time.monotonic()
        self.sql("floor", "", "-f", script)
        return time.monotonic() - start
