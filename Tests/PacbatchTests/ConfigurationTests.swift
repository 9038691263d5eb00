import DgiXML
import Emit
import Fiscal
import Ingest
import JSONText
import Testing
import Transform

@testable import pacbatch

/// A configuration that is right, to be spoilt.
let goodConfiguration = """
    { "environment": "sandbox",
      "pac": { "baseURL": "http://127.0.0.1:8099/pan/v1", "apiKey": { "env": "PAC_API_KEY" } },
      "companies": [ { "id": "acme", "pacCompanyId": "01J", "name": "Acme, S.A.", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32" } ] }
    """

/// A code whose severity a configuration may change.
let softCode = FaultCode.all.first { !$0.isFixed && $0.severity != .info } ?? .fileUnreadable

func configuration(_ text: String, environment: [String: String] = [:]) throws -> Configuration {
    let json = try JSONParser.parse(text, dialect: .configuration)
    return try Configuration(json, environment: Environment(environment))
}

private func problems(_ text: String, environment: [String: String] = [:]) throws -> [ConfigurationProblem] {
    do {
        _ = try configuration(text, environment: environment)
    } catch ConfigurationError.problems(let problems) {
        return problems
    }
    return []
}

private func spoilt(_ find: String, _ replacement: String) throws -> [ConfigurationProblem] {
    let text = goodConfiguration.replacingOccurrences(find, replacement)
    #expect(text != goodConfiguration)
    return try problems(text)
}

extension String {
    func replacingOccurrences(_ find: String, _ replacement: String) -> String {
        split(separator: find, omittingEmptySubsequences: false).joined(separator: replacement)
    }
}

struct ConfigurationTests {
    @Test func `what isn't said has the documented default`() throws {
        let configuration = try configuration(goodConfiguration)
        #expect(configuration.environment == .sandbox)
        let pac = configuration.pac
        #expect(pac.rate == Rate(perSecond: Amount(micros: 2_000_000), burst: 1))
        #expect(pac.readsPerSecond == Amount(micros: 10_000_000))
        #expect(pac.concurrency == 4)
        #expect(pac.connectTimeout == .seconds(10) && pac.timeout == .seconds(60) && pac.settle == .seconds(900))
        #expect(pac.lookup == .none && pac.resubmit == .never)
        #expect(pac.previousApiKey == nil)
        #expect(configuration.padAddress)
        #expect(configuration.rucCacheDays == 30 && configuration.voidWindowHours == 182)
        #expect(configuration.minimumTrust == .signatureValid && !configuration.importLookup)
        #expect(configuration.profiles.isEmpty && configuration.metrics == nil && configuration.notes.isEmpty)
        let company = try #require(configuration.company(id: "acme"))
        #expect(company.branch == "0000" && company.billingPoint == "001")
        #expect(company.numeration == Company.Numeration(scheme: .sequential, start: 1))
        #expect(company.apiKey == .env("PAC_API_KEY") && company.rate == pac.rate)
        #expect(!company.useClientItemNumber && company.offices.isEmpty && company.webhookSecrets.isEmpty)
    }

    @Test func `everything that is said is taken`() throws {
        let configuration = try configuration(
            """
            { "environment": "production",
              "pac": { "baseURL": "https://api.alanube.co", "apiKey": {"file": "/k"}, "previousApiKey": {"credential": "old"},
                "rate": {"perSecond": 0.5, "burst": 3}, "readsPerSecond": 7, "concurrency": 9, "connectTimeout": 2, "timeout": 30,
                "lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1h" },
              "companies": [
                { "id": "a", "pacCompanyId": "1", "name": "A", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32", "branch": "3OC7",
                  "billingPoint": "002", "offices": [ { "id": "centro", "pacOfficeId": "O1", "code": "0001" } ],
                  "webhookSecrets": [ {"env": "A"}, {"file": "/b"} ], "numeration": {"scheme": "cifras", "start": 77},
                  "useClientItemNumber": true, "apiKey": {"env": "KEY_A"}, "rate": {"perSecond": 4} },
                { "id": "b", "pacCompanyId": "2", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32" }, ],
              "padAddress": false, "rucCacheDays": 0, "voidWindowHours": 24, "import": {"minimumTrust": "structure-only", "trust": ["ca.pem"]},
              "rules": {"\(softCode.code)": "info"}, "metrics": "/m.prom",
              "profiles": [ { "name": "erp", "match": ["Nro"], "columns": {"Nro": "order_id"}, "defaults": {"tax_rate": 7},
                "values": {"tax_rate": {"E": "0"}}, "dialect": {"delimiter": "\\t", "decimal": ","},
                "results": {"columns": {"Nro": "order_id", "CUFE": "cufe"}, "values": {"state": {"complete": "OK"}}} } ], }
            """)
        #expect(configuration.pac.baseURL.text == "https://api.alanube.co/pan/v1")
        #expect(configuration.pac.rate == Rate(perSecond: Amount(micros: 500_000), burst: 3))
        #expect(configuration.pac.connectTimeout == .seconds(2))
        #expect(configuration.rules.severity(of: softCode) == .info)
        #expect(configuration.minimumTrust == .structureOnly && configuration.trust == ["ca.pem"])
        let first = try #require(configuration.company(id: "a"))
        #expect(first.apiKey == .env("KEY_A") && first.previousApiKey == nil)
        #expect(first.rate.perSecond == Amount(micros: 4_000_000) && first.readsPerSecond == Amount(micros: 20_000_000))
        #expect(first.profile.offices["centro"]?.pacOfficeID == "O1" && first.profile.branch == "3OC7")
        #expect(first.webhookSecrets == [.env("A"), .file("/b")])
        let second = try #require(configuration.company(id: "b"))
        #expect(
            second.apiKey == .file("/k") && second.previousApiKey == .credential("old")
                && second.readsPerSecond == Amount(micros: 7_000_000))
        #expect(second.name == "b")
        let profile = try #require(configuration.profiles.first)
        #expect(
            profile.columns == ["Nro": "order_id"] && profile.defaults == ["tax_rate": "7"]
                && profile.values == ["tax_rate": ["E": "0"]])
        #expect(profile.delimiter == 0x09 && profile.decimalSign == .comma)
        let writeBack = try #require(configuration.writeBacks["erp"])
        #expect(writeBack.columns.map(\.header) == ["Nro", "CUFE"] && writeBack.columns.map(\.name) == ["order_id", "cufe"])
        #expect(
            writeBack.delimiter == 0x09 && writeBack.decimal == UInt8(ascii: ",")
                && writeBack.values["state"] == ["complete": "OK"])
    }

    @Test(
        arguments: [
            (
                #""environment": "sandbox""#, #""environment": "sandbx""#, "environment",
                ConfigurationProblem.Kind.expected(.words(["production", "sandbox"], nearest: "sandbox"))
            ),
            (#""environment": "sandbox","#, "", "environment", .missing),
            (
                #""baseURL": "http://127.0.0.1:8099/pan/v1""#, #""baseUrl": "https://x""#, "pac.baseUrl",
                .unknownKey(nearest: "baseURL")
            ),
            (#""baseURL": "http://127.0.0.1:8099/pan/v1""#, #""baseURL": "http://pac.example""#, "pac.baseURL", .notSecure),
            (#""pacCompanyId": "01J","#, "", "companies[0].pacCompanyId", .pacCompanyMissing(company: "acme")),
            (
                #""pacCompanyId": "01J""#, #""pacCompanyId": null"#, "companies[0].pacCompanyId",
                .pacCompanyMissing(company: "acme")
            ),
            (#""id": "acme""#, #""id": "../x""#, "companies[0].id", .expected(.name)),
            (#""id": "acme""#, #""id": "webhooks""#, "companies[0].id", .expected(.name)),
            (#""rucType": 2"#, #""rucType": 3"#, "companies[0].rucType", .expected(.wholeNumber(1...2))),
            (#""dv": "32""#, #""dv": "32", "billingPoint": "000""#, "companies[0].billingPoint", .expected(.digits(3))),
            (#""dv": "32""#, #""dv": "32", "branch": "12345""#, "companies[0].branch", .expected(.lettersAndDigits(4))),
            (
                #""dv": "32""#, #""dv": "32", "numeration": {"start": 0}"#, "companies[0].numeration.start",
                .expected(.wholeNumber(1...9_999_999_999))
            ),
            (
                #""dv": "32""#, #""dv": "32", "webhookSecrets": [{"env":"A"},{"env":"B"},{"env":"C"}]"#,
                "companies[0].webhookSecrets", .expected(.listOf(atLeast: 0, atMost: 2))
            ),
            (
                #""dv": "32""#,
                #""dv": "32", "offices": [{"id":"a","pacOfficeId":"1","code":"0001"},{"id":"a","pacOfficeId":"2","code":"0002"}]"#,
                "companies[0].offices[1].id", .repeated
            ),
            (#""apiKey": {"#, #""concurrency": 0, "apiKey": {"#, "pac.concurrency", .expected(.wholeNumber(1...1024))),
            (#""apiKey": {"#, #""rate": {"perSecond": 0}, "apiKey": {"#, "pac.rate.perSecond", .expected(.number)),
            (#""apiKey": {"#, #""rate": {"burst": 2}, "apiKey": {"#, "pac.rate.perSecond", .missing),
            (#""apiKey": {"#, #""settle": 15, "apiKey": {"#, "pac.settle", .expected(.duration)),
            (#"{ "env": "PAC_API_KEY" }"#, #"{ "env": "" }"#, "pac.apiKey", .expected(.secretSource)),
            (#"{ "env": "PAC_API_KEY" }"#, #"{ "credential": "../x" }"#, "pac.apiKey", .expected(.secretSource)),
            (
                #""companies": ["#, #""rules": {"PB-CELL-1": "info"}, "companies": ["#, "rules.PB-CELL-1",
                .unknownRule(nearest: "PB-CELL-01")
            ),
            (#""companies": ["#, #""rules": {"PB-FILE-01": "info"}, "companies": ["#, "rules.PB-FILE-01", .fixedRule),
            (
                #""companies": ["#, "\"rules\": {\"\(softCode.code)\": \"off\"}, \"companies\": [", "rules.\(softCode.code)",
                .expected(.words(["error", "warning", "info"], nearest: nil))
            ),
            (#""companies": ["#, #""padAdress": true, "companies": ["#, "padAdress", .unknownKey(nearest: "padAddress")),
            (
                #""companies": ["#, #""importLookUps": true, "companies": ["#, "importLookUps",
                .unknownKey(nearest: "importLookup")
            ),
            (
                #""companies": ["#,
                #""profiles": [{"name": "p", "match": ["a"], "columns": {"a": "order_idd"}}], "companies": ["#,
                "profiles[0].columns.a", .unknownKey(nearest: "order_id")
            ),
            (
                #""companies": ["#,
                #""profiles": [{"name": "p", "match": ["a"], "dialect": {"delimiter": "!"}}], "companies": ["#,
                "profiles[0].dialect.delimiter", .expected(.words([",", ";", "\\t", "|"], nearest: nil))
            ),
            (
                #""companies": ["#,
                #""profiles": [{"name": "p", "match": ["a"], "results": {"columns": {"X": "cuf"}}}], "companies": ["#,
                "profiles[0].results.columns.X", .unknownKey(nearest: "cufe")
            ),
            (
                #""companies": ["#, #""profiles": [{"name": "p", "match": []}], "companies": ["#, "profiles[0].match",
                .expected(.listOf(atLeast: 1, atMost: 512))
            ),
            (
                #""companies": ["#, #""import": {"minimumTrust": "signature-vald"}, "companies": ["#, "import.minimumTrust",
                .expected(.words(Trust.allCases.map(\.rawValue), nearest: "signature-valid"))
            ),
        ] as [(String, String, String, ConfigurationProblem.Kind)])
    func `what is wrong is named with its path`(find: String, replacement: String, path: String, kind: ConfigurationProblem.Kind)
        throws
    {
        let found = try spoilt(find, replacement).first { $0.path == path }
        #expect(found?.kind == kind)
    }

    @Test func `all problems are found at once`() throws {
        let found = try problems(
            #"{"environment": 1, "pac": {"baseURL": "x", "tiemout": 3}, "companies": [{"id": "a"}], "metrcs": ""}"#)
        #expect(
            Set(found.map(\.path)) == [
                "environment", "pac.baseURL", "pac.tiemout", "metrcs", "companies[0].pacCompanyId", "companies[0].ruc",
            ])
    }

    @Test func `a key in plain text is refused and never repeated`() throws {
        for place in [
            #""apiKey": "sk-canary""#, #""apiKey": {"value": "sk-canary"}"#, #""apiKey": {"env": "A", "x": "sk-canary"}"#,
        ] {
            let text = goodConfiguration.replacingOccurrences(#""apiKey": { "env": "PAC_API_KEY" }"#, place)
            for environment in [[:], ["PAC_API_KEY": "other"]] {
                do {
                    _ = try configuration(text, environment: environment)
                } catch let error as ConfigurationError {
                    #expect(!error.message(in: .en).contains("sk-canary") && !error.message(in: .es).contains("sk-canary"))
                    continue
                }
                #expect(!place.contains(#""apiKey": "sk"#), "a key in plain text was taken")
            }
        }
    }

    @Test(arguments: [
        (#""dv": "32""#, #""dv": "23""#, "companies[0].dv", FaultCode.rucCheckDigitsDisagree),
        (#""dv": "32""#, #""dv": "2""#, "companies[0].dv", .rucCheckDigitsDisagree),
        (#""dv": "32""#, #""dv": "320""#, "companies[0].dv", .rucCheckDigitsForm),
        (#""rucType": 2"#, #""rucType": 1"#, "companies[0].ruc", .rucProvince),
        (#"155704849-2-2021"#, #"155704849-2-2021 DV 32"#, "companies[0].ruc", .rucWithCheckDigits),
    ])
    func `a company's RUC is judged as an order's is`(find: String, replacement: String, path: String, code: FaultCode) throws {
        let found = try #require(try spoilt(find, replacement).first)
        #expect(found.path == path)
        guard case .fault(let fault) = found.kind else {
            Issue.record("no fault of the RUC: \(found.kind)")
            return
        }
        #expect(fault.code == code)
        #expect(found.message(in: .es).contains(fault.hint(in: .es)))
    }

    @Test func `the type of a RUC follows from its form and the check digits from the number`() throws {
        let company = try configuration(goodConfiguration.replacingOccurrences(#", "rucType": 2, "dv": "32""#, "")).companies[0]
        #expect(company.rucType == .juridical && company.dv == "32")
    }

    @Test func `company ids that differ in case only are the same folder`() throws {
        let company =
            #"{ "id": "ACME", "pacCompanyId": "2", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32" }, { "id": "acme""#
        #expect(try spoilt(#"{ "id": "acme""#, company).map(\.kind) == [.repeated])
    }

    @Test func `two companies without any key are told so, one falls back on PAC_API_KEY`() throws {
        let single = goodConfiguration.replacingOccurrences(#", "apiKey": { "env": "PAC_API_KEY" }"#, "")
        #expect(try configuration(single).companies[0].apiKey == .env("PAC_API_KEY"))
        let company = #"{ "id": "b", "pacCompanyId": "2", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32" }, { "id": "acme""#
        let double = single.replacingOccurrences(#"{ "id": "acme""#, company)
        #expect(try problems(double).map(\.kind) == [.apiKeyMissing(company: "b"), .apiKeyMissing(company: "acme")])
    }

    @Test func `the initial configuration lacks only what its user must fill in`() throws {
        for language in Language.allCases {
            let found = try problems(Wording.initialConfiguration[language])
            #expect(found.map(\.path) == ["companies[0].pacCompanyId", "companies[0].ruc"])
        }
    }

    @Test func `problems are said in both languages with what stands there`() throws {
        let found = try spoilt(#""dv": "32""#, #""dv": "32", "billingPoint": "000""#)
        #expect(found[0].message(in: .en) == #"companies[0].billingPoint = "000": a text of 3 digits is expected"#)
        #expect(found[0].message(in: .es) == #"companies[0].billingPoint = "000": se espera un texto de 3 dígitos"#)
    }

    @Test func `a company without the PAC's id is told in the seeds' words`() throws {
        let found = try spoilt(#""pacCompanyId": "01J","#, "")
        #expect(found[0].message(in: .es).contains("PAC company ID is not configured for this tenant"))
        #expect(found[0].message(in: .es).contains("«acme»"))
    }
}

struct OverrideTests {
    @Test func `the environment overrides in a workspace with a single company`() throws {
        let environment = [
            "PAC_BASE_URL": "https://api.alanube.co/", "PAC_API_KEY": "k", "PAC_BILLING_POINT": "007", "PAC_WEBHOOK_SECRET": "s",
        ]
        let text = goodConfiguration.replacingOccurrences(#"{ "env": "PAC_API_KEY" }"#, #"{ "file": "/old" }"#)
        let configuration = try configuration(text, environment: environment)
        #expect(configuration.pac.baseURL.text == "https://api.alanube.co/pan/v1")
        #expect(configuration.companies[0].apiKey == .env("PAC_API_KEY"))
        #expect(configuration.companies[0].billingPoint == "007")
        #expect(configuration.companies[0].webhookSecrets == [.env("PAC_WEBHOOK_SECRET")])
        #expect(configuration.notes.isEmpty)
    }

    @Test func `a rotation in progress keeps its second secret`() throws {
        let text = goodConfiguration.replacingOccurrences(
            #""dv": "32""#, #""dv": "32", "webhookSecrets": [{"env": "PAC_WEBHOOK_SECRET"}, {"env": "OLD"}]"#)
        let configuration = try configuration(text, environment: ["PAC_WEBHOOK_SECRET": "s"])
        #expect(configuration.companies[0].webhookSecrets == [.env("PAC_WEBHOOK_SECRET"), .env("OLD")])
    }

    @Test func `with several companies nothing is overridden, and a variable that nothing mentions is noted`() throws {
        let company = #"{ "id": "b", "pacCompanyId": "2", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32" }, { "id": "acme""#
        let text = goodConfiguration.replacingOccurrences(#"{ "id": "acme""#, company)
        let configuration = try configuration(text, environment: ["PAC_BILLING_POINT": "007", "PAC_API_KEY": "k"])
        #expect(configuration.companies.map(\.billingPoint) == ["001", "001"])
        #expect(configuration.notes == [.ignoredOverride(variable: "PAC_BILLING_POINT")])
    }

    @Test func `a wrong override is named by its variable`() throws {
        let found = try problems(goodConfiguration, environment: ["PAC_BILLING_POINT": "7"])
        #expect(found.map(\.path) == ["PAC_BILLING_POINT"])
    }

    @Test func `the hash is of the content that holds, whatever its form`() throws {
        func hash(_ text: String, _ environment: [String: String] = [:]) throws -> String {
            try configuration(text, environment: environment).hash
        }
        let moved = goodConfiguration.replacingOccurrences(#""environment": "sandbox","#, "").replacingOccurrences(
            "] }", #"], "environment": "sandbox", /* moved */ }"#)
        #expect(try hash(goodConfiguration) == hash(moved))
        #expect(try hash(goodConfiguration).count == 64)
        #expect(try hash(goodConfiguration) != hash(goodConfiguration, ["PAC_BILLING_POINT": "002"]))
        #expect(try hash(goodConfiguration, ["PAC_API_KEY": "one"]) == hash(goodConfiguration, ["PAC_API_KEY": "other"]))
    }
}

struct BaseURLTests {
    @Test(arguments: [
        ("https://api.alanube.co/pan/v1", "https://api.alanube.co/pan/v1"),
        ("https://api.alanube.co/pan/v1/", "https://api.alanube.co/pan/v1"),
        ("https://API.alanube.co", "https://api.alanube.co/pan/v1"),
        ("https://api.alanube.co//", "https://api.alanube.co/pan/v1"),
        ("https://pac.example:8443/x", "https://pac.example:8443/x"), ("http://127.0.0.1:8980", "http://127.0.0.1:8980/pan/v1"),
        ("http://localhost:1/pan/v1", "http://localhost:1/pan/v1"), ("http://[::1]:8980/pan/v1", "http://[::1]:8980/pan/v1"),
        ("http://127.9.8.7", "http://127.9.8.7/pan/v1"),
    ])
    func `an address is completed`(text: String, completed: String) throws {
        #expect(try BaseURL(text: text, environment: .sandbox).text == completed)
    }

    @Test(arguments: [
        "", "api.alanube.co", "ftp://x", "https://", "https:///x", "https://u:p@x/", "https://x?y", "https://x#y", "https://x y",
        "https://x:0",
        "https://x:99999", "https://[::1", "https://ñ.example",
    ])
    func `what is no address is refused`(text: String) {
        #expect(throws: BaseURL.Refusal.malformed) { try BaseURL(text: text, environment: .sandbox) }
    }

    @Test(arguments: [
        ("http://pac.example", FiscalEnvironment.sandbox), ("http://127.0.0.1:8980", .production),
        ("http://localhost", .production),
        ("http://127.0.0.1.example.com", .sandbox), ("http://127.0.0.256", .sandbox), ("http://localhost.example", .sandbox),
    ])
    func `plain http goes to loopback in the sandbox environment only`(text: String, environment: FiscalEnvironment) {
        #expect(throws: BaseURL.Refusal.notSecure) { try BaseURL(text: text, environment: environment) }
    }
}
