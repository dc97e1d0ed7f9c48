// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let values: [Target.Dependency] = ["TraceText", "TraceCodes", "TraceEvents"]

let package = Package(
    name: "qiongsu",
    products: [
        .executable(name: "qiongsu", targets: ["qiongsu"])
    ],
    dependencies: [
        // Hummingbird's default traits change the order of its compiler flags from run to run, which
        // recompiles it on every build.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // Linked, it takes the place of the C library's allocator in the commands.
        .target(name: "CJemalloc", linkerSettings: [.linkedLibrary("jemalloc")]),

        .target(name: "TraceText", swiftSettings: settings),
        .target(
            name: "TraceCodes",
            resources: [.embedInCode("Schemes/schemes.tsv")],
            swiftSettings: settings
        ),
        .target(
            name: "TraceEvents",
            dependencies: [
                "TraceText", "TraceCodes", "CLibXML2", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "MerkleLog",
            dependencies: [
                "TraceText", "CLibCrypto", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ChainProfiles",
            dependencies: values + [.product(name: "Yams", package: "Yams")],
            exclude: ["Data"],
            swiftSettings: settings,
            plugins: ["EmbedData"]
        ),
        .executableTarget(name: "DataEmbedder", path: "Plugins/DataEmbedder", swiftSettings: settings),
        .plugin(name: "EmbedData", capability: .buildTool(), dependencies: ["DataEmbedder"]),
        .target(
            name: "SQLStore",
            dependencies: [
                "CLibPQ",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TraceLedger",
            dependencies: values + ["ChainProfiles", "SQLStore", "CZstd"],
            resources: [.embedInCode("Body/dictionary2.zdict")],
            swiftSettings: settings
        ),
        .target(
            name: "TraceLog",
            dependencies: values + [
                "ChainProfiles", "MerkleLog", "SQLStore", "TraceLedger",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Supervision",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TraceGraph",
            dependencies: values + ["ChainProfiles", "SQLStore", "TraceLedger"],
            swiftSettings: settings
        ),

        .target(
            name: "Registry",
            dependencies: values + ["ChainProfiles", "SQLStore"],
            swiftSettings: settings
        ),
        .target(
            name: "Spreadsheets",
            dependencies: ["TraceText", "ChainProfiles", "CXLSXWriter", "CMinizip", "CExpat"],
            swiftSettings: settings
        ),
        .target(
            name: "Market",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Simulation",
            dependencies: values + [.product(name: "Yams", package: "Yams")],
            exclude: ["Data"],
            swiftSettings: settings,
            plugins: ["EmbedData"]
        ),
        .target(
            name: "Rehearsal",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision",
                "Simulation",
            ],
            swiftSettings: settings
        ),

        .target(
            name: "WebAPI",
            dependencies: values + [
                "ChainProfiles", "Supervision", "SQLStore", "TraceLedger", "TraceGraph", "Registry",
                "Spreadsheets",
                "Market", "MerkleLog", "TraceLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "WebPages",
            dependencies: values + [
                "ChainProfiles", "Registry", "TraceLedger", "TraceLog", "TraceGraph", "WebAPI",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Assets"), .embedInCode("Catalogue")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "qiongsu",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "WebAPI", "WebPages",
                "Supervision", "Registry", "Spreadsheets", "Market", "Simulation",
                "MerkleLog", "TraceLog", "Rehearsal", "CJemalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Bench",
            dependencies: values + [
                "ChainProfiles", "Registry", "Supervision", "Spreadsheets", "WebAPI", "SQLStore",
                "TraceLedger",
                "TraceGraph", "MerkleLog", "TraceLog", "CJemalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),

        .target(name: "TraceTesting", path: "Tests/TraceTesting", swiftSettings: settings),
        .target(
            name: "LedgerTesting",
            dependencies: ["TraceText", "TraceEvents", "ChainProfiles", "SQLStore", "TraceLedger"],
            path: "Tests/LedgerTesting",
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceTextTests",
            dependencies: ["TraceText", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceCodesTests",
            dependencies: ["TraceCodes", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceEventsTests",
            dependencies: values + ["TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MerkleLogTests",
            dependencies: ["MerkleLog", "TraceTesting", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceLedgerTests",
            dependencies: values + ["SQLStore", "TraceLedger", "LedgerTesting", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceLogTests",
            dependencies: values + [
                "ChainProfiles", "MerkleLog", "SQLStore", "TraceLedger", "TraceLog", "LedgerTesting",
                "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TraceGraphTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "LedgerTesting", "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "WebTesting",
            dependencies: values + [
                "ChainProfiles", "WebAPI",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/WebTesting",
            swiftSettings: settings
        ),
        .testTarget(
            name: "WebAPITests",
            dependencies: values + [
                "ChainProfiles", "Registry", "Supervision", "Spreadsheets", "SQLStore", "TraceLedger",
                "TraceGraph", "MerkleLog", "TraceLog",
                "WebAPI", "WebTesting", "LedgerTesting", "TraceTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "WebPagesTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision",
                "Simulation", "MerkleLog", "TraceLog",
                "WebAPI", "WebPages", "LedgerTesting", "TraceTesting", "WebTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ChainProfilesTests",
            dependencies: values + ["ChainProfiles", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SupervisionTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "Supervision", "LedgerTesting", "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RegistryTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "Registry", "LedgerTesting", "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SpreadsheetsTests",
            dependencies: ["TraceText", "ChainProfiles", "Spreadsheets", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MarketTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "Registry", "Supervision", "Market",
                "LedgerTesting",
                "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RehearsalTests",
            dependencies: values + [
                "ChainProfiles", "SQLStore", "TraceLedger", "TraceGraph", "Registry", "Supervision",
                "Simulation",
                "Rehearsal", "LedgerTesting", "TraceTesting",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "FuzzTargets",
            dependencies: values + ["ChainProfiles", "Spreadsheets", "TraceTesting"],
            path: "Tests/FuzzTargets",
            swiftSettings: settings
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["FuzzTargets", "TraceTesting"],
            swiftSettings: settings
        ),
        .testTarget(name: "HouseTests", swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "qiongsu", "TraceText", "SQLStore", "TraceLedger", "LedgerTesting", "TraceTesting",
            ],
            swiftSettings: settings
        ),
    ]
)

// The fuzzer links libFuzzer, which only `scripts/fuzz` brings.
if let library = Context.environment["QIONGSU_LIBFUZZER"] {
    package.targets.append(
        .executableTarget(
            name: "Fuzz",
            dependencies: ["FuzzTargets"],
            path: "Tests/Fuzz",
            swiftSettings: settings,
            linkerSettings: [.unsafeFlags([library]), .linkedLibrary("stdc++")]
        )
    )
}
