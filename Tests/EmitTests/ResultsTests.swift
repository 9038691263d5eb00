import Emit
import Fiscal
import JSONText
import Testing

@testable import Ledger

@Suite struct ResultsTests {
    let folder = TemporaryFolder()

    /// A night in small: one of most states, faults, a correction of an earlier record.
    let rows: [(DocumentRow, [Fault])] = [
        (document(1, retention: 350), []),
        (
            document(2, state: .invalid, order: "=cmd|' /C calc'!A0", total: 0, itbms: 0, rates: nil),
            [fault(), fault("x", line: 4)]
        ),
        (document(3, state: .duplicate, order: "A-1"), []),
        (document(4, state: .in_doubt, order: "-5", replaces: 99), []),
        (document(5, state: .accepted, order: "señal, \"ñ\"\nx", legalStatus: .unknown("SENT_TO_MOON")), []),
        (document(6, state: .rejected, order: "R", company: "", total: -5, itbms: 0, replacedBy: 99), []),
    ]

    @discardableResult
    func write(
        _ rows: [(DocumentRow, [Fault])]? = nil, input: InputRow = input, language: Language = .es,
        fix: ResultsWriter.FixContent? = nil, operations: FileOperations = .posix
    ) throws -> ResultFiles {
        let first = InputRow(
            id: 2, sha256: "abcdef0123456789", name: "first.csv", company: nil, kind: "orders-csv", bytes: 1, dialect: nil,
            records: 0, state: .taken, place: nil)
        var writer = try ResultsWriter(
            input: input, faults: [], language: language, workspace: folder.path, operations: operations
        ) { $0 == 99 ? RecordID(input: first, sequence: 7) : nil }
        for (row, faults) in rows ?? self.rows { try writer.add(row, faults: faults) }
        return try writer.finish(fix: fix)
    }

    @Test func `The results of a night are these`() throws {
        try write()
        try expectGolden(folder.text("results/orders.csv.9f2c1a77.result.jsonl"), "night.result.jsonl")
        try expectGolden(folder.text("results/orders.csv.9f2c1a77.result.csv"), "night.result.csv")
    }

    @Test func `Every line is JSON, the file first, the documents in order, the summary last`() throws {
        let files = try write()
        let lines = try #require(folder.text("results/orders.csv.9f2c1a77.result.jsonl")).split(separator: "\n")
        let records = try lines.map { try JSONParser.parse(String($0)) }
        #expect(records.map { $0["type"]?.string } == ["file"] + Array(repeating: "document", count: 6) + ["summary"])
        #expect(records[0]["dialect"]?["decimal"]?.string == ",")
        #expect(records[4]["replaces"]?.string == "first.csv.abcdef01#7")
        #expect(records[4]["id"]?.string == "orders.csv.9f2c1a77#4")
        #expect(records[1]["missing"] == [] && records[2]["missing"] == .null)
        #expect(records[5]["missing"] == ["dgi_authorized", "pdf"])
        #expect(records.last?["records"]?.integer == 6)
        #expect(records.last?["outcome"]?.string == "PART")
        #expect(files.tally.all.count == 6 && files.validity.validCount == 1 && files.validity.incompleteCount == 2)
    }

    @Test func `Every field of the contract is there, null when absent`() throws {
        try write()
        let lines = try #require(folder.text("results/orders.csv.9f2c1a77.result.jsonl")).split(separator: "\n")
        let contract = """
            company kind mode order_id state legal_status document_id cufe expected_cufe numeration billing_point qr_code_url issue_date \
            total itbms retention receptor_type pdf pdf_sha256 xml attempts replaces replaced_by trust faults
            """
        for line in lines.dropFirst().dropLast() {
            let record = try #require(try JSONParser.parse(String(line)).object)
            #expect(contract.split(separator: " ").filter { !record.keys.contains(String($0)) } == [])
        }
        let refused = try JSONParser.parse(String(lines[6]))
        #expect(refused["company"] == .null && refused["document_id"] == .null && refused["total"]?.string == "-0.05")
    }

    @Test func `A fault says where, what and how to fix it, in the run's language`() throws {
        try write(language: .en)
        let lines = try #require(folder.text("results/orders.csv.9f2c1a77.result.jsonl")).split(separator: "\n")
        let fault = try #require(try JSONParser.parse(String(lines[2]))["faults"]?.array?.first?.object)
        #expect(fault.keys == ["code", "severity", "file", "line", "column", "field", "value", "message", "hint", "source"])
        #expect(fault["file"]?.string == "orders.csv" && fault["line"]?.integer == 3 && fault["column"]?.integer == 7)
        #expect(fault["message"]?.string == "“1,5” isn't a number")
    }

    @Test func `The same ledger gives the same bytes and writes nothing`() throws {
        try write()
        let again = try write()
        #expect(!again.jsonl.isNew && !again.csv.isNew)
        let moved = try write([(document(1, state: .authorized), [])])
        #expect(moved.jsonl.isNew && moved.csv.isNew)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\0x", "\nx"])
    func `A cell that a spreadsheet would run gets a quote in front`(text: String) throws {
        try write([(document(order: text), [])])
        let csv = try #require(folder.text("results/orders.csv.9f2c1a77.result.csv"))
        let printed = text.replacing("\0", with: " ")
        #expect(csv.contains(",'" + printed + ",") || csv.contains(",\"'" + printed + "\","))
    }

    @Test func `A negative amount stays a number`() throws {
        try write([(document(total: -10_700), [])])
        #expect(try #require(folder.text("results/orders.csv.9f2c1a77.result.csv")).contains(",-107.00,"))
    }

    @Test func `Each CSV row has as many cells as the header, whatever the cells hold`() throws {
        try write()
        let text = try #require(folder.text("results/orders.csv.9f2c1a77.result.csv"))
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        let counts = cells(of: text).map(\.count)
        #expect(counts.count == 7 && Set(counts).count == 1)
    }

    /// Reads RFC 4180.
    func cells(of text: String) -> [[String]] {
        var (rows, row, cell, quoted) = ([[String]](), [String](), String.UnicodeScalarView(), false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted.toggle()
            case "," where !quoted, "\n" where !quoted:
                row.append(String(cell))
                cell = .init()
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            default: cell.append(scalar)
            }
        }
        return rows
    }

    // MARK: Rows to correct

    @Test func `The file of rows to correct is there while something must be corrected`() throws {
        let content: ResultsWriter.FixContent = { write in try write(Array("order_id;fault_code\r\n".utf8)) }
        #expect(try write(fix: content).fix?.isNew == true)
        #expect(folder.files().contains("results/orders.csv.9f2c1a77.fix.csv"))
        let corrected = [(document(2, state: .invalid, replacedBy: 99), [Fault]())]
        #expect(try write(corrected, fix: content).fix == nil)
        #expect(!folder.files().contains("results/orders.csv.9f2c1a77.fix.csv"))
    }

    @Test(arguments: DocumentState.allCases)
    func `Refused documents need a correction, and no others`(state: DocumentState) {
        #expect(document(state: state).needsFix == [.invalid, .conflict, .rejected, .dgi_rejected].contains(state))
    }

    // MARK: Names

    @Test func `A long name keeps its ending and leaves room for the rest`() throws {
        let name = String(repeating: "ñ", count: 124) + ".xlsx.csv"
        let long = InputRow(
            id: 1, sha256: input.sha256, name: name, company: nil, kind: "orders-csv", bytes: 1, dialect: nil, records: 0,
            state: .taken, place: nil)
        try write([], input: long)
        let files = folder.files("results")
        #expect(files.count == 2 && files.allSatisfy { $0.contains("ñ.csv.9f2c1a77.result.") })
    }

    @Test(arguments: [("a\nb.csv", "a_b.csv"), ("a\u{202E}b", "a_b"), ("año 2026.csv", "año 2026.csv")])
    func `What a terminal stumbles over is kept out of names`(name: String, cleaned: String) {
        var input = InputRow(
            id: 1, sha256: "0123456789", name: name, company: nil, kind: "orders-csv", bytes: 1, dialect: nil, records: 0,
            state: .taken, place: nil)
        #expect(ResultNames.stem(of: input) == cleaned + ".01234567")
        input.copy = 2
        #expect(ResultNames.stem(of: input) == cleaned + ".01234567.2")
    }

    @Test func `After a crash at any step the results are the old ones or the new ones`() throws {
        var completed = 0
        for steps in 0..<40 {
            let folder = TemporaryFolder()
            func write(_ rows: [(DocumentRow, [Fault])], _ operations: FileOperations) throws {
                var writer = try ResultsWriter(
                    input: input, faults: [], language: .es, workspace: folder.path, operations: operations
                ) { _ in nil }
                for (row, faults) in rows { try writer.add(row, faults: faults) }
                _ = try writer.finish(fix: { try $0([65]) })
            }
            try write([(document(state: .queued), [])], .posix)
            let old = folder.bytes("results/orders.csv.9f2c1a77.result.jsonl")
            if (try? write([(document(), [])], Crash(after: steps).operations)) != nil { completed += 1 }
            let found = folder.bytes("results/orders.csv.9f2c1a77.result.jsonl")
            #expect(found == old || found?.suffix(2) == [UInt8(ascii: "}"), 10])
            try write([(document(), [])], .posix)
            #expect(folder.files().count == 2)
        }
        #expect(completed > 5 && completed < 35)
    }
}
