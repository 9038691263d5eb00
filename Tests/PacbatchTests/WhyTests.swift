import Fiscal
import Foundation
import JSONText
import Submit
import Testing

@testable import Ledger
@testable import pacbatch

/// A workspace whose ledger holds one document, brought into the state of a case.
private struct Scene {
    let found: WhyCase
    /// What is asked for; the order's number unless a file is meant.
    var id = "F-1"
    /// The document that has another part in it, admitted first.
    var other: ((inout DocumentAdmission) -> Void)?
    var admission: (inout DocumentAdmission) -> Void = { _ in }
    /// What has happened to it since.
    var afterwards: (LedgerStore, Int64) throws -> Void = { _, _ in }
    /// The variables that are set.
    var variables = ["PAC_API_KEY": "key-of-acme"]
    /// The command that must come next; nil for none.
    let next: String?

    init(_ found: WhyCase, next: String?) {
        self.found = found
        self.next = next
    }

    func admitted(_ change: @escaping (inout DocumentAdmission) -> Void) -> Scene { changing { $0.admission = change } }
    func beside(_ change: @escaping (inout DocumentAdmission) -> Void) -> Scene { changing { $0.other = change } }
    func then(_ act: @escaping (LedgerStore, Int64) throws -> Void) -> Scene { changing { $0.afterwards = act } }
    func asking(_ id: String) -> Scene { changing { $0.id = id } }
    func without(_ variable: String) -> Scene { changing { $0.variables[variable] = nil } }

    /// Sets columns of the document.
    func with(_ assignments: String) -> Scene {
        then { ledger, id in
            try ledger.connection.run("UPDATE document SET \(assignments) WHERE id = \(id)")
        }
    }

    func stopped(_ cause: StopCause, office: String? = nil) -> Scene {
        then { ledger, _ in
            let name = office.map { "acme/\($0)" } ?? "acme"
            try ledger.record(stops: [StoredStop(name: name, cause: cause.rawValue, words: "X1 words")], ofCompanies: ["acme"])
        }
    }

    private func changing(_ change: (inout Scene) -> Void) -> Scene {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: - Setting it up

    static let configuration = """
        { "environment": "sandbox",
          "pac": { "baseURL": "http://127.0.0.1:8099/pan/v1", "apiKey": { "env": "PAC_API_KEY" } },
          "companies": [
            { "id": "acme", "pacCompanyId": "01J", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32",
              "offices": [ { "id": "centro", "pacOfficeId": "01O", "code": "0001" } ] } ] }
        """

    func ask(_ words: [String], in folder: String) async throws -> (code: ExitCode, data: String, messages: String) {
        let workspace = Workspace(folder + "/w")
        try workspace.makeFolders()
        try FileSystem.create(workspace.configuration, Array(Self.configuration.utf8))
        try fill(try LedgerStore(path: workspace.ledger, environment: .sandbox))
        let recorder = Recorder()
        let variables = variables.merging(["PACBATCH_WORKSPACE": workspace.folder]) { $1 }
        let code = await Dispatch.run(["why", id] + words, environment: Environment(variables)) { recorder.screen($0) }
        return (code, recorder.data, recorder.messages)
    }

    private func fill(_ ledger: LedgerStore) throws {
        let now = RunClock.system.now
        try ledger.transaction {
            try ledger.beginRun(name: "run", at: now, version: "test", configurationHash: "")
            let input = try ledger.register(
                inputNamed: "orders.csv", sha256: "0123456789abcdef", company: nil, kind: "orders-csv", bytes: 1
            ).input.id
            var admission = DocumentAdmission()
            admission.inputID = input
            admission.company = "acme"
            admission.documentType = .internalInvoice
            admission.branch = "0000"
            admission.billingPoint = "001"
            admission.issueDate = now
            var otherID: Int64?
            if let other {
                admission.sequence = 1
                admission.orderID = "F-0"
                var one = admission
                other(&one)
                otherID = try ledger.admit(one)
            }
            admission.sequence = 2
            admission.orderID = "F-1"
            self.admission(&admission)
            if admission.state == .waiting { admission.referenceID = otherID }
            try afterwards(ledger, try ledger.admit(admission))
        }
    }
}

/// The runbook as a command: every case of rulebook 8 and Seed 000 (docs/why.md).
struct WhyTests {
    private static let ruc = RucQuestion(ruc: "155700001-2-2021", type: .juridical)

    private static func fault(_ code: FaultCode, value: String? = nil) -> (inout DocumentAdmission) -> Void {
        { admission in
            admission.faults = [
                Fault(code, field: "client_ruc", value: value, facts: ["key": "F-1", "code": "1602", "message": "no inscrito"])
            ]
        }
    }

    private static func refused(_ state: DocumentState, _ code: FaultCode, kind: DocumentKind = .invoice) -> (
        inout DocumentAdmission
    ) -> Void {
        { admission in
            fault(code, value: "155700001-2-2021")(&admission)
            admission.state = state
            admission.kind = kind
            admission.holdsKey = false
        }
    }

    private static func intend(_ ledger: LedgerStore, _ id: Int64) throws -> Int64 {
        try ledger.record(
            intent: Intent(
                documentID: id, numeration: "0000000001", securityCode: "123456789", expectedCufe: "FE01", request: [0x7B],
                requestSHA256: [0]), atMicros: 1_795_226_700_000_000)
    }

    private static func attempted(_ found: WhyCase, as outcome: AttemptOutcome?, fault: FaultCode? = nil, next: String?) -> Scene
    {
        Scene(found, next: next).then { ledger, id in
            let attempt = try intend(ledger, id)
            if let outcome { try ledger.close(attempt: attempt, document: id, as: outcome, atMicros: 0, detail: [:]) }
            if let fault { try ledger.append(fault: Fault(fault), document: id) }
        }
    }

    private static func sent(_ found: WhyCase, _ state: DocumentState, _ columns: String, next: String?) -> Scene {
        Scene(found, next: next).with("state = '\(state.rawValue)', pac_id = '01K', \(columns)")
    }

    private static let resolve = "indoubt resolve F-1 --document-id ID --evidence TEXT"

    private static var settled: [Scene] {
        [
            sent(.complete, .complete, "legal_status = 'DGI_AUTHORIZED', cufe = 'FE01', pdf = 'outbox/a.pdf'", next: nil),
            sent(
                .completeVoidWindowOver, .complete,
                "legal_status = 'DGI_AUTHORIZED', cufe = 'FE01', pdf = 'outbox/a.pdf', issue_date = issue_date - 182 * 3600 - 60",
                next: nil),
            Scene(.proforma, next: "promote F-1").admitted { ($0.mode, $0.state) = (.proform, .proforma) },
            Scene(.imported, next: nil).admitted { $0.state = .imported }.with("trust = 'signature-valid'"),
            sent(.voided, .voided, "legal_status = 'DGI_AUTHORIZED', cufe = 'FE01', pdf = 'outbox/a.pdf'", next: nil),
            sent(.voidedPdfMissing, .voided, "legal_status = 'DGI_AUTHORIZED', cufe = 'FE01'", next: "sync F-1"),
            Scene(.duplicate, next: "show F-1").beside { $0.orderID = "F-1" }.admitted {
                ($0.state, $0.holdsKey) = (.duplicate, false)
            }
            .asking("F-1"),
            Scene(.replaced, next: "why F-0").beside { $0.state = .queued }.admitted { $0.state = .invalid }
                .with("replaced_by = 1"),
            Scene(.invalid, next: "run").admitted(refused(.invalid, .priceNegative)),
            Scene(.rucRefused, next: "ruc 155700001-2-2021").admitted(refused(.invalid, .rucRefused)),
            Scene(.conflict, next: "show F-1").admitted(refused(.conflict, .immutableDocument)),
            Scene(.rejected, next: "run").admitted(refused(.rejected, .pacRejection)),
            Scene(.dgiRejected, next: "run").admitted(refused(.dgi_rejected, .dgiRejection)),
            Scene(.voidWindowOver, next: "explain PB-VOID-05").admitted(refused(.invalid, .voidWindowOver, kind: .void)),
            Scene(.voidRefused, next: "explain PB-VOID-06").admitted(refused(.invalid, .voidTargetUnknown, kind: .void)),
        ]
    }

    private static var queued: [Scene] {
        [
            Scene(.neverAttempted, next: "run"),
            attempted(.attemptedWithoutEffect, as: .not_sent, next: "run"),
            Scene(.voidQueued, next: "run").admitted { $0.kind = .void },
            Scene(.voidInDoubt, next: "sync F-1").admitted { $0.kind = .void }.with("state = 'in_doubt'"),
            Scene(.voidPending, next: "sync F-1").admitted { $0.kind = .void }
                .with("state = 'accepted', pac_id = 'EVENT1', legal_status = 'PAC_AUTHORIZED'"),
            Scene(.voidWaiting, next: "why F-0").beside { _ in }.admitted {
                ($0.kind, $0.voidTarget) = (.void, .order(kind: .invoice, id: "F-0"))
            }
            .then { ledger, id in try ledger.bind(void: id, to: 1, state: .waiting) },
            Scene(.rucNotFoundYet, next: "run").admitted { $0.question = ruc }.then { ledger, _ in
                try ledger.storeRucAnswer(ruc, .notFound, at: RunClock.system.now)
            },
            Scene(.rucNotVerified, next: "run").admitted { $0.question = ruc },
            Scene(.throttled, next: "run").then { ledger, _ in
                try ledger.storePause(
                    scope: ApiKey(label: "", value: "key-of-acme").fingerprint, until: RunClock.system.now.adding(seconds: 600),
                    reason: "429")
            },
            Scene(.companyNotConfigured, next: "doctor").with("company = 'gone'"),
            Scene(.keyUnreadable, next: "doctor").without("PAC_API_KEY"),
            Scene(.keyRefused, next: "keys").stopped(.keyRefused),
            Scene(.companyForbidden, next: "doctor").stopped(.forbidden),
            Scene(.companyUnknown, next: "doctor").stopped(.unknownCompany),
            Scene(.companyNotSubscribed, next: "doctor").stopped(.notSubscribed),
            Scene(.companyQrMissing, next: "doctor").stopped(.qrMissing),
            Scene(.otherRuc, next: "doctor").stopped(.otherRuc),
            Scene(.officeUnknown, next: "doctor").admitted { $0.branch = "0001" }.stopped(.officeUnknown, office: "centro"),
            Scene(.officeCode, next: "doctor").admitted { $0.branch = "0001" }.stopped(.officeCode, office: "centro"),
            Scene(.waitingForInvoice, next: "why F-0").beside { $0.state = .queued }.admitted {
                ($0.kind, $0.state, $0.referenceOrder) = (.credit_note, .waiting, "F-0")
            },
            Scene(.waitingForUnknownInvoice, next: "run").admitted {
                ($0.kind, $0.state, $0.referenceOrder) = (.credit_note, .waiting, "F-9")
            },
        ]
    }

    private static var gone: [Scene] {
        [
            attempted(.attemptedWithoutOutcome, as: nil, next: "run"),
            attempted(.inDoubt, as: .in_doubt, fault: .inDoubt, next: resolve),
            attempted(.numberUsed, as: .in_doubt, fault: .numberAlreadyUsed, next: resolve),
            attempted(.alarm, as: .in_doubt, fault: .inDoubtAlarm, next: resolve),
            sent(.registered, .accepted, "legal_status = 'REGISTERED'", next: "sync F-1"),
            sent(.pacAuthorized, .accepted, "legal_status = 'PAC_AUTHORIZED', cufe = 'FE01', polls = 7", next: "sync F-1"),
            sent(.unknownStatus, .accepted, "legal_status = 'DGI_PENDING_REVIEW'", next: "sync F-1"),
            sent(.authorizedWithoutCufe, .authorized, "legal_status = 'DGI_AUTHORIZED'", next: "sync F-1"),
            sent(.pdfMissing, .authorized, "legal_status = 'DGI_AUTHORIZED', cufe = 'FE01', polls = 3", next: "sync F-1"),
            Scene(.fileRejected, next: "explain PB-FILE-01").asking("orders.csv").then { ledger, _ in
                try ledger.append(fault: Fault(.fileUnreadable), input: 1)
                try ledger.markFiled(input: 1, state: .rejected, place: "rejected/orders.csv")
            },
            Scene(.fileTaken, next: "status").asking("01234567").then { ledger, _ in
                try ledger.markFiled(input: 1, state: .archived, place: "archive/2026/11/orders.csv")
            },
        ]
    }

    private static var scenes: [Scene] { settled + queued + gone }

    @Test(
        "the case is found, said in one sentence of either language, with the command that comes next",
        arguments: WhyCase.allCases)
    func found(case found: WhyCase) async throws {
        let scene = try #require(Self.scenes.first { $0.found == found }, "every case has its scene")
        for language in Language.allCases {
            try await withFolder { folder in
                let answer = try await scene.ask(["--lang", language.rawValue, "--json"], in: folder)
                #expect(answer.code == .done, "\(answer.messages)")
                let json = try #require(try JSONParser.parse(answer.data).array?.last)
                #expect(json["case"]?.string == found.rawValue)
                let next = scene.next.map { "pacbatch --workspace \(folder)/w \($0)" }
                let said = json["next"]?.string
                if found == .fileRejected || found == .voidWindowOver || found == .voidRefused {
                    #expect(said?.hasPrefix("pacbatch --workspace \(folder)/w explain PB-") == true, "\(said ?? "nothing")")
                } else {
                    #expect(said == next)
                }
                let sentence = json["sentence"]?.string ?? ""
                #expect(!sentence.isEmpty && !sentence.contains("{") && !sentence.contains("—"), "\(sentence)")
            }
        }
    }

    @Test("the command that comes next is one of the program's", arguments: WhyCase.allCases)
    func isCommand(case found: WhyCase) throws {
        guard let next = found.text.next else { return }
        let words = next.split(separator: " ").dropFirst().map(String.init)
        #expect(next.hasPrefix("{program} "))
        let rows = CommandTable.all
        #expect(rows.row(path: [words[0]]) != nil || rows.row(path: Array(words.prefix(2))) != nil, "\(next)")
    }

    @Test func `people read the name, the sentence and the command`() async throws {
        try await withFolder { folder in
            let answer = try await Scene(.neverAttempted, next: nil).ask(["--lang", "en"], in: folder)
            #expect(
                answer.data == """
                    F-1 (acme, invoice, queued)
                      It has never been tried: it is queued.
                      → pacbatch --workspace \(folder)/w run

                    """)
        }
    }

    @Test func `an unknown id is exit code 2`() async throws {
        try await withFolder { folder in
            let answer = try await Scene(.neverAttempted, next: nil).asking("F-77").ask([], in: folder)
            #expect(answer.code == .usage)
            #expect(answer.data.isEmpty && answer.messages.contains("F-77"))
        }
    }

    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

    private func page(_ path: String) throws -> String { try String(contentsOfFile: Self.root + "/" + path, encoding: .utf8) }

    @Test func `docs-why-md has a row for every case, with what is said and the next command`() throws {
        let wanted = WhyCase.allCases.map { found in
            let next = found.text.next.map { "`" + $0.replacingOccurrences("{program}", "pacbatch") + "`" } ?? "–"
            return "| `\(found.rawValue)` | \(found.text.sentence[.en]) | \(next) |"
        }
        let lines = try page("docs/why.md").components(separatedBy: "\n")
        let rows = lines.filter { $0.hasPrefix("| `") }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            let others = lines.filter { !$0.hasPrefix("| `") }
            let place = try #require(others.firstIndex { $0.hasPrefix("|---") }) + 1
            let text = (others[..<place] + wanted + others[place...]).joined(separator: "\n")
            try text.write(toFile: Self.root + "/docs/why.md", atomically: true, encoding: .utf8)
            return
        }
        #expect(rows == wanted)
    }

    @Test func `the schema names every case and every member`() async throws {
        let schema = try JSONParser.parse(try page("docs/schemas/why.schema.json"))
        let member = try #require(schema["items"]?["properties"]?.object)
        #expect(member["case"]?["enum"]?.array?.compactMap(\.string) == WhyCase.allCases.map(\.rawValue))
        try await withFolder { folder in
            let answer = try await Scene(.neverAttempted, next: nil).ask(["--json"], in: folder)
            let said = try #require(try JSONParser.parse(answer.data).array?.first?.object)
            #expect(said.members.map(\.key) == member.members.map(\.key))
            #expect(schema["items"]?["required"]?.array?.compactMap(\.string) == member.members.map(\.key))
        }
    }
}

/// Which key was used last, by fingerprint and never the key (rulebook 7.11).
struct KeysTests {
    private func ask(_ words: [String], variables: [String: String], in folder: String) async throws -> (
        code: ExitCode, data: String
    ) {
        let workspace = Workspace(folder + "/w")
        try workspace.makeFolders()
        let configuration = goodConfiguration.replacingOccurrences(
            #""apiKey": { "env": "PAC_API_KEY" }"#,
            #""apiKey": { "env": "NEW" }, "previousApiKey": { "env": "OLD" }"#
        ).replacingOccurrences(#""name": "Acme, S.A.","#, #""webhookSecrets": [ { "env": "HOOK" } ],"#)
        try FileSystem.create(workspace.configuration, Array(configuration.utf8))
        let ledger = try LedgerStore(path: workspace.ledger, environment: .sandbox)
        let time = FiscalTime(epochSeconds: 1_795_226_700)
        try ledger.transaction {
            for (value, uses) in [("new-key", 5), ("old-key", 7), ("older-key", 9)] {
                let key = ApiKey(label: "env \(value)", value: value)
                try ledger.add(
                    KeyUse(
                        company: "acme", fingerprint: key.fingerprint, source: key.label, uses: uses, firstAt: time,
                        lastAt: time.adding(seconds: Int64(uses)), refusedAt: value == "old-key" ? time : nil))
            }
        }
        let recorder = Recorder()
        let code = await Dispatch.run(
            ["keys"] + words, environment: Environment(variables.merging(["PACBATCH_WORKSPACE": workspace.folder]) { $1 })
        ) { recorder.screen($0) }
        return (code, recorder.data)
    }

    private let variables = ["NEW": "new-key", "OLD": "old-key", "HOOK": "hook-secret"]

    @Test func `each key and secret has its line, also a key that was dropped`() async throws {
        try await withFolder { folder in
            let answer = try await ask(["--json"], variables: variables, in: folder)
            #expect(answer.code == .done)
            let lines = try JSONParser.parse(answer.data).array ?? []
            #expect(lines.map { $0["role"]?.string } == ["apiKey", "previousApiKey", "dropped", "webhookSecrets[0]"])
            #expect(lines.map { $0["uses"]?.integer } == [5, 7, 9, 0])
            #expect(lines[0]["last_used_at"]?.string == FiscalTime(epochSeconds: 1_795_226_705).text)
            #expect(lines[1]["last_refused_at"]?.string != nil)
            #expect(lines[0]["fingerprint"]?.string == ApiKey(label: "", value: "new-key").fingerprint)
            for secret in ["new-key", "hook-secret"] { #expect(!answer.data.contains("\"\(secret)")) }
        }
    }

    @Test func `one that can't be read is exit code 6`() async throws {
        try await withFolder { folder in
            let answer = try await ask([], variables: ["NEW": "new-key", "HOOK": "x"], in: folder)
            #expect(answer.code == .setUp)
            #expect(answer.data.contains("env OLD"))
        }
    }
}
