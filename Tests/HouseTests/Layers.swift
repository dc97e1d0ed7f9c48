// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Which target may import what: dependencies point one way, downwards in this list.
enum Layers {
    private static let values: Set = ["TraceText", "TraceCodes", "TraceEvents"]

    static let imports: [String: Set<String>] = [
        // Values: no clock, file, database or network, so no Foundation.
        "TraceText": [],
        "TraceCodes": [],
        "TraceEvents": ["TraceText", "TraceCodes", "CLibXML2", "Crypto"],
        "MerkleLog": ["TraceText", "CLibCrypto", "Crypto"],
        // Rules: what the categories are is data.
        "ChainProfiles": values.union(["Yams"]),
        // Storage knows nothing of what is stored.
        "SQLStore": ["GRDB", "GRDBSQLite", "CLibPQ", "Dispatch", "Glibc", "Synchronization"],
        // The domain knows no HTTP.
        "TraceLedger": values.union(["ChainProfiles", "SQLStore", "CZstd", "Synchronization"]),
        "TraceLog": values.union(["ChainProfiles", "MerkleLog", "SQLStore", "TraceLedger", "Crypto"]),
        "TraceGraph": values.union(["ChainProfiles", "SQLStore", "TraceLedger", "Synchronization"]),
        "Supervision": values.union([
            "ChainProfiles", "SQLStore", "TraceLedger", "Dispatch", "HeapModule", "Synchronization",
        ]),
        "Registry": values.union(["ChainProfiles", "SQLStore", "Synchronization"]),
        "Spreadsheets": ["TraceText", "ChainProfiles", "CXLSXWriter", "CMinizip", "CExpat", "Foundation"],
        "Market": values.union([
            "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision",
            "Synchronization",
        ]),
        // The simulator knows nothing of the rules that judge what it plays.
        "Simulation": values.union(["Yams"]),
        "Rehearsal": values.union([
            "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision", "Simulation",
            "Synchronization",
        ]),
        // The edge.
        "WebAPI": values.union([
            "ChainProfiles", "Supervision", "SQLStore", "TraceLedger", "TraceGraph", "Synchronization",
            "Registry", "Spreadsheets", "Market", "MerkleLog", "TraceLog", "Crypto", "HTTPTypes",
            "Hummingbird",
            "HummingbirdCore", "Logging", "NIOCore", "NIOHTTPTypes", "NIOPosix", "ServiceLifecycle",
            "UnixSignals",
        ]),
        "WebPages": values.union([
            "ChainProfiles", "Registry", "TraceLedger", "TraceLog", "TraceGraph", "WebAPI", "Foundation",
            "Mustache",
            "Synchronization",
        ]),
        // The top wires everything.
        "qiongsu": values.union([
            "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Supervision", "WebAPI", "WebPages",
            "Registry", "Spreadsheets", "Market", "Simulation", "Rehearsal", "MerkleLog", "TraceLog",
            "ArgumentParser", "Crypto",
            "Foundation", "FoundationNetworking", "Logging", "Synchronization",
        ]),
        "Bench": values.union([
            "ChainProfiles", "Registry", "Supervision", "Spreadsheets", "WebAPI", "SQLStore", "TraceLedger",
            "TraceGraph", "MerkleLog", "TraceLog", "ArgumentParser", "Crypto", "Foundation",
            "Synchronization",
        ]),
    ]

    /// Folders that only name a C library.
    static let systemLibraries: Set = [
        "CLibXML2", "CZstd", "CXLSXWriter", "CMinizip", "CExpat", "CJemalloc", "CLibPQ", "CLibCrypto",
    ]

    /// Targets whose declarations nobody else uses.
    static let executables: Set = ["qiongsu", "Bench"]
}
