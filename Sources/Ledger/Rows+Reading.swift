internal import Fiscal
internal import JSONText

extension InputRow {
    init(_ row: Statement) {
        id = row.integer(0)
        sha256 = row.text(1)
        name = row.text(2)
        company = row.optionalText(3)
        kind = row.text(4)
        bytes = row.int(5)
        dialect = row.optionalText(6)
        records = row.int(7)
        state = State(rawValue: row.text(8)) ?? .claimed
        place = row.optionalText(9)
        copy = row.int(10)
    }
}

extension DocumentRow {
    /// Reads a row of `columns`. The schema's checks see to it that every code is a known one.
    init(_ row: Statement) {
        id = row.integer(0)
        inputID = row.integer(1)
        sequence = row.int(2)
        line = row.int(3)
        extent = row.int(4)..<max(row.int(4), row.int(5))
        runID = row.integer(6)
        company = row.text(7)
        kind = DocumentKind(rawValue: row.text(8)) ?? .invoice
        mode = GenerationMode(rawValue: row.text(9)) ?? .dgi
        orderID = row.optionalText(10)
        contentHash = row.blob(11)
        holdsKey = row.bool(12)
        state = DocumentState(rawValue: row.text(13)) ?? .in_doubt
        isReady = row.bool(14)
        documentType = row.optionalText(15).flatMap(DocumentType.init)
        receptorType = row.optionalText(16).flatMap(ReceptorType.init)
        branch = row.optionalText(17)
        billingPoint = row.optionalText(18)
        issueDate = row.optionalInteger(19).map(FiscalTime.init(epochSeconds:))
        total = Amount(cents: row.integer(20))
        itbms = Amount(cents: row.integer(21))
        retention = row.optionalInteger(22).map(Amount.init(cents:))
        rates = row.optionalText(23)
        question = row.optionalText(24).flatMap { ruc in
            RucType(rawValue: row.int(25)).map { RucQuestion(ruc: ruc, type: $0) }
        }
        judgeAgain = row.bool(26)
        referenceOrder = row.optionalText(27)
        referenceCufe = row.optionalText(28)
        referenceDate = row.optionalInteger(29).map(FiscalTime.init(epochSeconds:))
        referenceID = row.optionalInteger(30)
        numeration = row.optionalText(31)
        securityCode = row.optionalText(32)
        expectedCufe = row.optionalText(33)
        attempts = row.int(34)
        pacID = row.optionalText(35)
        cufe = row.optionalText(36)
        legalStatus = row.optionalText(37).map(LegalStatus.init(word:))
        qrURL = row.optionalText(38)
        polls = row.int(39)
        nextPollAt = row.optionalInteger(40).map(FiscalTime.init(epochSeconds:))
        pdf = row.optionalText(41)
        pdfSHA256 = row.optionalText(42)
        xml = row.optionalText(43)
        xmlSHA256 = row.optionalText(44)
        replaces = row.optionalInteger(45)
        replacedBy = row.optionalInteger(46)
        trust = row.optionalText(47)
        voidReason = row.optionalText(48)
    }
}

extension Fault {
    static let columns: StaticString = "code, severity, line, place, field, value, facts"

    /// Reads a row of `columns`; nil for a code that this program doesn't know (a ledger of a newer one).
    init?(_ row: Statement) {
        guard let code = FaultCode(named: row.text(0)) else { return nil }
        let place = row.optionalInt(2).map { SourceLocation(line: $0, column: row.optionalInt(3)) }
        var facts: [String: String] = [:]
        if let text = row.optionalText(6), let value = try? JSONParser.parse(text), let object = value.object {
            for member in object.members { facts[member.key] = member.value.string }
        }
        self.init(code, at: place, field: row.optionalText(4), value: row.optionalText(5), facts: facts)
        severity = Severity(rawValue: row.text(1)) ?? code.severity
    }
}
