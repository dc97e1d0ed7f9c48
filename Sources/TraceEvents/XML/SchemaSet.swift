// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The content models of the versions, which share one table of names.
struct SchemaSet: Sendable {
    static let standard = SchemaSet()

    let symbols: SymbolTable
    let names: Names
    private let versions: [XMLVersion: Schema]

    /// The schema of the version that a root's namespace is of; nil where it is not the standard's.
    func schema(ofRootIn namespace: String) -> Schema? {
        XMLVersion(ofRootIn: namespace).flatMap { versions[$0] }
    }

    private init() {
        var symbols = SymbolTable()
        for term in Term.allCases { _ = symbols.symbol(term.rawValue) }
        names = Names(&symbols)
        var versions: [XMLVersion: Schema] = [:]
        for version in XMLVersion.allCases {
            var builder = SchemaBuilder(symbols: symbols)
            builder.defineBusinessHeader()
            builder.defineParts(of: version)
            builder.defineEvents(of: version)
            builder.defineDocuments(of: version)
            builder.defineQueries(of: version)
            (versions[version], symbols) = builder.build()
        }
        self.versions = versions
        self.symbols = symbols
    }

    /// Names that the check and the decoder look for.
    struct Names: Sendable {
        let instance: Int32
        let schema: Int32
        let xml: Int32
        let marks: Int32
        let header: Int32
        let type: Int32
        let `nil`: Int32
        let space: Int32
        let list: Int32
        let json: Int32
        let more: Int32
        let id: Int32
        let schemaVersion: Int32
        let creationDate: Int32
        /// The sensor fields by the number of their name.
        let sensorFields: [Int32: SensorField]

        init(_ symbols: inout SymbolTable) {
            instance = symbols.symbol(XMLNamespace.instance)
            schema = symbols.symbol(XMLNamespace.schema)
            xml = symbols.symbol(XMLNamespace.xml)
            marks = symbols.symbol(XMLNamespace.marks)
            header = symbols.symbol(XMLNamespace.header)
            type = symbols.symbol("type")
            `nil` = symbols.symbol("nil")
            space = symbols.symbol("space")
            list = symbols.symbol("list")
            json = symbols.symbol("json")
            more = symbols.symbol("more")
            id = symbols.symbol("id")
            schemaVersion = symbols.symbol("schemaVersion")
            creationDate = symbols.symbol("creationDate")
            var fields: [Int32: SensorField] = [:]
            for field in SensorField.allCases { fields[symbols.symbol(field.rawValue)] = field }
            sensorFields = fields
        }
    }
}
