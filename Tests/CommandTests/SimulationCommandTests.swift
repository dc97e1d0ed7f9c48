// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

@Suite("The simulation on the command line")
struct SimulationCommandTests {
    @Test("The same options write the same folder, which capture and the registry take whole")
    func simulate() throws {
        let folder = try Program.folder()
        let options = ["--days", "10", "--scale", "0.1", "--faults", "1", "--only", "baijiu", "lift"]
        for name in ["one", "two"] {
            let outcome = try Program.run(["simulate"] + options + ["--output", name], folder: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/one").sorted()
        #expect(names.contains("registry.jsonl") && names.contains("truth.jsonl"))
        for name in names {
            let one = try Data(contentsOf: folder.appending(path: "one/\(name)"))
            let two = try Data(contentsOf: folder.appending(path: "two/\(name)"))
            #expect(!one.isEmpty && one == two, "\(name)")
        }
        let documents = names.filter { $0.hasPrefix("events-") }.map { "one/\($0)" }
        let captured = try Program.run(["capture"] + documents, folder: folder)
        #expect(captured.status == 0, "\(captured.errors)")
        let registered = try Program.run(["registry", "import", "one/registry.jsonl"], folder: folder)
        #expect(registered.status == 0, "\(registered.errors)")
        let again = try Program.run(["registry", "import", "two/registry.jsonl"], folder: folder)
        #expect(again.output.hasPrefix("0 entries recorded"), "\(again.output)")
    }

    @Test("Loading the demonstration again changes nothing, whatever is asked for")
    func demo() throws {
        let folder = try Program.folder()
        let first = try Program.run(["demo", "--days", "5", "--scale", "0.05"], folder: folder)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.lines[0].hasSuffix(" events loaded"))
        let again = try Program.run(["demo", "--days", "9"], folder: folder)
        #expect(again.lines == ["The demonstration is loaded already"] + first.lines.dropFirst())
        #expect(first.lines.count { $0.contains("http://localhost:8080/") } >= 6)
        #expect(first.lines.contains { $0.contains("answered as for an unknown code") })
    }

    @Test(
        "Wrong usage exits with 64",
        arguments: [
            ["--output", "x", "--days", "0"], ["--output", "x", "--scale", "0"],
            ["--output", "x", "--until", "June"], ["--output", "x", "--capture"], [],
        ]
    )
    func usage(options: [String]) throws {
        #expect(try Program.run(["simulate"] + options).status == 64)
    }

    @Test("A scenario that there is not is answered with one that is near")
    func unknown() throws {
        let answer = try Program.run(["simulate", "--output", "x", "--only", "prok"])
        #expect(answer.status == 1)
        #expect(answer.errors.contains("“pork”"), "\(answer.errors)")
    }
}
