// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceCodes
import TraceText

struct Code: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what a code is; issue trace codes of our own.",
        subcommands: [ReadCode.self, IssueCodes.self, CodeRanges.self],
        defaultSubcommand: ReadCode.self
    )
}

struct ReadCode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Tell what a code is, and all its forms.",
        discussion: """
            With --format json one object: input, scheme, level, canonical, digitalLink, elementString, urn, valid, \
            errors. A code that is not valid exits with 1.
            """
    )

    @Argument(help: "A code in any form.") var code: String
    @Option(help: "How to tell: text or json.") var format: Validate.Format = .text
    @OptionGroup var prefixes: CompanyPrefixOption

    func run() throws {
        let table = try prefixes.table()
        do throws(CodeError) {
            let read = try CodeReader.read(code, companyPrefixes: table)
            tell(read, urn: urn(of: read, table))
        } catch {
            refuse(error)
            throw ExitCode.negative
        }
    }

    /// The URN, or why there is none. A URN that was given says itself how long its company prefix is.
    private func urn(of read: TraceCode, _ table: CompanyPrefixTable) -> Result<String, CodeError> {
        let given = code.trimmingPrefix { $0.isWhitespace }
        if given.hasPrefix("urn:epc:"), CanonicalCode.canonical(String(given)) == read.canonical {
            return .success(String(given))
        }
        do throws(CodeError) {
            return .success(try read.urn(companyPrefixes: table))
        } catch {
            return .failure(error)
        }
    }

    private func tell(_ read: TraceCode, urn: Result<String, CodeError>) {
        let written = try? urn.get()
        switch format {
        case .text:
            Terminal.print("scheme          \(read.scheme.id) (\(read.level.rawValue))")
            Terminal.print("canonical       \(read.canonical)")
            if let link = read.digitalLink { Terminal.print("Digital Link    \(link)") }
            if let elements = read.elementString { Terminal.print("element string  \(elements)") }
            switch urn {
            case .success(let urn): Terminal.print("URN             \(urn)")
            case .failure(let error): Terminal.note("URN             none: \(error.reason)")
            }
        case .json:
            write {
                $0.member("scheme", read.scheme.id)
                $0.member("level", read.level.rawValue)
                $0.member("canonical", read.canonical)
                $0.optional("digitalLink", read.digitalLink)
                $0.optional("elementString", read.elementString)
                $0.optional("urn", written)
                $0.member("valid", true)
                $0.key("errors")
                $0.array { _ in }
            }
        }
    }

    private func refuse(_ error: CodeError) {
        switch format {
        case .text:
            Terminal.note("\(code): \(error.reason)")
        case .json:
            write {
                for name in ["scheme", "level", "canonical", "digitalLink", "elementString", "urn"] {
                    $0.optional(name, nil)
                }
                $0.member("valid", false)
                $0.key("errors")
                $0.array {
                    $0.object {
                        $0.member("code", error.code.rawValue)
                        if let offset = error.offset { $0.member("offset", offset) }
                        $0.member("expected", error.expected)
                        $0.member("message", error.reason)
                    }
                }
            }
        }
    }

    private func write(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object {
            $0.member("input", code)
            body(&$0)
        }
        Terminal.print(writer.text)
    }
}

extension JSONWriter {
    /// A member that is null where there is no value.
    fileprivate mutating func optional(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }
}
