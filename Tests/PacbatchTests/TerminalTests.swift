import Fiscal
import Testing

@testable import pacbatch

struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("ñandú", 5), ("n\u{303}", 1), ("漢字", 4), ("😀", 2), ("e\u{301}", 1), ("a\u{200B}b", 2), ("…", 1),
        ("«»", 2), ("\u{1B}", 0),
    ])
    func `width is what the terminal shows`(text: String, width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test func `texts are cut and padded by width`() {
        #expect(clipped("abcdef", to: 6) == "abcdef")
        #expect(clipped("abcdefg", to: 6) == "abcde…")
        #expect(clipped("漢字漢字", to: 5) == "漢字…")
        #expect(padded("漢", to: 4) == "漢  ")
        #expect(padded("7", to: 3, right: true) == "  7")
    }

    @Test func `lines are folded at spaces`() {
        #expect(fold("uno dos tres", width: 7) == ["uno dos", "tres"])
        #expect(fold("palabralarguísima y más", width: 5) == ["palabralarguísima", "y más"])
        #expect(fold("a\n\nb", width: 5) == ["a", "", "b"])
    }

    @Test func `control characters can't reach the terminal`() {
        #expect(printable("a\u{1B}[31mb\nc\u{202E}d") == "a\\u{1b}[31mb\\u{a}cd")
    }
}

struct NumberTextTests {
    @Test func `numbers have commas between thousands`() {
        #expect(grouped(0) == "0" && grouped(999) == "999" && grouped(1000) == "1,000" && grouped(-1_234_567) == "-1,234,567")
        #expect(grouped(Amount(cents: 123_456_789)) == "1,234,567.89" && grouped(Amount(cents: -5)) == "-0.05")
    }

    @Test(arguments: [(0, "0s"), (59, "59s"), (60, "1m 00s"), (334, "5m 34s"), (7620, "2h 07m"), (273_600, "3d 4h")])
    func `stretches of time have two units`(seconds: Int, text: String) {
        #expect(shortText(.seconds(seconds)) == text)
    }

    @Test(arguments: [(512, "512 B"), (1000, "1.0 kB"), (1_499_999, "1.4 MB"), (84_400_000_000, "84.4 GB")] as [(Int64, String)])
    func `sizes have one unit`(bytes: Int64, text: String) {
        #expect(sizeText(bytes) == text)
    }
}

struct TextTableTests {
    private func table() -> TextTable {
        var table = TextTable([.init("empresa"), .init("documentos", .right), .init("nota")])
        table.add(["acme", "12", "todo bien"])
        table.add(["José y Ñandú", "1,204", "漢字"])
        return table
    }

    @Test func `columns are aligned by what they take on the screen`() {
        #expect(
            table().lines(width: 80) == [
                "empresa       documentos  nota", "acme                  12  todo bien", "José y Ñandú       1,204  漢字",
            ])
    }

    @Test func `the widest column gives way`() {
        var table = TextTable([.init("a"), .init("b")])
        table.add([String(repeating: "x", count: 50), "short"])
        #expect(table.lines(width: 30).map(displayWidth).max() == 30)
        #expect(table.lines(width: 30)[1].hasSuffix("…  short"))
    }
}

struct ProgressTests {
    private func progress() -> Progress {
        var progress = Progress()
        progress.update(.reading, done: 1204, total: 1204, at: .zero)
        progress.update(.sending, done: 0, total: 1180, at: .zero)
        progress.update(.sending, done: 20, total: 1180, at: .seconds(10))
        progress.inFlight = 4
        progress.rejected = 3
        return progress
    }

    @Test(arguments: [60, 100, 200])
    func `no line is wider than the terminal`(width: Int) {
        let lines = progress().render(width: width, language: .es)
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { displayWidth($0) <= width })
    }

    @Test func `count, rate and time left are shown for each stage that has begun`() {
        let lines = progress().render(width: 100, language: .es)
        #expect(lines[0].hasPrefix("lectura") && lines[0].contains("1,204/1,204") && lines[0].hasSuffix("listo"))
        #expect(lines[1].contains("20/1,180  2.0/s  faltan 9m 40s"))
        #expect(lines[2].contains("en vuelo 4 · rechazados 3 · en duda 0"))
        #expect(progress().render(width: 100, language: .en)[1].contains("9m 40s left"))
    }

    @Test func `without a total there is no time left`() {
        var progress = Progress()
        progress.update(.reading, done: 1, total: nil, at: .zero)
        progress.update(.reading, done: 31, total: nil, at: .seconds(3))
        #expect(progress.counts[.reading]?.tenthsPerSecond == 100)
        #expect(progress.counts[.reading]?.timeLeft == nil)
    }

    @Test func `the rate is that of the last half minute`() {
        var progress = Progress()
        for second in 0...100 {
            progress.update(.sending, done: second < 50 ? second * 10 : 500 + (second - 50), total: nil, at: .seconds(second))
        }
        #expect(progress.counts[.sending]?.tenthsPerSecond == 10)
    }

    @Test func `a rate needs a second`() {
        var progress = Progress()
        progress.update(.sending, done: 0, total: 9, at: .zero)
        progress.update(.sending, done: 5, total: 9, at: .milliseconds(999))
        #expect(progress.counts[.sending]?.tenthsPerSecond == nil)
    }
}

struct ProgressViewTests {
    @Test func `off a terminal a line is said every 10 seconds`() {
        let recorder = Recorder()
        var view = ProgressView(screen: recorder.screen(), language: .en, start: .seconds(100))
        view.progress.update(.sending, done: 1, total: 3, at: .seconds(100))
        for milliseconds in stride(from: 100_000, through: 120_000, by: 50) { view.tick(.milliseconds(milliseconds)) }
        let lines = recorder.messages.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0 == "sending 1/3 · in flight 0 · rejected 0 · in doubt 0" })
    }

    @Test func `on a terminal the lines are redrawn in place`() {
        let recorder = Recorder()
        var view = ProgressView(screen: recorder.screen(isTerminal: true), language: .en, start: .zero)
        view.progress.update(.sending, done: 1, total: 3, at: .zero)
        view.tick(.zero)
        view.tick(.milliseconds(199))
        view.tick(.milliseconds(200))
        #expect(recorder.messages.split(separator: "\u{1B}[2A", omittingEmptySubsequences: false).count == 2)
        view.clear()
        #expect(recorder.messages.hasSuffix("\u{1B}[2A\u{1B}[J"))
        view.tick(.milliseconds(201))
        #expect(!recorder.messages.hasSuffix("\u{1B}[2A\u{1B}[J"))
    }

    @Test func `quiet means silent`() {
        let recorder = Recorder()
        var global = GlobalOptions(environment: Environment([:]))
        global.quiet = true
        for isTerminal in [true, false] {
            var view = ProgressView(screen: recorder.screen(global, isTerminal: isTerminal), language: .en, start: .zero)
            view.tick(.seconds(60))
        }
        #expect(recorder.messages.isEmpty)
    }
}

struct ScreenTests {
    @Test func `colours appear on a terminal that wants them only`() {
        var plain = GlobalOptions(environment: Environment([:]))
        #expect(Recorder().screen(plain, isTerminal: true).colored("x", .bad) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Recorder().screen(plain, isTerminal: false).colored("x", .bad) == "x")
        plain.color = false
        #expect(Recorder().screen(plain, isTerminal: true).colored("x", .bad) == "x")
    }

    @Test func `data and messages go separate ways, and widths stay within reason`() {
        let recorder = Recorder()
        let screen = recorder.screen(width: 10)
        screen.data("1\n")
        screen.say("hello")
        screen.complain("oh")
        #expect(recorder.data == "1\n" && recorder.messages == "hello\noh\n")
        #expect(screen.width == 60 && recorder.screen(width: 1000).width == 200)
    }
}

struct ScreenFoldingTests {
    @Test func `a long message is broken at a space on a terminal, one with a command never, and off a terminal nothing is`() {
        let text = "  " + Array(repeating: "palabra", count: 12).joined(separator: " ")
        let terminal = Recorder()
        terminal.screen(isTerminal: true, width: 60).say(text)
        let lines = terminal.messages.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("  palabra") && displayWidth($0) <= 60 })
        let command = Recorder()
        command.screen(isTerminal: true, width: 60).say(text + ": pacbatch run")
        #expect(command.messages == text + ": pacbatch run\n")
        let pipe = Recorder()
        pipe.screen(width: 60).say(text)
        #expect(pipe.messages == text + "\n")
    }
}

struct FaultDigestTests {
    private func fault(_ value: String, line: Int) -> Fault {
        Fault(.numberMalformed, at: SourceLocation(line: line, column: 4), field: "lines[0].quantity", value: value)
    }

    @Test func `a thousand of the same kind are one paragraph`() {
        var digest = FaultDigest()
        for line in 2...1001 { digest.add(fault("x\(line)", line: line), file: "orders.csv", document: "F-\(line)") }
        digest.add(Fault(.fileUnreadable, facts: ["reason": "…"]), file: "bad.csv", document: nil)
        let recorder = Recorder()
        digest.show(on: recorder.screen(), language: .es)
        let lines = recorder.messages.split(separator: "\n")
        #expect(lines[0] == "error PB-CELL-01 × 1,000")
        #expect(lines[1] == "  orders.csv:2:4 F-2 lines[0].quantity: \(fault("x2", line: 2).message(in: .es))")
        #expect(lines[4] == "  … y 997 más")
        #expect(lines[5].hasPrefix("  → "))
        #expect(lines.count == 10)
        #expect(lines[9].hasSuffix("pacbatch explain PB-CELL-01"))
        #expect(digest.totals == [.error: 1001])
    }

    @Test func `hints that differ stand below their own examples, and of infos one is enough`() {
        var digest = FaultDigest()
        for line in 2...4 {
            digest.add(
                Fault(.rucMisspelled, at: SourceLocation(line: line, column: nil), value: "x", facts: ["ruc": "8-NT-1-\(line)"]),
                file: "a",
                document: nil)
            var info = fault("y", line: line)
            info.severity = .info
            digest.add(info, file: "a", document: nil)
        }
        let recorder = Recorder()
        digest.show(on: recorder.screen(), language: .es)
        let lines = recorder.messages.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("    → ") }.count == 3)
        #expect(lines.filter { $0.contains("lines[0].quantity") }.count == 1)
        #expect(lines.contains("  … y 2 más"))
    }

    @Test func `errors come before warnings, however many these are`() {
        var digest = FaultDigest()
        for line in 2...9 {
            var fault = fault("x", line: line)
            fault.severity = .warning
            digest.add(fault, file: nil, document: nil)
        }
        digest.add(fault("y", line: 1), file: nil, document: nil)
        #expect(digest.sortedGroups.map(\.severity) == [.error, .warning])
    }

    @Test func `a cell can't play tricks on the terminal`() {
        var digest = FaultDigest()
        digest.add(fault("\u{1B}[2J", line: 1), file: "a\nb.csv", document: nil)
        let recorder = Recorder()
        digest.show(on: recorder.screen(), language: .en)
        #expect(!recorder.messages.contains("\u{1B}"))
        #expect(recorder.messages.contains("a\\u{a}b.csv:1:4"))
    }
}
