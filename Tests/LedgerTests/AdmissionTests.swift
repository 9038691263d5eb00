import Fiscal
import Testing

@testable import Ledger

/// Keys, numbers and notes in the ledger (rulebook 1.2, 5.2, 6.2, 7.3).
struct AdmissionTests {
    @Test func `everything that is admitted comes back as it was`() throws {
        let ledger = try LedgerUnderTest()
        let fault = Fault(
            .numberMalformed, at: SourceLocation(line: 3, column: 7), field: "lines[0].quantity", value: "1,5",
            facts: ["a": "ñ", "b": "\"x\""])
        let id = try ledger.admit("SO-1") { admission in
            admission.line = 12
            admission.extent = 100..<250
            admission.receptorType = .government
            admission.total = Amount(cents: 12_345)
            admission.itbms = Amount(cents: 700)
            admission.retention = Amount(cents: 350)
            admission.rates = "01:10000:700"
            admission.question = RucQuestion(ruc: "8-NT-1-2", type: .natural)
            admission.judgeAgain = true
            admission.record = [1, 0, 2]
            admission.voidReason = "because"
            admission.faults = [fault]
        }
        let row = try ledger.document(id)
        #expect(row.orderID == "SO-1")
        #expect(row.line == 12)
        #expect(row.extent == 100..<250)
        #expect(row.receptorType == .government)
        #expect(row.total == Amount(cents: 12_345))
        #expect(row.itbms == Amount(cents: 700))
        #expect(row.retention == Amount(cents: 350))
        #expect(row.rates == "01:10000:700")
        #expect(row.question == RucQuestion(ruc: "8-NT-1-2", type: .natural))
        #expect(row.judgeAgain)
        #expect(!row.isReady)
        #expect(row.voidReason == "because")
        #expect(try ledger.store.record(ofDocument: id) == [1, 0, 2])
        #expect(try ledger.store.faults(ofDocument: id) == [fault])
    }

    @Test func `a key passes to the document that replaces its holder, and both are linked`() throws {
        let ledger = try LedgerUnderTest()
        let old = try ledger.admit("SO-1") { $0.state = .invalid }
        let new = try ledger.admit("SO-1") { $0.replaces = old }
        #expect(try ledger.store.keyHolder(company: "acme", kind: .invoice, orderID: "SO-1")?.id == new)
        #expect(try ledger.document(old).replacedBy == new)
        #expect(try ledger.document(new).replaces == old)
        #expect(!(try ledger.document(old).holdsKey))
    }

    @Test func `who holds a key is immutable once it has an intent`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        #expect(try ledger.store.keyHolder(company: "acme", kind: .invoice, orderID: "SO-1")?.isImmutable == false)
        try ledger.close(try ledger.intend(id), id, as: .not_sent)
        let holder = try #require(try ledger.store.keyHolder(company: "acme", kind: .invoice, orderID: "SO-1"))
        #expect(holder.state == .queued)
        #expect(holder.isImmutable)
    }

    @Test("only a document without an intent can be withdrawn", arguments: [false, true])
    func withdrawn(hasIntent: Bool) throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        if hasIntent { try ledger.close(try ledger.intend(id), id, as: .not_sent) }
        try ledger.store.transaction {
            try ledger.store.withdraw(document: id, as: .conflict, because: Fault(.keyTwiceInFile), keepsKey: true, atMicros: 1)
        }
        #expect(try ledger.document(id).state == (hasIntent ? .queued : .conflict))
        #expect(try ledger.document(id).holdsKey)
    }

    @Test func `taking in goes on behind the last record that is in`() throws {
        let ledger = try LedgerUnderTest()
        let input = try ledger.input()
        #expect(try ledger.store.lastSequence(ofInput: input) == 0)
        try ledger.store.transaction {
            for place in 1...3 { _ = try ledger.store.admit(.invoice("SO-\(place)", input: input, sequence: place)) }
        }
        #expect(try ledger.store.lastSequence(ofInput: input) == 3)
    }

    @Test func `the same bytes are the same input, unless they mean something else in another company's folder`() throws {
        let ledger = try LedgerUnderTest()
        func register(_ name: String, _ company: String?, only: String? = nil) throws -> (input: InputRow, isNew: Bool) {
            try ledger.store.transaction {
                try ledger.store.register(
                    inputNamed: name, sha256: "S", company: company, onlyCompany: only, kind: "k", bytes: 3)
            }
        }
        let first = try register("a", "acme")
        let again = try register("b", nil, only: "acme")
        #expect(first.isNew && !again.isNew && again.input.id == first.input.id && again.input.name == "a")
        // Not read to its end yet: what its records say of their company isn't known.
        let beta = try register("a", "beta")
        let top = try register("a", nil)
        #expect(beta.isNew && top.isNew && [first, beta, top].map(\.input.copy) == [1, 2, 3])
        try ledger.store.transaction {
            try ledger.store.markTaken(input: top.input.id, records: 1, dialect: nil, needsOwner: true)
        }
        #expect(try register("a", "gama").isNew)
        // Every record names its own company: these bytes mean the same everywhere.
        try ledger.store.transaction { try ledger.store.markTaken(input: first.input.id, records: 1, dialect: nil) }
        #expect(try register("c", "delta").input.id == first.input.id)
        #expect(try register("c", "beta").input.id == beta.input.id)
        #expect(try ledger.store.input(id: beta.input.id)?.copy == 2)
    }

    @Test func `judging again replaces verdict, template and faults, never behind an intent`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1") {
            $0.question = RucQuestion(ruc: "1", type: .natural)
            $0.faults = [Fault(.rucNotFoundYet)]
        }
        var new = DocumentAdmission.invoice("SO-1", input: 1)
        new.template = [9]
        new.total = Amount(cents: 5)
        try ledger.store.transaction { try ledger.store.rejudge(document: id, as: new) }
        let queued = try #require(try ledger.store.queued(id: id))
        #expect(queued.template == [9])
        #expect(queued.row.total == Amount(cents: 5))
        #expect(queued.row.isReady)
        #expect(try ledger.store.faults(ofDocument: id).isEmpty)
        try ledger.close(try ledger.intend(id), id, as: .not_sent)
        new.total = Amount(cents: 6)
        try ledger.store.transaction { try ledger.store.rejudge(document: id, as: new) }
        #expect(try ledger.document(id).total == Amount(cents: 5))
    }
}

struct NumberTests {
    private func draw(_ ledger: LedgerUnderTest, point: String = "001", type: DocumentType = .internalInvoice, start: Int64 = 1)
        throws -> Int64
    {
        try ledger.store.transaction {
            try ledger.store.drawNumber(company: "acme", branch: "0000", billingPoint: point, documentType: type, start: start)
        }
    }

    @Test func `a number is drawn once, whatever happens in between`() throws {
        let ledger = try LedgerUnderTest()
        var drawn: [Int64] = []
        for round in 1...20 {
            drawn.append(try draw(ledger))
            if round.isMultiple(of: 4) {
                try ledger.reopen()
                try ledger.beginRun("again \(round)")
            }
        }
        #expect(drawn == Array(1...20))
    }

    private struct Refusal: Error {}

    @Test func `a transaction that is undone gives its number back`() throws {
        let ledger = try LedgerUnderTest()
        #expect(try draw(ledger) == 1)
        #expect(throws: Refusal.self) {
            try ledger.store.transaction {
                _ = try ledger.store.drawNumber(
                    company: "acme", branch: "0000", billingPoint: "001", documentType: .internalInvoice, start: 1)
                throw Refusal()
            }
        }
        #expect(try draw(ledger) == 2)
    }

    @Test func `each series counts for itself`() throws {
        let ledger = try LedgerUnderTest()
        #expect(try [draw(ledger), draw(ledger, point: "002"), draw(ledger, type: .creditNote), draw(ledger)] == [1, 1, 1, 2])
    }

    @Test func `a start that is raised is jumped to, one that is lowered changes nothing`() throws {
        let ledger = try LedgerUnderTest()
        #expect(
            try [draw(ledger, start: 100), draw(ledger, start: 100), draw(ledger, start: 500), draw(ledger, start: 1)] == [
                100, 101, 500, 501,
            ])
    }
}

/// Notes and what they wait for.
struct NoteTests {
    private func admit(
        note order: String, on invoice: Int64?, to ledger: LedgerUnderTest, kind: DocumentKind = .credit_note, cents: Int64 = 100
    ) throws
        -> Int64
    {
        try ledger.admit(order) { note in
            note.kind = kind
            note.state = .waiting
            note.referenceID = invoice
            note.total = Amount(cents: cents)
        }
    }

    @Test func `notes are bound, released once and only by their invoice`() throws {
        let ledger = try LedgerUnderTest()
        let invoice = try ledger.admit("SO-1")
        let other = try ledger.admit("SO-2")
        let note = try admit(note: "CN-1", on: nil, to: ledger)
        #expect(try ledger.store.unboundNotes(after: 0, limit: 9).map(\.id) == [note])
        try ledger.store.transaction { try ledger.store.bind(note: note, to: invoice, state: .waiting) }
        #expect(try ledger.store.unboundNotes(after: 0, limit: 9).isEmpty)
        #expect(try ledger.store.transaction { try ledger.store.releaseNotes(of: other, atMicros: 1) }.isEmpty)
        #expect(try ledger.store.transaction { try ledger.store.releaseNotes(of: invoice, atMicros: 1) } == [note])
        #expect(try ledger.document(note).state == .queued)
        #expect(try ledger.store.transaction { try ledger.store.releaseNotes(of: invoice, atMicros: 1) }.isEmpty)
    }

    @Test func `a note that has gone out isn't bound again`() throws {
        let ledger = try LedgerUnderTest()
        let invoice = try ledger.admit("SO-1")
        let note = try admit(note: "CN-1", on: invoice, to: ledger)
        _ = try ledger.store.transaction { try ledger.store.releaseNotes(of: invoice, atMicros: 1) }
        _ = try ledger.intend(note)
        try ledger.store.transaction { try ledger.store.bind(note: note, to: invoice, state: .queued) }
        #expect(try ledger.document(note).state == .in_doubt)
    }

    @Test func `waiting notes follow the document that replaces their invoice`() throws {
        let ledger = try LedgerUnderTest()
        let old = try ledger.admit("SO-1") { $0.state = .invalid }
        let note = try admit(note: "CN-1", on: old, to: ledger)
        let new = try ledger.admit("SO-1") { $0.replaces = old }
        try ledger.store.transaction { try ledger.store.rebindNotes(from: old, to: new) }
        #expect(try ledger.store.notes(waitingFor: new).map(\.id) == [note])
        #expect(try ledger.store.notes(waitingFor: old).isEmpty)
    }

    @Test func `a note's request names its invoice as the PAC has it`() throws {
        let ledger = try LedgerUnderTest()
        let invoice = try ledger.admit("SO-1")
        let note = try admit(note: "CN-1", on: invoice, to: ledger)
        #expect(try ledger.store.queued(id: note)?.referenced == nil)
        try ledger.close(try ledger.intend(invoice), invoice, as: .accepted)
        try ledger.reply(invoice, .dgiAuthorized)
        let referenced = try #require(try ledger.store.queued(id: note)?.referenced)
        #expect(referenced.cufe == "CUFE")
        #expect(referenced.issueDate == .noon)
    }

    @Test func `what is credited on an invoice counts live notes only, and no debit notes`() throws {
        let ledger = try LedgerUnderTest()
        let invoice = try ledger.admit("SO-1")
        _ = try admit(note: "CN-1", on: invoice, to: ledger, cents: 100)
        _ = try admit(note: "CN-2", on: invoice, to: ledger, cents: 20)
        _ = try admit(note: "DN-1", on: invoice, to: ledger, kind: .debit_note, cents: 5000)
        let dead = try admit(note: "CN-3", on: invoice, to: ledger, cents: 3)
        try ledger.store.transaction { try ledger.store.refuse(document: dead, as: .invalid, faults: [], atMicros: 1) }
        #expect(try ledger.store.credited(onInvoice: invoice) == Amount(cents: 120))
    }
}
