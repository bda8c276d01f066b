// swift-tools-version:6.2
import PackageDescription

/// What every target of ours is compiled with: imports say how far they reach, and existentials are spelt out.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What works through much is optimised in the debug build too: the demo company starts in half the time, and its pages in a fifth.
let heavy = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "throughline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "throughline", targets: ["throughline"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Libraries of the system.
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CSQLiteConfig"),
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Tools: know nothing of the business.
        .target(name: "Kernel", swiftSettings: heavy),
        .target(name: "Storage", dependencies: ["Kernel"], swiftSettings: heavy),
        .target(name: "Statistics", dependencies: ["Kernel"], swiftSettings: heavy),
        .target(
            name: "Language", dependencies: ["Kernel"], swiftSettings: heavy,
            linkerSettings: [.linkedLibrary("_FoundationICU", .when(platforms: [.linux]))]),
        .target(name: "Analytics", dependencies: ["Kernel", "Statistics"], swiftSettings: heavy),
        .target(name: "Columnar", dependencies: ["Kernel", "Statistics", "Analytics"], swiftSettings: heavy),
        .target(
            name: "Mail",
            dependencies: [
                "Kernel", "CCurl", "CGMime", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .target(name: "WebAssets", exclude: ["files", "texts"], publicHeadersPath: "include"),
        .target(
            name: "Web",
            dependencies: [
                "Kernel", "Language", "WebAssets", "CArgon2", "CZlib", hummingbird, logging, crypto,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            exclude: ["README.md"], swiftSettings: settings),

        .target(name: "Reporting", dependencies: ["Kernel", "Statistics", "Analytics", "Web"], swiftSettings: settings),

        // Edges.
        .target(
            name: "SQLiteStorage",
            dependencies: [
                "Kernel", "Storage", "CSQLiteConfig", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: heavy),
        .target(name: "PostgresStorage", dependencies: ["Kernel", "Storage", "CPQ"], swiftSettings: settings),
        .target(name: "Access", dependencies: ["Kernel", "Storage", "Language", "Web", hummingbird, logging, crypto], swiftSettings: settings),
        .target(name: "Schema", dependencies: ["Kernel", "Storage"], swiftSettings: settings),

        // The line.
        .target(name: "People", dependencies: ["Kernel", "Storage", "Language"], swiftSettings: heavy),
        .target(
            name: "Timeline", dependencies: ["Kernel", "Storage", "Statistics", "Language", "People", "Analytics", "Web", hummingbird, crypto],
            swiftSettings: settings),
        .target(
            name: "Channels",
            dependencies: [
                "Kernel", "Storage", "Web", "Language", "People", "Timeline", "Mail", "CCurl", "CXML2", "CZlib",
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"), hummingbird, logging, crypto,
            ],
            swiftSettings: settings),
        // The parts.
        .target(
            name: "Journeys",
            dependencies: ["Kernel", "Storage", "Statistics", "Language", "Analytics", "People", "Timeline", "Web", hummingbird],
            swiftSettings: settings),
        .target(
            name: "Desk",
            dependencies: [
                "Kernel", "Storage", "Statistics", "Language", "Analytics", "People", "Timeline", "Channels", "Mail", "Web", hummingbird, crypto,
            ],
            swiftSettings: settings),
        .target(name: "Demo", dependencies: ["Kernel", "People", "Timeline"], swiftSettings: heavy),

        // The whole.
        .target(
            name: "App",
            dependencies: [
                "Kernel", "Storage", "SQLiteStorage", "PostgresStorage", "Schema", "Statistics", "Language", "Analytics", "Columnar", "Reporting",
                "Web", "People",
                "Access", "Timeline", "Channels", "Journeys", "Desk", "Demo", "Mail", "CZlib", hummingbird, logging, crypto,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "throughline",
            dependencies: [
                "App", "Analytics", "Channels", "Columnar", "Kernel", "Schema", "Access", "Storage", "People", "Reporting", "Timeline", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings,
            // An import takes a sixth less time and a tenth less memory than with the allocator of the C library (docs/performance.md).
            linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]),

        // Tests.
        .target(
            name: "TestKit", dependencies: ["Kernel", "Storage", "SQLiteStorage", "PostgresStorage", "Schema", "Analytics", "People", "Timeline"],
            path: "Tests/TestKit", swiftSettings: settings),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Kernel", "Storage", "Statistics", "Analytics", "People", "Timeline", "Channels", "Mail", "Desk", "Web", "Schema", "TestKit",
                hummingbird,
                crypto,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "MailTests", dependencies: ["Kernel", "Mail", "TestKit", .product(name: "NIOCore", package: "swift-nio")], swiftSettings: settings),
        .testTarget(name: "KernelTests", dependencies: ["Kernel"], swiftSettings: settings),
        .testTarget(name: "StatisticsTests", dependencies: ["Kernel", "Statistics"], swiftSettings: settings),
        .testTarget(name: "AnalyticsTests", dependencies: ["Kernel", "Statistics", "Analytics"], swiftSettings: settings),
        .testTarget(name: "ColumnarTests", dependencies: ["Kernel", "Statistics", "Analytics", "Columnar"], swiftSettings: settings),
        .testTarget(name: "ReportingTests", dependencies: ["Kernel", "Statistics", "Analytics", "Reporting", "Web"], swiftSettings: settings),
        .testTarget(name: "LanguageTests", dependencies: ["Kernel", "Language", "TestKit"], swiftSettings: settings),
        .testTarget(
            name: "StorageTests", dependencies: ["Kernel", "Storage", "SQLiteStorage", "PostgresStorage", "Schema", "TestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "WebTests", dependencies: ["Kernel", "Language", "Web", "TestKit", .product(name: "HummingbirdTesting", package: "hummingbird")],
            swiftSettings: settings),
        .testTarget(
            name: "AccessTests",
            dependencies: [
                "Access", "Kernel", "Language", "Storage", "Web", "TestKit", hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(name: "PeopleTests", dependencies: ["Kernel", "Storage", "People", "TestKit"], swiftSettings: settings),
        .testTarget(
            name: "TimelineTests",
            dependencies: [
                "Kernel", "Storage", "Statistics", "People", "Timeline", "Language", "Analytics", "Web", "TestKit", hummingbird, crypto,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ChannelsTests",
            dependencies: [
                "Kernel", "Storage", "Web", "People", "Timeline", "Channels", "TestKit", "CZlib", hummingbird, crypto,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "JourneysTests",
            dependencies: [
                "Kernel", "Storage", "Statistics", "Language", "People", "Timeline", "Analytics", "Columnar", "Journeys", "Web", "TestKit",
            ],
            swiftSettings: settings),
        .testTarget(name: "DemoTests", dependencies: ["Kernel", "People", "Statistics", "Analytics", "Timeline", "Demo"], swiftSettings: settings),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Access", "Analytics", "Channels", "Columnar", "Kernel", "Reporting", "Storage", "Schema", "People", "Timeline", "Web", "Demo",
                "Desk", "Mail", "TestKit", hummingbird, logging, crypto,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "AcceptanceTests", dependencies: ["Kernel", "Statistics", "Analytics", "People", "Timeline", "Channels", "App", "TestKit"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
