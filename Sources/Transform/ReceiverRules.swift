import Fiscal

// Which type of receiver, and which RUC goes out (rulebook 2.1–2.4, 2.8).
extension Transformer {
    mutating func judgeReceiver(
        _ record: borrowing OrderRecord, answer: (RucQuestion) -> RucAnswer?, into judged: inout JudgedOrder
    ) {
        let adhoc = receptor(record, .adhoc_receptor_fe_type)
        let client = receptor(record, .receptor_type)
        if !record.isEmpty(.adhoc_client_ruc), adhoc != .foreign {
            judgeAdhoc(record, stated: adhoc, answer: answer, into: &judged)
            return
        }
        draft.receptor = adhoc ?? client ?? .finalConsumer
        if draft.receptor == .foreign {
            judgeForeign(record)
        } else if !record.isEmpty(.client_ruc) {
            judgeRegistered(record, answer: answer, into: &judged)
        } else if draft.receptor.requiresRuc {
            findings.report(.rucMissing, .cell(.client_ruc), in: record, facts: ["receptor": draft.receptor.name])
        }
    }

    private mutating func receptor(_ record: borrowing OrderRecord, _ key: OrderKey) -> ReceptorType? {
        if record.isEmpty(key) { return nil }
        if let type = ReceptorType(cell: record[key]) { return type }
        let facts = suggestions.facts(for: record.text(key), among: ReceptorType.allCases.map(\.name), of: "receivers")
        findings.report(.receptorTypeUnknown, .cell(key), in: record, facts: facts)
        // What is most likely meant, so that the other rules don't find faults that come from this one.
        return ReceptorType.allCases.first { $0.name == facts["nearest"] }
            ?? (record.isEmpty(.client_ruc) ? .finalConsumer : .taxpayer)
    }

    /// A foreigner is known by `foreign_id`, else by the RUC's text (rulebook 2.4).
    private mutating func judgeForeign(_ record: borrowing OrderRecord) {
        let keys: [OrderKey] = [.foreign_id, .adhoc_client_ruc, .client_ruc]
        guard let key = keys.first(where: { !record.isEmpty($0) }) else {
            findings.report(.foreignIDMissing, .cell(.foreign_id), in: record)
            return
        }
        let id = record[key]
        if id.count > 50, id.scalarCount > 50 {
            findings.report(.foreignIDTooLong, .cell(key), in: record, facts: ["count": "\(id.scalarCount)"])
        }
        draft.foreignNumber = draft.keep(id)
    }

    private mutating func judgeRegistered(
        _ record: borrowing OrderRecord, answer: (RucQuestion) -> RucAnswer?, into judged: inout JudgedOrder
    ) {
        let text = record[.client_ruc]
        let stated = rucType(record)
        let digits = record[.client_dv].count == 2 ? record[.client_dv].smallNumber : nil
        let type = stated ?? Ruc.type(of: text, checkDigits: digits.map { UInt8($0) })
        guard let type, let computed = Ruc.checkDigits(text, as: type) else {
            judgeMalformed(record, stated: stated)
            return
        }
        if !record.isEmpty(.client_dv), digits != Int(computed) { reportCheckDigits(record, type: type) }
        if draft.receptor == .finalConsumer {
            sendFinalConsumer(record, type: type)
            return
        }
        send(text, as: type)
        let question = RucQuestion(ruc: record.text(.client_ruc), type: type)
        switch answer(question) {
        case .none:
            judged.verification = .gate(question)
        case .found: break
        case .notFound:
            judged.verification = .gate(question)
            findings.report(.rucNotFoundYet, .cell(.client_ruc), in: record)
        case .refused:
            findings.report(.rucRefused, .cell(.client_ruc), in: record)
        }
    }

    private mutating func rucType(_ record: borrowing OrderRecord) -> RucType? {
        if record.isEmpty(.client_ruc_type) { return nil }
        if let type = RucType(cell: record[.client_ruc_type]) { return type }
        findings.report(.rucTypeUnknown, .cell(.client_ruc_type), in: record)
        return nil
    }

    private mutating func reportCheckDigits(_ record: borrowing OrderRecord, type: RucType) {
        let text = record.text(.client_ruc)
        guard let ruc = try? Ruc(text: text, type: type), let fault = ruc.fault(inCheckDigits: record.text(.client_dv)) else {
            return
        }
        var (code, facts) = fault.finding
        facts["ruc"] = text
        findings.report(code, .cell(.client_dv), in: record, facts: facts)
    }

    /// A final consumer's RUC must be a natural person's, and is sent only in three short parts (rulebook 2.3).
    private mutating func sendFinalConsumer(_ record: borrowing OrderRecord, type: RucType) {
        if type == .juridical, findings.report(.juridicalFinalConsumer, .cell(.client_ruc), in: record) { return }
        if Ruc.fitsFinalConsumerPattern(record[.client_ruc]) {
            send(record[.client_ruc], as: type)
        } else {
            findings.report(.rucLeftOut, .cell(.client_ruc), in: record)
        }
    }

    /// A text that is no RUC of its type. A final consumer's is left out when it hasn't the form that is sent, but for what is a
    /// slip of the export, and refused when it would be sent and the DGI would refuse it.
    private mutating func judgeMalformed(_ record: borrowing OrderRecord, stated: RucType?) {
        let text = record.text(.client_ruc)
        var fault = RucFault.unknownForm
        do { _ = try Ruc(text: text, type: stated) } catch { fault = error }
        if draft.receptor == .finalConsumer, !fault.isSlipOfExport {
            if stated == .juridical {
                sendFinalConsumer(record, type: .juridical)
                return
            }
            guard Ruc.fitsFinalConsumerPattern(record[.client_ruc]) else {
                findings.report(.rucLeftOut, .cell(.client_ruc), in: record)
                return
            }
        }
        let finding = fault.finding
        if !findings.report(finding.code, .cell(.client_ruc), in: record, facts: finding.facts) {
            send(record[.client_ruc], as: stated ?? (draft.receptor == .finalConsumer ? .natural : .juridical))
        }
    }

    mutating func send(_ ruc: Span<UInt8>, as type: RucType) {
        draft.ruc = draft.keep(ruc)
        draft.rucType = type
    }
}

extension ReceptorType {
    /// CONTRIBUYENTE and GOBIERNO (rulebook 2.2).
    var requiresRuc: Bool {
        switch self {
        case .taxpayer, .government: true
        case .finalConsumer, .foreign: false
        }
    }
}

extension RucFault {
    /// Wrong by the export's fault, so that leaving the RUC out would hide it (rulebook 10, RUC type; product.md 6).
    var isSlipOfExport: Bool {
        switch self {
        case .gluedCheckDigits, .exponent: true
        case .empty, .misspelled, .twoParts, .noHyphens, .tooLong, .partTooLong, .province, .notOfType, .unknownForm: false
        }
    }
}
