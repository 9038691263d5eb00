import Fiscal
import Foundation
import Ingest
import JSONText
import Testing
import Transform

struct SamplesTests {
    @Test(arguments: [
        ("01-retail-night.csv", 12), ("03-b2b-retention.csv", 6), ("04-government-cpbs.csv", 3), ("05-export.csv", 3),
        ("06-notes.csv", 7),
        ("07-common-mistakes.csv", 33), ("08-excel-spanish.csv", 4), ("09-web-orders.json", 4), ("10-pos-orders.jsonl", 3),
    ])
    func `every order comes to what the README promises`(file: String, count: Int) throws {
        let promises = try Samples.promises(in: file)
        #expect(promises.count == count)
        let verdicts = Dictionary(grouping: try Samples.verdicts(of: file)) { $0.record.text(.order_id) }
        #expect(Set(verdicts.keys) == Set(promises.map(\.order)))
        for promise in promises {
            let pieces = verdicts[promise.order] ?? []
            let faults = pieces.flatMap { $0.record.faults + $0.judged.faults }
            let told = Set(faults.filter { $0.severity != .info || promise.codes.contains($0.code.code) }.map(\.code.code))
            #expect(told == promise.codes.subtracting(Samples.codesOfTheLedger), "\(promise.order)")
            guard promise.state != "invalid" else { continue }
            #expect(pieces.map { $0.judged.total.text(decimals: 2) } == [promise.total], "\(promise.order)")
            #expect(pieces.allSatisfy { $0.judged.isValid && $0.judged.payload.bytes.count > 0 }, "\(promise.order)")
        }
    }

    @Test func `retention is what the README says`() throws {
        let retention = try Dictionary(
            uniqueKeysWithValues: (Samples.verdicts(of: "03-b2b-retention.csv") + Samples.verdicts(of: "04-government-cpbs.csv"))
                .map { ($0.record.text(.order_id), $0.judged.retention?.text(decimals: 2)) })
        #expect(retention["B-2001"] == "18.83")
        #expect(retention["B-2002"] == .some(nil))
        #expect(retention["B-2003"] == "3.51")
        #expect(retention["B-2005"] == "0.00")
        #expect(retention["G-3001"] == "241.19")
        #expect(retention["G-3002"] == "297.50")
    }

    @Test func `the second night's corrected orders have no faults left`() throws {
        for (record, judged) in try Samples.verdicts(of: "second-night/23-corrected.csv") {
            #expect(judged.isValid, "\(record.text(.order_id)): \(judged.faults)")
        }
    }

    @Test func `the same sale in CSV and in JSON Lines is the same content`() throws {
        let contents = try ["01-retail-night.csv", "10-pos-orders.jsonl"].map { file in
            try #require(Samples.verdicts(of: file).first { $0.record.text(.order_id) == "T-1001" }).judged.contentHash
        }
        #expect(contents[0] == contents[1] && !contents[0].isEmpty)
    }

    @Test func `the note of the second night credits the imported invoice`() throws {
        let note = try #require(try Samples.verdicts(of: "second-night/24-note-on-import.jsonl").first).judged
        #expect(note.isValid)
        guard case .cufe(let cufe, let date) = note.reference else {
            Issue.record("the note refers by CUFE")
            return
        }
        let xml = try String(contentsOf: Samples.folder.appending(path: "11-issued-elsewhere.xml"), encoding: .utf8)
        #expect(xml.contains("<dId>\(cufe)</dId>"))
        #expect(date.text.hasPrefix("2026-01-16T12:00:00"))
    }

    @Test func `the second night's void requests name what they void`() throws {
        let verdicts = try Samples.verdicts(of: "second-night/21-voids.csv").map(\.judged)
        #expect(verdicts.map(\.kind) == [.void, .void, .void, .void])
        #expect(verdicts.map(\.isValid) == [true, true, false, true])
        #expect(verdicts[1].voidTarget == .order(kind: .debit_note, id: "N-5005"))
        #expect(verdicts[2].faults.contains { $0.code.code == "PB-VOID-01" })
    }
}
