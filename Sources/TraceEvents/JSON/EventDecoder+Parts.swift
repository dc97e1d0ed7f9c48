// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension EventDecoder {
    func quantities(_ value: JSONValue) throws(DocumentFault) -> [QuantityElement] {
        try list(value) { (item) throws(DocumentFault) in
            QuantityElement(
                epcClass: try text(item["epcClass"], of: item, "epcClass"),
                quantity: try number(item["quantity"]),
                uom: try optionalText(item["uom"])
            )
        }
    }

    func bizTransactions(_ value: JSONValue) throws(DocumentFault) -> [BizTransaction] {
        try list(value) { (item) throws(DocumentFault) in
            BizTransaction(
                type: try optionalWord(item["type"], .bizTransactionType),
                id: try text(item["bizTransaction"], of: item, "bizTransaction")
            )
        }
    }

    /// Sources or destinations, by the name of the field that holds the URI.
    func parties(_ value: JSONValue, _ field: StaticString) throws(DocumentFault) -> [PartyOrPlace] {
        try list(value) { (item) throws(DocumentFault) in
            PartyOrPlace(
                type: try word(try required(item["type"], of: item, "type"), .sourceDestinationType),
                id: try text(item[field], of: item, field)
            )
        }
    }

    func location(_ value: JSONValue) throws(DocumentFault) -> Location {
        var location = Location(id: try text(value["id"], of: value, "id"))
        for (key, member) in value.members where !key.equals("id") {
            location.extensions.append(field(key, member))
        }
        return location
    }

    func persistentDisposition(_ value: JSONValue) throws(DocumentFault) -> PersistentDisposition {
        func words(_ list: JSONValue?) throws(DocumentFault) -> [String] {
            guard let list else { return [] }
            return try self.list(list) { (item) throws(DocumentFault) in try word(item, .disposition) }
        }
        return PersistentDisposition(set: try words(value["set"]), unset: try words(value["unset"]))
    }

    func errorDeclaration(_ value: JSONValue) throws(DocumentFault) -> ErrorDeclaration {
        var declaration = ErrorDeclaration(
            declarationTime: try time(try required(value["declarationTime"], of: value, "declarationTime"))
        )
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .declarationTime: break
            case .reason: declaration.reason = try word(member, .errorReason)
            case .correctiveEventIDs: declaration.correctiveEventIDs = try texts(member)
            default: declaration.extensions.append(field(key, member))
            }
        }
        return declaration
    }

    func sensorElement(_ value: JSONValue) throws(DocumentFault) -> SensorElement {
        var element = SensorElement(reports: [])
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .sensorMetadata: element.metadata = try sensorValues(member, of: SensorField.ofMetadata)
            case .sensorReport:
                element.reports = try list(member) { (item) throws(DocumentFault) in
                    try sensorValues(item, of: SensorField.ofReport)
                }
            default: element.extensions.append(field(key, member))
            }
        }
        return element
    }

    private func sensorValues(
        _ value: JSONValue,
        of allowed: Set<SensorField>
    ) throws(DocumentFault) -> SensorValues {
        var values = SensorValues()
        values.values.reserveCapacity(value.count)
        for (key, member) in value.members {
            if let name = FieldName(key: key)?.sensorField, allowed.contains(name) {
                values[name] = try sensorValue(member, name)
            } else {
                values.extensions.append(field(key, member))
            }
        }
        return values
    }

    private func sensorValue(_ value: JSONValue, _ field: SensorField) throws(DocumentFault) -> SensorValue {
        switch field {
        case .type: return .text(try word(value, .measurementType))
        case .exception: return .text(try word(value, .sensorAlertType))
        case .component: return .text(try word(value, .component))
        default: break
        }
        if let literal = value.numberLiteral { return .number(DecimalNumber(literal: literal)) }
        if let boolean = value.boolean { return .boolean(boolean) }
        return .text(try text(value))
    }
}
