// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

@Suite("Command line: profiles")
struct ProfileCommandTests {
    @Test("Every command explains itself, with examples", arguments: ["show", "explain", "doc"])
    func help(command: String) throws {
        let outcome = try Program.run(["profile", command, "--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("USAGE") && outcome.output.contains("qiongsu profile \(command) ID"))
    }

    @Test("A profile is shown whole, in both languages")
    func show() throws {
        let chinese = try Program.run(["profile", "show", "lift"])
        #expect(chinese.status == 0)
        for part in ["电梯追溯标准", "S5 追溯链条构成", "维护保养 [maintenance]", "[EL-01]"] {
            #expect(chinese.output.contains(part), "\(part)")
        }
        let english = try Program.run(["profile", "show", "lift", "--language", "en"])
        for part in ["Lifts: traceability standard", "S1 Data collection", "at least 7 mm"] {
            #expect(english.output.contains(part), "\(part)")
        }
    }

    @Test("A rule is explained by its alarm or its kind", arguments: ["EL-05", "duration"])
    func explain(rule: String) throws {
        let outcome = try Program.run(["profile", "explain", "lift", "maintenance", rule, "--language", "en"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("must take no less than 20 minutes."))
        #expect(outcome.output.contains("Basis: TSG T5002-2017"))
        #expect(!outcome.output.contains("EL-01"))
    }

    @Test(
        "What is not there is told with what may have been meant",
        arguments: [
            (["show", "lfit"], "“lift”"), (["doc", "gas-cylinder"], "“gas-cylinders”"),
            (["show", "zzzzzzzz"], "profile list"), (["explain", "lift", "maintenence"], "“maintenance”"),
            (["explain", "lift", "maintenance", "EL-99"], "EL-"),
            (["show", "lift", "--on", "1999-01-01"], "2000-01-01"),
        ]
    )
    func near(command: [String], hint: String) throws {
        let outcome = try Program.run(["profile"] + command)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    }

    @Test("The standard is written to a file as Markdown")
    func doc() throws {
        let folder = try Program.folder()
        let arguments = ["profile", "doc", "lift", "--language", "en", "--output", "lift.md"]
        let outcome = try Program.run(arguments, folder: folder)
        #expect(outcome.status == 0 && outcome.output.isEmpty)
        let text = try String(contentsOf: folder.appending(path: "lift.md"), encoding: .utf8)
        #expect(text.hasPrefix("# Lifts: traceability standard\n"))
        #expect(text.contains("\n## S4 Coding rules\n"))
        let failed = try Program.run(
            ["profile", "doc", "lift", "--output", "no-such-folder/lift.md"],
            folder: folder
        )
        #expect(failed.status == 74)
    }
}
