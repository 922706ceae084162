// swift-tools-version: 6.2
import PackageDescription

/// Language features that later Swift versions switch on, taken early in every target of ours.
let upcoming: [SwiftSetting] = [
    "ExistentialAny",
    "InternalImportsByDefault",
    "MemberImportVisibility",
    "NonisolatedNonsendingByDefault",
    "InferIsolatedConformances",
].map { .enableUpcomingFeature($0) }

/// CI turns warnings into errors; somebody building with a newer compiler is not stopped by its new warnings.
let strict: [SwiftSetting] =
    Context.environment["PLENUM_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings = upcoming + strict

let package = Package(
    name: "Plenum",
    products: [
        .executable(name: "plenum", targets: ["plenum"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The rooms, from the bottom up. Each knows only those above it in this list.
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "PlenumCore", swiftSettings: settings),
        .target(name: "PlenumYAML", dependencies: ["CLibYAML", "PlenumCore"], swiftSettings: settings),
        .target(name: "CPlenumSQLite"),
        .target(
            name: "PlenumStore",
            dependencies: [
                "CPlenumSQLite",
                "PlenumCore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(name: "PlenumDelivery", dependencies: ["PlenumCore"], swiftSettings: settings),
        .target(
            name: "PlenumResources",
            swiftSettings: settings,
            plugins: ["EmbedResources"]
        ),
        .target(
            name: "PlenumApp",
            dependencies: ["PlenumCore", "PlenumYAML", "PlenumStore", "PlenumDelivery", "PlenumResources"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "plenum",
            dependencies: [
                "PlenumApp",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // What ships inside the binary is generated from workflows/ at build time.
        .executableTarget(name: "embed-resources", swiftSettings: settings),
        .plugin(name: "EmbedResources", capability: .buildTool(), dependencies: ["embed-resources"]),

        .executableTarget(
            name: "plenum-bench",
            dependencies: [
                "CLibYAML", "PlenumApp", "PlenumCore", "PlenumDelivery", "PlenumResources", "PlenumStore", "PlenumYAML",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),

        // What `make faults` kills in the midst of a change of the schema.
        .executableTarget(
            name: "plenum-next-schema", dependencies: ["PlenumApp", "PlenumStore"], swiftSettings: settings),

        // What several test targets need of the engine: a ground to play on, random definitions and runs.
        .target(
            name: "EngineTesting", dependencies: ["PlenumCore"], path: "Tests/EngineTesting", swiftSettings: settings),
        .testTarget(
            name: "PlenumCoreTests", dependencies: ["EngineTesting", "PlenumCore"], swiftSettings: settings),
        .testTarget(name: "PlenumYAMLTests", dependencies: ["PlenumCore", "PlenumYAML"], swiftSettings: settings),
        .testTarget(
            name: "PlenumStoreTests",
            dependencies: [
                "EngineTesting", "PlenumCore", "PlenumStore", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            // A database of every schema version that ever was: each must open.
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlenumAppTests",
            dependencies: ["PlenumApp", "PlenumCore", "PlenumStore", "PlenumYAML"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlenumDeliveryTests", dependencies: ["PlenumCore", "PlenumDelivery"], swiftSettings: settings),
        // Runs the built program from outside.
        .testTarget(name: "CommandLineTests", dependencies: ["plenum"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
