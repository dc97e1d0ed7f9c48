// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceTesting

@testable import TraceGraph

/// Answers that others wrote down for their own test documents.
@Suite("Traces with known answers", .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct TraceOracleTests {
    private static let folder = "ift-opentraceability/CSharp/OpenTraceability.Tests/Data/"

    @Test("A processed lot traces back to hatchery, feed mill and vessel in 16 events")
    func traceBack() async throws {
        let ledger = try await TestLedger.make()
        let document = try EPCISJSON.document(Array(SharedData.data(Self.folder + "traceback_tests.jsonld")))
        _ = try await ledger.capture(CaptureRequest(document, behaviour: .proceed, caller: .operator))
        let answer = try #require(
            try await ledger.trace(
                CanonicalCode.identify("urn:gdst:example.org:product:lot:class:processor.2u.v1-0122-2022"),
                direction: .back
            )
        )
        #expect(answer.events.count == 16)
        #expect(answer.cut == nil)
    }
}
