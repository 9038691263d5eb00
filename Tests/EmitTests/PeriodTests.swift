import Emit
import Fiscal
import JSONText
import SchemaCheck
import Testing

@testable import Ledger

struct PeriodTests {
    private func summary(_ rows: [DocumentRow]) -> PeriodSummary {
        var summary = PeriodSummary(year: 2026, month: 11)
        for row in rows { summary.add(row) }
        return summary
    }

    @Test func `authorized documents count, credit notes negative; voided, open and refused stand apart`() {
        let month = summary([
            document(1, total: 10_700, itbms: 700, rates: "01:10000:700"),
            document(2, kind: .credit_note, total: 1_070, itbms: 70, rates: "01:1000:70"),
            document(3, state: .voided, total: 5_000, itbms: 0, rates: "00:5000:0"),
            document(4, state: .in_doubt, total: 2_000), document(5, state: .invalid, total: 3_000),
            document(6, state: .invalid, total: 4_000, replacedBy: 1), document(7, state: .duplicate),
            document(8, state: .proforma),
        ])
        #expect(month.netRates[1].net == Sum(cents: 9_000) && month.netRates[1].tax == Sum(cents: 630))
        #expect(month.netRates[0].net == Sum(cents: 0))
        #expect(PeriodSummary.Standing.allCases.map { month[$0].all.count } == [2, 1, 1, 1, 0])
        #expect(month.isOpen)
        #expect(!summary([document(1)]).isOpen)
    }

    @Test func `retention is what clients keep back, credit notes less`() {
        let month = summary([
            document(1, retention: 350), document(2, kind: .credit_note, retention: 50),
            document(3, state: .voided, retention: 999),
            document(4), document(5, company: "beta", retention: 100),
        ])
        #expect(month.retained["acme"]?.count == 2 && month.retained["acme"]?.sum == Sum(cents: 300))
        #expect(month.retained["beta"]?.sum == Sum(cents: 100))
    }

    @Test func `numbers that a rejection spent are told`() {
        let month = summary([document(1), document(2, state: .rejected), document(3, state: .invalid)])
        #expect(month.series.count == 1)
        #expect(month.series[0].count == 2 && month.series[0].spent == 1 && month.series[0].first == "0000000001")
    }

    @Test(arguments: [
        (2026, 11, "2026-11-01", "2026-12-01"), (2026, 12, "2026-12-01", "2027-01-01"), (2028, 2, "2028-02-01", "2028-03-01"),
    ])
    func `a month begins and ends at midnight in Panama`(year: Int, month: Int, start: String, end: String) throws {
        let moments = try #require(PeriodSummary(year: year, month: month).moments)
        #expect(moments.start.text == start + "T00:00:00-05:00" && moments.end.text == end + "T00:00:00-05:00")
        #expect(PeriodSummary(year: 2026, month: 13).moments == nil)
    }

    @Test(arguments: Language.allCases)
    func `the page says what is open, needs nothing from outside and closes what it opens`(language: Language) throws {
        let month = summary([
            document(1, company: "<acme>"), document(2, state: .in_doubt), document(3, state: .voided),
            document(4, state: .rejected),
        ])
        let bytes = month.page(in: language, at: runFacts.finishedAt, environment: .sandbox, version: "1.0.0")
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(page.contains("&lt;acme&gt;") && !page.contains("<acme>"))
        #expect(
            page.contains(
                language == .es ? "Antes de cerrar: 1 en duda, 1 por corregir." : "Before closing: 1 in doubt, 1 to correct."))
        #expect(page.contains(language == .es ? "Noviembre de 2026" : "November 2026"))
        for outside in ["http://", "https://", "<link", "<script", "url("] { #expect(!page.contains(outside)) }
        var open: [Substring] = []
        for part in page.split(separator: "<").dropFirst() {
            let name = part.prefix { $0 != ">" && $0 != " " }
            if name.hasPrefix("/") {
                try #require(open.popLast() == name.dropFirst())
            } else if !["!DOCTYPE", "meta", "use", "path", "circle"].contains(name) {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func `the summary is as its schema says`() throws {
        let json = summary([document(1, retention: 350), document(2, state: .in_doubt)]).json
        #expect(SchemaCheck(root: try SchemaTests.schema("period")).problems(in: json) == [])
    }
}
