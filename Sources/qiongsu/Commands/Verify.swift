// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import FoundationNetworking
import MerkleLog
import TraceLedger
import TraceLog

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compute the log again from the events, and say what was changed, removed, added or moved.",
        discussion: """
            Reads beside a server that runs. With --against it also shows that an older checkpoint still holds: keep \
            what /log/checkpoint says somewhere else, and whoever rewrites this database and its log is found out.

              qiongsu verify
              qiongsu verify --against checkpoint-of-june.txt
              qiongsu verify --against https://trace.example.cn/log/checkpoint
              qiongsu verify --proof qiongsu-proof-17.json --key KEY

            With --proof it checks a file that a page or /log/proof/inclusion gave, without any database.

            Exits with 0 when everything holds, 1 when something does not.
            """
    )

    @Option(help: "An older checkpoint: a file, - or an address; may be given several times.")
    var against: [String] = []
    @Option(help: "A proof to check instead: a file or -.") var proof: String?
    @Option(
        help: "The log's verifier key, <name>+<id>+<base64>, got from elsewhere. [default: from its key file]"
    )
    var key: String?
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        if proof != nil, !against.isEmpty {
            throw ValidationError("--proof and --against do not go together.")
        }
        _ = try VerifierKey.given(key)
    }

    func run() async throws {
        if let proof { return try check(proof) }
        var older: [SignedNote] = []
        for place in against { older.append(try await Self.note(place)) }
        let key = try VerifierKey.given(key) ?? logKey.existing(beside: database.place())?.verifier
        if key == nil {
            Terminal.note("Signatures are not checked: there is no key file, and --key is not given.")
        }
        // They say what may have been erased.
        try await database.withLedger(creates: false, profiles: try profiles.book()) { ledger in
            let bar = ProgressBar("verifying")
            let report = try await LogAudit(ledger, key: key).run(against: older) { bar.show($0, of: $1) }
            bar.finish()
            try Self.tell(report, older: older.count)
        }
    }

    private static func tell(_ report: LogAudit.Report, older: Int) throws {
        for finding in report.findings { Terminal.print("\(finding.kind.rawValue): \(finding.text)") }
        if report.isCut { Terminal.print("… and more.") }
        guard let size = report.size else {
            Terminal.note("There is no log in this database yet: `qiongsu serve` makes it.")
            throw ExitCode.negative
        }
        guard report.findings.isEmpty else { throw ExitCode.negative }
        let waiting = report.waiting > 0 ? "; \(report.waiting) captured since wait for a server" : ""
        Terminal.print("\(size) events are as they were logged\(waiting)")
        if report.erased > 0 { Terminal.print("of \(report.erased) of them fields were erased by law") }
        if let root = report.root { Terminal.print("root \(Base64.text(root.bytes))") }
        if older > 0 { Terminal.print("\(older) older checkpoints hold") }
    }

    /// Reads a checkpoint from where it is.
    ///
    /// - Throws: the exit code, after a note.
    static func note(_ place: String) async throws -> SignedNote {
        let bytes: [UInt8]
        if place.hasPrefix("http://") || place.hasPrefix("https://"), let address = URL(string: place) {
            do {
                let (data, answer) = try await URLSession.shared.data(from: address)
                let status = (answer as? HTTPURLResponse)?.statusCode
                guard status == 200 else {
                    Terminal.note("\(place): answers with status \(status ?? 0)")
                    throw ExitCode.inputOutput
                }
                bytes = [UInt8](data)
            } catch let error as URLError {
                Terminal.note("\(place): cannot be read: \(error.localizedDescription)")
                throw ExitCode.inputOutput
            }
        } else {
            bytes = try DocumentFile(place).bytes
        }
        do throws(LogError) {
            return try SignedNote(String(decoding: bytes, as: UTF8.self))
        } catch {
            Terminal.note("\(place): \(error.reason)")
            throw ExitCode.negative
        }
    }

    /// Checks a file without a database or a network.
    private func check(_ name: String) throws {
        let bytes = try DocumentFile(name).bytes
        do throws(LogError) {
            let proof = try EventProof(file: bytes)
            let given = try? VerifierKey.given(key)
            let checkpoint = try proof.verify(by: given ?? proof.key)
            Terminal.print(
                "The event \(proof.eventID) is leaf \(proof.index) of the log \(checkpoint.origin) of \(proof.size) events, as it is shown here:"
            )
            for text in proof.shownTexts { Terminal.print("  " + text) }
            let hidden = proof.leaf.members.count - proof.shownTexts.count
            if hidden > 0 { Terminal.print("  and \(hidden) parts that are not shown") }
            if given == nil {
                Terminal.note(
                    "The log's key was taken from the file itself: give it with --key to be sure of it."
                )
            }
        } catch {
            Terminal.print("\(name): \(error.reason)")
            throw ExitCode.negative
        }
    }
}
