import Fiscal
import JSONText
import Ledger
import Submit
import Testing

@testable import pacbatch

/// Answers by the request's path; remembers which keys were shown.
private final class ScriptedPac: Transport {
    private var answers: [(path: String, key: String?, status: Int, body: String)]
    private var waiting: [HTTPCompletion] = []
    private(set) var asked: [String] = []

    init(_ answers: [(path: String, key: String?, status: Int, body: String)]) {
        self.answers = answers
    }

    var inFlight: Int { waiting.count }

    func start(_ request: HTTPRequest, token: Int) {
        asked.append(request.url)
        let answer = answers.first { request.url.contains($0.path) && ($0.key == nil || $0.key == request.key?.label) }
        waiting.append(
            HTTPCompletion(
                token: token, end: answer == nil ? .failed(code: 7, detail: "connection refused") : .answered, mayHaveLeft: false,
                bytesSent: 0,
                status: answer?.status, headers: [:], body: Array((answer?.body ?? "").utf8)))
    }

    func wait(nanoseconds: Int64) -> [HTTPCompletion] {
        defer { waiting.removeAll() }
        return waiting
    }

    func departures() -> [(token: Int, nanoseconds: Int64)] { [] }
    func abandon() {}
}

struct PacProbeTests {
    private let good = #"{"id":"01J","affiliated":"SUBSCRIBED","ruc":"155704849-2-2021"}"#

    private func checks(_ answers: [(path: String, key: String?, status: Int, body: String)], company: String = "") throws
        -> [Check]
    {
        let text = goodConfiguration.replacingOccurrences(#""dv": "32""#, #""dv": "32""# + company)
        let environment = ["PAC_API_KEY": "key-canary", "OLD": "old-canary"]
        let probe = PacProbe(
            configuration: try configuration(text, environment: environment), environment: Environment(environment),
            transport: ScriptedPac(answers))
        return probe.checks()
    }

    @Test func `a subscribed company passes`() throws {
        let found = try checks([("/companies/01J?idCompany=01J", nil, 200, good)])
        #expect(found.map(\.level) == [.ok] && found.map(\.name) == ["pac.acme"])
    }

    @Test(arguments: [
        (200, #"{"affiliated":"REQUESTED"}"#, ExitCode.setUp), (200, "{}", .setUp), (401, "", .setUp), (403, "", .setUp),
        (404, "", .setUp),
        (500, "", .unfinished), (200, "<html>", .unfinished), (200, #"{"affiliated":"SUBSCRIBED","ruc":"8-442-445"}"#, .setUp),
    ])
    func `what keeps a company from issuing fails`(status: Int, body: String, code: ExitCode) throws {
        let found = try checks([("/companies/01J", nil, status, body)])
        #expect(found.map(\.level) == [.fail] && found.map(\.failure) == [code])
        #expect(!found.contains { $0.detail.en.contains("canary") || $0.detail.es.contains("canary") })
    }

    @Test func `too many calls are a warning`() throws {
        #expect(try checks([("/companies/01J", nil, 429, "")]).map(\.level) == [.warn])
    }

    @Test func `a PAC that can't be reached is told once, however many companies there are`() throws {
        let second = #" }, { "id": "b", "pacCompanyId": "2", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32""#
        let found = try checks([], company: second)
        #expect(found.map(\.name) == ["pac"] && found.map(\.failure) == [.unfinished])
        #expect(found[0].detail.en.contains("connection refused"))
    }

    @Test func `during a rotation the old key may be the one that works`() throws {
        let company = #", "apiKey": {"env": "PAC_API_KEY"}, "previousApiKey": {"env": "OLD"}"#
        let found = try checks(
            [("/companies/01J", "env PAC_API_KEY", 401, ""), ("/companies/01J", "env OLD", 200, good)],
            company: company)
        #expect(found.map(\.level) == [.warn])
        #expect(found[0].detail.en.contains("env OLD"))
    }

    @Test func `the next number of a series must be free, where the PAC can be asked`() throws {
        let entry = { (number: String, point: String, type: String) in
            #"{"documents":[{"id":"X","documentNumber":"\#(number)","billingPoint":"\#(point)","documentType":"\#(type)"}]}"#
        }
        func found(_ body: String, status: Int = 200, next: Int64? = nil, lookup: String = "byNumber") throws -> [Check] {
            let text = goodConfiguration.replacingOccurrences(#""pac": {"#, #""pac": { "lookup": "\#(lookup)","#)
            let environment = ["PAC_API_KEY": "key-canary"]
            let pac = ScriptedPac([
                ("/companies/01J", nil, 200, good), ("/invoices?", nil, status, body), ("notes?", nil, 200, #"{"documents":[]}"#),
            ])
            var probe = PacProbe(
                configuration: try configuration(text, environment: environment), environment: Environment(environment),
                transport: pac)
            if let next {
                probe.marks = [SeriesMark(company: "acme", branch: "0000", billingPoint: "001", documentType: "01", next: next)]
            }
            return probe.checks().filter { $0.name == "pac.acme.series" }
        }
        #expect(try found(#"{"documents":[]}"#).map(\.level) == [.ok])
        #expect(try found("", lookup: "none").isEmpty)
        #expect(try found(entry("0000000001", "001", "01")).map(\.level) == [.fail], "somebody issues there already")
        #expect(try found(entry("0000000006", "001", "01"), next: 7).map(\.level) == [.ok], "our own")
        let taken = try found(entry("0000000009", "001", "01"), next: 7)
        #expect(taken.map(\.failure) == [.setUp])
        #expect(taken.first?.detail.en.contains("0000000009 of series 0000/001/01") == true)
        #expect(try found(entry("0000000009", "002", "01"), next: 7).map(\.level) == [.ok], "of another point")
        #expect(try found(entry("0000000009", "001", "03"), next: 7).map(\.level) == [.ok], "of another type")
        #expect(try found("", status: 404).map(\.level) == [.warn])
    }

    @Test func `offices must be known under their code`() throws {
        let offices =
            #", "offices": [{"id":"centro","pacOfficeId":"O1","code":"0001"},{"id":"david","pacOfficeId":"O2","code":"0002"}]"#
        func levels(_ body: String, status: Int = 200) throws -> [Check.Level] {
            try checks([("/offices", nil, status, body), ("/companies/01J", nil, 200, good)], company: offices).map(\.level)
        }
        #expect(try levels(#"{"offices":[{"id":"O1","code":"0001"},{"id":"O2","code":"0002"}]}"#) == [.ok, .ok])
        #expect(try levels(#"{"offices":[{"id":"O1","code":"0001"}]}"#) == [.ok, .fail])
        #expect(try levels(#"{"offices":[{"id":"O1","code":"0009"},{"id":"O2"}]}"#) == [.ok, .fail])
        #expect(try levels("", status: 500) == [.ok, .warn])
    }
}

struct LedgerProbeTests {
    private func checks(_ folder: String, _ text: String = goodConfiguration) throws -> [Check] {
        LedgerProbe.checks(Workspace(folder), try configuration(text))
    }

    @Test func `no ledger yet is no fault`() throws {
        try withFolder { folder in
            let found = try checks(folder)
            #expect(found.map(\.level) == [.ok])
        }
    }

    @Test func `a sound ledger passes, that of the other environment doesn't`() throws {
        try withFolder { folder in
            _ = try LedgerStore(path: Workspace(folder).ledger, environment: .sandbox)
            #expect(try checks(folder).map(\.level) == [.ok])
            let production = goodConfiguration.replacingOccurrences(#""sandbox""#, #""production""#).replacingOccurrences(
                "http://127.0.0.1:8099", "https://pac.example")
            #expect(try checks(folder, production).map(\.level) == [.fail])
        }
    }

    @Test func `what is no database fails`() throws {
        try withFolder { folder in
            try FileSystem.create(Workspace(folder).ledger, [UInt8](repeating: 0x41, count: 8192))
            #expect(try checks(folder).map(\.level) == [.fail])
        }
    }
}
