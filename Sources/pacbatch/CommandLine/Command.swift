import Fiscal

/// What a user asked for, read and checked (product.md 5).
enum Command: Sendable, Equatable {
    /// The help of the command with these words; of the whole program without words.
    case help(path: [String])
    /// Make a workspace; nil: where `--workspace` says.
    case initialize(directory: String?)
    case plan(PlanOptions)
    case run(RunOptions)
    case status
    case show(id: String)
    case why(id: String)
    case keys
    /// Where a document's payload came from; nil: all of it.
    case trace(id: String, field: String?)
    /// A fault code, exit code, state or code of the DGI's.
    case explain(word: String)
    case retry(RetryOptions)
    case inDoubtList
    case inDoubtResolve(ResolveOptions)
    /// Without IDs: everything that is pending.
    case sync(ids: [String])
    case notify(NotifyOptions)
    case reconcile(ReconcileOptions)
    case void(VoidOptions)
    case promote(id: String)
    case delete(id: String)
    case importSet(ImportSetOptions)
    case export(ExportOptions)
    case verify(repair: Bool)
    case report(ReportOptions)
    /// An offline tool with the words that it reads itself: its options first, then its operands.
    case tool(Tool, words: [String])
    case profileInit(sample: String)
    case doctor
    case version
    case completions(Shell)
    case manual
}

/// `plan`.
struct PlanOptions: Sendable, Equatable {
    /// Where the plan is written for `run --plan`.
    var out: String?
    /// No check-digit call either.
    var offline = false
}

/// `run`.
struct RunOptions: Sendable, Equatable {
    /// The plan that is to be carried out, exactly.
    var plan: String?
    /// How long pending documents are asked about; nil: the default of rulebook 7.5, 5 minutes.
    var wait: Duration?
    /// No new POST from this time of day on.
    var until: ClockTime?
    /// At most so many documents are POSTed.
    var maxDocuments: Int?
    /// At most so much, in balboas, is POSTed.
    var maxAmount: Amount?
    /// Nothing is POSTed when more of the batch is invalid.
    var maxRejects: RejectLimit?
    /// Nothing is written to the PAC: `maxRejects` is exceeded.
    var writesNothing = false
}

/// `retry`: every condition that is given must hold.
struct RetryOptions: Sendable, Equatable {
    var state: DocumentState?
    /// A fault code or a code of the PAC's.
    var code: String?
    var since: Since?
    /// A company's id in the configuration.
    var company: String?
}

/// `indoubt resolve`.
struct ResolveOptions: Sendable, Equatable {
    /// What the operator found out (guarantees.md, in-doubt procedure 4).
    enum Verdict: Sendable, Equatable {
        /// The PAC has it under this document id.
        case received(documentID: String)
        case notReceived
    }

    let id: String
    let verdict: Verdict
    /// Why the operator is sure; recorded.
    let evidence: String
}

/// `void`.
struct VoidOptions: Sendable, Equatable {
    let id: String
    let reason: String
    /// How long the DGI's confirmation is waited for; nil: a minute.
    var wait: Duration?
}

/// `notify`.
struct NotifyOptions: Sendable, Equatable {
    let id: String
    /// At least one, each well-formed.
    let addresses: [String]
    /// The mail's text; nil: the program's own.
    let message: String?
}

/// `import set`.
struct ImportSetOptions: Sendable, Equatable {
    /// One datum beside the document; an empty value takes it away.
    struct Change: Sendable, Equatable {
        let key: String
        let value: String

        /// Reads `key=value`; nil when it isn't one. A key has 1 to 64 letters, digits, points, hyphens and underscores, a value at most
        /// 1000 characters.
        init?(_ text: String) {
            guard let equals = text.firstIndex(of: "=") else { return nil }
            key = String(text[..<equals])
            value = String(text[text.index(after: equals)...])
            let isKey = key.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
            }
            guard (1...64).contains(key.utf8.count), isKey, value.unicodeScalars.count <= 1000 else { return nil }
        }
    }

    let id: String
    let changes: [Change]
}

/// `export`.
struct ExportOptions: Sendable, Equatable {
    /// Which document's evidence.
    enum Subject: Sendable, Equatable {
        case cufe(String)
        case named(String)

        var text: String {
            switch self {
            case .cufe(let text), .named(let text): text
            }
        }
    }

    let subject: Subject
    /// The folder; nil: one named after the document in the current folder.
    var out: String?
}

/// `reconcile`.
struct ReconcileOptions: Sendable, Equatable {
    var since: Since?
    var evidence: String?
}

/// `report`.
struct ReportOptions: Sendable, Equatable {
    /// A run's id; nil: the last run.
    var run: String?
    /// The period summary of a month instead.
    var period: Period?
}

/// A shell whose completions can be printed.
enum Shell: String, Sendable, CaseIterable {
    case bash, zsh, fish
}

/// A look-up that needs no workspace.
enum Tool: Sendable {
    case ruc, cufe, catalog
}
