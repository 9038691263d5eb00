import Fiscal
import JSONText
import Synchronization
import Testing

@testable import pacbatch

struct MaskTests {
    @Test func `typed values keep next to nothing`() {
        #expect(Mask.ruc("8-442-445") == "***445" && Mask.ruc("123") == "***" && Mask.ruc("") == "***")
        #expect(Mask.name("María Pérez") == "M***" && Mask.name("") == "")
        #expect(Mask.email("maria@example.com") == "m***@***")
    }

    @Test(arguments: [
        ("RUC 8-442-445 no existe.", "RUC ***445 no existe."), ("de 155704849-2-2021, DV 32", "de ***021, DV 32"),
        ("PE-12-345", "***345"), ("8-NT-1-14694", "***694"), ("a maria@example.com, hoy", "a m***@***, hoy"),
        ("2026-11-20T10:00:00-05:00", "2026-11-20T10:00:00-05:00"), ("2026-11-20", "2026-11-20"), ("F-1001", "F-1001"),
        ("a@", "a@"),
        ("01KAJ3V7Q2M8R4T6W9X1Y5Z0AB", "01KAJ3V7Q2M8R4T6W9X1Y5Z0AB"),
        (
            "FE0120000155704849-2-2021-3200002026112000000123450010124839201754",
            "FE***00002026112000000123450010124839201754"
        ),
    ])
    func `free text loses what looks personal`(text: String, masked: String) {
        #expect(Mask.text(text) == masked)
    }

    @Test func `secrets are taken out of whatever is written`() throws {
        let mask = SecretMask([try #require(Secret(Array("ca\"nary".utf8))), try #require(Secret(Array("abc".utf8)))])
        func masked(_ text: String) -> String { String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self) }
        #expect(masked(#"x ca"nary y ca\"nary z"#) == "x *** y *** z")
        #expect(masked("abcd") == "abcd")
    }
}

struct LogTests {
    @Test func `a line has time, ids and masked values`() throws {
        let lines = Mutex<[[UInt8]]>([])
        let log = Log(run: "R1", now: { EpochMilliseconds(value: 1_795_255_663_278) }) { line in
            lines.withLock { $0.append(line) }
        }
        log(
            LogEntry(
                .info, "post.sent", file: "orders.csv", document: 7,
                [
                    ("attempt", .number(2)), ("total", .amount(Amount(cents: 1050))), ("ruc", .ruc("8-442-445")),
                    ("client", .name("Ana")),
                    ("email", .email("ana@x.pa")), ("took", .milliseconds(.milliseconds(1234))), ("ok", .flag(true)),
                    ("message", .text("RUC 8-442-445\n\u{1B}[2J")),
                ]))
        let line = try #require(lines.withLock { $0.first })
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"time":"2026-11-21T05:07:43.278-05:00","level":"info","event":"post.sent","run":"R1","file":"orders.csv","document":7,"#
                + #""attempt":2,"total":"10.50","ruc":"***445","client":"A***","email":"a***@***","took":1234,"ok":true,"#
                + #""message":"RUC ***445\n\u001b[2J"}"# + "\n")
    }

    @Test func `a log file is its user's alone, grows, and never holds a secret`() throws {
        try withFolder { folder in
            let path = folder + "/log"
            let secret = try #require(Secret(Array("canary-key".utf8)))
            for run in ["A", "B"] {
                try Log.file(path, run: run, mask: SecretMask([secret]))(
                    LogEntry(.error, "x", [("text", .text("Bearer canary-key"))]))
            }
            #expect(try OpenFile.Status(path: path)?.permissions == 0o600)
            let text = String(decoding: try OpenFile(reading: path).contents(limit: 10_000) ?? [], as: UTF8.self)
            let lines = text.split(separator: "\n")
            #expect(lines.count == 2 && !text.contains("canary"))
            #expect(try JSONParser.parse(String(lines[1]))["run"] == "B")
        }
    }

    @Test func `a log is written when it is asked for only`() throws {
        try withFolder { folder in
            var global = GlobalOptions(environment: Environment([:]))
            try Log.requested(global, run: nil, secrets: [])(LogEntry(.info, "x"))
            global.log = folder + "/log"
            #expect(try OpenFile.Status(path: folder + "/log") == nil)
            try Log.requested(global, run: nil, secrets: [])(LogEntry(.info, "x"))
            #expect(try OpenFile.Status(path: folder + "/log") != nil)
        }
    }
}

struct MetricTests {
    @Test func `the text is Prometheus' own`() {
        let metrics = [
            Metric(
                name: "pacbatch_documents", help: "Documents by state.", kind: .gauge,
                samples: [
                    .init(3, [("state", "complete"), ("company", "a\"b\\c\n")]),
                    .init(0, [("state", "in_doubt"), ("company", "x")]),
                ]),
            Metric(name: "pacbatch_amount", help: "B/.\n", kind: .counter, samples: [.init(Amount(cents: 1050))]),
        ]
        #expect(
            String(decoding: Metric.text(metrics), as: UTF8.self) == """
                # HELP pacbatch_documents Documents by state.
                # TYPE pacbatch_documents gauge
                pacbatch_documents{state="complete",company="a\\"b\\\\c\\n"} 3
                pacbatch_documents{state="in_doubt",company="x"} 0
                # HELP pacbatch_amount B/.\\n
                # TYPE pacbatch_amount counter
                pacbatch_amount 10.5

                """)
    }

    @Test func `another user's reader can read the file`() throws {
        try withFolder { folder in
            try Metric.write([], to: folder + "/m.prom")
            try Metric.write([Metric(name: "a", help: "", kind: .gauge, samples: [.init(1)])], to: folder + "/m.prom")
            #expect(try OpenFile.Status(path: folder + "/m.prom")?.permissions == 0o644)
        }
    }
}
