// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every Swift target: Swift 6 mode, memory-unsafe expressions marked, no warning survives.
/// `Lifetimes` lets a record hand out `Span`s of its cells, so that the hot path is memory safe without copying (docs/decisions/0002).
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

func wall(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "pacbatch",
    products: [
        .executable(name: "pacbatch", targets: ["pacbatch-main"]),
        .executable(name: "pac-sandbox", targets: ["pac-sandbox"]),
        .executable(name: "pac-simulation", targets: ["pac-simulation"]),
    ],
    targets: [
        // C libraries, each behind one wall.
        wall("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        wall("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        wall("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        wall("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        wall("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),

        // C of our own: Linux calls that Swift's Glibc module doesn't show, and the byte comparisons Swift has no word for.
        .target(name: "CPosix"),
        .target(name: "CScan"),
        .target(name: "CSimulatedDisk", dependencies: ["CSQLite"]),

        // Values and law of the trade; no I/O, no clock, no randomness.
        module("Guards"),
        module("JSONText"),
        module("Catalogues"),
        module("Fiscal", ["JSONText", "Catalogues"]),
        module("Digest", ["CCrypto"]),
        module("XMLSignature", ["Guards", "Digest", "CLibXML2", "CCrypto"]),

        // The checkpoint, and the four stages around it. Stages never import each other.
        module("Ledger", ["Guards", "Fiscal", "Digest", "JSONText", "CSQLite"]),
        module("Ingest", ["Guards", "Fiscal", "Catalogues", "Digest", "JSONText", "CPosix", "CScan"]),
        module("DgiXML", ["Fiscal", "Catalogues", "JSONText", "XMLSignature"]),
        module("Transform", ["Fiscal", "Catalogues", "Digest", "JSONText"]),
        module("Submit", ["Guards", "Fiscal", "Ledger", "Digest", "JSONText", "CCurl"]),
        module("Emit", ["Guards", "Fiscal", "Ledger", "Digest", "JSONText", "CPosix"]),

        // The program as a library, so that a simulation can run its nights; `pacbatch-main` is nothing but its beginning.
        module(
            "pacbatch",
            [
                "Guards", "Fiscal", "Catalogues", "Digest", "JSONText", "CPosix", "Ledger", "Ingest", "DgiXML", "Transform",
                "Submit",
                "Emit",
            ]),
        .executableTarget(name: "pacbatch-main", dependencies: ["pacbatch"], swiftSettings: strict),

        // Numbers that a seed repeats: for the sandbox, the simulation and the tests, never for the program.
        module("SeededRandom"),

        // The PAC simulator: judges payloads by itself and shares no transform code.
        module("PacSandbox", ["Fiscal", "Catalogues", "Digest", "JSONText", "SeededRandom", "CMicroHTTPD"]),
        .executableTarget(name: "pac-sandbox", dependencies: ["PacSandbox"], swiftSettings: strict),

        // Nights of the program on a machine that loses its power, with a PAC that has a truth of its own.
        module(
            "PacSimulation", ["pacbatch", "Submit", "Ingest", "Emit", "Digest", "SeededRandom", "CSQLite", "CSimulatedDisk"]),
        .executableTarget(name: "pac-simulation", dependencies: ["PacSimulation"], swiftSettings: strict),

        // What several test targets share: signed documents with invented names.
        .target(name: "RfeFixtures", dependencies: ["XMLSignature", "Fiscal"], path: "Tests/RfeFixtures", swiftSettings: strict),
        // The published schemas against what is written.
        .target(name: "SchemaCheck", dependencies: ["JSONText"], path: "Tests/SchemaCheck", swiftSettings: strict),
        tests("JSONText", ["JSONText"]),
        tests("Catalogues", ["Catalogues"]),
        tests("Fiscal", ["Fiscal", "Catalogues", "SeededRandom"]),
        tests("Digest", ["Digest"]),
        tests("XMLSignature", ["XMLSignature", "Digest", "Fiscal", "CLibXML2", "RfeFixtures"]),
        tests("DgiXML", ["DgiXML", "Fiscal", "XMLSignature", "RfeFixtures"]),
        tests("PacSandbox", ["PacSandbox", "Fiscal", "Digest", "JSONText", "CMicroHTTPD"]),
        tests(
            "Pacbatch",
            [
                "pacbatch", "Catalogues", "DgiXML", "Emit", "Fiscal", "Ingest", "JSONText", "Ledger", "Submit", "Transform",
                "SchemaCheck",
                "RfeFixtures", "XMLSignature", "SeededRandom",
            ]),
        tests("Transform", ["Transform", "Fiscal", "Digest", "JSONText", "SeededRandom"]),
        tests("Ingest", ["Ingest", "Fiscal", "Digest", "JSONText", "SeededRandom"]),
        tests(
            "EndToEnd",
            [
                "pacbatch-main", "pac-sandbox", "Fiscal", "JSONText", "RfeFixtures", "XMLSignature", "CSQLite", "CCrypto",
                "SeededRandom", "SchemaCheck",
            ]),
        tests("Tools", ["pacbatch", "Fiscal", "JSONText"]),
        tests("Ledger", ["Ledger", "Fiscal", "Digest", "JSONText", "CSQLite"]),
        tests("Submit", ["Submit", "Ledger", "Fiscal", "Digest", "JSONText", "SeededRandom"]),
        tests("Emit", ["Emit", "Ledger", "Fiscal", "Digest", "JSONText", "SchemaCheck"], exclude: ["Golden"]),
        tests("Readme", ["pacbatch-main", "pac-sandbox"]),
        tests("Simulation", ["PacSimulation", "RfeFixtures", "XMLSignature"]),
        tests("Tidy", ["Guards"]),
        tests("Samples", ["DgiXML", "Ingest", "Transform", "Fiscal", "JSONText"]),
    ]
)

// Fuzz targets, built by scripts/fuzz alone (docs/fuzzing.md): instrumented, with access to internal names.
if Context.environment["PACBATCH_FUZZ"] != nil {
    let dependencies: [Target.Dependency] = ["Fiscal", "Ingest", "DgiXML", "JSONText", "Ledger", "Submit"]
    package.targets.append(.target(name: "Fuzzing", dependencies: dependencies, path: "Fuzzing", swiftSettings: strict))
    package.products.append(.library(name: "Fuzzing", type: .static, targets: ["Fuzzing"]))
}
