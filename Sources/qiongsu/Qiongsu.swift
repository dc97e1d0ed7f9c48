// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser

/// What the program calls itself; a backup tells by which it was made.
let programVersion = "0.1.0"

/// The command line of the platform.
@main
struct Qiongsu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qiongsu",
        abstract: "Trace important products from source to use and back.",
        discussion: """
            Events are kept in a database file, qiongsu.db in the working folder unless --database says otherwise.

            A first look:
              qiongsu demo                 load a made-up season
              qiongsu serve                open http://localhost:8080

            Exit codes: 0 done; 1 the answer is no (invalid, unknown, refused); 3 stored in part; \
            64 wrong usage; 74 a file or the database cannot be read or written.
            """,
        version: programVersion,
        subcommands: [
            Serve.self, Demo.self, Capture.self, Trace.self, RecallScopeCommand.self, Validate.self,
            Hash.self,
            Code.self, Migrate.self, Archive.self, Rebuild.self, Verify.self, Erase.self, Backup.self,
            Restore.self,
            RenewLog.self, ProfileCommand.self,
            RegistryCommand.self,
            RecordCommand.self,
            Simulate.self,
        ]
    )
}
