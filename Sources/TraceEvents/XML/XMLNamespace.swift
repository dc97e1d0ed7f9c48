// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The namespaces of the standard's XML, and ours.
enum XMLNamespace {
    static let header = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    static let schema = "http://www.w3.org/2001/XMLSchema"
    static let instance = "http://www.w3.org/2001/XMLSchema-instance"
    static let xml = "http://www.w3.org/XML/1998/namespace"
    static let declarations = "http://www.w3.org/2000/xmlns/"
    /// Ours: marks that keep what XML cannot say, and names that have no namespace in JSON.
    static let marks = "urn:qiongsu:xml"
}

/// A version of the standard's XML.
package enum XMLVersion: String, Sendable, CaseIterable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case v1_2 = "1.2"
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case v2_0 = "2.0"

    /// The namespace of documents.
    var events: String { "urn:epcglobal:epcis:xsd:\(number)" }
    /// The namespace of query documents.
    var queries: String { "urn:epcglobal:epcis-query:xsd:\(number)" }
    /// The namespace of master data documents.
    var masterData: String { "urn:epcglobal:epcis-masterdata:xsd:\(number)" }

    /// The version that a root's namespace is of; nil where it is not the standard's.
    init?(ofRootIn namespace: String) {
        let version = Self.allCases.first {
            [$0.events, $0.queries, $0.masterData].contains(namespace)
        }
        guard let version else { return nil }
        self = version
    }

    private var number: Int { self == .v1_2 ? 1 : 2 }
}
