import Fiscal
import Ingest
import JSONText
import Ledger
import SchemaCheck
import Submit
import Testing
import Transform

@testable import pacbatch

struct TraceTests {
    @Test func `a value leads to its cell, in the file's own words`() async throws {
        let bench = try await TraceBench()
        let json = try await bench.trace("F-1", "items[0].prices.transfer")
        let source = try #require(json["values"]?.array?.first?["sources"]?.array?.first)
        #expect(json["proved"]?.bool == true)
        #expect(source["column_name"]?.string == "unit_price" && source["header"]?.string == "Precio")
        #expect(source["line"]?.integer == 2 && source["column"]?.integer == 4)
        #expect(source["text"]?.string == "1234.50" && source["as_it_stood"]?.string == "1234,50")
    }

    @Test func `a value leads to the client registry, to the profile, or to the rule`() async throws {
        let bench = try await TraceBench()
        let ruc = try await bench.value("F-1", "receiver.ruc.ruc")
        #expect(ruc["sources"]?.array?.first?["origin"]?.string == "registry")
        #expect(ruc["rule"]?.string?.contains("rulebook 2.2") == true)
        let unit = try await bench.value("F-1", "items[0].unit")
        #expect(unit["sources"]?.array?.first?["origin"]?.string == "profile")
        let country = try await bench.value("F-1", "receiver.country")
        #expect(country["sources"]?.array?.isEmpty == true && country["without_cell"]?.string?.hasPrefix("by default") == true)
        let rate = try await bench.value("F-1", "items[0].itbms.rate")
        #expect(rate["depends_on"]?.array?.first?["column_name"]?.string == "tax_rate")
    }

    @Test(arguments: [("trace", ["trace", "F-1"]), ("show", ["show", "F-1"]), ("status", ["status"])])
    func `what is printed as JSON fits its schema`(schema: String, words: [String]) async throws {
        let bench = try await TraceBench()
        let check = try CommandSchemaTests.schema(schema)
        #expect(check.problems(in: try await bench.json(words)) == [])
    }

    @Test func `a column's name asks for what it became`() async throws {
        let bench = try await TraceBench()
        let paths = try await bench.trace("F-1", "description")["values"]?.array?.compactMap { $0["path"]?.string }
        #expect(paths == ["items[0].description", "items[1].description"])
    }

    @Test func `what has changed since is said, not hidden`() async throws {
        let bench = try await TraceBench()
        try bench.changeClient(ruc: "155700001-2-2021")
        let json = try await bench.trace("F-1", "receiver.ruc")
        #expect(json["proved"]?.bool == false)
        let ruc = json["values"]?.array?.last
        #expect(ruc?["value"]?.string == "155704849-2-2021" && ruc?["today"]?.string == "155700001-2-2021")
    }

    @Test func `an altered archive proves nothing`() async throws {
        let bench = try await TraceBench()
        try bench.alterArchive()
        let answer = await bench.command("trace", "F-1")
        #expect(answer.code == .usage && answer.data.isEmpty)
        #expect(answer.messages.contains("SHA-256"))
    }

    @Test func `what isn't sent, isn't known or isn't there is answered in words`() async throws {
        let bench = try await TraceBench()
        let invalid = await bench.command("trace", "F-2")
        #expect(invalid.code == .badData && invalid.messages.contains("PB-LIN-08"))
        #expect(await bench.command("trace", "F-9").code == .usage)
        let misspelt = await bench.command("trace", "F-1", "reciever.name")
        #expect(misspelt.code == .usage && misspelt.messages.contains("receiver.name"))
    }

    @Test func `the screen shows every value in lines that fit`() async throws {
        let bench = try await TraceBench()
        let answer = await bench.command("trace", "F-1")
        #expect(answer.code == .done)
        #expect(answer.data.split(separator: "\n").count > 30)
        for line in answer.data.split(separator: "\n") { #expect(displayWidth(line) <= 100, "\(line)") }
    }

    @Test func `every value that a payload can hold is known, and no cell decides about what is the same in all`() async throws {
        let bench = try await TraceBench()
        for order in ["F-1", "F-3", "F-4", "F-5"] {
            for value in try await bench.trace(order)["values"]?.array ?? [] {
                let path = try #require(value["path"]?.string)
                let field = try #require(PayloadField(at: path), "\(path)")
                let cells = (value["sources"]?.array ?? []) + (value["depends_on"]?.array ?? [])
                switch field.origin {
                case .constant, .intent: #expect(cells.isEmpty || path.hasPrefix("referencedDocuments"), "\(order) \(path)")
                case .configuration, .cell, .computed, .invoice: break
                }
            }
        }
    }
}

/// A workspace whose ledger has taken in one file under a profile.
private final class TraceBench {
    private let folder: String
    private let ledger: LedgerStore
    private static let clock = RunClock(wallMicros: { 1_795_194_000_000_000 }, monotonicNanos: { 1 })

    private static let settings = """
        {"environment": "sandbox", "pac": {"baseURL": "http://127.0.0.1:1/pan/v1", "apiKey": {"env": "PAC_API_KEY"}}, "companies": [
          {"id": "acme", "pacCompanyId": "01A", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32",
           "offices": [{"id": "centro", "pacOfficeId": "01O", "code": "0001"}]}],
         "profiles": [{"name": "erp", "match": ["Factura", "Precio"], "columns": {"Factura": "order_id", "Cliente": "client_id",
           "Cant": "quantity", "Precio": "unit_price", "Tasa": "tax_rate", "Detalle": "description", "Tipo": "receptor_type",
           "Clase": "kind", "Ref": "reference", "Retiene": "invoice_retention", "Cod": "codigo_retencion"},
           "defaults": {"unit": "und"}, "values": {"tax_rate": {"E": "0"}}}]}
        """

    private static let orders = """
        Factura;Cliente;Cant;Precio;Tasa;Detalle;Tipo;Clase;Ref;Retiene;Cod;issue_date;notes;emails;office_id;destination
        F-1;C-1;2;1234,50;7;Silla de madera;;;;si;4;;Nota;a@correo.example;centro;
        F-1;C-1;1,5;10,00;E;Mesa;;;;si;4;;Nota;a@correo.example;centro;
        F-2;;1;10,00;8;Silla;;;;;;;;;;
        F-3;;1;10,00;15;Silla;;;;;;20/11/2026;;;;
        F-4;C-1;1;10,00;7;Silla;;credit_note;F-1;;;;;;;
        F-5;C-2;1;10,00;E;Silla;EXTRANJERO;;;;;;;;;1

        """

    init() async throws {
        folder = try makeFolder()
        try FileSystem.makeFolder(folder + "/archive")
        try FileSystem.replace(folder + "/pacbatch.json", Array(Self.settings.utf8))
        let configuration = try Configuration.load(Workspace(folder), environment: Environment(["PAC_API_KEY": "k"]))
        ledger = try LedgerStore(path: folder + "/ledger.sqlite", environment: .sandbox)
        try ledger.transaction {
            try ledger.beginRun(name: "run", at: Self.clock.now, version: "1", configurationHash: "")
        }
        try client(
            "C-1", ["client_ruc": "155704849-2-2021", "client_name": "Comercial Ejemplo", "receptor_type": "CONTRIBUYENTE"])
        try client(
            "C-2", ["foreign_id": "X-99", "client_name": "Example LLC", "country": "PA"])
        let path = folder + "/archive/erp.csv"
        try FileSystem.replace(path, Array(Self.orders.utf8))
        let print = try Fingerprint(InputSource(path: path))
        let input = try ledger.transaction {
            try ledger.register(inputNamed: "erp.csv", sha256: print.hex, company: nil, kind: "orders-csv", bytes: print.count)
        }.input
        var intake = OrderIntake(ledger: ledger, configuration: configuration, clock: Self.clock)
        var reader = try OrderReader(InputSource(path: path), profiles: configuration.readerProfiles)
        let (count, _) = try await intake.take(&reader, input: input) { _ in }
        try intake.bindNotes()
        try ledger.transaction {
            try ledger.markTaken(input: input.id, records: count, dialect: nil)
            try ledger.markFiled(input: input.id, state: .archived, place: "archive/erp.csv")
        }
    }

    deinit { removeTree(folder) }

    private func client(_ id: String, _ cells: [String: String]) throws {
        let object = JSONObject(cells.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: .string($0.value)) })
        try ledger.transaction {
            try ledger.upsertClient(company: "acme", clientID: id, cells: JSONValue.object(object).text, at: Self.clock.now)
        }
    }

    func changeClient(ruc: String) throws {
        try client("C-1", ["client_ruc": ruc, "client_name": "Comercial Ejemplo", "receptor_type": "CONTRIBUYENTE"])
    }

    func alterArchive() throws {
        try FileSystem.replace(folder + "/archive/erp.csv", Array(Self.orders.replacing("10,00", with: "11,00").utf8))
    }

    func command(_ words: String...) async -> (code: ExitCode, data: String, messages: String) {
        let recorder = Recorder()
        let code = await Dispatch.run(
            words + ["--workspace", folder, "--lang", "en"], environment: Environment(["PAC_API_KEY": "k"])
        ) { recorder.screen($0) }
        return (code, recorder.data, recorder.messages)
    }

    func trace(_ words: String...) async throws -> JSONValue { try await json(["trace"] + words) }

    func json(_ words: [String]) async throws -> JSONValue {
        let recorder = Recorder()
        let all = words + ["--workspace", folder, "--lang", "en", "--json"]
        _ = await Dispatch.run(all, environment: Environment(["PAC_API_KEY": "k"])) { recorder.screen($0) }
        return try JSONParser.parse(recorder.data)
    }

    func value(_ order: String, _ path: String) async throws -> JSONValue {
        try #require(try await trace(order, path)["values"]?.array?.first)
    }
}
