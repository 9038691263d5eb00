import Fiscal
import JSONText
import Ledger

/// A document as a results file, or `ledger.intents`, tells it: what `reconcile` has when the ledger that wrote it is gone.
struct ResultRow {
    let admission: DocumentAdmission
    let restored: RestoredDocument
    /// What it says is that bytes had left and the PAC said that it did nothing (429, 401, 403).
    let isToGoOutAgain: Bool

    /// Nil for a record that was never begun: it has no number, so nothing of it can be at the PAC.
    init?(_ record: JSONValue) {
        guard record["type"]?.string == "document", let numeration = record["numeration"]?.string,
            let state = record["state"]?.string.flatMap(DocumentState.init), let orderID = record["order_id"]?.string,
            let kind = record["kind"]?.string.flatMap(DocumentKind.init)
        else { return nil }
        var admission = DocumentAdmission()
        admission.line = record["line"]?.integer ?? 0
        admission.company = record["company"]?.string ?? ""
        admission.kind = kind
        admission.mode = record["mode"]?.string.flatMap(GenerationMode.init) ?? .dgi
        admission.orderID = orderID
        admission.state = state == .queued ? .in_doubt : state
        admission.documentType = record["document_type"]?.string.flatMap(DocumentType.init)
        admission.receptorType = record["receptor_type"]?.string.flatMap(ReceptorType.init)
        admission.branch = record["branch"]?.string
        admission.billingPoint = record["billing_point"]?.string
        admission.issueDate = record["issue_date"]?.string.flatMap { FiscalTime(text: $0) }
        admission.total = record["total"]?.string.flatMap { try? Amount(text: $0) } ?? .zero
        admission.itbms = record["itbms"]?.string.flatMap { try? Amount(text: $0) } ?? .zero
        admission.retention = record["retention"]?.string.flatMap { try? Amount(text: $0) }
        self.admission = admission
        var restored = RestoredDocument()
        // What became of the bytes that left, and what left since, nobody knows any more.
        isToGoOutAgain = state == .queued
        restored.state = isToGoOutAgain ? .in_doubt : state
        restored.numeration = numeration
        restored.legalStatus = record["legal_status"]?.string
        restored.expectedCufe = record["expected_cufe"]?.string
        let parts = restored.expectedCufe.flatMap { try? Cufe(text: $0) }
        restored.securityCode = record["security_code"]?.string ?? parts?.securityCode ?? ""
        restored.pacID = record["document_id"]?.string
        restored.cufe = record["cufe"]?.string
        restored.qrURL = record["qr_code_url"]?.string
        restored.attempts = record["attempts"]?.integer ?? 1
        restored.pdf = Self.artifact(record["pdf"], record["pdf_sha256"])
        restored.xml = Self.artifact(record["xml"], record["xml_sha256"])
        self.restored = restored
    }

    private static func artifact(_ path: JSONValue?, _ sha256: JSONValue?) -> FiledArtifact? {
        guard let path = path?.string, let sha256 = sha256?.string else { return nil }
        return FiledArtifact(path: path, sha256: sha256)
    }

    /// The ledger's document under its number; nil when there is none.
    func known(in ledger: LedgerStore) throws -> DocumentRow? {
        guard let branch = admission.branch, let point = admission.billingPoint, let type = admission.documentType else {
            return nil
        }
        return try ledger.document(
            numeration: restored.numeration, company: admission.company, branch: branch, billingPoint: point,
            documentType: type.rawValue)
    }

    /// The mark that its number sets.
    var mark: SeriesMark? {
        guard let branch = admission.branch, let point = admission.billingPoint, let type = admission.documentType,
            let number = Int64(restored.numeration)
        else { return nil }
        return SeriesMark(
            company: admission.company, branch: branch, billingPoint: point, documentType: type.rawValue, next: number + 1)
    }
}
