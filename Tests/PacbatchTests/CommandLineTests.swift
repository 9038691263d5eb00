import Fiscal
import Testing

@testable import pacbatch

struct CommandLineTests {
    private func parse(_ line: String, environment: [String: String] = [:]) throws(UsageError) -> Invocation {
        try Invocation.parse(line.split(separator: " ").map(String.init), table: .all, environment: Environment(environment))
    }

    @Test(arguments: [
        ("run", Command.run(RunOptions())),
        ("run --wait 0s", .run(RunOptions(wait: .zero))),
        ("run --wait=90s --until 05:30", .run(RunOptions(wait: .seconds(90), until: ClockTime(text: "05:30")))),
        (
            "run --max-rejects 2%", .run(RunOptions(maxRejects: .percent(2)))
        ),
        ("run --max-rejects=0", .run(RunOptions(maxRejects: .documents(0)))),
        (
            "run --max-documents 10 --max-amount 1234.5",
            .run(RunOptions(maxDocuments: 10, maxAmount: Amount(micros: 1_234_500_000)))
        ),
        ("run --plan p.json --wait 250ms", .run(RunOptions(plan: "p.json", wait: .milliseconds(250)))),
        ("plan --offline --out x", .plan(PlanOptions(out: "x", offline: true))),
        ("init", .initialize(directory: nil)), ("init /srv/x", .initialize(directory: "/srv/x")),
        ("show F-1", .show(id: "F-1")), ("show -- --odd", .show(id: "--odd")), ("show -", .show(id: "-")),
        (
            "retry --state in-doubt --code AP1010 --company acme",
            .retry(RetryOptions(state: .in_doubt, code: "AP1010", company: "acme"))
        ),
        ("retry --since 2d", .retry(RetryOptions(since: .ago(.seconds(172_800))))),
        ("indoubt list", .inDoubtList), ("indoubt --json list", .inDoubtList),
        (
            "indoubt resolve F-1 --not-received --evidence portal",
            .inDoubtResolve(ResolveOptions(id: "F-1", verdict: .notReceived, evidence: "portal"))
        ),
        (
            "indoubt resolve F-1 --document-id 01K --evidence portal",
            .inDoubtResolve(ResolveOptions(id: "F-1", verdict: .received(documentID: "01K"), evidence: "portal"))
        ),
        ("sync", .sync(ids: [])), ("sync a b", .sync(ids: ["a", "b"])),
        ("void F-1 --reason x", .void(VoidOptions(id: "F-1", reason: "x"))),
        ("verify --repair", .verify(repair: true)),
        ("report --period 2026-11", .report(ReportOptions(period: Period(text: "2026-11")))),
        ("ruc 8-442-445 --type 1", .tool(.ruc, words: ["--type", "1", "8-442-445"])), ("completions zsh", .completions(.zsh)),
        ("profile init a.csv", .profileInit(sample: "a.csv")), ("--version", .version),
        ("help", .help(path: [])), ("run --wat --help", .help(path: ["run"])), ("indoubt -h", .help(path: ["indoubt"])),
        ("--workspace run show --help", .help(path: ["show"])), ("help indoubt resolve", .help(path: ["indoubt", "resolve"])),
    ])
    func `a line is read as its command`(line: String, command: Command) throws {
        #expect(try parse(line).command == command)
    }

    @Test(arguments: [
        ("", UsageError.noCommand),
        ("runn", .unknownCommand("runn", nearest: "run")), ("frobnicate", .unknownCommand("frobnicate", nearest: nil)),
        ("indoubt", .missingSubcommand(group: "indoubt", choices: ["list", "resolve"])),
        ("indoubt lits", .unknownCommand("indoubt lits", nearest: "indoubt list")),
        ("run --wiat 5m", .unknownOption("--wiat", command: "run", nearest: "--wait")),
        ("plan --repair", .unknownOption("--repair", command: "plan", nearest: nil)),
        ("-x run", .unknownOption("-x", command: "", nearest: nil)),
        ("run --wait", .missingValue(option: "--wait")), ("run --wait --json", .missingValue(option: "--wait")),
        ("run --quiet=1", .unexpectedValue(option: "--quiet")),
        ("run --wait 5", .badValue(option: "--wait", value: "5", expected: .duration)),
        ("run --wait -5m", .badValue(option: "--wait", value: "-5m", expected: .duration)),
        ("run --until 24:00", .badValue(option: "--until", value: "24:00", expected: .clockTime)),
        ("run --max-amount 1,5", .badValue(option: "--max-amount", value: "1,5", expected: .amount)),
        ("run --max-amount -1", .badValue(option: "--max-amount", value: "-1", expected: .amount)),
        ("run --max-rejects 101%", .badValue(option: "--max-rejects", value: "101%", expected: .countOrPercent)),
        ("run --max-documents 1.5", .badValue(option: "--max-documents", value: "1.5", expected: .count)),
        ("retry --since tomorrow", .badValue(option: "--since", value: "tomorrow", expected: .moment)),
        ("report --period 2026-13", .badValue(option: "--period", value: "2026-13", expected: .period)),
        ("report --run 1 --period 2026-12", .conflict("--run", "--period")),
        ("show", .missingOperand(name: "ID", command: "show")), ("show a b", .extraOperand("b", command: "show")),
        ("status now", .extraOperand("now", command: "status")),
        ("void F-1", .missingOption("--reason", command: "void")),
        ("indoubt resolve F-1 --evidence x", .missingOneOf(["--document-id", "--not-received"], command: "indoubt resolve")),
        ("indoubt resolve F-1 --not-received", .missingOption("--evidence", command: "indoubt resolve")),
        ("indoubt resolve F-1 --not-received --document-id 1", .conflict("--document-id", "--not-received")),
        ("--lang fr status", .badValue(option: "--lang", value: "fr", expected: .words(["es", "en"], nearest: nil))),
        ("completions bash --json", .unknownOption("--json", command: "completions", nearest: nil)),
    ])
    func `a line that isn't understood is refused with its reason`(line: String, error: UsageError) {
        #expect(throws: error) { try parse(line) }
    }

    @Test func `an unknown state is answered with the nearest one`() {
        let states = DocumentState.allCases.map(\.rawValue)
        #expect(throws: UsageError.badValue(option: "--state", value: "rejectd", expected: .words(states, nearest: "rejected"))) {
            try parse("retry --state rejectd")
        }
    }

    @Test func `common options hold before and after the command`() throws {
        let before = try parse("--workspace /w --lang es --quiet --no-color --log l --json status").global
        let after = try parse("status --workspace /w --lang es --quiet --no-color --log l --json").global
        #expect(before == after)
        #expect(
            before.workspace == "/w" && before.language == .es && before.quiet && !before.color && before.log == "l"
                && before.json)
    }

    @Test func `the environment gives workspace and colours`() throws {
        #expect(try parse("status").global.workspace == ".")
        #expect(try parse("status", environment: ["PACBATCH_WORKSPACE": "/x"]).global.workspace == "/x")
        #expect(try parse("status --workspace /y", environment: ["PACBATCH_WORKSPACE": "/x"]).global.workspace == "/y")
        #expect(try !parse("status", environment: ["NO_COLOR": "1"]).global.color)
        #expect(try parse("status", environment: ["NO_COLOR": ""]).global.color)
    }

    @Test(arguments: [
        (["LANG": "es_PA.UTF-8"], Language.es), (["LANG": "en_US.UTF-8"], .en), (["LANG": "C"], .en), ([:], .en),
        (["LANG": "en_US", "LC_ALL": "es_ES"], .es), (["LANG": "en_US", "LC_MESSAGES": "es"], .es),
        (["LC_MESSAGES": "es", "LC_ALL": "en"], .en), (["LANG": "es_PA", "LC_ALL": ""], .es),
    ])
    func `the language comes from the locale`(environment: [String: String], language: Language) throws {
        #expect(try parse("status", environment: environment).global.language == language)
    }

    @Test func `a line that isn't understood is answered in the language that it asks for`() async {
        let answer = await pacbatch("runn", "--lang=es")
        #expect(answer.code == .usage)
        #expect(answer.data.isEmpty)
        #expect(answer.messages.contains("No existe la orden «runn»"))
    }
}

struct OptionValueTests {
    @Test(arguments: [("0s", 0), ("90s", 90_000), ("5m", 300_000), ("1h", 3_600_000), ("250ms", 250), ("2d", 172_800_000)])
    func `durations are read`(text: String, milliseconds: Int) {
        #expect(Duration(optionText: text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "5", "s", "1.5h", "1h30m", "-1s", "٣s", "99999999999999999999s", "9999999h", "1 s"])
    func `other texts are no durations`(text: String) {
        #expect(Duration(optionText: text) == nil)
    }

    @Test(arguments: ["0s", "90s", "5m", "1h", "250ms", "48h"])
    func `a duration is written as it is read`(text: String) {
        #expect(Duration(optionText: text)?.optionText == text)
    }

    @Test func `a time of day is today's or tomorrow's`() throws {
        let evening = try #require(FiscalTime(text: "2026-11-20T22:00:00"))
        #expect(ClockTime(text: "05:30")?.next(from: evening).text == "2026-11-21T05:30:00-05:00")
        #expect(ClockTime(text: "22:00")?.next(from: evening) == evening)
        #expect(ClockTime(text: "23:15")?.next(from: evening).text == "2026-11-20T23:15:00-05:00")
    }

    @Test func `a date begins at midnight`() throws {
        let now = try #require(FiscalTime(text: "2026-11-20T22:00:00"))
        #expect(Since(text: "2026-11-18")?.start(now: now).text == "2026-11-18T00:00:00-05:00")
        #expect(Since(text: "18/11/2026")?.start(now: now).text == "2026-11-18T00:00:00-05:00")
        #expect(Since(text: "2026-11-18T09:00:00")?.start(now: now).text == "2026-11-18T09:00:00-05:00")
        #expect(Since(text: "36h")?.start(now: now).text == "2026-11-19T10:00:00-05:00")
    }
}

struct ExitCodeTests {
    @Test func `the numbers are the contract's`() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 11, 130])
    }

    @Test(
        arguments: [
            ([], ExitCode.done), ([.done], .done), ([.unfinished, .badData], .badData),
            ([.badData, .inDoubt, .unfinished], .inDoubt),
            ([.inDoubt, .setUp], .setUp), ([.setUp, .usage], .usage), ([.usage, .internalError], .internalError),
            ([.badData, .interrupted], .interrupted),
        ] as [([ExitCode], ExitCode)])
    func `the first of 1, 2, 6, 4, 3, 5 wins`(codes: [ExitCode], first: ExitCode) {
        #expect(ExitCode.first(of: codes) == first)
    }
}
