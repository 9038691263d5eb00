import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// `export ID|--cufe X [--out DIR]`: everything that proves what one document is, as a folder that stands by itself: the rows as they came, the
/// bytes sent and received, events with their hashes, XML, PDF, and the hash of each file.
enum ExportCommand {
    static func run(_ context: Context, _ options: ExportOptions) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let row = try document(ledger, options, context.language)
            let configuration = try Session.configuration(context)
            let name = row.cufe ?? row.expectedCufe ?? row.orderID.map(fileName) ?? String(row.id)
            let folder = FileSystem.absolute(options.out ?? "evidence-" + name)
            var export = EvidenceFolder(path: folder, ledger: ledger, workspace: context.workspace, language: context.language)
            try export.refuseIfFilled()
            try export.write(row, profiles: configuration.readerProfiles)
            context.screen.say(Wording.exported(row, folder, export.files.count)[context.language], .good)
            if !export.missing.isEmpty {
                context.screen.complain(Wording.evidenceMissing(export.missing)[context.language], .warning)
            }
            if context.global.json {
                let files = export.files.map { file -> JSONValue in ["path": .string(file.path), "sha256": .string(file.sha256)] }
                context.data([
                    "schema": "pacbatch.export", "schema_version": 1, "document": row.stand, "folder": .string(folder),
                    "files": .array(files), "missing": .array(export.missing.map { .string($0) }),
                ])
            }
            return .done
        }
    }

    private static func document(_ ledger: LedgerStore, _ options: ExportOptions, _ language: Language) throws -> DocumentRow {
        let found: [DocumentRow]
        switch options.subject {
        case .cufe(let cufe): found = try ledger.documents(named: cufe).filter { $0.cufe == cufe || $0.expectedCufe == cufe }
        case .named(let id):
            let all = try ledger.documents(named: id)
            let holders = all.filter { $0.kind != .void && ($0.holdsKey || $0.pacID != nil) }
            found = holders.isEmpty ? all : holders
        }
        guard let row = found.first else {
            throw Session.Refusal(message: Wording.unknownID(options.subject.text)[language], code: .usage)
        }
        guard found.count == 1 else {
            throw Session.Refusal(message: Wording.severalDocuments(options.subject.text, found)[language], code: .usage)
        }
        return row
    }

    private static func fileName(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" })
    }
}

/// The folder of a document's evidence while it is written: beside its place first, then renamed into it, so that it is whole or absent.
struct EvidenceFolder {
    let path: String
    let ledger: LedgerStore
    let workspace: Workspace
    let language: Language
    private(set) var files: [EvidencePage.File] = []
    /// What should be there and isn't.
    private(set) var missing: [String] = []
    private var events: [EvidencePage.Event] = []
    private var parts: String { path + ".part" }

    /// An input or a file of the outbox is at most so large.
    private static let bytesMax = 1 << 30

    init(path: String, ledger: LedgerStore, workspace: Workspace, language: Language) {
        self.path = path
        self.ledger = ledger
        self.workspace = workspace
        self.language = language
    }

    /// Evidence is never written over something that is there.
    func refuseIfFilled() throws {
        for folder in [path, parts] {
            guard let status = try OpenFile.Status(path: folder) else { continue }
            if status.isRegular || !FileSystem.isEmptyFolder(folder) {
                throw Session.Refusal(message: Wording.folderNotEmpty(folder)[language], code: .usage)
            }
        }
    }

    mutating func write(_ row: DocumentRow, profiles: [Profile]) throws {
        try FileSystem.makeFolder(parts)
        let requests = try ledger.voidRequests(of: row.id)
        try writeRows(row, "rows", profiles)
        for (index, request) in requests.enumerated() { try writeRows(request, "void-\(index + 1)-rows", profiles) }
        try writeExchanges(row, prefix: "")
        for (index, request) in requests.enumerated() { try writeExchanges(request, prefix: "void-\(index + 1)-") }
        try copy(row.xml, row.xmlSHA256, to: "document.xml", say("XML firmado", "signed XML"))
        try copy(row.pdf, row.pdfSHA256, to: "document.pdf", say("PDF (CAFE)", "PDF (CAFE)"))
        try writeEvents([row] + requests)
        try writePage(row)
        try FileSystem.moveIntoPlace(parts, path)
    }

    // MARK: - Parts

    private mutating func writeRows(_ row: DocumentRow, _ name: String, _ profiles: [Profile]) throws {
        guard let input = try ledger.input(id: row.inputID), let place = input.place else { return }
        guard let bytes = try OpenFile(reading: workspace.folder + "/" + place).contents(limit: Self.bytesMax) else {
            missing.append(place)
            return
        }
        let purpose = say(
            "la orden como llegó en \(input.name) (SHA-256 del archivo: \(input.sha256))",
            "the order as it came in \(input.name) (SHA-256 of the file: \(input.sha256))")
        if let excerpt = try InputExcerpt(of: row.extent, in: bytes, profiles: profiles) {
            try add("\(name).\(excerpt.ending)", excerpt.bytes, purpose)
        } else {
            try add("\(name)-" + input.name, bytes, purpose)
        }
    }

    private mutating func writeExchanges(_ row: DocumentRow, prefix: String) throws {
        for (index, exchange) in try ledger.exchanges(ofDocument: row.id).enumerated() {
            let name = "\(prefix)\(index + 1)-\(exchange.call.lowercased())"
            let status = exchange.httpStatus.map { "HTTP \($0)" } ?? say("sin respuesta", "no answer")
            if let request = exchange.request {
                try add(name + "-request.json", request, "\(exchange.call): " + say("lo enviado", "what was sent"))
            }
            if let response = exchange.response {
                try add(
                    name + "-response.txt", response,
                    "\(exchange.call): " + say("lo recibido", "what was received") + " (\(status)) \(exchange.outcome ?? "")")
            }
        }
    }

    private mutating func copy(_ place: String?, _ sha256: String?, to name: String, _ purpose: String) throws {
        guard let place else { return missing.append(name) }
        guard let bytes = try OpenFile(reading: workspace.folder + "/" + place).contents(limit: Self.bytesMax),
            sha256 == nil || hexadecimal(SHA256.digest(bytes)) == sha256
        else { return missing.append(place) }
        try add(name, bytes, purpose)
    }

    private mutating func writeEvents(_ rows: [DocumentRow]) throws {
        var lines = ByteWriter(capacity: 4096)
        for event in try rows.flatMap({ try ledger.events(ofDocument: $0.id) }).sorted(by: { $0.id < $1.id }) {
            let line: JSONValue = [
                "id": .number(String(event.id)), "at_micros": .number(String(event.atMicros)),
                "run": .number(String(event.runID)), "document": event.documentID.map { .number(String($0)) } ?? .null,
                "kind": .string(event.kind), "detail": .string(event.detail), "hash": .string(hexadecimal(event.hash)),
            ]
            lines.append(text: line.text + "\n")
            events.append(
                EvidencePage.Event(
                    at: FiscalTime(epochSeconds: event.atMicros / 1_000_000).text, kind: event.kind, detail: event.detail,
                    hash: hexadecimal(event.hash)))
        }
        try add(
            "events.jsonl", lines.bytes,
            say("sucesos del registro con su cadena de hashes", "events of the ledger with their chain of hashes"))
    }

    private mutating func writePage(_ row: DocumentRow) throws {
        let page = EvidencePage(
            title: row.nameInFaults, facts: facts(row), files: files, events: events, language: language)
        let listed = files
        try add("index.html", page.bytes, "")
        var sums = ""
        for file in listed + files.suffix(1) { sums += "\(file.sha256)  \(file.path)\n" }
        try FileSystem.create(parts + "/SHA256SUMS", Array(sums.utf8))
    }

    private func facts(_ row: DocumentRow) -> [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append((name, value)) }
        }
        add(say("Empresa", "Company"), row.company)
        add(say("Clase", "Kind"), row.kind.rawValue)
        add(say("Modo", "Mode"), row.mode.rawValue)
        add(say("Tipo de documento", "Document type"), row.documentType?.rawValue)
        add(say("Número de orden", "Order"), row.orderID)
        add(say("Estado", "State"), row.state.rawValue)
        add(say("Estado legal", "Legal status"), row.legalStatus?.word)
        add("CUFE", row.cufe)
        add(say("CUFE esperado", "Expected CUFE"), row.expectedCufe)
        add(say("Id en el PAC", "PAC's id"), row.pacID)
        add(say("Numeración", "Numeration"), row.numeration)
        add(say("Punto de facturación", "Billing point"), row.billingPoint)
        add(say("Emisión", "Issued"), row.issueDate?.text)
        add("Total B/.", row.total.text(decimals: 2))
        add("ITBMS B/.", row.itbms.text(decimals: 2))
        add(say("Retención B/.", "Retention B/."), row.retention?.text(decimals: 2))
        add("QR", row.qrURL)
        add(say("Falta", "Missing"), missing.isEmpty ? nil : missing.joined(separator: ", "))
        return facts
    }

    // MARK: - Files

    private mutating func add(_ name: String, _ bytes: [UInt8], _ purpose: String) throws {
        try FileSystem.create(parts + "/" + name, bytes)
        files.append(EvidencePage.File(path: name, purpose: purpose, sha256: hexadecimal(SHA256.digest(bytes))))
    }

    private func say(_ es: String, _ en: String) -> String { language == .es ? es : en }
}

extension Wording {
    static func exported(_ row: DocumentRow, _ folder: String, _ files: Int) -> Wording {
        Wording(
            es:
                "Evidencia de \(printable(row.nameInFaults)): \(printable(folder))/index.html (\(files) archivos; sha256sum -c SHA256SUMS)",
            en:
                "Evidence of \(printable(row.nameInFaults)): \(printable(folder))/index.html (\(files) files; sha256sum -c SHA256SUMS)"
        )
    }

    static func evidenceMissing(_ names: [String]) -> Wording {
        let list = printable(names.joined(separator: ", "))
        return Wording(
            es: "Falta, o no es lo que dice el registro: \(list).", en: "Missing, or not what the ledger says: \(list).")
    }

    static func folderNotEmpty(_ folder: String) -> Wording {
        Wording(
            es: "\(printable(folder)) ya existe y no está vacía: no se escribe encima. Use otra carpeta con --out.",
            en:
                "\(printable(folder)) is there already and isn't empty: nothing is written over it. Use another folder with --out."
        )
    }
}
