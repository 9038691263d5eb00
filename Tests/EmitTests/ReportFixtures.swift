import Emit
import Fiscal

@testable import Ledger

/// Nights to draw.
enum Night {
    static func run(exitCode: Int, language: Language = .es, environment: FiscalEnvironment = .production) -> RunFacts {
        RunFacts(
            id: runFacts.id, startedAt: runFacts.startedAt, finishedAt: runFacts.finishedAt, version: "1.0.0",
            environment: environment, configurationSHA256: runFacts.configurationSHA256, exitCode: exitCode, language: language)
    }

    static func report(
        _ rows: [(DocumentRow, [Fault])], exitCode: Int, language: Language = .es, environment: FiscalEnvironment = .production,
        input: InputRow = input, extra: [Manifest.Input] = [], fixFiles: [String] = [], submissions: SubmissionHistogram? = nil,
        stopped: [(company: String, reason: String)] = []
    ) -> Report {
        var (tally, validity, details) = (Tally(), ValidityTally(), ReportDetails())
        for (row, faults) in rows {
            tally.add(row)
            validity.add(row)
            details.add(row, faults: faults, input: input, attemptedAt: runFacts.startedAt.adding(seconds: 70))
        }
        var traffic = PacTraffic()
        traffic.requests = rows.count * 3
        traffic.writes = rows.count
        traffic.throttles = submissions == nil ? 0 : 2
        traffic.longestWaitMilliseconds = submissions == nil ? 0 : 30_000
        let run = run(exitCode: exitCode, language: language, environment: environment)
        return Report(
            manifest: Manifest(
                run: run, inputs: (rows.isEmpty ? [] : [Manifest.Input(input, tally: tally)]) + extra, carriedOver: Tally(),
                validity: validity, traffic: traffic, chainHead: String(repeating: "e", count: 64), previousSHA256: nil),
            details: details, submissions: submissions,
            verdict: Verdict(exitCode: exitCode, tally: tally, fixFiles: fixFiles, language: language), stopped: stopped)
    }

    static var empty: Report { report([], exitCode: 0) }

    static func small(_ language: Language = .es) -> Report {
        let rows = (1...12).map { number -> (DocumentRow, [Fault]) in
            let kind: DocumentKind = number % 6 == 0 ? .credit_note : .invoice
            return (
                document(
                    number, order: "F-\(1000 + number)", kind: kind, total: Int64(number) * 10_700, itbms: Int64(number) * 700,
                    rates: "00:\(number * 2_000):0;01:\(number * 8_000):\(number * 700)"), []
            )
        }
        return report(
            rows, exitCode: 0, language: language, environment: .sandbox,
            submissions: SubmissionHistogram(
                start: runFacts.startedAt, postsBySecond: [0: 2, 1: 2, 2: 2, 3: 1, 4: 2, 5: 2, 6: 1], limitPerKilosecond: 2000))
    }

    static let hostileName =
        "<script>alert('x')</script>\u{202E}\" onmouseover=\"x" + String(repeating: "largo", count: 40) + ".csv"

    /// 900 documents, 300 faults, long and hostile names, several companies, documents in doubt.
    static func ugly(_ language: Language = .es) -> Report {
        let input = InputRow(
            id: 1, sha256: input.sha256, name: hostileName, company: nil, kind: "orders-csv", bytes: 1, dialect: nil,
            records: 900,
            state: .archived, place: nil)
        let states: [DocumentState] = [
            .complete, .complete, .complete, .authorized, .accepted, .invalid, .queued, .rejected, .complete, .duplicate,
            .waiting,
            .complete,
        ]
        let companies = ["acme", "distribuidora-del-istmo-de-panama-y-anexos", "beta"]
        var posts: [Int: Int] = [:]
        for second in 0..<540 where second % 7 != 0 && !(200..<230).contains(second) { posts[second] = 1 + second % 2 }
        let rows = (1...900).map { number -> (DocumentRow, [Fault]) in
            let state: DocumentState = number % 150 == 0 ? .in_doubt : states[number % states.count]
            let order = number % 50 == 0 ? "<b>O-\(number)</b>" + String(repeating: "x", count: 80) : "O-\(number)"
            let row = document(
                number, state: state, order: order, company: companies[number % 3],
                kind: number % 9 == 0 ? .credit_note : .invoice,
                total: Int64(number) * 98_765, itbms: Int64(number) * 6_400, retention: Int64(number) * 100,
                rates: "00:\(number * 1_000):0;01:\(number * 90_000):\(number * 6_400);02:\(number * 100):\(number * 10)")
            let code = FaultCode.all[number % FaultCode.all.count]
            let value = number % 30 == 0 ? "<img src=x onerror=alert(1)>" + String(repeating: "9", count: 160) : "v\(number)"
            let place = SourceLocation(line: number * 3, column: number % 40 + 1)
            return (row, number % 3 == 0 ? [Fault(code, at: place, field: "lines[\(number % 7)].tax_rate", value: value)] : [])
        }
        let extra = [
            Manifest.Input(
                name: "copia.csv", sha256: input.sha256, bytes: 9, kind: "orders-csv", outcome: .accepted,
                duplicateOf: hostileName),
            Manifest.Input(
                name: "roto.bin", sha256: String(repeating: "d", count: 64), bytes: 7, kind: "unknown", outcome: .rejected,
                reason: "PB-FILE-01"),
        ]
        return report(
            rows, exitCode: 4, language: language, input: input, extra: extra,
            fixFiles: [
                "results/" + ResultNames.fix(stem: RecordID(input: input, sequence: 1).stem), "results/b.json.12345678.fix.csv",
            ],
            submissions: SubmissionHistogram(start: runFacts.startedAt, postsBySecond: posts, limitPerKilosecond: 2000),
            stopped: [("beta", "AP1010: <QR> no solicitado")])
    }
}
