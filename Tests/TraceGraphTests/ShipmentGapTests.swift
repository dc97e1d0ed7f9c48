// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceLedger

@testable import TraceGraph

@Suite("Shipments and arrivals")
struct ShipmentGapTests {
    /// The box's own stretch as a carrier ends when the goods leave it; that it arrives later, in an event which is
    /// in the answer for another unit, is known all the same.
    @Test("A shipment has arrived where a container arrives in any event of the answer")
    func arrivalOfCarrier() async throws {
        let (box, tray, made) = (Self.unit(1), Self.unit(2), Self.unit(3))
        let (start, lot) = (Self.unit(4), "https://id.gs1.org/01/06901234567892/10/L")
        let ledger = try await TestLedger.make()
        let events = [
            Event.at(0, .aggregation) { ($0.parentID, $0.childEPCs, $0.action) = (box, [tray], .add) },
            .at(1, .aggregation) { ($0.parentID, $0.childEPCs, $0.action) = (tray, [made], .add) },
            .at(2, .transformation) { ($0.inputEPCs, $0.outputEPCs) = ([start], [made]) },
            .at(3, .transformation) {
                ($0.inputEPCs, $0.outputQuantities) = ([box], [QuantityElement(epcClass: lot)])
            },
            .seen([tray], at: 4, step: "shipping"),
            .at(5, .aggregation) { ($0.parentID, $0.action) = (tray, .delete) },
            .at(6, .object) {
                ($0.epcs, $0.quantities) = ([tray], [QuantityElement(epcClass: lot)])
                ($0.action, $0.bizStep) = (.observe, "receiving")
            },
        ]
        _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        let answer = try await ledger.trace(CanonicalCode.identify(start), direction: .forward)
        let gaps = try #require(answer).gaps
        #expect(!gaps.contains { $0.kind == .shipmentNobodyReceived })
    }

    private static func unit(_ serial: Int) -> String {
        "https://id.gs1.org/01/06901234567892/21/\(serial)"
    }
}
