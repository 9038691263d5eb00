import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger

/// Ledger, manifests, outbox, archive and results against each other. Reads only; memory doesn't grow with the documents.
struct Verifier {
    let ledger: LedgerStore
    let workspace: Workspace
    let inbox: Ingest.FileSystem
    private(set) var verification = Verification()

    init(_ ledger: LedgerStore, _ workspace: Workspace, _ inbox: Ingest.FileSystem) {
        self.ledger = ledger
        self.workspace = workspace
        self.inbox = inbox
    }

    /// Looks at everything. A ledger that can't be read any further is a finding, too.
    static func verify(_ ledger: LedgerStore, _ workspace: Workspace, _ inbox: Ingest.FileSystem) throws -> Verification {
        var verifier = Verifier(ledger, workspace, inbox)
        do {
            try verifier.checkLedger()
            try verifier.checkDocuments()
            try verifier.checkOutbox("outbox", depth: 0)
            try verifier.checkInputs()
            try verifier.checkResults()
        } catch let error as LedgerError {
            verifier.find(.ledgerDamaged, detail: error.message)
        }
        return verifier.verification
    }

    private mutating func find(_ kind: Finding.Kind, path: String? = nil, of row: DocumentRow? = nil, detail: String = "") {
        verification.findings.append(
            Finding(kind: kind, path: path, document: row.map { $0.orderID ?? $0.cufe ?? String($0.id) }, detail: detail))
    }

    private func path(_ place: String) -> RawPath { RawPath("\(workspace.folder)/\(place)") }

    /// Hash of a file below the workspace; nil when nothing lies there.
    private func hash(_ place: String) throws -> String? {
        guard let status = try inbox.status(path(place)), status.kind == .regular else { return nil }
        return try Fingerprint(try inbox.open(path(place))).hex
    }

    // MARK: - The ledger and the manifests that anchor its chain

    private mutating func checkLedger() throws {
        if let problem = try ledger.integrityProblem() { find(.ledgerDamaged, detail: problem) }
        if let problem = try ledger.foreignKeyProblem() { find(.ledgerIncoherent, detail: problem) }
        var heads = try manifestHeads()
        var events = -1
        let broken = try ledger.firstBrokenEvent { head in
            heads[hexadecimal(head)] = nil
            events += 1
        }
        verification.events = events
        if let broken {
            find(.eventChanged, detail: String(broken))
        } else {
            for manifest in heads.values.sorted() { find(.chainHeadUnknown, path: manifest) }
        }
        var changed: [Int64] = []
        try ledger.eachRequest { document, request, hash in
            if SHA256.digest(request) != hash { changed.append(document) }
        }
        for document in changed { find(.requestChanged, of: try ledger.document(id: document)) }
    }

    /// The chain heads that the manifests name, each with its manifest. Looks at the manifests themselves on the way.
    private mutating func manifestHeads() throws -> [String: String] {
        var heads: [String: String] = [:]
        let known = Dictionary(try ledger.manifests().map { ("run-\($0.run).json", $0.sha256) }, uniquingKeysWith: { $1 })
        let there = Set(try inbox.names(path("manifests")).map { String(decoding: $0, as: UTF8.self) })
        for (name, sha256) in known.sorted(by: { $0.key < $1.key }) where sha256 != nil && !there.contains(name) {
            find(.manifestMissing, path: "manifests/\(name)")
        }
        for name in there.sorted() where name.hasPrefix("run-") && name.hasSuffix(".json") {
            let place = "manifests/\(name)"
            verification.manifests += 1
            guard let stated = known[name] else {
                find(.manifestUnknown, path: place)
                continue
            }
            if let stated, try hash(place) != stated { find(.manifestChanged, path: place) }
            if let head = chainHead(of: place), try ledger.meta("lost_head:\(head)") == nil { heads[head] = place }
        }
        return heads
    }

    private func chainHead(of place: String) -> String? {
        let bytes = (try? OpenFile(reading: "\(workspace.folder)/\(place)").contents(limit: 256 << 20)) ?? nil
        return bytes.flatMap { try? JSONParser.parse($0) }?["chain_head"]?.string
    }

    // MARK: - The outbox

    private mutating func checkDocuments() throws {
        var found: [(Finding.Kind, String?, DocumentRow)] = []
        try ledger.eachDocument { row in
            verification.documents += 1
            for (place, stated) in [(row.pdf, row.pdfSHA256), (row.xml, row.xmlSHA256)] {
                guard let place else { continue }
                verification.files += 1
                guard let hash = try hash(place) else {
                    found.append((.fileMissing, place, row))
                    continue
                }
                if hash != stated { found.append((.fileChanged, place, row)) }
            }
            if row.pdf == nil, row.isToHavePDF { found.append((.fileToCome, nil, row)) }
        }
        for (kind, place, row) in found { find(kind, path: place, of: row) }
    }

    /// Company, year, month; a file that lies elsewhere belongs to nobody.
    private mutating func checkOutbox(_ folder: String, depth: Int) throws {
        for raw in try inbox.names(path(folder)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let place = folder + "/" + String(decoding: raw, as: UTF8.self)
            if try inbox.status(path(folder).appending(raw))?.kind == .folder, depth < 3 {
                try checkOutbox(place, depth: depth + 1)
            } else if try !isKnown(place) {
                find(.fileStray, path: place)
            }
        }
    }

    private func isKnown(_ place: String) throws -> Bool {
        let name = place.split(separator: "/").last ?? ""
        guard let row = try ledger.document(cufe: String(name.prefix { $0 != "." })) else { return false }
        return row.pdf == place || row.xml == place
    }

    // MARK: - Inputs and results

    private mutating func checkInputs() throws {
        var found: [(Finding.Kind, String)] = []
        try ledger.eachInput { input in
            verification.inputs += 1
            guard input.state == .archived || input.state == .rejected, let place = input.place else {
                return found.append((.inputUnfiled, input.name))
            }
            guard let hash = try hash(place) else { return found.append((.inputMissing, place)) }
            if hash != input.sha256 { found.append((.inputChanged, place)) }
        }
        for (kind, place) in found { find(kind, path: place) }
    }

    /// Results are a function of the ledger and of the language they were written in: they are worked out again in both.
    private mutating func checkResults() throws {
        var found: [(Finding.Kind, String)] = []
        try ledger.eachInput { input in
            guard hasResults(input) else { return }
            let emits = Language.allCases.map { language in
                EmitPhase(ledger: ledger, workspace: workspace, language: language, files: .nowhere, fixRows: { _, _, _ in })
            }
            let wanted = try emits.map { try $0.rewrite(input) }
            for files in [wanted.map(\.jsonl), wanted.map(\.csv)] {
                let place = String(files[0].path.dropFirst(workspace.folder.count + 1))
                guard let hash = try hash(place) else {
                    found.append((.resultsMissing, place))
                    continue
                }
                if !files.contains(where: { $0.sha256 == hash }) { found.append((.resultsDiffer, place)) }
            }
        }
        for (kind, place) in found { find(kind, path: place) }
    }

    private func hasResults(_ input: InputRow) -> Bool {
        input.state == .archived && input.kind != FileKind.webhook.name
    }
}

extension DocumentRow {
    /// True for a document whose PDF the PAC has: authorized, whether or not it was voided since (rulebook 7.6).
    var isToHavePDF: Bool {
        switch state {
        case .authorized, .complete: true
        case .voided: kind != .void && pacID != nil
        case .invalid, .conflict, .duplicate, .proforma, .imported, .waiting, .queued, .in_doubt, .rejected, .accepted,
            .dgi_rejected:
            false
        }
    }
}
