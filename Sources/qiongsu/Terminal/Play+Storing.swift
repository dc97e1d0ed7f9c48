// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Registry
import Simulation
import TraceEvents
import TraceLedger

extension Play {
    /// Enters its parties, licences, places and products; what is there already stays as it is.
    func register(in registry: RegistryBook) async throws {
        let read = RegistryImport(
            Array(registryLines.utf8),
            book: registry.profiles,
            regions: registry.regions
        )
        for fault in read.faults.prefix(10) {
            Terminal.note("\(fault.line): \(fault.field): \(registry.profiles.text(of: fault, .english))")
        }
        _ = try await registry.record(read)
    }

    /// Captures its records in the order in which they reach the platform.
    ///
    /// - Parameter vocabulary: master data of the caller's own.
    /// - Returns: how many were new.
    func capture(into ledger: Ledger, adding vocabulary: Vocabulary? = nil, label: String) async throws -> Int
    {
        let bar = ProgressBar(label)
        defer { bar.finish() }
        var stored = 0
        var done = 0
        for (index, document) in documents().enumerated() {
            var document = document
            if index == 0, let vocabulary { document.vocabularies.append(vocabulary) }
            let request = CaptureRequest(document, behaviour: .proceed, caller: .operator)
            let job = try await ledger.capture(request)
            for problem in job.errors.prefix(10) { Terminal.note("\(problem.pointer): \(problem.detail)") }
            stored += job.stored
            done += document.events.count
            bar.show(done, of: records.count)
        }
        return stored
    }
}
