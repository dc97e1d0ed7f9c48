// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import MerkleLog
import TraceEvents
import TraceLedger

/// Whether what is stored of an event of which something is missing is what an erasure by law left of it.
struct ErasureAudit {
    let store: LogStore
    let ledger: Ledger

    /// What is wrong with it, if anything; nil where what is stored is not what was left of the entry.
    ///
    /// The digests prove that the members that are left are as they were logged, and how many stood at which places
    /// beside them. What these were called is what the notice says, as far as it fits the order of an event's members.
    func faults(of row: StoredRow, _ entry: ArraySlice<UInt8>) throws -> [String]? {
        // Damaged is as good as missing here: the leaf is told as changed.
        guard let erasure = try? store.erasure(at: row.recordTime),
            let leaf = erasure.left.leaf(of: row, suite: store.suite), leaf.entry.elementsEqual(entry),
            let body = row.body, let event = try? EPCISJSON.event(stored: body), row.hash.isEmpty,
            row.fits(event)
        else { return nil }
        let names = erasure.left.erasedNames
        let fields = PersonalFields(of: event, book: ledger.profiles)
        let givenID = ErasedLeaf.givenID(in: body)
        var faults = names.filter { name in
            switch name {
            case ErasedLeaf.hashName: false
            case "eventID": givenID == nil
            default: !fields.includes(name)
            }
        }.map { "“\($0)” is gone, which may not be erased" }
        if !EventMemberOrder.holds(erasure.left.names(of: body)) {
            faults.append("what is said to be erased cannot have stood where something is missing")
        }
        if let givenID, !isGiven(givenID, to: row) {
            faults.append("it has an ID that no erasure gives")
        }
        if try notice(at: erasure.noticeTime)?.tells(of: row, names) != true {
            faults.append("something is gone that no notice says was erased by law")
        }
        return faults
    }

    /// An event and the declarations that it is wrong are called after the first of them.
    private func isGiven(_ id: String, to row: StoredRow) -> Bool {
        PublicEventID.recordTime(of: id).map { $0 <= row.recordTime } ?? false
    }

    private func notice(at time: Int64) throws -> ErasureNotice? {
        guard let body = try ledger.row(at: time, in: store.connection)?.body else { return nil }
        return (try? EPCISJSON.event(stored: body)).flatMap { ErasureNotice($0) }
    }
}

extension ErasureNotice {
    fileprivate func tells(of row: StoredRow, _ names: [String]) -> Bool {
        recordTime == row.recordTime && fields == names
    }
}

/// In which order the ledger writes the members of an event.
enum EventMemberOrder {
    private static let standard = [
        "@context", "type", "eventTime", "eventTimeZoneOffset", "eventID", "certificationInfo",
        "errorDeclaration", "parentID", "epcList", "childEPCs", "inputEPCList", "inputQuantityList",
        "outputEPCList", "outputQuantityList", "transformationID", "action", "bizStep", "disposition",
        "persistentDisposition", "readPoint", "bizLocation", "bizTransactionList", "quantityList",
        "childQuantityList", "sourceList", "destinationList", "sensorElementList", "ilmd",
    ]
    private static let places = Dictionary(
        uniqueKeysWithValues: standard.enumerated().map { ($1, $0) }
    )

    /// Whether members of these names can stand so: each name of the standard at its place, all others after them.
    static func holds(_ names: [String]) -> Bool {
        let tops = names.map { PersonalFields.top($0) }
        let order = tops.map { places[$0] ?? standard.count }
        return zip(order, order.dropFirst()).enumerated().allSatisfy { index, pair in
            pair.0 < pair.1 || pair.0 == pair.1 && (pair.0 == standard.count || names[index].contains("/"))
        }
    }
}
