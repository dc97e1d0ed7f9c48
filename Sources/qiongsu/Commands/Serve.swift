// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Logging
import MerkleLog
import Registry
import SQLStore
import Simulation
import Supervision
import TraceCodes
import TraceLedger
import TraceLog
import WebAPI
import WebPages

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve pages, Digital Links, the EPCIS interface and the JSON API over HTTP.",
        discussion: """
            Listens on this machine only, where everybody may write. On any other address an API token is needed, \
            which writing then demands as `Authorization: Bearer <token>`; give it in the environment variable \
            QIONGSU_TOKEN or in a file, because other users of the machine can read a command's arguments.

            Ctrl-C and SIGTERM finish what was accepted.
            """
    )

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
    @Option(help: "A file that holds the API token. [environment: QIONGSU_TOKEN]") var tokenFile: String?
    @Option(
        help:
            "What the world sees before paths, as https://trace.example.cn; taken from requests if not given."
    )
    var origin: String?
    @Option(help: "The folder of fetched assets.") var assets = "assets"
    @Option(
        help:
            "What the log is called, for good, when its key is made, as trace.example.cn/log. [default: after --origin]"
    )
    var logName: String?
    @Option(
        help:
            "How the log hashes and signs, for good, when its key is made: sha256 (SHA-256, Ed25519) or sm (SM3, SM2). [default: sha256]"
    )
    var logSuite: HashSuite?
    @Option(help: "The verifier key of a witness whose cosignatures are taken; may be given several times.")
    var witness: [String] = []
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var prefixes: CompanyPrefixOption
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    private static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port lies between 0 and 65535.") }
        _ = try witnesses()
    }

    func run() async throws {
        Self.allowManyConnections()
        let token = try token()
        if token == nil, !Self.loopback.contains(host) {
            Terminal.note(
                "Refusing to listen on \(host) without an API token: everybody could write. Set QIONGSU_TOKEN or --token-file."
            )
            throw ExitCode.validationFailure
        }
        try await database.withRegistry(profiles, creates: true) { registry, ledger in
            try await serve(ledger, registry, token: token)
        }
    }

    private func serve(_ ledger: Ledger, _ registry: RegistryBook, token: String?) async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "qiongsu")
        logger.logLevel = .notice
        let settings = WebSettings(
            host: host,
            port: port,
            token: token,
            origin: origin,
            companyPrefixes: try prefixes.table()
        )
        let log = try await openLog(ledger)
        let pages = try PublicPages(
            ledger: ledger,
            log: log,
            assetFolder: assets,
            examples: try await examples(in: ledger, registry.profiles)
        )
        let application = WebApplication(
            ledger,
            settings: settings,
            pages: pages.provider,
            chain: try await chain(ledger, registry),
            log: log,
            logger: logger
        )
        do {
            try await application.run { port in Terminal.print("Serving http://\(Self.shown(host)):\(port)") }
        } catch {
            Terminal.note("Cannot serve on \(host):\(port): \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func witnesses() throws -> [VerifierKey] { try witness.map { try .given($0, as: "--witness") } }

    /// The log, with a new key where there is none yet.
    private func openLog(_ ledger: Ledger) async throws -> EventLog {
        let address = origin.flatMap { URL(string: $0) }
        let host = address?.host.map { $0 + (address?.port.map { ":\($0)" } ?? "") }
        let key = try logKey.open(
            beside: database.place(),
            name: logName ?? (host ?? "localhost") + "/log",
            isNameGiven: logName != nil,
            suite: logSuite
        )
        do {
            return try await EventLog(ledger, key: key, witnesses: witnesses())
        } catch let error as LogFailure {
            Terminal.note("The log cannot be opened: \(error)")
            throw ExitCode.inputOutput
        }
    }

    /// Those who work by the profiles.
    private func chain(_ ledger: Ledger, _ registry: RegistryBook) async throws -> ChainDesk {
        let book = registry.profiles
        return ChainDesk(
            ledger,
            book: book,
            desk: RecordDesk(ledger, book: book, parties: registry),
            checker: try await ChainChecker(ledger, book: book, parties: registry),
            registry: registry
        )
    }

    /// Each connection is an open file, of which a shell allows a process a thousand, though it may ask for more.
    private static func allowManyConnections() {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        // Where it is refused the server is as it was.
        _ = setrlimit(files, &limit)
    }

    /// A loopback address as people type it.
    private static func shown(_ host: String) -> String { loopback.contains(host) ? "localhost" : host }

    private func token() throws -> String? {
        let text: String?
        if let tokenFile {
            do { text = try String(contentsOfFile: tokenFile, encoding: .utf8) } catch {
                Terminal.note("Cannot read the token file \(tokenFile): \(error.localizedDescription)")
                throw ExitCode.inputOutput
            }
        } else {
            text = ProcessInfo.processInfo.environment["QIONGSU_TOKEN"]
        }
        let token = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let token, !token.isEmpty else { return nil }
        guard token.utf8.count >= 16 else { throw ValidationError("An API token has 16 characters or more.") }
        return token
    }

    /// The products of the demonstration, where it is loaded.
    private func examples(in ledger: Ledger, _ book: ProfileBook) async throws -> [PublicPages.Example] {
        let showcases = try await ledger.read { try DemonstrationMark(in: $0)?.showcases ?? [] }
        let examples = showcases.compactMap { showcase -> PublicPages.Example? in
            guard let profile = book.profile(showcase.scenario), !profile.isSecurity,
                let industry = book.reference.industries.first(where: { $0.id == profile.industry })
            else { return nil }
            return PublicPages.Example(
                CanonicalCode.identify(showcase.code),
                name: LocalName(zh: showcase.name.zh, en: showcase.name.en),
                group: industry.name
            )
        }
        return try await ledger.read(as: .public) { reader in
            try examples.filter { try reader.names($0.code.canonical, roles: .unit) }
        }
    }
}
