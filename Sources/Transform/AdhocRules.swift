import Fiscal

// The ad-hoc RUC: verified as a natural person's, then as a juridical person's; an NT number the other way round (rulebook 2.5).
extension Transformer {
    mutating func judgeAdhoc(
        _ record: borrowing OrderRecord, stated: ReceptorType?, answer: (RucQuestion) -> RucAnswer?,
        into judged: inout JudgedOrder
    ) {
        draft.receptor = stated ?? .finalConsumer
        let cleaned = cleanedRuc(record[.adhoc_client_ruc])
        let form = Ruc.form(of: draft[cleaned])
        if form == .none, reportGlued(cleaned, record) { return }
        let ruc = String(copying: draft[cleaned])
        let order: [RucType] = form == .either ? [.juridical, .natural] : [.natural, .juridical]
        for type in order where Ruc.checkDigits(draft[cleaned], as: type) != nil {
            let question = RucQuestion(ruc: ruc, type: type)
            switch answer(question) {
            case .found(_, let receptor):
                draft.receptor = stated ?? receptor
                learn(record, question, into: &judged)
                sendAdhoc(cleaned, as: type, record)
                return
            case .none:
                judged.verification = .judgeAgain(question)
                judgeProvisionally(cleaned, form: form, stated: stated, record)
                return
            case .notFound, .refused: continue
            }
        }
        fallBack(cleaned, record)
    }

    /// White space out, letters in upper case.
    private mutating func cleanedRuc(_ cell: Span<UInt8>) -> TextRange {
        let start = draft.end
        var index = 0
        while index < cell.count {
            let isNoBreakSpace = cell[index] == 0xC2 && index + 1 < cell.count && cell[index + 1] == 0xA0
            if isNoBreakSpace {
                index += 2
                continue
            }
            if cell[index] > 0x20 { draft.append(byte: cell[index].uppercased) }
            index += 1
        }
        return draft.range(from: start)
    }

    /// Check digits glued to the number are an error here too (rulebook 10, RUC type).
    private mutating func reportGlued(_ cleaned: TextRange, _ record: borrowing OrderRecord) -> Bool {
        do {
            _ = try Ruc(text: String(copying: draft[cleaned]), type: nil)
        } catch {
            guard error.isSlipOfExport else { return false }
            return findings.report(error.finding.code, .cell(.adhoc_client_ruc), in: record, facts: error.finding.facts)
        }
        return false
    }

    /// The registered client had no RUC: the verified one is stored with it (rulebook 2.5).
    private func learn(_ record: borrowing OrderRecord, _ question: RucQuestion, into judged: inout JudgedOrder) {
        guard !record.isEmpty(.client_id), record.isEmpty(.client_ruc) else { return }
        judged.learnedRuc = JudgedOrder.LearnedRuc(clientID: record.text(.client_id), ruc: question.ruc, type: question.type)
    }

    /// Until the PAC has answered, the form says what it will most likely answer (pac-api.md 3.5).
    private mutating func judgeProvisionally(
        _ ruc: TextRange, form: Ruc.Form, stated: ReceptorType?, _ record: borrowing OrderRecord
    ) {
        switch form {
        case .natural, .none:
            draft.receptor = stated ?? .finalConsumer
            sendAdhoc(ruc, as: .natural, record)
        case .juridical:
            draft.receptor = stated ?? .taxpayer
            sendAdhoc(ruc, as: .juridical, record)
        case .either:
            draft.receptor = stated ?? .government
            sendAdhoc(ruc, as: .juridical, record)
        }
    }

    private mutating func sendAdhoc(_ ruc: TextRange, as type: RucType, _ record: borrowing OrderRecord) {
        if draft.receptor == .finalConsumer {
            if type == .juridical, findings.report(.juridicalFinalConsumer, .cell(.adhoc_client_ruc), in: record) { return }
            guard Ruc.fitsFinalConsumerPattern(draft[ruc]) else {
                findings.report(.rucLeftOut, .cell(.adhoc_client_ruc), in: record)
                return
            }
        }
        draft.ruc = ruc
        draft.rucType = type
    }

    /// Neither type was verified: a natural person, a final consumer, unless the order insists on a type that needs a RUC
    /// (rulebook 2.5, 2.8).
    private mutating func fallBack(_ ruc: TextRange, _ record: borrowing OrderRecord) {
        guard !draft.receptor.requiresRuc else {
            findings.report(.rucRefused, .cell(.adhoc_client_ruc), in: record)
            return
        }
        findings.report(.adhocRucUnverified, .cell(.adhoc_client_ruc), in: record)
        guard Ruc.fitsFinalConsumerPattern(draft[ruc]), Ruc.checkDigits(draft[ruc], as: .natural) != nil else {
            findings.report(.rucLeftOut, .cell(.adhoc_client_ruc), in: record)
            return
        }
        draft.ruc = ruc
        draft.rucType = .natural
    }
}
