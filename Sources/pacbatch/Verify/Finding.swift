import Fiscal
import JSONText

/// Something that isn't as the ledger says (product.md 5, `verify`).
struct Finding: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// SQLite's own check, or a query, failed.
        case ledgerDamaged = "ledger-damaged"
        /// A row refers to one that isn't there.
        case ledgerIncoherent = "ledger-incoherent"
        /// An event was changed, is missing or stands in another place (G19).
        case eventChanged = "event-changed"
        /// The bytes of an attempt aren't those that were stored.
        case requestChanged = "request-changed"
        /// A manifest names a head that the ledger's chain never had: the ledger is older, or was cut.
        case chainHeadUnknown = "chain-head-unknown"
        case manifestMissing = "manifest-missing"
        case manifestChanged = "manifest-changed"
        /// The ledger knows nothing of the run: it is older than the manifest.
        case manifestUnknown = "manifest-unknown"
        /// A PDF or XML isn't where it was put.
        case fileMissing = "file-missing"
        case fileChanged = "file-changed"
        /// An authorized document has no PDF yet.
        case fileToCome = "file-to-come"
        /// A file of the outbox that no document has.
        case fileStray = "file-stray"
        case inputMissing = "input-missing"
        case inputChanged = "input-changed"
        /// A claimed file isn't in its last place yet.
        case inputUnfiled = "input-unfiled"
        case resultsMissing = "results-missing"
        /// Results aren't what the ledger would give now.
        case resultsDiffer = "results-differ"

        /// True for what the next run, or `--repair`, sets right by itself.
        var mendsItself: Bool {
            switch self {
            case .fileToCome, .inputUnfiled, .resultsMissing, .resultsDiffer: true
            case .ledgerDamaged, .ledgerIncoherent, .eventChanged, .requestChanged, .chainHeadUnknown, .manifestMissing,
                .manifestChanged, .manifestUnknown, .fileMissing, .fileChanged, .fileStray, .inputMissing, .inputChanged:
                false
            }
        }
    }

    let kind: Kind
    /// Path in the workspace; nil where it is about the ledger alone.
    var path: String?
    /// The document's order number, else its CUFE.
    var document: String?
    /// What was found, in its own words; empty where the kind says all.
    var detail = ""
    /// True once `--repair` has set it right.
    var isRepaired = false

    /// The finding as `docs/schemas/verification.schema.json` has it.
    func json(in language: Language) -> JSONValue {
        [
            "kind": .string(kind.rawValue), "path": JSONValue(path), "document": JSONValue(document),
            "detail": .string(detail), "message": .string(Wording.finding(self)[language]), "repaired": .bool(isRepaired),
        ]
    }
}

/// What was looked at, and what was found.
struct Verification: Sendable {
    var events = 0
    var documents = 0
    var files = 0
    var inputs = 0
    var manifests = 0
    var findings: [Finding] = []

    /// What is left to be done.
    var open: [Finding] { findings.filter { !$0.isRepaired } }

    /// 0 when all is as it should be; 5 when the next run mends the rest, 1 otherwise.
    var exitCode: ExitCode {
        if open.isEmpty { return .done }
        return open.allSatisfy(\.kind.mendsItself) ? .unfinished : .internalError
    }

    /// The whole as `docs/schemas/verification.schema.json` has it.
    func json(in language: Language) -> JSONValue {
        [
            "schema": "pacbatch.verification", "schema_version": 1, "ok": .bool(open.isEmpty),
            "checked": [
                "events": JSONValue(events), "documents": JSONValue(documents), "files": JSONValue(files),
                "inputs": JSONValue(inputs), "manifests": JSONValue(manifests),
            ],
            "findings": .array(findings.map { $0.json(in: language) }),
        ]
    }
}
