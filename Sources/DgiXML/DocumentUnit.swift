internal import Fiscal

/// A document on its way with what stands around it: container, protocol, void event.
struct DocumentUnit {
    /// Something that the protocol states about the document.
    struct Stated {
        enum Part {
            case cufe, digest, environment
        }

        let part: Part
        let text: String
        let location: SourceLocation
    }

    /// A result code with its words.
    struct Result {
        let code: String
        let location: SourceLocation
        var message = ""
    }

    var document = ImportedDocument()
    var extent: Range<Int>
    /// True once an rFE has begun in it.
    var hasDocument = false
    /// Its container holds another document as well.
    var isShared = false
    /// Bits of what was told once.
    var told = 0
    var hasProtocol = false
    var authorization = ImportedDocument.Authorization()
    var results: [Result] = []
    var stated: [Stated] = []
    /// CUFEs of void events; empty where the event names none.
    var voided: [String] = []
    /// What the signature is worth, as far as the document alone says.
    var signatureTrust = Trust.structureOnly
    /// The digest that was signed, in base64; nil while no document has ended.
    var signedDigest: String?
    /// iAmb of the document.
    var environment = ""
    private let holdsContainer: Bool

    init(start: Int, location: SourceLocation, holdsContainer: Bool) {
        extent = start..<start
        self.holdsContainer = holdsContainer
        document.line = location.line
    }

    mutating func end(at offset: Int) {
        extent = extent.lowerBound..<max(offset, extent.lowerBound)
        document.extent = extent
    }

    mutating func beginProtocol() { hasProtocol = true }

    mutating func note(code: String, at location: SourceLocation) {
        guard results.count < DocumentCollector.faultsMax else { return }
        results.append(Result(code: code, location: location))
        authorization.codes.append(code)
    }

    mutating func note(message: String) {
        if let last = results.indices.last { results[last].message = message }
    }

    mutating func noteVoided(_ cufe: String) {
        if voided.last?.isEmpty == true { voided[voided.count - 1] = cufe } else { voided.append(cufe) }
    }

    // MARK: - What stands around the document

    /// Compares the document with what stands around it, and says how much it is trusted (product.md 6).
    mutating func judge(with settings: ImportSettings) {
        if extent.count > DgiXMLReader.documentMax {
            note(.xmlTooLarge, nil, nil, ["limit": String(DgiXMLReader.documentMax)])
        }
        if isShared { note(.xmlSeveralInContainer, nil, "rContFe") }
        for cufe in voided { note(.xmlVoided, nil, "rEvAnulaFe/gInfProt/dCufe", value: cufe) }
        if hasProtocol {
            document.authorization = authorization
            for stated in stated.prefix(DocumentCollector.faultsMax) { compare(stated) }
            judgeResults()
        }
        let trust = signatureTrust == .signatureValid && isAuthorized ? Trust.signedAndAuthorized : signatureTrust
        weigh(with: settings.policy)
        if document.isValid, trust < settings.minimumTrust {
            note(.xmlBelowMinimumTrust, nil, nil, value: trust.rawValue, ["expected": settings.minimumTrust.rawValue])
        }
        document.trust = document.isValid ? trust : nil
    }

    private mutating func weigh(with policy: FaultPolicy) {
        for index in document.faults.indices {
            let fault = document.faults[index]
            document.faults[index].severity = policy.severity(of: fault.code)
        }
    }

    private var isAuthorized: Bool { hasProtocol && authorization.codes.contains(ResultCode.authorized) }

    private mutating func compare(_ stated: Stated) {
        let field = "rProtFe/gInfProt/"
        switch stated.part {
        case .cufe:
            if stated.text != document.cufe { note(.xmlProtocolCufe, stated.location, field + "dCUFE", value: stated.text) }
        case .digest:
            guard let signedDigest, stated.text != signedDigest else { return }
            note(.xmlProtocolDigest, stated.location, field + "dDigVal", value: stated.text, ["expected": signedDigest])
        case .environment:
            guard stated.text != environment else { return }
            note(.xmlProtocolEnvironment, stated.location, field + "iAmb", value: stated.text, ["expected": environment])
        }
    }

    /// By the presence of 0260 and of refusing codes, never by text (dgi.md 6).
    private mutating func judgeResults() {
        let field = "rProtFe/gInfProt/gResProc/dCodRes"
        let others = results.filter { $0.code != ResultCode.authorized }
        let refusing = others.filter { ResultCode.effect(of: $0.code) == .refuses }
        let codes = (refusing.isEmpty ? others : refusing).map(\.code).joined(separator: ", ")
        let place = (refusing.first ?? others.first)?.location
        guard isAuthorized else {
            let code = refusing.isEmpty ? FaultCode.xmlAuthorizationUncertain : .xmlNotAuthorized
            return note(code, place, field, value: codes, ["codes": codes.isEmpty ? "—" : codes])
        }
        if !refusing.isEmpty { return note(.xmlResultContradicts, place, field, value: codes, ["codes": codes]) }
        for result in others {
            var facts = ["codes": result.code]
            if !result.message.isEmpty { facts["text"] = String(result.message.prefix(200)) }
            let isKnown = ResultCode.effect(of: result.code) == .notifies
            note(isKnown ? .xmlResultNotice : .xmlResultUnknown, result.location, field, value: result.code, facts)
        }
    }

    private mutating func note(
        _ code: FaultCode, _ location: SourceLocation?, _ field: String?, value: String? = nil, _ facts: [String: String] = [:]
    ) {
        let place = location ?? SourceLocation(line: document.line, column: nil)
        document.faults.append(Fault(code, at: place, field: field, value: value, facts: facts))
    }
}

/// The DGI's result codes (dgi.md 6).
enum ResultCode {
    static let authorized = "0260"

    enum Effect {
        case refuses, notifies, unknown
    }

    /// Codes that only notify: those with the effect N, and the warnings.
    private static let notices: Set<Int> = [1508, 1519, 1535, 1606, 1607, 1608, 1609, 1616, 1617, 2050, 2509, 2515]

    /// Codes that refuse a document, by the ranges of rules.
    private static let refusals: [ClosedRange<Int>] = [
        100...100, 1000...1002, 1500...1535, 1560...1568, 1600...1623, 1650...1651, 1703...1716, 2000...2300, 2500...2602,
    ]

    static func effect(of code: String) -> Effect {
        guard code.utf8.count == 4, let number = Int(code), number > 0 else { return .unknown }
        if notices.contains(number) { return .notifies }
        return refusals.contains { $0.contains(number) } ? .refuses : .unknown
    }
}
