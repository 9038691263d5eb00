import Emit
import Fiscal
import Glibc

@testable import Ledger

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/pacbatch-emit-XXXXXX\0".utf8CString.dropLast())
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else { return "/nonexistent" }
            return unsafe String(cString: made)
        }
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        if unsafe unlink(path) == 0 { return }
        for name in (try? FileOperations.posix.names(path)) ?? [] { remove(path + "/" + name) }
        unsafe rmdir(path)
    }

    func bytes(_ name: String) -> [UInt8]? {
        guard let file = try? FileOperations.posix.open(path + "/" + name) else { return nil }
        defer { FileOperations.posix.close(file) }
        var bytes: [UInt8] = []
        while let piece = try? FileOperations.posix.read(file, 1 << 16), !piece.isEmpty { bytes += piece }
        return bytes
    }

    func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    /// Every file below a folder, hidden ones too, with its path from here.
    func files(_ folder: String = "") -> [String] {
        var found: [String] = []
        for name in (try? FileOperations.posix.names(path + "/" + folder)) ?? [] {
            let inner = folder.isEmpty ? name : folder + "/" + name
            let below = files(inner)
            found += below.isEmpty ? [inner] : below
        }
        return found
    }
}

let cufe = "FE0120000155704849-2-2021-3200002026112000000000010010112123456789"

let input = InputRow(
    id: 1, sha256: "9f2c1a77" + String(repeating: "0", count: 56), name: "orders.csv", company: nil, kind: "orders-csv",
    bytes: 1234,
    dialect: #"{"delimiter":";","decimal":","}"#, records: 4, state: .archived, place: "archive/2026/11/orders.csv")

/// A document whose unusual parts a test names.
func document(
    _ sequence: Int = 1, state: DocumentState = .complete, order: String? = "A-1", company: String = "acme",
    kind: DocumentKind = .invoice, mode: GenerationMode = .dgi, total: Int64 = 10_700, itbms: Int64 = 700,
    retention: Int64? = nil,
    rates: String? = "01:10000:700", replaces: Int64? = nil, replacedBy: Int64? = nil, legalStatus: LegalStatus? = nil,
    pdf: String? = nil
) -> DocumentRow {
    let went = [.accepted, .authorized, .complete, .voided, .dgi_rejected].contains(state)
    let posted = went || state == .in_doubt || state == .rejected
    return DocumentRow(
        id: Int64(sequence), inputID: 1, sequence: sequence, line: sequence + 1, extent: 0..<10, runID: 1, company: company,
        kind: kind,
        mode: mode, orderID: order, contentHash: [], holdsKey: true, state: state, isReady: true,
        documentType: kind == .invoice ? .internalInvoice : .creditNote, receptorType: .finalConsumer, branch: "0000",
        billingPoint: "001", issueDate: FiscalTime(year: 2026, month: 11, day: 20), total: Amount(cents: total),
        itbms: Amount(cents: itbms), retention: retention.map(Amount.init(cents:)), rates: rates, question: nil,
        judgeAgain: false,
        referenceOrder: nil, referenceCufe: nil, referenceDate: nil, referenceID: nil, numeration: posted ? "0000000001" : nil,
        securityCode: posted ? "123456789" : nil, expectedCufe: posted ? cufe : nil, attempts: posted ? 1 : 0,
        pacID: went ? "01JDOC\(sequence)" : nil, cufe: went ? cufe : nil,
        legalStatus: legalStatus ?? (went ? (state == .accepted ? .registered : .dgiAuthorized) : nil),
        qrURL: went ? "https://dgi-fep.mef.gob.pa/Consultas/FacturasPorQR?chFE=" + cufe : nil, polls: 0, nextPollAt: nil,
        pdf: pdf ?? (state == .complete ? "outbox/\(company)/2026/11/\(cufe).pdf" : nil),
        pdfSHA256: state == .complete ? String(repeating: "a", count: 64) : nil, xml: nil, xmlSHA256: nil, replaces: replaces,
        replacedBy: replacedBy, trust: nil, voidReason: nil)
}

func fault(_ value: String = "1,5", line: Int = 3) -> Fault {
    Fault(.numberMalformed, at: SourceLocation(line: line, column: 7), field: "lines[0].quantity", value: value)
}

let runFacts = RunFacts(
    id: "20261121T020000-7f3a", startedAt: FiscalTime(epochSeconds: 1_795_244_400),
    finishedAt: FiscalTime(epochSeconds: 1_795_245_000),
    version: "1.0.0", environment: .sandbox, configurationSHA256: String(repeating: "c", count: 64), exitCode: 0, language: .es)
