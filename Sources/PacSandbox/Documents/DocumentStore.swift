import Synchronization

/// The documents of all companies, in the order they came.
final class DocumentStore: Sendable {
    private struct Shelf: Hashable {
        let company: String
        let collection: Collection
    }

    /// What makes a number (pac-api.md 3.5): the same twice is a duplicate.
    struct Series: Hashable, Sendable {
        let company: String
        let branch: String
        let billingPoint: String
        let documentType: String
        let numeration: String
    }

    private struct State: Sendable {
        var documents: [String: StoredDocument] = [:]
        var shelves: [Shelf: [String]] = [:]
        var byNumber: [String: [String]] = [:]
        var byCufe: [String: [String]] = [:]
        var numbers: Set<Series> = []
        var ids: UlidSource
    }

    private let state: Mutex<State>
    private let log: StateLog?

    /// A store that remembers in `log`, with what the log holds already.
    init(seed: UInt64, log: StateLog?, remembered: [StateLog.Entry] = []) {
        // A restart draws other ids than the start before it.
        var state = State(ids: UlidSource(seed: seed &+ UInt64(remembered.count) &* 0x9E37_79B9_7F4A_7C15))
        for entry in remembered {
            switch entry {
            case .document(let document, let series): Self.insert(document, series, into: &state)
            case .void(let id, let void): state.documents[id]?.void = void
            }
        }
        self.state = Mutex(state)
        self.log = log
    }

    private static func insert(_ document: StoredDocument, _ series: Series, into state: inout State) {
        state.documents[document.id] = document
        state.shelves[Shelf(company: document.companyID, collection: document.collection), default: []].append(document.id)
        state.byNumber[document.numeration, default: []].append(document.id)
        state.byCufe[document.cufe, default: []].append(document.id)
        state.numbers.insert(series)
    }

    /// How many documents there are.
    var count: Int { state.withLock { $0.documents.count } }

    /// A fresh id.
    func newID(unixMicros: Int64) -> String {
        state.withLock { $0.ids.next(unixMicros: unixMicros) }
    }

    /// True when a document with this number is there.
    func hasNumber(_ series: Series) -> Bool {
        state.withLock { $0.numbers.contains(series) }
    }

    /// Takes a document: it exists from now on.
    func commit(_ document: StoredDocument, _ series: Series) throws(SandboxError) {
        try log?.append(.document(document, series))
        state.withLock { Self.insert(document, series, into: &$0) }
    }

    /// The document of an id, when it belongs to this company and collection.
    func document(_ id: String, company: String, collection: Collection? = nil) -> StoredDocument? {
        state.withLock { $0.documents[id] }.flatMap { document in
            document.companyID == company && (collection == nil || document.collection == collection) ? document : nil
        }
    }

    /// The document of an id, whosever it is.
    func document(_ id: String) -> StoredDocument? {
        state.withLock { $0.documents[id] }
    }

    /// Voids a document that isn't voided yet; false when it is.
    func void(_ id: String, _ void: StoredDocument.Void) throws(SandboxError) -> Bool {
        let done = state.withLock { state in
            guard state.documents[id] != nil, state.documents[id]?.void == nil else { return false }
            state.documents[id]?.void = void
            return true
        }
        if done { try log?.append(.void(id: id, void)) }
        return done
    }

    /// Which documents of a company's collection are asked for.
    struct Question {
        let company: String
        let collection: Collection
        var numeration: String?
        var cufe: String?
        var billingPoint: String?
        /// Only those that were taken by then.
        var untilUnixMicros = Int64.max
    }

    /// The documents that answer a question, newest first, at most so many.
    func documents(_ question: Question, atMost count: Int = .max) -> [StoredDocument] {
        state.withLock { state in
            let ids: [String]
            if let cufe = question.cufe {
                ids = state.byCufe[cufe] ?? []
            } else if let numeration = question.numeration {
                ids = state.byNumber[numeration] ?? []
            } else {
                ids = state.shelves[Shelf(company: question.company, collection: question.collection)] ?? []
            }
            var found: [StoredDocument] = []
            for id in ids.reversed() where found.count < count {
                if let document = state.documents[id], question.asksFor(document) { found.append(document) }
            }
            return found
        }
    }
}

extension DocumentStore.Question {
    fileprivate func asksFor(_ document: StoredDocument) -> Bool {
        document.companyID == company && document.collection == collection && document.unixMicros <= untilUnixMicros
            && numeration.map { $0 == document.numeration } ?? true && cufe.map { $0 == document.cufe } ?? true
            && billingPoint.map { $0 == document.billingPoint } ?? true
    }
}
