import PacSandbox
import Testing

/// The command line and the files it names (product.md 2, docs/sandbox.md).
struct SettingsTests {
    @Test func `the options are read`() throws {
        let options = try SandboxOptions([
            "--port", "0", "--state=/tmp/x", "--dgi-delay", "1.5s", "--pdf-delay", "250ms", "--rate", "7", "--lookup", "off",
            "--seed", "42", "--faults", "429=0.01,close-after-commit=1", "--key", "k2", "--webhooks", "/tmp/w",
            "--webhook-secret", "s", "--url-lifetime", "2m",
        ])
        let settings = options.settings
        #expect(settings.port == 0)
        #expect(settings.stateFolder == "/tmp/x")
        #expect(settings.dgiDelayNanos == 1_500_000_000)
        #expect(settings.pdfDelayNanos == 250_000_000)
        #expect(settings.urlLifetimeNanos == 120_000_000_000)
        #expect(settings.postsPerSecond == 7)
        #expect(!settings.offersLookup)
        #expect(settings.seed == 42)
        #expect(settings.faults.map(\.fault.name) == ["429", "close-after-commit"])
        #expect(settings.faults.map(\.ratePerMillion) == [10_000, 1_000_000])
        #expect(settings.fixture.companies.first?.keys == ["sandbox-key", "k2"])
        #expect(settings.webhookFolder == "/tmp/w")
        #expect(settings.webhookSecret == "s")
        #expect(try SandboxOptions(["--no-rate"]).settings.postsPerSecond == nil)
        #expect(try SandboxOptions([]).settings.port == 8980)
        #expect(try SandboxOptions([]).settings.postsPerSecond == 50)
        #expect(try SandboxOptions(["--help"]).wantsHelp)
    }

    @Test(arguments: [
        ["--port"], ["--port", "70000"], ["--prot", "1"], ["--dgi-delay", "2"], ["--dgi-delay", "-2s"], ["--rate", "0"],
        ["--lookup", "maybe"], ["--config", "a", "--company-from", "b"], ["--config", "/nonexistent"],
    ])
    func `what can't be used is refused`(arguments: [String]) {
        #expect(throws: SandboxError.self) { try SandboxOptions(arguments) }
    }

    @Test func `a fixture names companies, keys and RUCs`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            {"companies": [{"id": "01KA", "name": "Uno", "ruc": "8-442-445", "rucType": 1, "keys": ["a", "b"], "qr": false,
              "subscribed": false, "branch": "0009", "offices": [{"id": "01KO", "code": "3OC7"}]}],
             "unknownRucs": ["8-713-2230"], "unknownRucsByType": {"2": ["8-714-1"]}, "secretTerms": {"s": {"from": 3}},
             "receivers": {"8-442-445": "CONTRIBUYENTE"}}
            """, as: "fixture.json")
        let fixture = try Fixture(file: path)
        let company = try #require(fixture.companies.first)
        #expect(company.checkDigit == "08")
        #expect(company.keys == ["a", "b"])
        #expect(!company.hasQR && !company.isSubscribed)
        #expect(company.branch == "0009")
        #expect(company.offices == [SandboxOffice(id: "01KO", code: "3OC7")])
        #expect(fixture.unknownRucs == ["8-713-2230"])
        #expect(fixture.unknownRucsByType == [2: ["8-714-1"]])
        #expect(fixture.secretTerms["s"]?.from == 3)
        #expect(fixture.receivers == ["8-442-445": "CONTRIBUYENTE"])
        let wrong = try folder.write("{\"companies\": [], \"unknown\": 1}", as: "wrong.json")
        #expect(
            throws: SandboxError.content(
                path: wrong, place: "top level",
                reason: "unknown key unknown; known: companies, unknownRucs, unknownRucsByType, receivers, keyTerms, secretTerms"
            )
        ) {
            try Fixture(file: wrong)
        }
    }

    @Test func `the companies of a pacbatch.json are served with the keys that are given`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            { // as product.md 4 has it
              "environment": "sandbox",
              "companies": [ { "id": "acme", "pacCompanyId": "01JA", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2,
                "dv": "32", "branch": "0001", "offices": [ { "id": "centro", "pacOfficeId": "01JO", "code": "0002" }, ], }, ],
            }
            """, as: "pacbatch.json")
        let company = try #require(try SandboxOptions(["--company-from", path, "--key", "k"]).settings.fixture.companies.first)
        #expect(company.id == "01JA")
        #expect(company.branch == "0001")
        #expect(company.offices == [SandboxOffice(id: "01JO", code: "0002")])
        #expect(company.keys == ["k"])
        #expect(try SandboxOptions(["--company-from", path]).settings.fixture.companies.first?.keys == ["sandbox-key"])
    }
}
