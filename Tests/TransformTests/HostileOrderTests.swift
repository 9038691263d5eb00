import Fiscal
import JSONText
import SeededRandom
import Testing
import Transform

/// Orders that nobody would write: nothing may crash, and what goes out is JSON (guarantees G11). The seed of a failure is in its name.
struct HostileOrderTests {
    /// Every error that can be demoted is, so that the worst goes out.
    private static let rules = Dictionary(
        uniqueKeysWithValues: FaultCode.all.filter { $0.severity == .error && !$0.isFixed }.map { ($0.code, Severity.warning) })

    private static let texts = [
        "0", "1", "2", "3", "7", "10", "-1", "0.5", "999999999.999999", "9223372036854775807", "99999999999999999999", "1e999",
        "NaN", "-", ".",
        "٣", "\u{2212}1", "0x10", "si", "no", "01", "04", "06", "PA", "US", "FOB", "und", "kg", "1411", "8-442-445", "8-NT-1-24",
        "155704849-2-2021", "8-496-731:84", "E-8-127702", "acme", "centro", "credit_note", "debit_note", "void", "PROFORM",
        "EXTRANJERO",
        "GOBIERNO", "CONTRIBUYENTE", "2026-11-20", "20/11/2026", "9999-12-31T23:59:59-14:00", "1900-01-01", "/", "1/", "a@bc.de",
        "@", ";", ";;;",
        "224-1234", "\"", "\\", "\u{0}", "\u{1F}\u{7F}", "\u{FEFF}", "\u{A0}", "e\u{301}", "👨‍👩‍👧‍👦", "=1+1", "../../etc", "FE", "FE01",
        Cufes.invoice,
        String(Cufes.invoice.dropLast()) + "0", String(repeating: "9", count: 66), "FE" + String(repeating: "0", count: 64),
        String(repeating: "x", count: 600), String(repeating: "\u{1}", count: 2000), String(repeating: "a;", count: 300),
    ]

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `nothing crashes, and what goes out is JSON`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let policy = try FaultPolicy(changes: random.next(below: 4) == 0 ? [:] : Self.rules)
        let settings = TransformSettings(environment: .sandbox, padAddress: random.next(below: 2) == 0, policy: policy)
        var transformer = Transformer(companies: [Orders.acme, Orders.beta], settings: settings)
        var judged = JudgedOrder()
        for _ in 0..<150 {
            let order = hostile(&random)
            var answers = random
            transformer.judge(
                order, defaultCompany: random.next(below: 8) == 0 ? nil : "acme", admittedAt: Orders.admittedAt,
                answer: { _ in
                    [nil, .refused, .notFound, .found(checkDigits: "00", receptorType: .government)][answers.next(below: 4)]
                },
                into: &judged)
            #expect(judged.contentHash.count == 32)
            guard judged.isValid, judged.kind != .void else { continue }
            let payload = try JSONParser.parse(judged.payload.bytes.bytes)
            let amount = payload["totals"]?["paymentMethods"]?.array?[0]["amount"]?.scalarText
            #expect(amount == judged.total.text(decimals: 2))
        }
    }

    /// A sound order with some of its cells replaced.
    private func hostile(_ random: inout SeededRandom) -> OrderRecord {
        var cells = [Orders.taxpayer, Orders.consumer, Orders.government, Orders.foreigner][random.next(below: 4)]
        for _ in 0..<random.next(below: 6) {
            cells[OrderKey.allCases[random.next(below: OrderKey.allCases.count)].name] = text(&random)
        }
        let lines = (0..<random.next(below: 5)).map { _ in
            var line = Orders.paper
            for _ in 0..<random.next(below: 3) { line[LineKey.allCases[random.next(below: LineKey.count)].name] = text(&random) }
            return line
        }
        return record(cells, lines: lines)
    }

    private func text(_ random: inout SeededRandom) -> String { Self.texts[random.next(below: Self.texts.count)] }
}
